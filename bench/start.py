"""What `hantei check` costs to start, in one run: a bare interpreter, imports, loading, the whole check, and the ratio.

The bar: the check on complete facts within 20 times a bare interpreter's start-up. Medians of many runs, taken in
turn so that a busy machine slows all of them alike. Modules are compiled first, as set-up does.
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

from engine.determination_json import plain
from service.api.examples import first_example
from service.json_body import encoded

ROOT = Path(__file__).resolve().parent.parent
BAR = 20
LOAD = """
from engine.catalogue import open_catalogue
catalogue = open_catalogue()
catalogue.plan("{ruleset}")
catalogue.vocabulary()
"""


def main() -> int:
    """Prints the figures; exits 1 where the bar is not met."""
    options = _options()
    for room in ("engine", "service"):
        compileall.compile_dir(ROOT / room, quiet=2)
    with tempfile.TemporaryDirectory() as facts_folder, tempfile.TemporaryDirectory() as cache:
        facts = _complete_facts(Path(facts_folder), options.ruleset)
        timed = _measured(_commands(options.ruleset, facts), cache, options.runs)
    bare = timed["bare interpreter"]
    for name, seconds in timed.items():
        print(f"{name:32} {seconds * 1000:8.1f} ms {seconds / bare:6.1f} x")
    met = timed["hantei check"] <= BAR * bare
    print(f"hantei check is {'within' if met else 'over'} {BAR} x a bare interpreter")
    return 0 if met else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--ruleset", default="jcm/model-projects")
    return parser.parse_args()


def _commands(ruleset: str, facts: Path) -> dict[str, list[str]]:
    load = LOAD.format(ruleset=ruleset)
    return {
        "bare interpreter": ["-c", "pass"],
        "import typer": ["-c", "import typer"],
        "import the command": ["-c", "import service.cli.main, service.cli.check"],
        "load, cold cache": ["-c", load],
        "load, warm cache": ["-c", load],
        "hantei check": ["-m", "service.cli.main", "check", ruleset, str(facts), "--as-of", "2019-06-01"],
        "hantei check --json": [
            "-m",
            "service.cli.main",
            "check",
            ruleset,
            str(facts),
            "--as-of",
            "2019-06-01",
            "--json",
        ],
    }


def _measured(commands: dict[str, list[str]], cache: str, runs: int) -> dict[str, float]:
    """The median of each command's wall time, in seconds."""
    warm = {**os.environ, "HANTEI_CACHE": cache}
    cold = {**os.environ, "HANTEI_CACHE": "off"}
    for arguments in commands.values():
        _run(arguments, warm)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, arguments in commands.items():
            seconds[name].append(_run(arguments, cold if "cold" in name else warm))
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def _run(arguments: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _complete_facts(folder: Path, ruleset: str) -> Path:
    """The facts of the first worked example, which is the complete one."""
    example = first_example(ROOT / "rules", ruleset)
    if example is None:
        raise SystemExit(f"{ruleset} has no worked example")
    path = folder / "facts.json"
    path.write_text(encoded(plain(example.facts)), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
