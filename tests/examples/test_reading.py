"""Examples stand on each other: facts laid over, taken away, and every fault of the file at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.examples import Example, read_examples
from engine.examples.reading import laid_over, without

BASE = """\
examples:
  - id: base
    title: {en: a base, ja: 基本}
    as_of: 2019-06-01
    readings: {jf-08: b}
    rulesets: [jcm/fund]
    facts:
      host_country: VN
      applicant: {country: JP, kind: private_company}
      eligible_cost: {value: 1000, assumed: true}
    expect: {outcome: eligible}
"""


def read(path: Path, more: str = "") -> tuple[tuple[Example, ...], list[str]]:
    file = path / "examples.yaml"
    file.write_text(BASE + more, encoding="utf-8")
    examples, faults = read_examples(file, "examples.yaml")
    return examples, [f"{fault.place}: {fault.code}: {fault.message.en}" for fault in faults]


def test_an_example_takes_facts_day_readings_and_rule_sets_from_its_base(tmp_path: Path) -> None:
    (_, example), faults = read(
        tmp_path,
        """\
  - id: other
    title: {en: another, ja: 別}
    based_on: base
    facts: {applicant: {country: VN}, eligible_cost: 5}
    without: [host_country]
    expect: {outcome: ineligible}
""",
    )
    assert faults == []
    assert example.facts == {"applicant": {"country": "VN", "kind": "private_company"}, "eligible_cost": Decimal(5)}
    assert (example.as_of, dict(example.readings), example.rulesets) == (
        date(2019, 6, 1),
        {"jf-08": "b"},
        ("jcm/fund",),
    )


def test_a_graded_fact_is_replaced_whole() -> None:
    base = {"cost": {"value": 1, "assumed": True}}
    assert laid_over(base, {"cost": {"value": 2}}) == {"cost": {"value": 2}}
    assert laid_over({"cost": 1}, {"cost": {"value": 2}}) == {"cost": {"value": 2}}


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("a", {"b": {"c": 1, "d": 2}}),
        ("b", {"a": 0}),
        ("b.c", {"a": 0, "b": {"d": 2}}),
        ("x", None),
        ("b.x", None),
        ("a.x", None),
    ],
)
def test_a_fact_or_a_group_is_taken_away_by_its_dotted_name(name: str, left: object) -> None:
    assert without({"a": 0, "b": {"c": 1, "d": 2}}, name) == left


def test_a_group_without_members_goes() -> None:
    assert without({"a": {"b": 1}}, "a.b") == {}


def test_every_fault_of_the_examples_is_reported_at_its_place(tmp_path: Path) -> None:
    _, faults = read(
        tmp_path,
        """\
  - id: base
    title: {en: a twin, ja: 双子}
    expect: {}
  - id: lost
    title: {en: lost, ja: 迷子}
    based_on: bsae
    expect: {}
  - id: empty-handed
    title: {en: empty, ja: 空}
    based_on: base
    without: [host_county]
    expect: {}
  - id: dayless
    title: {en: dayless, ja: 日付なし}
    expect: {}
""",
    )
    assert faults == [
        "examples.yaml:12:9: duplicate-example: there are two examples `base`",
        "examples.yaml:17:15: unknown-example: there is no example `bsae` before this one",
        "examples.yaml:22:15: nothing-to-take-away: there is no fact `host_county` to take away",
        "examples.yaml:24:5: example-without-day: the example `dayless` has no day",
    ]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    examples, faults = read_examples(tmp_path / "examples.yaml")
    assert examples == ()
    assert len(faults) == 1


def test_a_misspelt_key_is_a_fault_of_the_file(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "  - id: x\n    titel: {en: a, ja: b}\n    expect: {}\n")
    assert any("titel" in fault for fault in faults)
