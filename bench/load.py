"""What it costs to have all rule files ready: cold (read and compiled) and from the cache, against `import pydantic`.

The bars: cold within 10 times a bare `import pydantic` of the same run, cached "in a fifth of that". That is said of
the bar (a fifth of 10 times is 2 times the import) and can be said of the cold time that was measured; both are held.
Each figure is the median of many processes, less a bare interpreter's start, taken in turn so that a busy machine
slows all alike; modules are compiled first, as set-up does. Time is the processor's, the process's own and the
system's for it; the time by the clock, in which it waits for others on a busy machine, stands beside it.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COLD, FIFTH = 10.0, 0.2
LOAD = """
from engine.catalogue import open_catalogue
catalogue = open_catalogue()
plans = [catalogue.plan(name)[0] for name in catalogue.ids()]
assert all(plans)
catalogue.vocabulary(), catalogue.territories(), catalogue.cited()
"""
PROGRAMS = {
    "bare interpreter": "pass",
    "import pydantic": "import pydantic; pydantic.BaseModel",
    "all rule sets, cold": LOAD,
    "all rule sets, cached": LOAD,
}


class Taken(NamedTuple):
    """Seconds of the processor, and by the clock."""

    used: float
    clock: float


def main() -> int:
    """Prints the figures and both ratios; exits 1 where a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    for room in ("engine", "service"):
        compileall.compile_dir(ROOT / room, quiet=2)
    with tempfile.TemporaryDirectory() as cache:
        seconds = _measured(cache, runs)
    bare = seconds.pop("bare interpreter")
    net = {name: Taken(taken.used - bare.used, taken.clock - bare.clock) for name, taken in seconds.items()}
    for name, taken in net.items():
        print(f"{name:24} {taken.used * 1000:8.1f} ms ({taken.clock * 1000:.1f} by the clock)")
    return 0 if all(_bars({name: taken.used for name, taken in net.items()})) else 1


def _bars(net: dict[str, float]) -> list[bool]:
    imported, cold, cached = (net[name] for name in ("import pydantic", "all rule sets, cold", "all rule sets, cached"))
    ratios = (
        ("cold", "import pydantic", cold / imported, COLD),
        ("cached", "import pydantic", cached / imported, FIFTH * COLD),
        ("cached", "cold", cached / cold, FIFTH),
    )
    for name, of, ratio, bar in ratios:
        print(f"{name}: {ratio:.2f} x {of}, {_word(ratio <= bar)} {bar:g} x")
    return [ratio <= bar for *_, ratio, bar in ratios]


def _word(met: bool) -> str:
    return "within" if met else "over"


def _measured(cache: str, runs: int) -> dict[str, Taken]:
    """The medians of what each program takes."""
    _run(LOAD, cache)
    seconds: dict[str, list[Taken]] = {name: [] for name in PROGRAMS}
    for _ in range(runs):
        for name, program in PROGRAMS.items():
            seconds[name].append(_run(program, "off" if "cold" in name else cache))
    return {
        name: Taken(statistics.median(one.used for one in all_), statistics.median(one.clock for one in all_))
        for name, all_ in seconds.items()
    }


def _run(program: str, cache: str) -> Taken:
    environment = {**os.environ, "HANTEI_CACHE": cache, "PYTHONPATH": str(ROOT)}
    begun, before = time.perf_counter(), _used()
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
    return Taken(_used() - before, time.perf_counter() - begun)


def _used() -> float:
    """Seconds of the processor that the programs have used until now."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
