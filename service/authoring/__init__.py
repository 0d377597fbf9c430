"""Rules that are being written: a methodology begun, files linted and tried in a process of their own."""
