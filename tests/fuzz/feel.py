"""A coverage-guided fuzzer over FEEL: any text, read and run by both evaluators, within the bounds.

    python tests/fuzz/feel.py -atheris_runs=20000

It fails on an exception of any kind, on a difference between the two evaluators, and on a text that takes too long.
"""

from __future__ import annotations

import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["engine"]):
    from engine import feel
    from engine.feel.completion import KEYWORDS
    from engine.feel.functions import BUILTINS

SEEDS = (
    'cost * rate > 50000000 and applicant.country in ["JP", "VN"]',
    "if rate in [0..1] then -cost else 2 ** 3 / 4",
    'some p in 参加者 satisfies p.国 = "日本"',
    "for i in 1..3, j in [i, 2] return {a: i, b: partial[-1]}",
    "{f: function(x: number) x + 1, y: f(2)}.y",
    '参加者[国 != "日本"][1].国',
    'date("2020-02-29") + @"P1Y2M" between @"2019-01-01" and null',
    '@"2019-01-01T24:00:00@Asia/Tokyo".time offset instance of days and time duration',
    'matches("abc", "(a|b)*c{1,3}") or not(contains("é", "\\u00e9"))',
    '< 5, [1..3), not(7), "x"',
    "sort([3, 1, 2], function(a, b) a < b)",
)
LONGEST = 10
"""Seconds for one text, far above the wall time of the bounds: a hang, not a slow machine."""
CONTEXT: dict[str, Any] = {
    "cost": Decimal(1000000000),
    "rate": feel.unknown("rate"),
    "参加者": [{"国": "日本"}, {"国": "ベトナム"}],
    "applicant": {"country": "JP"},
}


def one(data: bytes) -> None:
    """One text through reading, both evaluators in both modes, types and completion."""
    text = data.decode("utf-8", "ignore")[:400]
    started = time.process_time()
    feel.complete(text, CONTEXT)
    for read in (feel.parse, feel.parse_unary_tests):
        expression, faults = read(text, CONTEXT)
        assert expression is not None or faults, "a text that cannot be read says why"
        if expression is not None:
            _run(expression)
    assert time.process_time() - started < LONGEST, f"{text!r} takes too long"


def _run(expression: feel.Expression) -> None:
    feel.check(expression, {})
    for mode in feel.Mode:
        walked = feel.evaluate(expression, CONTEXT, mode=mode)
        ran = feel.compile(expression, mode=mode).evaluate(CONTEXT)
        assert _shown(walked) == _shown(ran), expression.text


def _shown(result: feel.Result) -> tuple[str, list[str]]:
    return feel.literal_of(result.value), [found.code for found in result.diagnostics]


def _seeds(folder: Path) -> list[str]:
    """A text for each built-in and each kind of expression to begin from, and a dictionary of the words."""
    for number, seed in enumerate((*SEEDS, *(f"{name}({name})" for name in BUILTINS))):
        (folder / str(number)).write_text(seed, encoding="utf-8")
    words = folder.with_suffix(".dict")
    words.write_text("".join(f'"{word}"\n' for word in (*KEYWORDS, *BUILTINS)), encoding="utf-8")
    return [f"-dict={words}", str(folder)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        corpus = Path(made, "corpus")
        corpus.mkdir()
        atheris.Setup([*sys.argv, *_seeds(corpus)], one)
        atheris.Fuzz()
