"""What it costs to have all rule files ready: cold (read and compiled) and from the cache, against `import pydantic`.

The bars: cold within 10 times a bare `import pydantic` of the same run, cached within a fifth of the cold time. Each
figure is the median of many processes, less a bare interpreter's start, taken in turn so that a busy machine slows
all alike; modules are compiled first, as set-up does.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLD, CACHED = 10.0, 0.2
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
    net = {name: taken - bare for name, taken in seconds.items()}
    for name, taken in net.items():
        print(f"{name:24} {taken * 1000:8.1f} ms")
    return 0 if all(_bars(net)) else 1


def _bars(net: dict[str, float]) -> list[bool]:
    cold = net["all rule sets, cold"] / net["import pydantic"]
    cached = net["all rule sets, cached"] / net["all rule sets, cold"]
    print(f"cold: {cold:.1f} x import pydantic, {_word(cold <= COLD)} {COLD:g} x")
    print(f"cached: {cached:.2f} x cold, {_word(cached <= CACHED)} {CACHED:g} x")
    return [cold <= COLD, cached <= CACHED]


def _word(met: bool) -> str:
    return "within" if met else "over"


def _measured(cache: str, runs: int) -> dict[str, float]:
    """The median of each program's wall time, in seconds."""
    _run(LOAD, cache)
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(runs):
        for name, program in PROGRAMS.items():
            seconds[name].append(_run(program, "off" if "cold" in name else cache))
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def _run(program: str, cache: str) -> float:
    environment = {**os.environ, "HANTEI_CACHE": cache}
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
