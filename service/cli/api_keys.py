"""What `hantei key create | list | revoke` do."""

from __future__ import annotations

import getpass
from datetime import timedelta

from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass
from engine.text import nearest, quoted
from service.access.keys import scopes_of
from service.access.roles import PERMISSIONS, Role
from service.body import encoded
from service.cli.database import database_of
from service.cli.faults import misuse, refuse
from service.cli.terminal import Terminal, terminal
from service.clock import now
from service.store.keys import ApiKey, ApiKeys
from service.store.moments import written
from service.store.schema import require_current

MOST_DAYS = 3_650
LONGEST_NAME = 200
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
    faults = wish_faults(wish)
    if faults:
        raise refuse(here, faults)
    scopes, _ = scopes_of(wish.role, wish.scopes)
    until = now() + timedelta(days=int(wish.days))
    with database_of(here, named) as opened:
        require_current(opened)
        key, shown = ApiKeys(opened, now).create(wish.name, wish.role, scopes, _by(wish.by), until)
    if as_json:
        here.answer(encoded({**_json(key), "key": shown}))
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
        here.answer(encoded({"keys": [_json(key) for key in keys]}))
        return
    here.answer("".join(_line(key, here) + "\n" for key in keys))


def revoke_key(id_: str, by: str | None, named: str | None, *, lang: str | None) -> None:
    """Ends the key. Raises typer.Exit: 2 where there is none in force."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        require_current(opened)
        done = ApiKeys(opened, now).revoke(id_, _by(by))
    if not done:
        raise refuse(here, [_no_key(id_)])
    here.answer(_ENDED.in_(here.lang).format(id=id_) + "\n")


def wish_faults(wish: Wish) -> list[Diagnostic]:
    """Everything that is wrong with what is wished for."""
    faults = []
    if not wish.name.strip() or len(wish.name) > LONGEST_NAME or not wish.name.isprintable():
        faults.append(_no_name())
    if wish.role not in set(Role):
        faults.append(_no_role(wish.role))
    else:
        faults += [_no_scope(scope, wish.role) for scope in scopes_of(wish.role, wish.scopes)[1]]
    days = wish.days
    if not (days.isascii() and days.isdecimal() and len(days) < 6 and 1 <= int(days) <= MOST_DAYS):
        faults.append(_no_days(days))
    return faults


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


def _json(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role,
        "scopes": list(key.scopes),
        "created_at": key.created_at,
        "created_by": key.created_by,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
        "revoked_by": key.revoked_by,
    }


# --- faults ----------------------------------------------------------------------------------------------------------


def _no_name() -> Diagnostic:
    return misuse(
        "no-name-for-a-key",
        f"a key needs a name of at most {LONGEST_NAME} characters on one line",
        f"キーには {LONGEST_NAME} 文字以内、1 行の名前が必要です",
        "say whose key it is, as `intake`",
        "`intake` のように、どのプログラムのキーかを書いてください",
    )


def _no_role(role: str) -> Diagnostic:
    near = nearest(role, [*Role])
    return misuse(
        "unknown-role",
        f"{quoted(role)} is not a role",
        f"{quoted(role)} という役割はありません",
        f"did you mean {quoted(near)}?" if near else f"there are {', '.join(Role)}",
        f"{quoted(near)} のことですか" if near else f"役割は {'、'.join(Role)} です",
    )


def _no_scope(scope: str, role: str) -> Diagnostic:
    said = quoted(scope)
    if scope in PERMISSIONS:
        return misuse(
            "scope-beyond-role",
            f"the role {quoted(role)} has no permission {said}",
            f"役割 {quoted(role)} に権限 {said} はありません",
            "choose another role, docs/security.md has the table",
            "別の役割を選んでください。表は docs/security.md にあります",
        )
    near = nearest(scope, [*PERMISSIONS])
    return misuse(
        "unknown-scope",
        f"{said} is not a permission",
        f"{said} という権限はありません",
        f"did you mean {quoted(near)}?" if near else "docs/security.md has the table",
        f"{quoted(near)} のことですか" if near else "表は docs/security.md にあります",
    )


def _no_days(days: str) -> Diagnostic:
    return misuse(
        "not-a-number-of-days",
        f"{quoted(days)} is no number of days from 1 to {MOST_DAYS}",
        f"{quoted(days)} は 1 から {MOST_DAYS} までの日数ではありません",
        "write `--days 365`: a key that never ends is one that nobody looks after",
        "`--days 365` のように書いてください。終わりのないキーは作れません",
    )


def _no_key(id_: str) -> Diagnostic:
    return misuse(
        "no-such-key",
        f"there is no key {quoted(id_)} in force",
        f"有効なキー {quoted(id_)} はありません",
        "`hantei key list` shows the ids, and which have ended",
        "`hantei key list` に id と状態があります",
    )
