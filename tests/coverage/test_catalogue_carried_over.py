"""None is forgotten: every point that the readings of the documents numbered is an entry, and the page shows them."""

from __future__ import annotations

import json

import pytest

from engine.catalogue import open_catalogue
from engine.coverage import SourceCoverage, source_coverage
from service.cli.source_coverage import table
from service.reference.coverage_page import PAGE, page
from tests.cli.processes import run

NUMBERED = {
    "saitama-note": {"sai": 16},
    "kawasaki-page": {"kaw": 21},
    "jcm-slides-2013": {
        "j13-obj": 1, "j13-prn": 2, "j13-fea": 4, "j13-sta": 1, "j13-gov": 7, "j13-jc": 15, "j13-cdm": 7, "j13-doc": 5,
        "j13-pcp": 13, "j13-crd": 10, "j13-elg": 9, "j13-met": 4, "j13-mon": 12, "j13-pdd": 6, "j13-st": 8,
    },
    "c2c-2020": {"ctx": 6, "c2c": 25, "j20": 31, "mp": 21, "lti": 17, "jf": 13, "f10": 31, "ex": 8},
    "iges-2010": {"ig": 28},
}  # fmt: skip
"""How many points of each kind the readings numbered, from 01."""
OTHERWISE = {
    "saitama-note": ["d-12"],
    "jcm-slides-2013": [*(f"j13-bems-{number}" for number in range(1, 5)), "d-3", "d-13", "m-8"],
    "c2c-2020": [
        "f10-00", *(f"mp-12{letter}" for letter in "abcdefgh"),
        *(f"d-{number}" for number in (1, 2, 4, 5, 6, 10, 11, 14)),
        *(f"m-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)),
    ],
    "iges-2010": ["d-7", "d-8", "d-9"],
}  # fmt: skip
"""Points that are numbered otherwise: (MP-12 is eight duties of its own)."""


@pytest.mark.parametrize("source", NUMBERED)
def test_every_point_that_was_numbered_is_an_entry(source: str) -> None:
    wanted = {f"{kind}-{number:02d}" for kind, last in NUMBERED[source].items() for number in range(1, last + 1)}
    wanted = (wanted | set(OTHERWISE.get(source, ()))) - {"mp-12"}
    entries = {entry.id for entry in open_catalogue().cited().entries.values() if entry.source == source}
    assert entries == wanted


@pytest.fixture(scope="module")
def found() -> tuple[SourceCoverage, ...]:
    return source_coverage(open_catalogue())


def test_every_point_has_a_status_and_the_words_that_it_needs(found: tuple[SourceCoverage, ...]) -> None:
    faults = [fault for source in found for fault in source.faults() if fault.code != "entry-not-cited"]
    assert [fault.message.en for fault in faults] == []


def test_the_page_of_what_is_covered_is_fresh(found: tuple[SourceCoverage, ...]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(found), "run python -m service.reference.coverage_page"


def test_the_table_counts_every_point_in_both_languages(found: tuple[SourceCoverage, ...]) -> None:
    counts = {row[0]: int(row[1]) for row in table(found, "en")[1:]}
    assert counts == {
        "c2c-2020": 179, "iges-2010": 31, "jcm-slides-2013": 111, "kawasaki-page": 21, "saitama-note": 17,
        "together": 359,
    }  # fmt: skip
    heading, *_, together = table(found, "ja")
    assert heading[:4] == ["出典", "項目", "規則", "台帳"] and together[:2] == ["合計", "359"]
    assert all(int(row[1]) == sum(map(int, row[2:-1])) for row in table(found, "ja")[1:])


def test_the_command_fails_while_a_point_is_open() -> None:
    done = run("coverage", "sources", "--json")
    body = json.loads(done.stdout)
    assert done.returncode == (1 if body["open"] else 0)
    assert body["open"] == sum(len(one["faults"]) for source in body["sources"] for one in source["entries"])


def test_one_point_is_shown_by_its_name_in_capitals_too() -> None:
    shown = run("show", "c2c-2020#MP-18", "--lang", "en").stdout.decode()
    assert shown.startswith("MP-18  The notice decides the amount\n")
    assert "status: definition" in shown and "lines 884, 890)" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("asked", "lang", "help_"),
    [
        ("c2c-2020#mp-12", "en", "did you mean `c2c-2020#mp-12a`, `c2c-2020#mp-12b` or `c2c-2020#mp-12c`? {all}"),
        ("c2c-2020#mp-12", "ja", "`c2c-2020#mp-12a`、`c2c-2020#mp-12b`、`c2c-2020#mp-12c` のことですか。{all}"),
        ("saitama-note#iges-28", "en", "did you mean `iges-2010#ig-28`? {all}"),
        ("c2c-2020#unknown-point", "en", "{all}"),
    ],
)
def test_a_point_that_is_not_there_is_told_with_the_nearest_and_what_lists_all(
    asked: str, lang: str, help_: str
) -> None:
    every = {
        "en": "`hantei coverage sources --json` lists all points",
        "ja": "すべての項目は `hantei coverage sources --json` で確認できます",
    }[lang]
    missing = run("show", asked, "--lang", lang)
    said = missing.stderr.decode()
    assert missing.returncode == 2 and "[unknown-entry]" in said
    word = {"en": "help", "ja": "対処"}[lang]
    assert said.splitlines()[1] == f"{word}: {help_.format(all=every)}"
