"""`hantei check`: the answer on stdout, the talk on stderr, and what the exit code says."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from tests.api.conftest import COMPLETE
from tests.cli.processes import COMMAND, ROOT, environment, run

MODEL = "jcm/model-projects"
DAY = ("--as-of", "2019-06-01")
ENGLISH = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}


def hantei(*arguments: str | Path, given: str | None = None, **env: str) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=given, env=ENGLISH | env)


def answered(*arguments: str | Path, given: str | None = None) -> dict[str, Any]:
    done = hantei(*arguments, "--json", given=given)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_answer_is_on_stdout_and_nothing_on_stderr(complete: Path) -> None:
    done = run("check", MODEL, complete, *DAY)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert "400,000,000" in said
    assert "\x1b" not in said


def test_refused_facts_are_on_stderr_and_nothing_on_stdout(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("host_contry: VN\n", encoding="utf-8")
    done = run("check", MODEL, facts, *DAY)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown-fact" in done.stderr


@pytest.mark.parametrize(("lang", "said", "unsaid"), [("en", "eligible", "適格"), ("ja", "要件", "eligible")])
def test_the_answer_is_in_the_language_asked_for(complete: Path, lang: str, said: str, unsaid: str) -> None:
    by_option = hantei("check", MODEL, complete, *DAY, "--lang", lang)
    by_locale = hantei("check", MODEL, complete, *DAY, LANG={"ja": "ja_JP.UTF-8", "en": "C"}[lang])
    assert by_option.stdout == by_locale.stdout
    assert said in by_option.stdout
    assert unsaid not in by_option.stdout


@pytest.mark.parametrize(
    ("changes", "rulesets", "code"),
    [
        ({}, [MODEL], 0),
        ({"jcm_credits_intended": False}, [MODEL], 3),
        ({"jcm_credits_intended": None}, [MODEL], 4),
        ({}, [MODEL, "jcm/fund"], 4),
        ({"jcm_credits_intended": False}, ["jcm/fund", MODEL], 3),
    ],
    ids=["eligible", "ineligible", "undetermined", "eligible and undetermined", "undetermined and ineligible"],
)
def test_the_exit_code_tells_the_gravest_outcome_only_when_asked(
    tmp_path: Path, changes: dict[str, Any], rulesets: list[str], code: int
) -> None:
    """A value of None leaves the fact out."""
    facts = {name: value for name, value in (COMPLETE | changes).items() if value is not None}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    assert hantei("check", *rulesets, file, *DAY, "--exit-code").exit_code == code
    assert hantei("check", *rulesets, file, *DAY).exit_code == 0


def test_facts_come_from_standard_input_as_yaml_or_json(complete: Path) -> None:
    whole = complete.read_text(encoding="utf-8")
    as_yaml = "".join(f"{name}: {json.dumps(value)}\n" for name, value in COMPLETE.items())
    from_file = answered("check", MODEL, complete, *DAY)
    assert answered("check", MODEL, "-", *DAY, given=whole) == from_file
    assert answered("check", MODEL, "-", *DAY, given=as_yaml) == from_file
    assert answered("check", MODEL, "-", *DAY, given="{host_country: VN}")["determinations"]


def test_with_adds_files(tmp_path: Path) -> None:
    parts = []
    for number, (name, value) in enumerate(COMPLETE.items()):
        part = tmp_path / f"{number}.json"
        part.write_text(json.dumps({name: value}), encoding="utf-8")
        parts.append(part)
    more = [word for part in parts[1:] for word in ("--with", part)]
    assert answered("check", MODEL, parts[0], *more, *DAY)["determinations"][0]["outcome"] == "eligible"


def test_all_checks_every_rule_set(complete: Path) -> None:
    found = answered("check", "--all", complete, *DAY)
    ids = [one["ruleset"]["id"] for one in found["determinations"]]
    assert {MODEL, "jcm/fund", "kawasaki-mechanism", "jcm/methodologies/bems-example"} <= set(ids)
    assert ids == sorted(ids)


def test_a_reading_is_chosen_by_name() -> None:
    facts = '{"financing_track": "sovereign", "total_project_cost": 30000000}'
    for side, grant in (("a", "3000000"), ("b", "5000000")):
        words = ("check", "jcm/fund", "-", "--as-of", "2019-12-01", "--reading", f"jf-08={side}")
        amount = answered(*words, given=facts)["determinations"][0]["amounts"]["maximum_grant"]
        assert float(amount["value"]) == float(grant)


def test_both_chainers_give_the_same_answer(complete: Path) -> None:
    by_hand = answered("check", MODEL, complete, *DAY, "--chainer", "reference")
    assert answered("check", MODEL, complete, *DAY)["conclusions"] == by_hand["conclusions"]
    assert by_hand["conclusions"]


def test_another_folder_of_rules_can_be_named(tmp_path: Path, complete: Path) -> None:
    done = hantei("check", MODEL, complete, *DAY, "--rules", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert "there is no folder" in done.stderr
    by_option = hantei("check", MODEL, complete, *DAY, "--rules", ROOT / "rules")
    by_variable = hantei("check", MODEL, complete, *DAY, HANTEI_RULES=str(ROOT / "rules"))
    assert by_option.stdout == by_variable.stdout
    assert by_option.exit_code == 0


def test_every_fault_of_options_files_and_facts_is_shown_at_once(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("host_country: ZZ\neligible_cost: 1,000\n", encoding="utf-8")
    done = hantei(
        *("check", MODEL, "jcm/funds", facts, "--with", tmp_path / "missing.yaml"),
        *("--as-of", "2019-13-01", "--known-on", "yesterday", "--reading", "jf-08"),
    )
    assert (done.exit_code, done.stdout) == (2, "")
    for code in (
        *("unknown-ruleset", "date-does-not-exist", "not-a-date", "not-a-reading"),
        *("file-not-found", "number-with-separators"),
    ):
        assert done.stderr.count(f"[{code}]") == 1, (code, done.stderr)
    assert "ZZ" in done.stderr
    assert "did you mean `jcm/fund`?" in done.stderr
    assert "--as-of" in done.stderr


def test_a_reader_that_goes_away_is_no_fault(complete: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = subprocess.run(
            [*COMMAND, "check", MODEL, str(complete), *DAY],
            stdout=write_end,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            timeout=60,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_is_quiet() -> None:
    with subprocess.Popen(
        [*COMMAND, "check", MODEL, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"#" * 200_000)  # more than a pipe holds: once it is written, the command reads its facts
        process.stdin.flush()
        time.sleep(0.5)  # and now it waits for more
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_colour_is_for_a_terminal(complete: Path) -> None:
    assert "\x1b[" in on_a_terminal("check", MODEL, complete, *DAY)
    assert "\x1b[" not in on_a_terminal("check", MODEL, complete, *DAY, NO_COLOR="1")


def on_a_terminal(*arguments: str | Path, **more: str) -> str:
    """What the command writes where stdout is a terminal."""
    ours, theirs = pty.openpty()
    words = [*COMMAND, *(str(one) for one in arguments)]
    with subprocess.Popen(words, stdout=theirs, cwd=ROOT, env=environment(TERM="xterm", **more)) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
        assert process.wait(timeout=60) == 0
    os.close(ours)
    return written.decode()
