"""What `hantei session list | end` do."""

from __future__ import annotations

from dataclasses import replace

from engine.diagnostics import Diagnostic, Text, misuse
from engine.text import printable
from service.access.signed_in import no_such_session, nobody_signed_in, session_json
from service.cli.database import database_of
from service.cli.faults import refuse
from service.cli.terminal import terminal
from service.clock import JAPAN, now
from service.json_body import encoded
from service.store.moments import read
from service.store.schema import require_current
from service.store.sessions import Sessions

_LINE = Text(
    "{id}  {person}  {name}  {roles}  since {began}, until {ends}",
    "{id}  {person}  {name}  {roles}  開始 {began}  期限 {ends}",
)
_ENDED = Text("ended: {count}", "終了したセッション：{count}")


def list_sessions(person: str | None, named: str | None, *, as_json: bool, lang: str | None) -> None:
    """Prints the sessions, oldest first. Raises typer.Exit."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        require_current(opened)
        found = Sessions(opened, now).all(person)
    if as_json:
        here.answer(encoded({"sessions": [session_json(one) for one in found]}))
        return
    line = _LINE.in_(here.lang)
    for one in found:
        told = {"id": one.id, "person": one.person, "name": printable(one.name), "roles": ", ".join(one.roles)}
        here.answer(line.format(**told, began=_minute(one.began_at), ends=_minute(one.ends_at)) + "\n")


def end_sessions(id_: str | None, person: str | None, named: str | None, *, lang: str | None) -> None:
    """Ends one session, or all of a person. Raises typer.Exit: 2 where there is none."""
    here = terminal(lang)
    if (id_ is None) == (person is None):
        raise refuse(here, [_one_of_both()])
    with database_of(here, named) as opened:
        require_current(opened)
        held = Sessions(opened, now)
        ended = held.end_all(person) if person is not None else int(held.end(id_ or ""))
    if not ended:
        fault = nobody_signed_in(person) if person is not None else no_such_session(id_ or "")
        raise refuse(here, [replace(fault, pointer=None)])
    here.answer(_ENDED.in_(here.lang).format(count=ended) + "\n")


def _minute(moment: str) -> str:
    return read(moment).astimezone(JAPAN).strftime("%Y-%m-%d %H:%M")


def _one_of_both() -> Diagnostic:
    return misuse(
        "session-or-person",
        "name a session or a person, one of both",
        "セッションか人のどちらか一方を指定してください",
        "`hantei session end ID`, or `hantei session end --person PERSON`",
        "`hantei session end ID` または `hantei session end --person PERSON`",
    )
