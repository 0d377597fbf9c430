"""Two answers to the same facts beside each other, each difference marked: from their one JSON body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from engine.determination import Figure, State
from engine.explanation import words
from engine.explanation.figures import day, figure, scalar
from engine.receipt import ABSENT
from engine.records import dataclass
from engine.source.scalars import DATE
from service.determinations.log import Comparison

Json = Mapping[str, Any]
MOST = 60
"""Further differences that are listed."""
_JSON = json.JSONEncoder(ensure_ascii=False)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on both sides, as text; `kind`: outcome, amount or state. `changed`: whether they differ."""

    kind: str
    label: str
    was: str
    now: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """One rule set on both sides. `versions`: its digests, shortened."""

    title: str
    versions: tuple[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Both answers. `more`: all other differences, each as its path and both sides; `refused`: why there is none."""

    was_as_of: str
    now_as_of: str
    rulesets: tuple[Beside, ...]
    more: tuple[tuple[str, str, str], ...]
    refused: tuple[str, ...]

    @property
    def changed(self) -> int:
        return sum(row.changed for one in self.rulesets for row in one.rows)


def compared_rows(receipt: Json, found: Comparison, lang: str) -> Compared:
    """What a comparison says, for people. `receipt`: of the first side."""
    was = receipt["answer"]["determinations"]
    was_day = _day(receipt["request"]["as_of"], lang)
    if found.answer is None or found.inquiry is None:
        return Compared(was_day, "", (), (), tuple(one.message.in_(lang) for one in found.refused))
    now = {one["ruleset"]["id"]: one for one in found.answer["determinations"]}
    pairs = [(one, now[one["ruleset"]["id"]]) for one in was if one["ruleset"]["id"] in now]
    told = tuple(
        Beside(one["ruleset"]["title"][lang], (_short(one), _short(other)), tuple(_rows(one, other, lang)))
        for one, other in pairs
    )
    unread = ({"ja", "en"} - {lang}).pop()
    told_here = (one for one in found.differences if one.at[-1:] != (unread,))
    more = tuple((" › ".join(one.at), _said(one.was, lang), _said(one.now, lang)) for one in islice(told_here, MOST))
    return Compared(was_day, day(found.inquiry.as_of, lang), told, more, ())


def _rows(was: Json, now: Json, lang: str) -> Iterator[Row]:
    """Outcome, amounts and findings; findings that are the same on both sides are left out."""
    yield Row("outcome", "", was["outcome"], now["outcome"], was["outcome"] != now["outcome"])
    for name in dict.fromkeys((*was["amounts"], *now["amounts"])):
        one, other = was["amounts"].get(name), now["amounts"].get(name)
        told = _amount(one, lang), _amount(other, lang)
        yield Row("amount", (other or one)["title"][lang], *told, told[0] != told[1])
    before = {one["criterion"]: one for one in was["findings"]}
    after = {one["criterion"]: one for one in now["findings"]}
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        states = ((one or {}).get("state", ""), (other or {}).get("state", ""))
        if states[0] != states[1]:
            yield Row("state", (other or one or {})["title"][lang], *states, changed=True)


def _amount(amount: Json | None, lang: str) -> str:
    """A figure of an answer's body as people say it."""
    if amount is None:
        return ""
    if amount["applies"] == "not_applicable":
        return words.STATES[State.NOT_APPLICABLE].in_(lang)
    ends = {name: _value(amount[name]) for name in ("value", "at_least", "at_most") if name in amount}
    return figure(Figure(amount["unit"], **ends), lang)


def _value(written: Any) -> Any:
    return Decimal(written) if isinstance(written, str) and _NUMBER.fullmatch(written) else written


def _day(written: str, lang: str) -> str:
    return day(date.fromisoformat(written), lang) if DATE.fullmatch(written) else scalar(written, lang)


def _short(one: Json) -> str:
    return str(one["ruleset"]["digest"]).removeprefix("sha256:")[:12]


def _said(value: Any, lang: str) -> str:
    """A side of a difference as JSON in one language, cut."""
    text = value if isinstance(value, str) else "" if value is ABSENT else _JSON.encode(_spoken(value, lang))
    return text if len(text) <= 120 else f"{text[:119]}…"


def _spoken(value: Any, lang: str) -> Any:
    """The same with one language of every text."""
    if isinstance(value, dict):
        return value[lang] if set(value) == {"en", "ja"} else {name: _spoken(one, lang) for name, one in value.items()}
    return [_spoken(one, lang) for one in value] if isinstance(value, list) else value
