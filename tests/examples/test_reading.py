"""Examples stand on each other: facts laid over, taken away, and every fault of the file at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.examples import Example, read_examples
from engine.examples.layers import laid_over, without

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


def test_a_variant_is_the_example_with_one_thing_changed(tmp_path: Path) -> None:
    (base, variant), faults = read(
        tmp_path,
        """\
    why: by hand
    variants:
      - id: day-before
        as_of: 2019-03-31
        facts: {eligible_cost: 5}
        without: [applicant.kind]
        expect: {outcome: undetermined}
""",
    )
    assert faults == []
    assert (variant.id, variant.title.en, variant.title.ja) == (
        "base-day-before",
        "a base (day-before)",
        "基本（day-before）",
    )
    assert variant.facts == {"host_country": "VN", "applicant": {"country": "JP"}, "eligible_cost": Decimal(5)}
    assert (variant.as_of, variant.expect.outcome, variant.why) == (date(2019, 3, 31), "undetermined", "by hand")
    assert dict(variant.readings) == {"jf-08": "b"} and base.as_of == date(2019, 6, 1)
    assert str(variant.place) == "examples.yaml:14:9"


def test_a_variant_is_tried_on_each_day_and_with_each_value(tmp_path: Path) -> None:
    (_, *variants), faults = read(
        tmp_path,
        """\
    variants:
      - id: partner
        title: {en: a partner, ja: 相手国}
        as_of: [2019-04-01, 2020-03-31]
        each: {applicant.country: [MN, BD]}
""",
    )
    assert faults == []
    assert [(one.id, one.facts["applicant"]["country"]) for one in variants] == [
        ("base-partner-2019-04-01-mn", "MN"),
        ("base-partner-2019-04-01-bd", "BD"),
        ("base-partner-2020-03-31-mn", "MN"),
        ("base-partner-2020-03-31-bd", "BD"),
    ]
    assert variants[0].title.en == "a partner (2019-04-01, MN)"
    assert {one.facts["applicant"]["kind"] for one in variants} == {"private_company"}
    assert {one.expect.outcome for one in variants} == {"eligible"}


def test_values_without_a_name_are_counted(tmp_path: Path) -> None:
    (_, *variants), faults = read(tmp_path, "    variants:\n      - {id: members, each: {members: [[JP], [JP, VN]]}}\n")
    assert faults == []
    assert [one.id for one in variants] == ["base-members-1", "base-members-2"]


def test_the_faults_of_a_variant_are_at_its_place(tmp_path: Path) -> None:
    _, faults = read(
        tmp_path,
        """\
    variants:
      - {id: x, without: [host_county]}
      - {id: "y", each: {eligible_cost: [1, 1]}}
      - id: z
  - {id: base-z, title: {en: last, ja: 最後}, as_of: 2019-06-01, expect: {}}
""",
    )
    assert faults == [
        "examples.yaml:13:27: nothing-to-take-away: there is no fact `host_county` to take away",
        "examples.yaml:14:9: duplicate-example: there are two examples `base-y-1`",
        "examples.yaml:15:9: duplicate-example: there are two examples `base-z`",
    ]


def test_a_file_has_a_limited_number_of_examples(tmp_path: Path) -> None:
    values = ", ".join(map(str, range(300)))
    variants = "".join(f"      - {{id: v{at}, each: {{eligible_cost: [{values}]}}}}\n" for at in range(8))
    examples, faults = read(tmp_path, f"    variants:\n{variants}")
    assert len(examples) == 2_000
    assert faults == [
        "examples.yaml:19:9: too-many-examples: a file has at most 2000 examples, its variants among them"
    ]
