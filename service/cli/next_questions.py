"""`hantei next`: what to ask next, of one rule set, of several or of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import Text
from engine.explanation.lexicon import Lexicon
from engine.questions import Question, next_questions
from service.checks.prospects import questions_json
from service.cli.asked_facts import names_for, read_asked
from service.cli.citations import cited, fitted
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.json_body import encoded

NOTHING = Text("nothing is left to ask: no fact can change the answer", "結果を変えうる質問は残っていません")
FOR = Text("{title}: {names}", "{title}：{names}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written."""

    arguments: tuple[str, ...]
    everything: bool
    as_of: str | None
    known_on: str | None
    readings: tuple[str, ...]
    as_json: bool


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """Prints the questions in computed order. Raises typer.Exit for what is refused."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    asked = read_asked(here, catalogue, wish.arguments, wish.everything, (wish.as_of, wish.known_on), wish.readings)
    found = next_questions([asked.request(plan) for plan in (*asked.plans, *asked.companions)])
    if wish.as_json:
        here.answer(encoded(questions_json(found)))
    elif not found:
        here.answer(NOTHING.in_(here.lang) + "\n")
    else:
        names = names_for(asked, catalogue, here.lang)
        lines = [line for number, one in enumerate(found, 1) for line in _lines(number, one, names)]
        here.answer("\n".join(fitted(lines, here.width)) + "\n")


def _lines(number: int, one: Question, names: Lexicon) -> Iterator[str]:
    lang = names.lang
    yield f"{number}. {one.fact.question.in_(lang)}  ({one.fact.name})"
    for waiting in one.waiting:
        titles = [*(c.title.in_(lang) for c in waiting.criteria), *(v.title.in_(lang) for v in waiting.amounts)]
        yield f"   {names.say(FOR, title=waiting.title.in_(lang), names=names.listed(titles))}"
        sources = list(dict.fromkeys(reference for c in waiting.criteria for reference in c.source))
        if sources:
            yield f"   [{cited(sources, names)}]"
