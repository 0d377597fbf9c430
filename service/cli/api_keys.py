"""What `hantei key create | list | revoke` do."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import timedelta

from engine.diagnostics import Text
from engine.records import dataclass
from service.access.keys import scopes_of
from service.access.new_keys import LONGEST_NAME, key_json, new_key_faults, no_such_key
from service.cli.database import database_of
from service.cli.faults import refuse
from service.cli.terminal import Terminal, terminal
from service.clock import now
from service.json_body import encoded
from service.store.keys import ApiKey, ApiKeys
from service.store.moments import written
from service.store.schema import require_current

_MADE = Text(
    "keep it now: only its hash is stored, nobody can show it again\nid {id}, {role}, until {until}: {scopes}",
    "今、控えてください。保存するのはハッシュだけで、二度と表示できません\n"
    "id {id}、{role}、期限 {until}、範囲 {scopes}",
)
_LINE = Text(
    "{id}  {name}  {role}  {state}  made {made} by {by}: {scopes}",
    "{id}  {name}  {role}  {state}  発行 {made}（{by}）  範囲 {scopes}",
)
_REVOKED, _OVER, _LASTS = (
    Text("revoked {day}", "失効 {day}"),
    Text("over since {day}", "期限切れ {day}"),
    Text("until {day}", "期限 {day}"),
)
_NO_END = Text("without end", "無期限")
_ENDED = Text("the key {id} is revoked", "キー {id} を失効しました")


@dataclass(frozen=True, slots=True)
class Wish:
    """The words of the command line for a new key."""

    name: str
    role: str
    scopes: tuple[str, ...]
    days: str
    by: str | None


def create_key(wish: Wish, named: str | None, *, as_json: bool, lang: str | None) -> None:
    """Makes the key; its text to stdout, the rest to stderr. Raises typer.Exit."""
    here = terminal(lang)
    faults = new_key_faults(wish.name, wish.role, wish.scopes, wish.days)
    if faults:
        raise refuse(here, [replace(fault, pointer=None) for fault in faults])
    scopes, _ = scopes_of(wish.role, wish.scopes)
    until = now() + timedelta(days=int(wish.days))
    with database_of(here, named) as opened:
        require_current(opened)
        key, shown = ApiKeys(opened, now).create(wish.name, wish.role, scopes, _by(wish.by), until)
    if as_json:
        here.answer(encoded({**key_json(key), "key": shown}))
        return
    here.answer(shown + "\n")
    told = {"id": key.id, "role": key.role, "until": _day(key.expires_at), "scopes": ", ".join(key.scopes)}
    here.talk(_MADE.in_(here.lang).format(**told))


def list_keys(named: str | None, *, as_json: bool, lang: str | None) -> None:
    """Prints the keys, oldest first. Raises typer.Exit."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        require_current(opened)
        keys = ApiKeys(opened, now).all()
    if as_json:
        here.answer(encoded({"keys": [key_json(key) for key in keys]}))
        return
    here.answer("".join(_line(key, here) + "\n" for key in keys))


def revoke_key(id_: str, by: str | None, named: str | None, *, lang: str | None) -> None:
    """Ends the key. Raises typer.Exit: 2 where there is none in force."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        require_current(opened)
        done = ApiKeys(opened, now).revoke(id_, _by(by))
    if not done:
        raise refuse(here, [replace(no_such_key(id_), pointer=None)])
    here.answer(_ENDED.in_(here.lang).format(id=id_) + "\n")


def _by(by: str | None) -> str:
    if by:
        return by[:LONGEST_NAME]
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user has no name
        return "command line"


def _line(key: ApiKey, here: Terminal) -> str:
    return _LINE.in_(here.lang).format(
        id=key.id,
        name=key.name,
        role=key.role,
        state=_state(key).in_(here.lang),
        made=_day(key.created_at),
        by=key.created_by,
        scopes=", ".join(key.scopes),
    )


def _state(key: ApiKey) -> Text:
    state, moment = _NO_END, None
    if key.revoked_at is not None:
        state, moment = _REVOKED, key.revoked_at
    elif key.expires_at is not None:
        state, moment = (_LASTS if written(now()) < key.expires_at else _OVER), key.expires_at
    return Text(state.en.format(day=_day(moment)), state.ja.format(day=_day(moment)))


def _day(moment: str | None) -> str:
    return (moment or "")[:10]
