"""`hantei feel`: one expression, or a session."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.cli.feel_session import Session

COMMAND = Path(sys.executable).parent / "hantei"


def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C.UTF-8"}
    return subprocess.run(
        [COMMAND, "feel", *arguments],
        input=given,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_an_expression_is_evaluated_exactly() -> None:
    done = run("0.1 + 0.2 = 0.3")
    assert (done.stdout, done.stderr, done.returncode) == ("true\n", "", 0)


def test_what_is_not_in_the_context_is_unknown_and_named(tmp_path: Path) -> None:
    context = tmp_path / "facts.yaml"
    context.write_text("eligible_cost: 1000000000\n", encoding="utf-8")
    done = run("eligible_cost * rate", "--context", str(context), "--trace")
    assert done.stdout.splitlines() == [
        "  eligible_cost         →  1000000000",
        "  rate                  →  not known: waits for `rate`",
        "  eligible_cost * rate  →  not known: waits for `rate`",
        "not known: waits for `rate`",
    ]


def test_a_fault_is_shown_where_it_stands_and_ends_with_1() -> None:
    done = run('1 + "円"', "--lang", "ja")
    assert done.returncode == 1
    assert done.stdout.splitlines()[:3] == [
        "null",
        "<feel>:1:1: エラー[wrong-operands]: `+` は数値と文字列の間では使えません",
        ' 1 | 1 + "円"',
    ]


def test_the_standard_s_mode_takes_absence_as_null() -> None:
    assert run("cost = null", "--standard").stdout.splitlines()[0] == "true"


def test_a_context_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    context = tmp_path / "facts.yaml"
    context.write_text("a: 1\na: 2\n", encoding="utf-8")
    done = run("a", "--context", str(context))
    assert done.returncode == 2 and "duplicate-key" in done.stderr and done.stdout == ""


def test_a_session_keeps_names_and_ends_at_quit() -> None:
    done = run(given=":let rate = 0.40\nrate * 5\n:type rate\n:names\n:quit\nrate\n")
    # 0.40 x 5 = 2.00, in the scale of the rate
    assert done.stdout.splitlines() == ["0.40", "2.00", "number", "rate = 0.40"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (":let x", "write `:let NAME = EXPRESSION`"),
        (":type cost > 5", "boolean"),
        (":nope", "there is no command `nope`"),
        (":mode feel", "mode: feel"),
        ("", ""),
    ],
)
def test_a_command_answers_in_words(line: str, shown: str) -> None:
    session = Session(context={"cost": 1})
    assert (session.answer(line) or "").splitlines()[:1] == ([shown] if shown else [])


def test_completion_offers_names_before_built_ins() -> None:
    session = Session()
    session.answer(":let cost = 5")
    offered = list(session.offered("1 + co"))
    assert offered[0] == "1 + cost"
    assert "1 + contains" in offered


def test_the_tabulator_key_completes_at_a_terminal() -> None:
    keeper, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "LANG": "C.UTF-8"}
    talking = subprocess.Popen([COMMAND, "feel"], stdin=terminal, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    seen = _until(keeper, b"feel> ")
    os.write(keeper, b'string le\t("abc")\n')
    seen += _until(keeper, b"\n3")
    os.write(keeper, b":quit\n")
    assert talking.wait(timeout=20) == 0
    os.close(keeper)
    assert b'string length("abc")' in seen


def _until(keeper: int, wanted: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 30
    while wanted not in seen and time.monotonic() < end:
        seen += os.read(keeper, 1024)
    assert wanted in seen
    return seen
