"""Where passages stand, in both languages: no English left in Japanese, the same figures, no lines of a text file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from engine.determination_json import text_json
from engine.diagnostics import Text
from engine.explanation import explain, explanation_json
from tests.explanation.told import ABBREVIATIONS, catalogue, told

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
METHODOLOGY = re.compile(r"\b[A-Z]{2}_[AP]M[0-9]{3}")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
LINES = re.compile(r"(?<!第)[0-9][0-9〜・–]*行|\blines? [0-9]")
"""Lines counted in a text; 「第1行」 is the row of a table that a reader sees."""
NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)*"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen",
)  # fmt: skip
IN_WORDS = {
    **{word: number for number, word in enumerate(MONTHS, 1)},
    **{word: number for number, word in enumerate(CARDINALS, 1)},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "half": 2, "thirds": 3},
}
MONEY = re.compile(rf"({NUMBER}(?: to {NUMBER})?) (million|billion)")
YEN = re.compile(rf"({NUMBER})(万|億)円")
POWERS = {"million": 10**6, "billion": 10**9, "万": 10**4, "億": 10**8}


@cache
def sections() -> dict[str, Text]:
    return {reference: passage.section for reference, passage in catalogue().cited().passages.items()}


def money(found: re.Match[str]) -> str:
    """The amounts written out: `0.05 to 2.0 billion` and 5,000万円〜20億円 are the same two numbers."""
    plain = [Decimal(one.replace(",", "")) * POWERS[found[2]] for one in re.findall(NUMBER, found[1])]
    return " ".join(f"{one:.0f}" for one in plain)


def in_figures(text: str, lang: str) -> str:
    """The text with all numbers as figures. In Japanese the ordinals 一次, 二次, 最初 are words, too."""
    if lang == "ja":
        for word, number in (("一次", "1"), ("二次", "2"), ("最初", "1"), ("年半", "年")):
            text = text.replace(word, number)
        return YEN.sub(money, text)
    text = MONEY.sub(money, text.replace("years and a half", "years"))
    return re.sub(r"[A-Za-z]+", lambda word: str(IN_WORDS.get(word[0], word[0])), text)


def numbers(text: str, lang: str) -> Counter[str]:
    """Every number as often as it stands; `1.10` is a clause and not `1.1`."""
    return Counter(one.replace(",", "") for one in re.findall(NUMBER, in_figures(text, lang)))


def test_numbers_are_told_apart_and_found_in_words() -> None:
    assert numbers("1.10, fiscal 2015, first row, 1,500 hours", "en") == Counter(["1.10", "2015", "1", "1500"])
    assert numbers("JPY 0.05 to 2.0 billion on 6 May", "en") == Counter(["50000000", "2000000000", "6", "5"])
    assert numbers("5月6日に5,000万円〜20億円", "ja") == Counter(["50000000", "2000000000", "6", "5"])
    assert numbers("two thirds", "en") == numbers("3分の2", "ja")
    assert numbers("1.1", "en") != numbers("1.10", "ja")


def test_a_section_has_the_same_numbers_in_both_languages() -> None:
    assert {name: one for name, one in sections().items() if numbers(one.en, "en") != numbers(one.ja, "ja")} == {}


def test_a_section_is_said_in_the_words_of_its_language() -> None:
    for name, section in sections().items():
        foreign = LATIN.findall(METHODOLOGY.sub("", section.ja))
        assert [word for word in foreign if word not in ABBREVIATIONS] == [], (name, section.ja)
        assert not JAPANESE.search(section.en), (name, section.en)
        if LATIN.search(section.en):
            assert JAPANESE.search(section.ja), (name, section.ja)
        assert not LINES.search(section.ja), (name, section.ja)


def test_the_row_of_table_8_is_cited_as_a_reader_finds_it() -> None:
    assert sections()["c2c-2020#table-8-none"] == Text("2.2(2)e, Table 8, first row", "2.2(2)e 表8 第1行")


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_an_answer_cites_places_and_no_lines_of_a_text(ruleset: str) -> None:
    first, *_ = told(ruleset).values()
    body = explanation_json(*(explain(first[0], lang, catalogue()) for lang in ("en", "ja")))
    found = dict(places(body))
    assert found, "nothing is cited"
    for reference, place in found.items():
        assert place == text_json(sections()[reference]), reference
        assert not LINES.search(f"{place['en']} {place['ja']}"), reference


def places(body: Any) -> Iterator[tuple[str, Any]]:
    """The reference of each passage that is cited, and its place in both languages."""
    if isinstance(body, dict):
        if {"reference", "place"} <= body.keys():
            yield body["reference"], body["place"]
        for part in body.values():
            yield from places(part)
    for part in body if isinstance(body, list) else ():
        yield from places(part)
