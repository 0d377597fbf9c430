"""No page is left in English: every text of a template has its Japanese, and the catalogues hold nothing else."""

from __future__ import annotations

import re

import pytest

from service.pages.messages import LOCALE, _translated, texts

ROOMS = texts()
_NAMES = re.compile(r"%\((\w+)\)s")
_JAPANESE = re.compile(r"[\u3001-\u30ff\u4e00-\u9fff\uff1a\uff1b]")


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_text_has_its_japanese(room: str) -> None:
    file = LOCALE / "ja" / f"{room}.po"
    known = _translated(file) if file.is_file() else {}
    assert sorted(text for text in ROOMS[room] if not known.get(text)) == []


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_the_catalogues_hold_only_what_templates_say(room: str) -> None:
    file = LOCALE / "ja" / f"{room}.po"
    assert sorted(_translated(file) if file.is_file() else {}) == sorted(ROOMS[room]), "run `make generate`"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_translation_is_japanese_and_fills_in_the_same_names(room: str) -> None:
    for text, said in _translated(LOCALE / "ja" / f"{room}.po").items():
        assert sorted(_NAMES.findall(text)) == sorted(_NAMES.findall(said)), text
        assert _JAPANESE.search(said), f"{text} → {said}"


def test_there_is_no_catalogue_without_a_room() -> None:
    assert {file.stem for file in (LOCALE / "ja").glob("*.po")} == {room for room, said in ROOMS.items() if said}


def test_a_text_that_two_rooms_say_is_the_same_in_japanese() -> None:
    """All catalogues are read into one, so two translations would take each other's place."""
    said: dict[str, set[str]] = {}
    for room in ROOMS:
        file = LOCALE / "ja" / f"{room}.po"
        for text, ja in _translated(file).items() if file.is_file() else ():
            said.setdefault(text, set()).add(ja)
    assert {text: found for text, found in said.items() if len(found) > 1} == {}
