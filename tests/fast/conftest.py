"""One line at the end of a run: how many completions were tried, what contradicted, and how tight the answers were."""

from __future__ import annotations

from collections import Counter
from typing import Any

COUNTED = ("completions", "violations", "answers", "tight")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Sums up what `test_law` recorded of each rule set, whichever process ran it."""
    reports = [one for reports in terminalreporter.stats.values() for one in reports]
    found = [dict(getattr(one, "user_properties", ())) for one in reports if getattr(one, "when", "") == "call"]
    told = [one for one in found if set(COUNTED) <= one.keys()]
    if not told:
        return
    total = Counter[str]()
    for one in told:
        total.update({name: one[name] for name in COUNTED})
    share = f"{100 * total['tight'] / total['answers']:.1f} %" if total["answers"] else "none"
    terminalreporter.write_line(
        f"law of partial answers: {len(told)} rule sets, {total['completions']:,} completions, "
        f"{total['violations']} violations, {share} of {total['answers']:,} answers are the hull"
    )
