"""What stands after the question mark: declared for openapi.json and read by the same declaration, every fault told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from starlette.requests import Request

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass
from engine.text import quoted
from service.checks.faults import did_you_mean
from service.checks.inquiry import read_day
from service.store.paging import MOST, USUAL
from service.web.problems import REFUSED_PARAMETERS, ProblemError

LONGEST = 300
Read = Callable[[str, str], "tuple[Any, list[Diagnostic]]"]
"""The value of what was written for a parameter (its name comes second), or what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address. `schema`: as openapi.json says it."""

    name: str
    description: str
    schema: Mapping[str, Any]
    read: Read


def _text(written: str, name: str) -> tuple[str | None, list[Diagnostic]]:
    if 0 < len(written) <= LONGEST and written.isprintable():
        return written, []
    return None, [
        Diagnostic(
            "parameter-wrong",
            Text(
                f"{quoted(name)} is empty, or is no text of at most {LONGEST} characters",
                f"{quoted(name)} が空か、{LONGEST} 文字以内の文字列ではありません",
            ),
            Text("leave it out, or shorten it", "省くか、短くしてください"),
            pointer=f"/{name}",
        )
    ]


def _day(written: str, name: str) -> tuple[date | None, list[Diagnostic]]:
    return read_day(written, f"/{name}", default=None)


def _limit(written: str, name: str) -> tuple[int | None, list[Diagnostic]]:
    if written.isascii() and written.isdigit() and len(written) <= 3 and 1 <= int(written) <= MOST:
        return int(written), []
    return None, [
        Diagnostic(
            "limit-out-of-bounds",
            Text(f"a page has from 1 to {MOST} entries", f"1 ページの件数は 1 から {MOST} までです"),
            Text(
                f"ask for at most {MOST}, then follow the link to the next page",
                f"{MOST} 以下を指定し、次のページへのリンクをたどってください",
            ),
            pointer=f"/{name}",
        )
    ]


def _count(written: str, name: str) -> tuple[int | None, list[Diagnostic]]:
    if written.isascii() and written.isdigit() and len(written) <= 7 and int(written) <= 1_000_000:
        return int(written), []
    message = Text(f"{quoted(written)} is not a number of entries", f"{quoted(written)} は件数ではありません")
    mend = Text("write a whole number, 0 or more", "0 以上の整数を書いてください")
    return None, [Diagnostic("not-a-number", message, mend, pointer=f"/{name}")]


_SIDES = re.compile(r"^[A-Za-z0-9._-]+=[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+=[A-Za-z0-9._-]+)*$")


def _sides(written: str, name: str) -> tuple[dict[str, str] | None, list[Diagnostic]]:
    if len(written) <= LONGEST and _SIDES.fullmatch(written):
        return dict(one.split("=") for one in written.split(",")), []
    message = Text(
        f"{quoted(written)} does not say how readings are understood",
        f"{quoted(written)} は解釈の選び方を表しません",
    )
    mend = Text("write `jf-08=a`, several with commas", "`jf-08=a` の形で、複数ならコンマで区切ってください")
    return None, [Diagnostic("not-a-reading", message, mend, pointer=f"/{name}")]


def text(name: str, description: str) -> Parameter:
    return Parameter(name, description, {"type": "string", "minLength": 1, "maxLength": LONGEST}, _text)


def day(name: str, description: str) -> Parameter:
    return Parameter(name, description, {"type": "string", "format": "date"}, _day)


def choice(name: str, description: str, choices: tuple[str, ...]) -> Parameter:
    def read(written: str, name: str) -> tuple[str | None, list[Diagnostic]]:
        if written in choices:
            return written, []
        message = Text(
            f"{quoted(written)} is not one of the choices of {quoted(name)}",
            f"{quoted(written)} は {quoted(name)} の選択肢にありません",
        )
        return None, [Diagnostic("unknown-choice", message, did_you_mean(written, choices), pointer=f"/{name}")]

    return Parameter(name, description, {"type": "string", "enum": list(choices)}, read)


def count(name: str, description: str) -> Parameter:
    return Parameter(name, description, {"type": "integer", "minimum": 0, "maximum": 1_000_000}, _count)


def sides(name: str, description: str) -> Parameter:
    return Parameter(name, description, {"type": "string", "pattern": _SIDES.pattern}, _sides)


LIMIT = Parameter(
    "limit",
    "entries of a page",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    _limit,
)
CURSOR = text("cursor", "where the page before ended: as the link of that page has it")
LANG = choice("lang", "the language of prose; before Accept-Language", ("en", "ja"))


def declared(*parameters: Parameter) -> dict[str, Any]:
    """The parameters as a route declares them (`openapi_extra`)."""
    return {
        "parameters": [
            {
                "name": one.name,
                "in": "query",
                "required": False,
                "description": one.description,
                "schema": dict(one.schema),
            }
            for one in parameters
        ]
    }


def read_query(request: Request, *parameters: Parameter) -> dict[str, Any]:
    """What was given, by name. Raises ProblemError with every fault: unknown, given twice, not of its kind."""
    known = {one.name: one for one in (*parameters, LANG)}
    given = list(request.query_params.multi_items())
    found: dict[str, Any] = {}
    faults: list[Diagnostic] = []
    for name, written in given:
        if name not in known:
            faults.append(_unknown(name, sorted(known)))
        elif name in found:
            faults.append(_twice(name))
        else:
            found[name], wrong = known[name].read(written, name)
            faults += wrong
    if faults:
        raise ProblemError(REFUSED_PARAMETERS, faults)
    return found


def _unknown(name: str, known: list[str]) -> Diagnostic:
    message = Text(f"there is no parameter {quoted(name)} here", f"ここにパラメーター {quoted(name)} はありません")
    return Diagnostic("unknown-parameter", message, did_you_mean(name, known), pointer=f"/{name}")


def _twice(name: str) -> Diagnostic:
    return Diagnostic(
        "parameter-twice",
        Text(f"the parameter {quoted(name)} is given twice", f"パラメーター {quoted(name)} が二度指定されています"),
        Text("give it once", "一度だけ指定してください"),
        pointer=f"/{name}",
    )
