"""How a command speaks: language, colour, width."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from service.cli.terminal import language, terminal
from service.clock import today


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "jav_ID.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


def test_what_the_option_says_comes_before_the_locale() -> None:
    assert terminal("en", {"LANG": "ja_JP.UTF-8"}).lang == "en"
    assert terminal(None, {"LANG": "ja_JP.UTF-8"}).lang == "ja"


@pytest.mark.parametrize(
    ("on_terminal", "environment", "expected"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, on_terminal: bool, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: on_terminal)
    assert terminal(None, environment).colour is expected


def test_the_answer_and_the_talk_are_coloured_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    here = terminal(None, {"TERM": "xterm"})
    assert (here.colour, here.talk_colour) == (False, True)


def test_lines_are_never_wider_than_can_be_read() -> None:
    assert terminal(None, {"COLUMNS": "400"}).width == 100
    assert terminal(None, {"COLUMNS": "60"}).width == 60


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2019, 5, 31, 14, 59, 59, tzinfo=UTC), date(2019, 5, 31)),
        (datetime(2019, 5, 31, 15, 0, 0, tzinfo=UTC), date(2019, 6, 1)),
        (datetime(2019, 12, 31, 23, 0, 0, tzinfo=UTC), date(2020, 1, 1)),
    ],
)
def test_today_is_the_day_in_tokyo(moment: datetime, expected: date) -> None:
    assert today(moment) == expected
