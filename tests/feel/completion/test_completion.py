"""What is offered while an expression is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.feel.completion import Candidate, complete
from engine.feel.types import NUMBER, STRING, Type, context_of, list_of

SCOPE: dict[str, Any] = {
    "applicant": {"country": "JP", "signed on": date(2024, 2, 29)},
    "eligible cost": Decimal(1),
    "parts": [{"cost": Decimal(1)}, {"name": "x"}],
    "費用": NUMBER,
    "site": context_of({"city": STRING, "owners": list_of(context_of({"age": NUMBER}))}),
}


def offered(text: str) -> list[str]:
    return [candidate.text for candidate in complete(text, SCOPE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + eli", ["eligible cost"]),
        ("eligible c", ["eligible cost"]),
        ("string le", ["string length"]),
        ("if Substring b", ["substring before"]),
        ("費", ["費用"]),
        ("applicant.", ["country", "signed on"]),
        ("applicant.c", ["country"]),
        ("applicant.signed on.we", ["weekday"]),
        ("applicant. signed", ["signed on"]),
        ("parts.", ["cost", "name"]),
        ("site.owners.", ["age"]),
        ("not(applicant.co", ["country"]),
        ("nobody.", []),
        ("1.", []),
        ('"appl', []),
        ('"a" + appl', ["applicant"]),
        ("zzz", []),
    ],
)
def test_what_goes_on(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_a_candidate_takes_the_place_of_what_is_written_of_it() -> None:
    text = "1 + string le"
    (found,) = complete(text, {})
    assert text[: found.start] + found.text == "1 + string length"


def test_names_come_first_with_their_types_then_functions_with_signatures_then_keywords() -> None:
    found = complete("s", SCOPE)
    assert found[0] == Candidate("site", 0, "name", "context")
    assert Candidate("split", 0, "function", "split(string: string, delimiter: string)") in found
    assert found[-1] == Candidate("some", 0, "keyword")


def test_everything_is_offered_where_a_value_is_due() -> None:
    assert {candidate.what for candidate in complete("", SCOPE)} == {"name", "function", "keyword"}
    assert "applicant" in offered("count(")


def test_the_type_of_a_name_may_stand_for_its_value() -> None:
    (found,) = complete("co", {"costs": Type("list", item=NUMBER)})[:1]
    assert found.detail == "list<number>"
