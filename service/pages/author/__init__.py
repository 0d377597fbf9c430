"""Pages for those who write rules, and for everyone who wants to read them."""
