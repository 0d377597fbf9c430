"""Where a country is chosen: partner countries of the day first, each list in the order of its language's readers."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from engine.resources import rules_root
from service.pages.countries import countries_of

CATALOGUE = open_catalogue()
ASK = "/check/questions?ruleset=jcm/model-projects&as_of={day}&fact={fact}"
KATAKANA = re.compile("[ァ-ヴー・]+")


def groups(client: TestClient, path: str, name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The headings in the list of that name, each with the codes and names below it."""
    answer = client.get(path)
    assert answer.status_code == 200
    (shown,) = re.findall(f'<select [^>]*name="{name}".*?</select>', answer.text, flags=re.DOTALL)
    found = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', shown, flags=re.DOTALL)
    return [(title, re.findall(r'<option value="(\w+)"[^>]*>([^<]+)<', inside)) for title, inside in found]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2013-01-08", 1),  # Mongolia alone signed on that day; seven others at the latest on 8 December
        ("2014-01-01", 9),  # Costa Rica was the ninth, on 9 December 2013
        ("2019-06-01", 17),  # the Philippines were the seventeenth, in March 2017; the eighteenth signed in 2022
    ],
)
def test_partners_are_those_of_the_day_that_is_asked_about(client: TestClient, day: str, count: int) -> None:
    (partners, hosts), (others, rest) = groups(client, "/ja" + ASK.format(day=day, fact="host_country"), "host_country")
    assert (partners, others) == ("JCMパートナー国", "その他の国・地域")
    assert len(hosts) == count
    assert len(hosts) + len(rest) == len({*hosts, *rest}) == len(CATALOGUE.territories().by_code) == 249
    assert ("MN", "モンゴル") in hosts
    assert ("JP", "日本") in rest


def test_who_is_asked_where_an_applicant_is_established_finds_japan_first(client: TestClient) -> None:
    (heading, first), _ = groups(
        client, "/en" + ASK.format(day="2019-06-01", fact="applicant.country"), "applicant.country"
    )
    assert heading == "Japan and the JCM partner countries"
    assert [name for _, name in first[:3]] == ["Japan", "Bangladesh", "Cambodia"]


def test_what_was_chosen_stays_chosen_in_its_group(client: TestClient) -> None:
    path = "/ja" + ASK.format(day="2019-06-01", fact="host_country")
    sent = {"asked": ["host_country"], "host_country": "VN", "act": "next"}
    after = client.post(path, data=sent).headers["location"]
    text = client.get(re.sub("(&fact=[^&]*)?$", "&fact=host_country", after)).text
    assert re.findall(r'<option value="(\w+)" selected>', text) == ["VN"]


def test_japanese_is_in_the_order_of_its_syllables() -> None:
    """Long marks count as vowels, voiced and small signs as plain ones; kanji stand by their reading."""
    _, others = countries_of(CATALOGUE, date(2019, 6, 1), "ja")
    names = [name for _, name in others.options]

    def in_order(*wanted: str) -> bool:
        return [name for name in names if name in wanted] == list(wanted)

    assert names[0] == "アイスランド"
    assert in_order("アゼルバイジャン", "アフガニスタン", "アメリカ合衆国", "アラブ首長国連邦", "アルゼンチン")
    assert in_order("カメルーン", "韓国", "ガンビア", "北朝鮮", "ギニア")  # かめ かん かんひ きた きに
    assert in_order("中央アフリカ共和国", "中国", "チュニジア")  # ちゆうお ちゆうこ ちゆに
    assert in_order("西サハラ", "日本", "ニュージーランド")
    assert in_order("東ティモール", "フィジー")
    assert in_order("ボツワナ", "ボリビア", "ポルトガル", "香港", "ホンジュラス")  # ほつ ほり ほる ほんこ ほんし


def test_a_name_with_other_signs_than_katakana_has_its_reading_in_katakana() -> None:
    for one in CATALOGUE.territories().by_code.values():
        assert KATAKANA.fullmatch(one.reading), one.code
        assert KATAKANA.fullmatch(one.name.ja) is None or one.reading == one.name.ja, one.code


def test_english_is_in_the_order_of_its_letters_whatever_their_accents() -> None:
    _, others = countries_of(CATALOGUE, date(2019, 6, 1), "en")
    names = [name for _, name in others.options]
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    at = names.index("Côte d'Ivoire")
    assert names[at - 1 : at + 2] == ["Cook Islands", "Côte d'Ivoire", "Croatia"]


def test_rules_without_the_register_have_all_countries_in_one_list(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    shutil.copy(rules_root() / "registers" / "territories.yaml", tmp_path / "registers")
    (whole,) = countries_of(open_catalogue(tmp_path), date(2019, 6, 1), "en")
    assert whole.title == ""
    assert len(whole.options) == 249
