"""Everything a person or a program touches: command line, API, pages."""
