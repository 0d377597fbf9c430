"""docs/operating.md says commands, options, variables and routes that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from service.app import create_app
from service.cli.main import app
from service.settings import ELSEWHERE, Settings, variable

PAGE = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
KNOWN = {*map(variable, Settings.model_fields), *ELSEWHERE}
ENDS = {"&&", "||", "|", ";", "&"}
SET = re.compile(r"[A-Z_]+=")
"""A variable that is set for a command."""


def said() -> Iterator[str]:
    """Every command line of the page: of its blocks, and those that stand in a sentence."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    yield from (line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip())
    yield from re.findall(r"`(hantei [^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))


def invocations() -> list[tuple[str, ...]]:
    """The words after `hantei`, of every command line."""
    found = set()
    for line in said():
        words = shlex.split(line, comments=True)
        for at, word in enumerate(words):
            if word == "hantei" and all(SET.match(before) or before in ENDS for before in words[:at][-1:]):
                rest = words[at + 1 :]
                end = next((number for number, other in enumerate(rest) if other in ENDS), len(rest))
                found.add(tuple(rest[:end]))
    return sorted(found)


def test_the_page_has_commands() -> None:
    assert {words[0] for words in invocations()} >= {"migrate", "serve", "audit", "retain", "key", "session", "publish"}


@pytest.mark.parametrize("words", invocations(), ids=" ".join)
def test_every_command_of_the_page_is_there_with_its_options(words: tuple[str, ...]) -> None:
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and hasattr(command, "commands"):
        assert rest[0] in command.commands, words
        command = command.commands[rest.pop(0)]
    options = {name: one for one in command.params for name in one.opts if name.startswith("-")}
    arguments = [one for one in command.params if not any(name.startswith("-") for name in one.opts)]
    given = 0
    while rest:
        word = rest.pop(0)
        if word.startswith("--"):
            name, equals, _ = word.partition("=")
            assert name in options, words
            if not equals and not options[name].is_flag and rest:
                rest.pop(0)
        else:
            given += 1
    # where a sentence only names a command, it leaves out what goes with it
    assert len(words) == 1 or given <= len(arguments) or any(one.nargs == -1 for one in arguments), words


def test_every_variable_of_the_page_is_a_setting() -> None:
    named = set(re.findall(r"\bHANTEI_[A-Z_]*[A-Z]\b", PAGE))
    assert named - KNOWN == set()


def test_every_address_of_the_page_is_a_route() -> None:
    routes = {getattr(route, "path", "") for route in create_app(Settings()).routes}
    paths = (
        set(create_app(Settings()).openapi()["paths"]) | routes | {"/auth/callback", "/healthz", "/readyz", "/metrics"}
    )
    named = set(re.findall(r"(?<=[`t])(/(?:api/v1|auth)/[a-z/{}:-]+)", PAGE))
    shaped = {re.sub(r"\{[^}]+\}", "{}", path) for path in paths}
    assert named and {re.sub(r"\{[^}]+\}", "{}", one) for one in named} - shaped == set()
