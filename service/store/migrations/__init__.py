"""How the tables came to be what they are: revisions, run by `hantei migrate`."""
