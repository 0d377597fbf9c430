"""Countries to choose from: those that the JCM has on the day first, then all others, as readers look for them."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from engine.diagnostics import Text
from engine.evaluator.dating import Day, Members, members_on
from engine.plan import Named
from engine.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from engine.catalogue import Catalogue
    from engine.territories import Territory

PARTNERS = "jcm-partners"
"""The register of the countries that have signed with Japan."""
JAPAN = "JP"
HOSTS = Text("JCM partner countries", "JCMパートナー国")
PARTIES = Text("Japan and the JCM partner countries", "日本とJCMパートナー国")
OTHERS = Text("Other countries and areas", "その他の国・地域")

_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_VOWELS = {
    kana: vowel
    for vowel, row in (
        ("ア", "アカサタナハマヤラワ"),
        ("イ", "イキシチニヒミリ"),
        ("ウ", "ウクスツヌフムユル"),
        ("エ", "エケセテネヘメレ"),
        ("オ", "オコソトノホモヨロヲ"),
    )
    for kana in row
}


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """Some of the countries under a heading, each by its code and its name; `title` is empty where they are all."""

    title: str
    options: tuple[tuple[str, str], ...]


def countries_of(catalogue: Catalogue, as_of: date, lang: str, *, of_parties: bool = False) -> tuple[CountryGroup, ...]:
    """All countries and areas. Partners are those that surely are on the day; without a register: one group.

    `of_parties`: it is asked where somebody is established, which may well be Japan; it stands before its partners.
    """
    known = sorted(catalogue.territories().by_code.values(), key=_english if lang == "en" else _japanese)
    partners = _partners(catalogue, as_of)
    first = [one for one in known if one.code == JAPAN] if of_parties else []
    first += [one for one in known if one.code in partners]
    if not partners:
        return (CountryGroup("", _options(known, lang)),)
    leading = {one.code for one in first}
    others = (one for one in known if one.code not in leading)
    heading = PARTIES if of_parties else HOSTS
    return (
        CountryGroup(heading.in_(lang), _options(first, lang)),
        CountryGroup(OTHERS.in_(lang), _options(others, lang)),
    )


def _partners(catalogue: Catalogue, as_of: date) -> frozenset[str]:
    register = catalogue.registers().get(PARTNERS)
    if register is None:
        return frozenset()
    found = members_on(Named(register.id, register.title, register.of, register=register.id), register, Day(as_of))
    return frozenset(found.sure) if isinstance(found, Members) else frozenset()


def _options(found: Iterable[Territory], lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.name.in_(lang)) for one in found)


def _english(one: Territory) -> tuple[str, str]:
    return _letters(one.name.en), one.name.en


def _japanese(one: Territory) -> tuple[str, str]:
    return _syllables(one.reading), one.reading


@cache
def _letters(name: str) -> str:
    """A name as English sorts it: letters without their accents, in one case."""
    return "".join(one for one in unicodedata.normalize("NFD", name) if one.isalpha() or one == " ").casefold()


@cache
def _syllables(reading: str) -> str:
    """A reading in katakana as Japanese sorts it: large and unvoiced, a long mark as the vowel that it lengthens."""
    found = ""
    for one in unicodedata.normalize("NFKD", reading).translate(_SMALL):
        if one == "ー" and found:
            found += _VOWELS.get(found[-1], "")
        elif "ァ" <= one <= "ヴ":
            found += one
    return found
