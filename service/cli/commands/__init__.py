"""The commands as they are declared: arguments, options, help. What they do is imported when it is done."""
