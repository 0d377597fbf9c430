"""Registers carried over from printed tables hold as many rows as the documents say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

REGISTERS = Path(__file__).parents[2] / "rules" / "registers"


def records_of(name: str) -> list[dict[str, Any]]:
    return [record["values"] for record in read(name)["records"]]


def read(name: str) -> Any:
    text = (REGISTERS / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only


def test_the_programme_names_32_cities_of_10_countries_and_14_municipalities() -> None:
    """The guidebook of 2020, section 1.10: 1+2+1+2+1+5+4+5+3+8 cities; the port corporation is no municipality."""
    rows = records_of("city-to-city-participations")
    cities = {(row["country"], row["city"]) for row in rows}
    per_country = Counter(country for country, _ in cities)
    assert per_country == {"MN": 1, "KH": 2, "LA": 1, "PH": 2, "IN": 1, "MM": 5, "TH": 4, "VN": 5, "MY": 3, "ID": 8}
    assert len(cities) == 32 and len(per_country) == 10
    assert len({row["partner"] for row in rows if row["partner_is_municipality"] == "true"}) == 14
    assert [row["partner"] for row in rows if row["partner_is_municipality"] == "false"] == [
        "yokohama_port_corporation"
    ]
    assert len(rows) == 35


def test_table_1_of_the_paper_has_33_rows() -> None:
    """Four, four, four, seven, eight and six, in the order of the table; nobody was sent overseas for climate."""
    rows = records_of("jica-cooperation-2010")
    assert list(Counter(row["field"] for row in rows).values()) == [4, 4, 4, 7, 8, 6]
    assert len(rows) == 33
    climate = [row for row in rows if row["field"] == "climate_change_mitigation"]
    assert {row["dispatch_overseas"] for row in climate} == {"false"}
    waste = [row["local_government"] for row in rows if row["field"] == "waste"]
    assert waste.count("osaka_city") == 2


def test_six_cities_spoke_of_international_collaboration() -> None:
    """Four of the thirteen chosen, two of the others."""
    rows = records_of("eco-model-cities-2010")
    assert Counter(row["eco_model_city"] for row in rows) == {"true": 4, "false": 2}


@pytest.mark.parametrize(
    ("fact", "columns"),
    [
        ("partner_city.name", [("city-to-city-participations", "city")]),
        (
            "japanese_city.name",
            [("jica-cooperation-2010", "local_government"), ("eco-model-cities-2010", "local_government")],
        ),
    ],
)
def test_a_city_that_is_looked_up_is_called_alike_in_the_question_and_in_the_registers(
    fact: str, columns: list[tuple[str, str]]
) -> None:
    """Every city of the registers can be chosen, in the same words; beside them only `other`."""
    printed: dict[str, Any] = {}
    for register, column in columns:
        printed |= read(register)["columns"][column]["choices"]
    (asked,) = (
        facts[fact]["choices"]
        for path in (REGISTERS.parent / "vocabulary").glob("*.yaml")
        if fact in (facts := yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["facts"])  # noqa: S506 - text only
    )
    assert {name: words for name, words in asked.items() if name != "other"} == printed
