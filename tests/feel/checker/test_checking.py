"""Types and units before any facts: what would silently be null is said, with place and help."""

from __future__ import annotations

import pytest

from engine.feel import check, parse, parse_unary_tests
from engine.feel.types import BOOLEAN, DATE, NUMBER, STRING, Type, context_of, list_of, number

TYPES = {
    "eligible_cost": number("JPY"),
    "total_cost": number("USD"),
    "rate": number("1"),
    "n": NUMBER,
    "ok": BOOLEAN,
    "work_start": DATE,
    "work_end": DATE,
    "applicant.country": STRING,
    "applicant.kind": STRING,
    "members": list_of(context_of({"country": STRING, "share": number("1")})),
    "costs": list_of(number("JPY")),
}


def checked(text: str, expected: Type | None = None) -> tuple[Type, list[str]]:
    expression, faults = parse(text, TYPES)
    assert expression is not None, faults
    found, diagnostics = check(expression, TYPES, expected=expected)
    return found, [f"{d.place.column if d.place else 0} {d.message.en}" for d in diagnostics]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("eligible_cost * rate", "number", "JPY"),
        ("eligible_cost / eligible_cost", "number", "1"),
        ("eligible_cost / total_cost", "number", "JPY / USD"),
        ("min(eligible_cost * rate, 2000000000)", "number", "JPY"),
        ("sum(costs) + 1", "number", "JPY"),
        ("round half up(eligible_cost * 0.4, 0)", "number", "JPY"),
        ("eligible_cost * 0.4", "number", "JPY"),
        ("eligible_cost ** 2", "number", "JPY * JPY"),
        ("if ok then eligible_cost else null", "number", "JPY"),
        ("count(members) + 1", "number", None),
        ('work_start + duration("P6M")', "date", None),
        ("work_end - work_start", "days and time duration", None),
        ("work_start.year", "number", None),
        ("members[1].country", "string", None),
        ("members.share", "list", None),
        ('members[country = "JP"]', "list", None),
        ("for m in members return m.country", "list", None),
        ("every m in members satisfies m.share > 0.5", "boolean", None),
        ("{a: eligible_cost, b: a * 2}.b", "number", "JPY"),
        ("(function(a: number) a + 1)(2)", "number", None),
        ('applicant.country in ["JP", "KH"]', "boolean", None),
        ("[1, 2][1]", "number", None),
        ("[1..3].start", "number", None),
    ],
)
def test_types_and_units_are_inferred(text: str, kind: str, unit: str | None) -> None:
    found, faults = checked(text)
    assert faults == []
    assert (found.kind, found.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("total_cost > eligible_cost", "1 `total_cost` is USD, `eligible_cost` is JPY"),
        ("rate + eligible_cost", "1 `rate` is a number without unit, `eligible_cost` is JPY"),
        ("min(eligible_cost, total_cost)", "1 `eligible_cost` is JPY, `total_cost` is USD"),
        (
            "eligible_cost in [total_cost..total_cost * 2]",
            "18 `eligible_cost` is JPY, `[total_cost..total_cost * 2]` is USD",
        ),
        ("applicant.country + 1", "1 `applicant.country` is text, `+` wants two numbers"),
        ("work_start + 1", "1 `work_start` is a date, `+` wants two numbers"),
        ("work_start + work_end", "1 `work_start` is a date, `work_end` is a date: `+` does not work between them"),
        ("n and ok", "1 `n` is a number, `and` wants true or false"),
        ("if n then 1 else 2", "4 `n` is a number, `if` wants true or false"),
        ('n = "4"', '1 `n` is a number, `"4"` is text: `=` does not work between them'),
        ("ok > 1", "1 `ok` is true or false, `>` wants a value that has an order"),
        ("null + 1", "1 `null` is null, `+` wants two numbers"),
        ("-ok", "1 `ok` is true or false, `-` wants a number"),
        ("eligble_cost > 1", "1 `eligble_cost` is not known"),
        ("applicant.contry", "1 `applicant` has no entry `contry`"),
        ("some m in members satisfies m.contry = 1", "29 `m` has no entry `contry`"),
        ("work_start.hour", "1 `work_start` has no entry `hour`"),
        ("sqroot(n)", "1 there is no function `sqroot`"),
        ('substring("a")', "1 `substring` does not take these arguments: 1"),
        ("substring(n, 1)", "11 `n` is a number, `string` of `substring` wants text"),
        ("x instance of numbr", "15 `numbr` is no type"),
        ('date("2020-02-30") < work_start', '6 `"2020-02-30"` cannot be read as date'),
        ("for i in ok..n return i", "10 `ok` is true or false, `..` wants whole numbers or dates"),
    ],
)
def test_what_would_be_null_is_a_fault(text: str, fault: str) -> None:
    assert fault in checked(text)[1]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("eligble_cost > 1", "did you mean `eligible_cost`?"),
        ("applicant.contry", "did you mean `country`?"),
        ("sqroot(n)", "did you mean `sqrt`?"),
        ('substring("a")', "write `substring(string: string, start position: number, length?: number)`"),
        ("total_cost > eligible_cost", "convert JPY to USD first"),
    ],
)
def test_the_help_says_how_to_mend(text: str, mend: str) -> None:
    expression, _ = parse(text, TYPES)
    assert expression is not None
    (fault,) = check(expression, TYPES)[1]
    assert fault.help is not None
    assert fault.help.en == mend
    assert fault.message.ja != fault.message.en


def test_the_whole_must_be_what_is_wanted_of_it() -> None:
    assert checked("eligible_cost > 1", BOOLEAN)[1] == []
    assert checked("eligible_cost", BOOLEAN)[1] == ["1 `eligible_cost` is JPY, true or false is wanted"]
    assert checked("eligible_cost * rate", number("USD"))[1] == ["1 `eligible_cost * rate` is JPY, USD is wanted"]


def test_all_faults_are_found_at_once() -> None:
    assert len(checked("eligble_cost > 1 and ok + 1 > 2 and applicant.contry = n")[1]) == 3


def test_a_cell_is_held_against_its_input() -> None:
    for text, count in ((">= 4", 1), ('"JP", "KH"', 0), ("[1..3]", 1), ("-", 0), ('not("JP")', 0), ("n > 3", 0)):
        expression, _ = parse_unary_tests(text, TYPES)
        assert expression is not None
        assert len(check(expression, {**TYPES, "?": STRING})[1]) == count, text


def test_what_is_not_declared_closely_is_let_through() -> None:
    found, faults = check(parse("a.b.c + a.d > 3 and a.x")[0], {"a": Type("Any")})  # type: ignore[arg-type]  # it parses
    assert (found, faults) == (BOOLEAN, [])
