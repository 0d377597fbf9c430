"""A workplace of Saitama's scheme: years, a missed target and the trades that cover it (SAI-06, SAI-07)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.worlds import at, told

SAITAMA = "saitama-tsetp"
# The third plan period ended on 31 March 2025; its adjustment period ends 18 months later, on 30 September 2026.
MISSED = [
    told("2024", "year_reported", "2025-07-31", fiscal_year=2024, energy_co2="8001"),
    told("missed", "target_missed", "2025-03-31", shortfall="100"),
    told("first", "credit_received", "2026-05-01", tonnes="60"),
    told("second", "credit_received", "2026-09-30", tonnes="40"),
    told("third", "credit_received", "2026-10-01", tonnes="10"),
]


@pytest.mark.parametrize(
    ("events", "day", "stage", "state", "done"),
    [
        (MISSED[:3], "2026-09-30", "missed", "open", (None, 0)),
        (MISSED[:3], "2026-10-02", "missed", "late", (None, 2)),
        (MISSED, "2026-10-02", "covered", "done", ("2026-09-30", None)),  # 60 + 40 = 100 on the last day
        ([*MISSED[:3], MISSED[4]], "2026-10-02", "missed", "late", (None, 2)),  # 60 + 10 = 70
        ([MISSED[1], MISSED[2], told("late", "credit_received", "2026-10-02", tonnes="40")], "2026-10-02", "covered",
         "done_late", ("2026-10-02", 2)),
    ],
)  # fmt: skip
def test_a_shortfall_is_covered_by_the_end_of_the_adjustment_period(
    events: list[dict[str, object]], day: str, stage: str, state: str, done: tuple[str | None, int | None]
) -> None:
    standing = at(SAITAMA, events, day)
    (one,) = standing.deadlines
    assert standing.stage is not None
    assert (standing.stage.id, one.state.value, one.days) == (stage, state, done[1])
    assert (one.due, one.done_on) == (date(2026, 9, 30), done[0] and date.fromisoformat(done[0]))
    assert ("shortfall-is-uncovered" in {found.id for found in standing.conclusions}) is (state == "late")


def test_the_end_of_a_period_of_which_none_was_found_is_not_known() -> None:
    """The fourth plan period begins on 1 April 2025; the end of its adjustment period is not among the sources."""
    (one,) = at(SAITAMA, [told("missed", "target_missed", "2030-03-31", shortfall="1")], "2030-03-31").deadlines
    assert (one.state.value, one.due, one.missing) == ("undetermined", None, ("trading_closes",))
