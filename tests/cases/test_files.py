"""The file of a case, as `hantei case` begins it, adds to it and tells of it."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cases.files import with_event
from service.cli.main import app
from tests.cases.worlds import CATALOGUE, PROJECT


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["case", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "darkhan.yaml"
    assert run("new", PROJECT, path, "--title", "Darkhan: 10 MW").exit_code == 0
    return path


def test_a_case_is_begun_added_to_and_told(file: Path) -> None:
    assert run("add", file, "registered", "--on", "2017-03-15", "--recorded-on", "2017-04-01").exit_code == 0
    added = run("add", file, "issuance_applied", "period=1", "--on", "2018-03-16", "--recorded-on", "2018-03-20")
    assert added.exit_code == 0
    assert file.read_text(encoding="utf-8") == (
        "case: jcm/project-cycle\n"
        'title: "Darkhan: 10 MW"\n'
        "events:\n"
        "  - {id: e1, event: registered, on: 2017-03-15, recorded_on: 2017-04-01}\n"
        '  - {id: e2, event: issuance_applied, on: 2018-03-16, recorded_on: 2018-03-20, fields: {period: "1"}}\n'
    )
    told = run("show", file, "--as-of", "2020-06-01", "--lang", "en")
    assert "Darkhan: 10 MW" in told.stdout
    assert "First application for issuance: done 2018-03-16, 1 day after 2018-03-15" in told.stdout
    assert "by the project participants" in told.stdout
    told = run("show", file, "--as-of", "2020-06-01", "--lang", "ja")
    assert "最初の発行申請: 2018-03-16 実施、期限 2018-03-15 を1日超過" in told.stdout
    body = json.loads(run("show", file, "--as-of", "2020-06-01", "--known-on", "2018-03-19", "--json").stdout)
    assert body["left_out"] == [{"id": "e2", "why": "not_yet_known"}]


def test_what_was_there_stays_as_it_was_written(file: Path) -> None:
    text = file.read_text(encoding="utf-8") + "  # from the register\n  - {id: r, event: registered, on: 2017-03-15}\n"
    file.write_text(text, encoding="utf-8")
    assert run("add", file, "--withdraws", "r", "--recorded-on", "2017-05-01").exit_code == 0
    assert file.read_text(encoding="utf-8") == text + "  - {id: e2, recorded_on: 2017-05-01, withdraws: r}\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("registred", "--on", "2017-03-15"), "did you mean `registered`?"),
        (("issued", "tons=3", "--on", "2017-03-15"), "unknown-field"),
        (("issued", "tonnes=-3", "--on", "2017-03-15"), "out-of-bounds"),
        (("issued", "tonnes", "--on", "2017-03-15"), "not-a-field"),
        (("registered", "--on", "2017-02-29"), "date-does-not-exist"),
        (("registered",), "missing-key"),
        (("registered", "--on", "2017-03-15", "--recorded-on", "2017-03-14"), "recorded-before-it-happened"),
    ],
)
def test_a_wrong_event_is_refused_and_nothing_is_written(file: Path, arguments: tuple[str, ...], code: str) -> None:
    before = file.read_text(encoding="utf-8")
    result = run("add", file, *arguments)
    assert result.exit_code == 2
    assert code in result.stderr
    assert file.read_text(encoding="utf-8") == before


def test_a_file_is_never_written_over(file: Path) -> None:
    result = run("new", PROJECT, file)
    assert result.exit_code == 2
    assert "file-exists" in result.stderr


def test_a_file_that_cannot_be_added_to_says_why(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("events: []\ncase: jcm/project-cycle\n", encoding="utf-8")
    result = run("add", path, "registered", "--on", "2017-03-15")
    assert result.exit_code == 2
    assert "cannot-add" in result.stderr
    assert path.read_text(encoding="utf-8") == "events: []\ncase: jcm/project-cycle\n"


def test_faults_in_a_file_are_shown_where_they_stand(file: Path) -> None:
    with file.open("a", encoding="utf-8") as text:
        text.write("  - {id: e1, event: registred, on: 2017-03-15}\n")
    result = run("show", file, "--as-of", "2020-06-01")
    assert result.exit_code == 2
    assert f"{file}:4:" in result.stderr
    assert "unknown-event" in result.stderr


def test_who_may_read_a_file_stays_as_it_was(file: Path) -> None:
    file.chmod(0o664)  # a desk shares it: whoever adds must not lock the others out
    assert run("add", file, "registered", "--on", "2017-03-15", "--recorded-on", "2017-04-01").exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o664


def test_a_link_still_leads_to_the_file_that_was_added_to(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "this-week.yaml"
    link.symlink_to(file)
    assert run("add", link, "registered", "--on", "2017-03-15", "--recorded-on", "2017-04-01").exit_code == 0
    assert link.is_symlink() and "e1" in file.read_text(encoding="utf-8")


def test_two_who_add_at_once_lose_nothing(file: Path) -> None:
    def add(number: int) -> None:
        event = {"id": f"s{number}", "event": "equipment_sold", "on": f"2020-01-{number:02}"}
        line, faults = with_event(file, event, CATALOGUE)
        assert line is not None, faults

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(1, 13)))
    text = file.read_text(encoding="utf-8")
    assert [f"id: s{number}," in text for number in range(1, 13)] == [True] * 12
    assert text.count("\n") == 3 + 12
