"""Each kind of clause can be taken out: the rule set still loads, and what the clause asked or gave is gone."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.feel.values import calendar
from engine.mutation import rule_bytes, without_citing, without_clauses
from engine.source import RULE_FILE, read_yaml

SOUND = Path(__file__).parents[1] / "compiler" / "rules"
TRIAL = "trial/ruleset.yaml"


@cache
def sound() -> Catalogue:
    return open_catalogue(SOUND)


def data() -> dict[str, Any]:
    document, _ = read_yaml((SOUND / TRIAL).read_bytes(), TRIAL, RULE_FILE)
    assert document is not None
    taken: dict[str, Any] = document.data
    return taken


def less(*pointers: str) -> dict[str, Any]:
    """The trial less these clauses, once it is seen to load."""
    changed = without_clauses(data(), pointers, sound().registers())
    plan, faults = sound().varied({TRIAL: rule_bytes(changed)}, {}).plan("trial")
    assert plan is not None, [fault.message.en for fault in faults]
    return changed


def test_a_file_written_anew_says_the_very_same() -> None:
    document, faults = read_yaml(rule_bytes(data()), TRIAL, RULE_FILE)
    assert document is not None and faults == []
    assert document.data == data()
    assert sound().varied({TRIAL: rule_bytes(data())}, {}).plan("trial")[0].digest == (  # type: ignore[union-attr]
        sound().plan("trial")[0].digest  # type: ignore[union-attr]
    )


def test_text_that_looks_like_something_else_stays_text() -> None:
    kept = {"a": "NO", "b": "2019-04-01", "c": "0.50", "d": "true", "e": 'say "x"\n', "f": Decimal("0.50"), "g": True}
    document, _ = read_yaml(rule_bytes(kept), "x.yaml", RULE_FILE)
    assert document is not None and document.data == kept
    with pytest.raises(TypeError):
        rule_bytes({"a": calendar})


def test_nothing_taken_out_changes_nothing() -> None:
    assert less() == data()


def test_a_criterion_is_met_by_everything() -> None:
    members = less("/criteria/1")["criteria"][1]
    assert members["requires"] is True and "applies_when" not in members
    assert less("/criteria/2")["criteria"][2]["by_reading"] == {"on-loans": {"a": True, "b": True}}


def test_a_figure_is_unknown_and_says_so_once() -> None:
    steps = less("/parameters/rate_floor/values/2019-04-01")["parameters"]["rate_floor"]["values"]
    assert list(steps) == ["2018-04-01", "2019-04-01"] and steps["2019-04-01"] == "unknown"
    steps = less("/parameters/rate_floor/values/2018-04-01")["parameters"]["rate_floor"]["values"]
    assert [step if isinstance(step, str) else "value" for step in steps.values()] == ["unknown", "value", "unknown"]


def test_a_list_is_unknown_with_or_without_a_register() -> None:
    lists = less("/lists/partner_countries", "/lists/favoured/values/2019-04-01")["lists"]
    assert "register" not in lists["partner_countries"]
    assert lists["partner_countries"]["of"] == "country"
    assert list(lists["partner_countries"]["values"].values()) == ["unknown"]
    assert lists["favoured"]["values"] == {"2019-04-01": "unknown"}


def test_a_row_is_gone_and_a_table_is_blind() -> None:
    assert [row["id"] for row in less("/tables/rate_by_projects/rows/0")["tables"]["rate_by_projects"]["rows"]] == [
        "some"
    ]
    table = less("/tables/rate_by_projects")["tables"]["rate_by_projects"]
    assert [row["when"] for row in table["rows"]] == [["-", "-"]]
    assert "otherwise" not in table


def test_a_bound_is_gone_and_a_value_is_not_known() -> None:
    values = less("/values/subsidy/by_reading/on-loans/a/least_of/1")["values"]
    assert [bound["id"] for bound in values["subsidy"]["by_reading"]["on-loans"]["a"]["least_of"]] == ["by-rate"]
    changed = less("/values/subsidy")
    sides = changed["values"]["subsidy"]["by_reading"]["on-loans"]
    [unknown] = {side["formula"] for side in sides.values()}
    assert changed["parameters"][unknown]["values"] == {"1900-01-01": "unknown"}
    assert changed["parameters"][unknown]["unit"] == "JPY"


def test_a_reading_makes_no_difference() -> None:
    changed = less("/readings/on-loans")
    sides = changed["values"]["subsidy"]["by_reading"]["on-loans"]
    assert sides["b"] == sides["a"]
    assert changed["criteria"][2]["by_reading"]["on-loans"] == {"a": "subsidy <= cap", "b": "subsidy <= cap"}


def test_a_conclusion_is_never_drawn_and_nothing_is_covered() -> None:
    never = less("/conclusions/0")["conclusions"][0]["when"]
    assert never == {"all": [{"outcome": "eligible"}, {"outcome": "ineligible"}]}
    assert less("")["covers"] == []


def test_a_register_loses_the_rows_that_cite() -> None:
    partners = sound().registers()["partners"]
    assert partners.rows and without_citing(partners, "guide#partners").rows == ()
    assert without_citing(partners, "guide#rates") == partners
    printed = sound().registers()["printed"]
    assert printed.printed and without_citing(printed, "guide#partners").printed == ()
