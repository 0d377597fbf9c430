"""Records that a text in a column rules out are not looked at: the tally is the one of all records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from engine.evaluator import counting
from engine.evaluator.counting import Tally
from engine.evaluator.dating import Day
from engine.evaluator.domains import nested
from engine.evaluator.index import index_of
from engine.evaluator.narrowing import narrowed
from engine.feel import Expression
from engine.feel.syntax import ast
from engine.feel.values.unknown import OneOf, unknown
from engine.plan import RECORDS, CountedFrom, Plan, Record, Register
from tests.evaluator.plans import COVERED, criterion, fact, feel, number, plan, word

COLUMNS = {
    "scheme": fact("scheme", "text"),
    "country": fact("country", "country"),
    "classes": fact("classes", "list", items=fact("classes", "text")),
    "size": number("size", "0"),
}


def row(name: str, **values: Any) -> Record:
    return Record(name, values, None, None, None, None, ("book#row",))


ROWS = (
    row("a", scheme="model", country="VN", classes=("solar",), size=Decimal(1)),
    row("b", scheme="model", country="TH", classes=("solar", "wind"), size=Decimal(2)),
    row("c", scheme="fund", country="VN", classes=("wind",), size=Decimal(3)),
    row("no scheme", country="VN", classes=("solar",), size=Decimal(4)),
    row("no country", scheme="model", classes=("solar",)),
    row("nothing"),
)
CONDITIONS = (
    'scheme = "model" and country = host and kind in classes',
    'country = host and scheme = "model" and size > 1',
    "country = host",
    "kind in classes and country = host",
    'item.country = host and scheme = "model"',
    'scheme = "model" or country = host',
    'scheme != "model" and country = host',
    'scheme = "none of them" and size > kind',
    'size = host and country = "VN"',
    'classes = "solar" and country = host',
    "country = country and scheme = host",
)
HOSTS: tuple[Any, ...] = ("VN", "XX", None, Decimal(1), unknown("host"), unknown("host", domain=OneOf(("VN", "TH"))))


def rules(condition: str, register: Register) -> Plan:
    node = ast.Filter(0, len(condition), ast.Name(0, 0, RECORDS), feel(condition).node)
    source = CountedFrom("adoptions", Expression(condition, node), word("counted"))
    facts = [number("adopted", "0", kind="integer", counted=source), fact("host", "country"), fact("kind", "text")]
    return plan(facts, [criterion("few", "adopted <= 3")], registers=[register])


def tally(made: Plan, scope: Mapping[str, Any]) -> Tally | None:
    return counting._tally(made.facts["adopted"], made, Day(COVERED), nested(scope), index_of(made))


@pytest.mark.parametrize("complete", [None, ()])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:3], ROWS[2:4], ()])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_tally_is_that_of_all_records(
    condition: str, rows: tuple[Record, ...], complete: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Register("adoptions", word("adoptions"), "record", columns=COLUMNS, records=rows, complete=complete)
    made = rules(condition, register)
    scopes = [{"host": host, "kind": kind} for host in HOSTS for kind in ("solar", unknown("kind"))]
    narrow = [tally(made, scope) for scope in scopes]
    monkeypatch.setattr(counting, "narrowed", lambda records, *_: records)
    assert narrow == [tally(made, scope) for scope in scopes]


def test_only_records_that_say_otherwise_are_left_out() -> None:
    condition = rules(CONDITIONS[0], Register("adoptions", word("adoptions"), "record")).facts["adopted"].counted
    assert condition is not None
    rows = [{"id": "a", "scheme": "model", "country": "VN"}, {"id": "b", "scheme": "model", "country": "TH"}]
    rows += [{"id": "c", "scheme": None, "country": "TH"}]

    def left(host: Any) -> list[Any]:
        found = narrowed(rows, condition.expression, frozenset(COLUMNS), {"host": host})
        return [one["id"] for one in found]

    assert left("VN") == ["a", "c"], "what comes before a text that is not known stays to be evaluated"
    assert left(unknown("host")) == ["a", "b", "c"]
    assert left("XX") == ["c"]
