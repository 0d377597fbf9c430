"""For all tests: one cache of plans, kept by what the rules and the engine are, so that each process need not compile
them again (tests/catalogue and tests/cli set their own where the cache is what is tested); and no limit of rate,
because all of them come from one address (tests/access sets its own). And Ctrl-C as a terminal has it, which tests send
to processes of theirs: a shell lets what runs in the background ignore it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

os.environ.setdefault("HANTEI_RATE_ANONYMOUS", "0")
os.environ.setdefault("HANTEI_RATE_KNOWN", "0")
os.environ.setdefault("HANTEI_CACHE", str(Path(__file__).resolve().parent.parent / "build" / "plans"))
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
