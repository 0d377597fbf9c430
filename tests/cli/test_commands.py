"""The other commands, the help texts, and the fault of Hantei's own."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import main
from service.cli.main import app
from service.reference.command_line_page import PAGE, page
from service.version import VERSION
from tests.cli.processes import ROOT
from tests.cli.processes import run as in_process

MODEL = "jcm/model-projects"
ENGLISH = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
COMMANDS = ["check", "explain", "ask", "next", "remedy", "lint", "test", "show", "serve"]


def hantei(*arguments: str | Path, **env: str) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env=ENGLISH | env)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rules, to be broken."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert hantei("--version").stdout == f"hantei {VERSION}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_in_its_help(command: str) -> None:
    done = hantei(command, "--help")
    assert done.exit_code == 0
    assert re.search(rf"Examples?:\n +hantei {command}", done.stdout)


def test_the_page_of_the_command_line_is_fresh() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "run python -m service.reference.command_line_page"
    assert all(f"## hantei {command}" in written for command in COMMANDS)


def test_the_rules_of_the_package_have_no_faults() -> None:
    done = hantei("lint")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no faults\n")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_lint_shows_the_line_and_a_caret(rules: Path, lang: str) -> None:
    line = break_a_formula(rules)
    done = hantei("lint", "--rules", rules, "--lang", lang)
    assert done.exit_code == 1
    assert re.search(rf"ruleset\.yaml:{line}:\d+", done.stdout)
    assert "subsidy_flor" in done.stdout
    assert "^" in done.stdout
    assert "`subsidy_floor`" in done.stdout


def test_lint_speaks_to_programs_and_to_github(rules: Path) -> None:
    line = break_a_formula(rules)
    [fault] = json.loads(hantei("lint", "--rules", rules, "--format", "json").stdout)["diagnostics"]
    assert (fault["line"], fault["severity"]) == (line, "error")
    assert fault["file"].endswith("jcm/model-projects/ruleset.yaml")
    assert fault["en"] and fault["ja"] and fault["help"]["ja"]
    annotation = hantei("lint", "--rules", rules, "--format", "github").stdout
    assert re.fullmatch(
        rf"::error file=[^,]+ruleset\.yaml,line={line},col=\d+,title=[a-z-]+::.*subsidy_flor.*\n", annotation
    )


def test_lint_can_look_at_a_part(rules: Path) -> None:
    break_a_formula(rules)
    assert hantei("lint", rules / "jcm" / "fund", "--rules", rules).exit_code == 0
    assert hantei("lint", rules / "jcm" / "model-projects", "--rules", rules).exit_code == 1


def test_a_rule_set_that_does_not_load_shows_why(rules: Path, complete: Path) -> None:
    line = break_a_formula(rules)
    done = hantei("check", MODEL, complete, "--rules", rules)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "the rule set `jcm/model-projects` does not load" in done.stderr
    assert re.search(rf"ruleset\.yaml:{line}:\d+", done.stderr)
    assert hantei("check", "jcm/fund", complete, "--rules", rules, "--as-of", "2019-12-01").exit_code == 0


def break_a_formula(rules: Path) -> int:
    """Plants a wrong name in the first criterion that asks for the floor; gives the line."""
    file = rules / "jcm/model-projects/ruleset.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    number = next(at for at, line in enumerate(lines) if ">= subsidy_floor" in line)
    lines[number] = lines[number].replace("subsidy_floor", "subsidy_flor")
    file.write_text("\n".join(lines), encoding="utf-8")
    return number + 1


def test_worked_examples_of_the_package_hold() -> None:
    done = hantei("test", MODEL, "-k", "three")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.endswith(" hold, 0 do not\n")
    by_folder = hantei("test", ROOT / "rules/jcm/model-projects", "-k", "three")
    assert by_folder.stdout == done.stdout


def test_an_example_that_does_not_hold_says_what_came(rules: Path) -> None:
    file = rules / "jcm/model-projects/examples.yaml"
    text = file.read_text(encoding="utf-8")
    assert "outcome: eligible" in text
    file.write_text(text.replace("outcome: eligible", "outcome: ineligible", 1), encoding="utf-8")
    done = hantei("test", MODEL, "--rules", rules)
    assert done.exit_code == 1
    assert "FAIL" in done.stdout
    assert "expected ineligible, found eligible" in done.stdout
    found = json.loads(hantei("test", MODEL, "--rules", rules, "--json").stdout)
    assert found["failed"] == 1
    [failed] = [one for one in found["examples"] if not one["passed"]]
    assert failed["mismatches"] == [{"field": "outcome", "expected": "ineligible", "found": "eligible"}]


def test_an_example_that_does_not_exist_is_misuse() -> None:
    done = hantei("test", MODEL, "-k", "no-such-example")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no worked example has `no-such-example` in its id" in done.stderr
    assert hantei("test", "jcm/model").exit_code == 2


@pytest.mark.parametrize(("lang", "heading"), [("en", "Criteria"), ("ja", "基準")])
def test_show_tells_a_rule_set_in_words(lang: str, heading: str) -> None:
    done = hantei("show", MODEL, "--lang", lang)
    assert done.exit_code == 0
    assert f"\n{heading}\n" in done.stdout
    assert "no-other-japanese-subsidy" in done.stdout
    assert "c2c-2020#mp-08" in done.stdout
    assert "50000000" in done.stdout


def test_show_tells_one_criterion() -> None:
    done = hantei("show", MODEL, "no-other-japanese-subsidy")
    assert "equipment_has_other_japanese_subsidy = false" in done.stdout
    found = json.loads(hantei("show", MODEL, "no-other-japanese-subsidy", "--json").stdout)
    assert (found["id"], found["strength"]) == ("no-other-japanese-subsidy", "hard")


def test_show_does_not_list_every_name_where_none_is_near() -> None:
    done = hantei("show", MODEL, "zzz", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[1] == f"help: `hantei show {MODEL}` shows all its criteria"


def test_show_offers_a_near_name() -> None:
    done = hantei("show", MODEL, "no-other-japanes-subsidy")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean `no-other-japanese-subsidy`?" in done.stderr
    assert "did you mean `jcm/fund`?" in hantei("show", "jcm/funds").stderr


def test_show_prints_what_the_api_answers() -> None:
    assert json.loads(hantei("show", "jcm/fund", "--json").stdout)["id"] == "jcm/fund"


def test_a_fault_of_our_own_is_told_apart(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def breaks() -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(main, "app", breaks)
    monkeypatch.setattr(sys, "argv", ["hantei"])
    with pytest.raises(SystemExit) as left:
        main.main()
    written = capsys.readouterr()
    assert (left.value.code, written.out) == (70, "")
    assert "RuntimeError: planted" in written.err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["check"], ["check", "--nonsense"], ["serve", "--port", "x"]])
def test_misuse_is_2_and_says_so_on_stderr(arguments: list[str]) -> None:
    done = hantei(*arguments)
    assert done.exit_code == 2
    assert arguments == [] or (done.stdout == "" and "Error" in done.stderr)


@pytest.mark.parametrize(
    ("arguments", "locale", "said"),
    [
        (
            ("check", "jcm/fund", "-", "--lang", "fr"),
            "C.UTF-8",
            "error[unknown-choice]: --lang: `fr` is not one of the choices\nhelp: there are: `ja`, `en`\n",
        ),
        (
            ("lint", "--format", "jsn"),
            "ja_JP.UTF-8",
            "エラー[unknown-choice]: --format：`jsn` という選択肢はありません\n対処: `json` のことですか\n",
        ),
    ],
)
def test_a_choice_that_there_is_not_is_refused_as_all_else_is(
    arguments: tuple[str, ...], locale: str, said: str
) -> None:
    done = in_process(*arguments, LANG=locale)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", said)
