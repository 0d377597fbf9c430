"""What a command's exit code says."""

from __future__ import annotations

DONE = 0
FOUND = 1
"""`lint` found faults, `test` a worked example and `verify` a receipt that does not hold, `replay` a difference."""
MISUSE = 2
"""Wrong use, refused facts, a rule set that does not exist or does not load: nothing was evaluated."""
INELIGIBLE = 3
"""Only with `--exit-code`; of several rule sets the gravest counts: ineligible before undetermined before eligible."""
UNDETERMINED = 4
INTERNAL = 70
"""A fault of Hantei's own (EX_SOFTWARE of sysexits.h), with a traceback to report."""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""Who was reading stdout went away (128 + SIGPIPE), as with other tools in a pipe."""
