"""`hantei timeline`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from tests.api.conftest import COMPLETE

MODEL = "jcm/model-projects"
ENGLISH = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "COLUMNS": "100"}
WINDOW = ("--from", "2019-04-01", "--to", "2020-12-31")


def hantei(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env=ENGLISH)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(COMPLETE), encoding="utf-8")
    return file


def test_each_span_is_shown_with_what_ends_it(facts: Path) -> None:
    done = hantei("timeline", MODEL, facts, *WINDOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Financing Programme for JCM Model Projects (jcm/model-projects)",
        "",
        "2019-04-01 – 2020-03-31  eligible",
        "  Greatest subsidy rate: 40%",
        "  Greatest subsidy: JPY 400,000,000",
        "  until 2020-03-31:",
        "    - the days that the rule set covers end before 2020-04-01 [c2c-2020#fy2019-basis,",
        "      c2c-2020#model-projects, gec-guidelines-2019#date] → outcome",
        "    - Greatest subsidy rate (value) is not evidenced from 2020-04-01 on [c2c-2020#table-8] →",
        "      Greatest subsidy rate",
        "    - Greatest subsidy (value) is not evidenced from 2020-04-01 on [c2c-2020#table-8,",
        "      c2c-2020#mp-14, c2c-2020#subsidy-amount] → Greatest subsidy",
        "",
        "2020-04-01 – 2020-12-31  undetermined",
    ]


def test_the_same_in_japanese(facts: Path) -> None:
    said = hantei("timeline", MODEL, facts, *WINDOW, "--lang", "ja").stdout
    assert "2019-04-01 – 2020-03-31  適格" in said
    assert "  補助金の上限額：4億円（400,000,000円）" in said
    assert "規則集の対象期間は 2020-04-01 より前に終わります" in said
    assert "eligible" not in said


def test_as_json_each_span_has_its_reasons(facts: Path) -> None:
    told = json.loads(hantei("timeline", MODEL, facts, *WINDOW, "--json").stdout)
    assert (told["ruleset"]["id"], told["known_on"], told["readings"]) == (MODEL, None, {})
    first, second = told["spans"]
    assert (first["from"], first["until"], first["outcome"]) == ("2019-04-01", "2020-03-31", "eligible")
    assert first["amounts"]["maximum_subsidy"]["value"] == "400000000"
    assert first["because"][0] == {
        "on": "2020-04-01",
        "kind": "covers",
        "name": MODEL,
        "how": "ends",
        "items": [],
        "affects": ["outcome"],
        "en": "the days that the rule set covers end before 2020-04-01",
        "ja": "規則集の対象期間は 2020-04-01 より前に終わります",
        "source": ["c2c-2020#fy2019-basis", "c2c-2020#model-projects", "gec-guidelines-2019#date"],
    }
    assert (second["outcome"], second["amounts"], second["because"]) == ("undetermined", {}, [])


def test_without_days_all_that_is_dated_is_shown(facts: Path) -> None:
    spans = json.loads(hantei("timeline", MODEL, facts, "--json").stdout)["spans"]
    assert (spans[0]["from"], spans[-1]["until"]) == ("2016-04-01", "2026-04-01")
    one = json.loads(hantei("timeline", MODEL, facts, "--from", "2030-01-01", "--json").stdout)["spans"]
    assert [(span["from"], span["until"]) for span in one] == [("2030-01-01", "2030-01-01")]
    one = json.loads(hantei("timeline", MODEL, facts, "--to", "2001-01-01", "--json").stdout)["spans"]
    assert [(span["from"], span["until"]) for span in one] == [("2001-01-01", "2001-01-01")]


def test_each_day_by_what_was_known_on_it(facts: Path) -> None:
    told = json.loads(hantei("timeline", MODEL, facts, *WINDOW, "--as-known", "--json").stdout)
    assert told["known_on"] == "each-day"
    assert [(span["from"], span["outcome"]) for span in told["spans"]] == [
        ("2019-04-01", "undetermined"),
        ("2019-04-05", "eligible"),
        ("2020-04-01", "undetermined"),
    ]


def test_every_fault_is_shown_at_once(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("host_country: ZZ\n", encoding="utf-8")
    done = hantei(
        *("timeline", "jcm/model-project", file, "--from", "2019-13-01", "--to", "soon"),
        *("--known-on", "2019-01-01", "--as-known", "--reading", "x"),
    )
    assert (done.exit_code, done.stdout) == (2, "")
    for code in ("unknown-ruleset", "unknown-country", "date-does-not-exist", "not-a-date", "known-on-twice"):
        assert done.stderr.count(f"[{code}]") == 1, (code, done.stderr)
    assert "--from: " in done.stderr
    assert "not-a-reading" in done.stderr


def test_days_in_the_wrong_order_are_refused(facts: Path) -> None:
    done = hantei("timeline", MODEL, facts, "--from", "2020-01-01", "--to", "2019-01-01")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "[days-turned]" in done.stderr
