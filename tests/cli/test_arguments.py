"""The words of a command line: what they name, and what is wrong with them."""

from __future__ import annotations

import pytest

from service.cli.arguments import Named, read_named, read_readings, standard_input_twice


def test_the_last_argument_is_the_facts() -> None:
    assert read_named(["jcm/fund", "jcm/model-projects", "p.yaml"], None) == (
        Named(("jcm/fund", "jcm/model-projects"), ("p.yaml",)),
        [],
    )


def test_with_all_the_only_argument_is_the_facts() -> None:
    assert read_named(["p.yaml"], ["a", "b"]) == (Named(("a", "b"), ("p.yaml",)), [])
    named, faults = read_named(["jcm/fund", "p.yaml"], ["a", "b"])
    assert named.files == ("p.yaml",)
    assert [(fault.code, fault.message.en) for fault in faults] == [
        ("all-and-some", "`--all` and the rule set `jcm/fund` are both given")
    ]


@pytest.mark.parametrize(
    ("argument", "code", "en", "ja"),
    [
        (
            "p.yaml",
            "no-ruleset-named",
            "no rule set is named before `p.yaml`",
            "`p.yaml` の前に規則集が指定されていません",
        ),
        ("-", "no-ruleset-named", "no rule set is named before `-`", "`-` の前に規則集が指定されていません"),
        (
            "jcm/fund",
            "no-facts-named",
            "no file of facts is named after `jcm/fund`",
            "`jcm/fund` の後に事実のファイルが指定されていません",
        ),
    ],
)
def test_one_argument_is_one_too_few(argument: str, code: str, en: str, ja: str) -> None:
    _, faults = read_named([argument], None)
    assert [(fault.code, fault.message.en, fault.message.ja) for fault in faults] == [(code, en, ja)]


def test_readings_are_names_and_sides() -> None:
    assert read_readings(["jf-08=b", " mp-20 = a "]) == ({"jf-08": "b", "mp-20": "a"}, [])


@pytest.mark.parametrize("written", ["jf-08", "=b", "jf-08=", "="])
def test_a_reading_without_a_name_or_a_side_is_refused(written: str) -> None:
    readings, faults = read_readings([written])
    assert (readings, [fault.code for fault in faults]) == ({}, ["not-a-reading"])
    assert f"`{written}`" in faults[0].message.en
    assert f"`{written}`" in faults[0].message.ja


def test_two_sides_of_one_reading_are_refused_but_the_same_side_twice_is_not() -> None:
    assert [fault.code for fault in read_readings(["jf-08=a", "jf-08=b"])[1]] == ["two-sides-of-a-reading"]
    assert read_readings(["jf-08=a", "jf-08=a"]) == ({"jf-08": "a"}, [])


def test_standard_input_can_be_named_once() -> None:
    assert standard_input_twice(["-", "p.yaml"]) == []
    assert [fault.code for fault in standard_input_twice(["-", "-"])] == ["stdin-named-twice"]
