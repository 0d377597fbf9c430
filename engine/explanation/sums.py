"""Amounts and illustrations in words: how much, what bound it, how it came about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.determination import Amount, State, Step
from engine.determination_json import step_json, sum_json
from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import figure
from engine.explanation.lexicon import Lexicon
from engine.explanation.parts import Sum, Worked
from engine.plan import FactSpec
from engine.records import dataclass

LEAST = Text("the least of these", "このうち最も小さい額")
GREATEST = Text("the greatest of these", "このうち最も大きい額")
ROUNDED = {
    "down": Text("rounded down to a multiple of {to}", "{to} 単位で切り捨て"),
    "up": Text("rounded up to a multiple of {to}", "{to} 単位で切り上げ"),
    "half_up": Text("rounded to a multiple of {to}", "{to} 単位で四捨五入"),
}
OTHERWISE_ROUNDED = Text("rounded ({mode}) to a multiple of {to}", "{to} 単位で端数処理")
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|<=|>=|!=|\*\*|[*/]|(?<= )-(?= )'
)
_NO_IF = r"((?:(?!\bif ).)+?)"
_IF = re.compile(rf"\bif {_NO_IF} then {_NO_IF} else ")
"""A condition and what follows from it, the innermost first."""
_LOOP = re.compile(r"\b(?:for|some|every) ([A-Za-z_][A-Za-z0-9_]*) in ([A-Za-z_][A-Za-z0-9_.]*)")
_FOR = re.compile(r"\bfor `([A-Za-z_][A-Za-z0-9_]*)` in (.+?) return ")
_TURN = re.compile(r"\bfor ([A-Za-z_][A-Za-z0-9_]*) in ")
_PICKED = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\[")
EACH = Text(r"for each `\1` of \2: ", r"\2の各 `\1` について ")
_GIVEN = (
    (re.compile(r" ≠ (?:none\b|なし)"), Text(" is given", " の入力がある")),
    (re.compile(r" = (?:none\b|なし)"), Text(" is not given", " の入力がない")),
)
"""Whether a fact is there: no layperson compares with null."""
_OF_THE_CASE = re.compile(r"(?<=がある|がない) の(?=場合は)")
_SIGNS = {"*": "×", "/": "÷", "<=": "≤", ">=": "≥", "!=": "≠", "-": "−"}
_ENGLISH = {"null": "none", "true": "yes", "false": "no"}
_JAPANESE = {
    "min": "最小",
    "max": "最大",
    "sum": "合計",
    "count": "件数",
    "mean": "平均",
    "floor": "切り捨て",
    "ceiling": "切り上げ",
    "abs": "絶対値",
    "append": "追加",
    "and": "かつ",
    "or": "または",
    "not": "否定",
    "null": "なし",
    "true": "はい",
    "false": "いいえ",
}
"""What stands in formulas besides names and signs."""


def sum_of(amount: Amount, lexicon: Lexicon) -> Sum:
    """An amount as it is told."""
    marks = ["conditional"] if amount.applies is State.UNDETERMINED else []
    if amount.derived:
        marks.append("derived")
    return Sum(
        amount.name,
        amount.title.in_(lexicon.lang),
        figure(amount.figure, lexicon.lang),
        sum_json(amount),
        _bound(amount, lexicon),
        tuple(_worked(step, lexicon) for step in amount.steps),
        lexicon.named(amount.missing),
        tuple(map(lexicon.mark, marks)),
        lexicon.passages(amount.source),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in a formula. `picked`: names whose rows are picked; `loops`: turns with what they go through."""

    text: str
    tokens: tuple[str, ...]
    picked: tuple[str, ...]
    loops: tuple[tuple[str, str], ...]
    turns: frozenset[str]


@lru_cache(1024)
def _read(formula: str) -> _Read:
    """A formula of a rule file, read once however often it is told."""
    text = " ".join(formula.split())
    tokens, picked, loops, turns = (found.findall(text) for found in (_TOKEN, _PICKED, _LOOP, _TURN))
    return _Read(text, tuple(tokens), tuple(picked), tuple(loops), frozenset(turns))


def in_words(formula: str, lexicon: Lexicon, inputs: Mapping[str, Any] | None = None) -> str:
    """A formula with the names of people in it; with `inputs`, each with its value where it first stands."""
    told: set[str] = set()
    read = _read(formula)
    columns = _columns(read, lexicon)
    members = _members(read, lexicon)

    def say(match: re.Match[str]) -> str:
        token = match.group()
        if token in _SIGNS:
            return _SIGNS[token]
        if token.startswith('"'):
            return _choice(match, columns | members, lexicon)
        if token in columns or token in members:
            return (columns.get(token) or members[token]).label.in_(lexicon.lang)
        if token.partition(".")[0] in read.turns:
            return f"`{token}`"
        if token not in lexicon.specs and token not in lexicon.titles:
            field = lexicon.field(token)
            if field is not None:
                return field
            return (_JAPANESE if lexicon.lang == "ja" else _ENGLISH).get(token, token)
        if inputs is None or token in told or token not in inputs:
            return lexicon.label(token)
        told.add(token)
        value = lexicon.value(token, inputs[token], short=True)
        if value == lexicon.say(words.NOT_KNOWN) and lexicon.lang == "ja":
            return f"{lexicon.label(token)}（{value}）"
        return lexicon.say(words.NAMED_VALUE, name=lexicon.label(token), value=value)

    text = _FOR.sub(EACH.in_(lexicon.lang), _TOKEN.sub(say, read.text))
    for compared, given in _GIVEN:
        text = compared.sub(given.in_(lexicon.lang), text)
    changed = 1 if lexicon.lang == "ja" else 0
    while changed:
        text, changed = _IF.subn(r"\1 の場合は \2、それ以外は ", text, count=1)
    return _OF_THE_CASE.sub("", text)


def _choice(found: re.Match[str], columns: Mapping[str, FactSpec], lexicon: Lexicon) -> str:
    """A text in a formula: by its label where it is a choice of the fact or column that is named next to it."""
    formula, literal = found.string, found.group()
    before, after = _TOKEN.findall(formula, 0, found.start()), _TOKEN.findall(formula, found.end())
    for name in (*reversed(before), *after):
        spec = columns.get(name) or lexicon.specs.get(name)
        choices = spec.choices if spec else {}
        if literal[1:-1] in choices:
            return lexicon.say(words.QUOTED, word=choices[literal[1:-1]].in_(lexicon.lang))
    return literal


def _columns(formula: _Read, lexicon: Lexicon) -> dict[str, FactSpec]:
    """The columns of the registers that a formula names, and the fields of the records whose rows it picks."""
    named = (lexicon.tables[token] for token in formula.tokens if token in lexicon.tables)
    columns = {name: spec for register in named for name, spec in register.columns.items()}
    picked = (lexicon.specs[name].items for name in formula.picked if name in lexicon.specs)
    return columns | {name: spec for one in picked if one is not None for name, spec in one.fields.items()}


def _members(formula: _Read, lexicon: Lexicon) -> dict[str, FactSpec]:
    """The fields of records that a formula goes through one by one, as it writes them: `one.output`."""
    loops = [(turn, lexicon.specs[name].items) for turn, name in formula.loops if name in lexicon.specs]
    return {f"{turn}.{name}": spec for turn, one in loops if one is not None for name, spec in one.fields.items()}


def _bound(amount: Amount, lexicon: Lexicon) -> str | None:
    if amount.bound_by is not None:
        return _bound_named(amount.bound_by, amount, lexicon)
    if not amount.may_be_bound_by:
        return None
    names = list(dict.fromkeys(_bound_named(name, amount, lexicon) for name in amount.may_be_bound_by))
    return names[0] if len(names) == 1 else lexicon.say(words.MAY_BIND, names=words.ITEMS.in_(lexicon.lang).join(names))


def _bound_named(name: str, amount: Amount, lexicon: Lexicon) -> str:
    """A bound by its formula; a row of a table by the table and what it was asked with."""
    for step in amount.steps:
        if step.kind == "bound" and step.label == name:
            return in_words(step.formula, lexicon)
    for step in amount.steps:
        if step.kind == "table" and name in step.formula.split(", "):
            return f"{_title(step, lexicon)}{lexicon.say(words.BRACKETS, words=_inputs(step, lexicon))}"
    return f"`{name}`"


def _worked(step: Step, lexicon: Lexicon) -> Worked:
    """A step, what is computed in it, and what comes of it."""
    result = lexicon.quantity(step.result, step.unit)
    formula = _formula(step, lexicon)
    if step.kind in {"formula", "bound"}:
        said = formula if step.formula in step.inputs else lexicon.say(words.FROM, formula=formula, result=result)
    else:
        said = lexicon.say(words.CAME_TO, step=formula, result=result)
    return Worked(said, formula, result, step_json(step), lexicon.passages(step.source))


def _formula(step: Step, lexicon: Lexicon) -> str:
    if step.kind in {"least", "greatest"}:
        return lexicon.say(LEAST if step.kind == "least" else GREATEST)
    if step.kind == "table":
        return f"{_title(step, lexicon)}{lexicon.say(words.BRACKETS, words=_inputs(step, lexicon))}"
    if step.kind == "rounding":
        mode, to = step.formula.split(" ")
        return lexicon.say(ROUNDED.get(mode, OTHERWISE_ROUNDED), mode=mode, to=to)
    return in_words(step.formula, lexicon, step.inputs)


def _title(step: Step, lexicon: Lexicon) -> str:
    return step.title.in_(lexicon.lang) if step.title else lexicon.label(step.label)


def _inputs(step: Step, lexicon: Lexicon) -> str:
    colon = words.COLON.in_(lexicon.lang)
    return lexicon.listed(
        f"{lexicon.label(name)}{colon}{lexicon.value(name, one)}" for name, one in step.inputs.items()
    )
