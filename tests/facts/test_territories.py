"""The countries: all of ISO 3166-1, each name leading to one of them."""

from __future__ import annotations

import pytest

from engine.territories import Territories


def test_all_of_iso_3166_1_are_there(territories: Territories) -> None:
    assert len(territories.by_code) == 249
    assert all(len(code) == 2 and code.isupper() and code.isascii() for code in territories.by_code)


def test_no_name_means_two_countries(territories: Territories) -> None:
    owners: dict[str, str] = {}
    for code, territory in territories.by_code.items():
        for name in (code, territory.name.en, territory.name.ja, *territory.aliases):
            assert territories.code_of(name) == code, name
            assert owners.setdefault(name.casefold(), code) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NO", "NO"),
        ("Lao PDR", "LA"),
        ("ラオス", "LA"),
        ("Kyrgyz Republic", "KG"),
        ("UAE", "AE"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("モルディブ", "MV"),
        ("Myanmar", "MM"),
        ("Papua New Guinea", "PG"),
        ("  saudi   arabia ", "SA"),
        ("Congo", None),
        ("EU", None),
        ("", None),
    ],
)
def test_names_of_the_programmes_are_known(territories: Territories, name: str, code: str | None) -> None:
    assert territories.code_of(name) == code
