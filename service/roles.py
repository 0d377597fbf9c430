"""The one table of who may do what: permissions, and the roles that have them. docs/security.md prints it.

A permission is a noun and a verb. What applicants may do, everyone may do: a key or a sign-in only adds to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from engine.diagnostics import Text
from engine.records import dataclass


class Role(StrEnum):
    """What somebody is to the service. A person or a key may have several."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Duties:
    """Who has a role, and what it lets them do beyond what everyone may."""

    who: Text
    may: frozenset[str]


PERMISSIONS = {
    "rulesets:read": Text("read rule sets and their questions", "規則集と質問を読む"),
    "registers:read": Text("read registers", "台帳を読む"),
    "checks:run": Text("check facts; nothing is stored", "事実を確認する（保存しない）"),
    "determinations:write": Text("store a determination", "判定を保存する"),
    "determinations:read": Text("read one determination by its id", "id を知っている判定を読む"),
    "determinations:list": Text("list all determinations", "すべての判定を一覧する"),
    "cases:read": Text("read cases", "案件を読む"),
    "cases:write": Text("begin cases and add events", "案件を作り、出来事を加える"),
    "judgements:read": Text("read judgements", "審査判断を読む"),
    "judgements:write": Text("judge", "審査判断を記録する"),
    "overrides:read": Text("read overrides of registers", "台帳の上書きを読む"),
    "overrides:write": Text("override a row of a register", "台帳の行を上書きする"),
    "rules:lint": Text("have rule files linted", "規則ファイルを検査する"),
    "publications:read": Text("see what was published, by whom and why", "公開の履歴を読む"),
    "rules:publish": Text("publish rule sets", "規則集を公開する"),
    "keys:manage": Text("make, list and revoke API keys", "API キーを発行・一覧・失効する"),
    "sessions:manage": Text("see who is signed in, and end sessions", "サインイン中の人を確認し、セッションを終了する"),
    "metrics:read": Text("read the metrics of the service", "サービスの計測値を読む"),
}
"""Every permission there is, in the order in which people read them."""

ROLES = {
    Role.APPLICANT: Duties(
        Text("everyone, without signing in", "すべての人（サインイン不要）"),
        frozenset({"rulesets:read", "registers:read", "checks:run", "determinations:write", "determinations:read"}),
    ),
    Role.OFFICER: Duties(
        Text("officers of a programme", "制度の担当者"),
        frozenset(
            {
                "determinations:list",
                "cases:read",
                "cases:write",
                "judgements:read",
                "judgements:write",
                "overrides:read",
                "overrides:write",
                "publications:read",
            }
        ),
    ),
    Role.AUTHOR: Duties(
        Text("authors of methodologies and rule sets", "方法論・規則集の作成者"),
        frozenset({"rules:lint", "publications:read", "overrides:read"}),
    ),
    Role.PUBLISHER: Duties(
        Text("those who put rule sets into force", "規則集を公開する責任者"),
        frozenset({"rules:lint", "rules:publish", "publications:read", "overrides:read"}),
    ),
    Role.ADMIN: Duties(
        Text("those who run the service", "サービスの運営者"),
        frozenset({"keys:manage", "sessions:manage", "metrics:read", "publications:read"}),
    ),
}
"""The table. Nobody judges and publishes by one role; an administrator does neither."""


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """All that the roles allow; what is no role allows nothing."""
    known = [Role(role) for role in roles if role in set(Role)]
    return frozenset().union(*(ROLES[role].may for role in known))
