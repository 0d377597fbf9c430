"""What can be asked for in a new API key, and everything that is wrong with what was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.text import nearest, quoted
from service.access.keys import scopes_of
from service.roles import PERMISSIONS, Role
from service.store import ApiKey

MOST_DAYS = 3_650
LONGEST_NAME = 200


def new_key_faults(name: str, role: str, scopes: Sequence[str], days: str) -> list[Diagnostic]:
    """Everything that is wrong with what is wished for; `days` as it was written."""
    faults = []
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        faults.append(_no_name())
    if role not in set(Role):
        faults.append(_no_role(role))
    else:
        faults += [_no_scope(scope, role) for scope in scopes_of(role, scopes)[1]]
    if not (days.isascii() and days.isdecimal() and len(days) < 6 and 1 <= int(days) <= MOST_DAYS):
        faults.append(_no_days(days))
    return faults


def key_json(key: ApiKey) -> dict[str, Any]:
    """A key as programs read it: nothing of its secret."""
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


def no_such_key(id_: str) -> Diagnostic:
    """That there is nothing to revoke."""
    return _fault(
        "",
        "no-such-key",
        f"there is no key {quoted(id_)} in force",
        f"有効なキー {quoted(id_)} はありません",
        "the list of keys has the ids, and which have ended",
        "キーの一覧に id と状態があります",
    )


def _fault(pointer: str, code: str, en: str, ja: str, help_en: str, help_ja: str) -> Diagnostic:  # noqa: PLR0913, PLR0917 - a fault in both languages
    return Diagnostic(code, Text(en, ja), Text(help_en, help_ja), pointer=pointer)


def _no_name() -> Diagnostic:
    return _fault(
        "/name",
        "no-name-for-a-key",
        f"a key needs a name of at most {LONGEST_NAME} characters on one line",
        f"キーには {LONGEST_NAME} 文字以内、1 行の名前が必要です",
        "say whose key it is, as `intake`",
        "`intake` のように、どのプログラムのキーかを書いてください",
    )


def _no_role(role: str) -> Diagnostic:
    near = nearest(role, [*Role])
    return _fault(
        "/role",
        "unknown-role",
        f"{quoted(role)} is not a role",
        f"{quoted(role)} という役割はありません",
        f"did you mean {quoted(near)}?" if near else f"there are {', '.join(Role)}",
        f"{quoted(near)} のことですか" if near else f"役割は {'、'.join(Role)} です",
    )


def _no_scope(scope: str, role: str) -> Diagnostic:
    said = quoted(scope)
    if scope in PERMISSIONS:
        return _fault(
            "/scopes",
            "scope-beyond-role",
            f"the role {quoted(role)} has no permission {said}",
            f"役割 {quoted(role)} に権限 {said} はありません",
            "choose another role, docs/security.md has the table",
            "別の役割を選んでください。表は docs/security.md にあります",
        )
    near = nearest(scope, [*PERMISSIONS])
    return _fault(
        "/scopes",
        "unknown-scope",
        f"{said} is not a permission",
        f"{said} という権限はありません",
        f"did you mean {quoted(near)}?" if near else "docs/security.md has the table",
        f"{quoted(near)} のことですか" if near else "表は docs/security.md にあります",
    )


def _no_days(days: str) -> Diagnostic:
    return _fault(
        "/days",
        "not-a-number-of-days",
        f"{quoted(days)} is no number of days from 1 to {MOST_DAYS}",
        f"{quoted(days)} は 1 から {MOST_DAYS} までの日数ではありません",
        "write `--days 365`: a key that never ends is one that nobody looks after",
        "`--days 365` のように書いてください。終わりのないキーは作れません",
    )
