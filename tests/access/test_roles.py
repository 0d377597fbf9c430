"""The table of roles: whole, and as docs/security.md prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.access.permission import Permission
from service.reference.roles_page import BEGIN, END, roles_table
from service.roles import PERMISSIONS, ROLES, Role, permissions_of

PAGE = Path(__file__).parents[2] / "docs" / "security.md"


def test_every_permission_is_somebodys_and_no_other_is() -> None:
    given = frozenset().union(*(duties.may for duties in ROLES.values()))
    assert given == set(PERMISSIONS)
    assert set(ROLES) == set(Role)


def test_a_permission_is_a_noun_and_a_verb_in_both_languages() -> None:
    for name, told in PERMISSIONS.items():
        noun, colon, verb = name.partition(":")
        assert noun.isalpha() and colon and verb.isalpha()
        assert told.en and told.ja and told.en != told.ja


def test_nobody_judges_and_publishes_by_one_role() -> None:
    for role, duties in ROLES.items():
        assert not {"judgements:write", "rules:publish"} <= duties.may, role
    assert not {"judgements:write", "overrides:write", "rules:publish"} & ROLES[Role.ADMIN].may


def test_applicants_change_nothing_but_store_their_own_determination() -> None:
    writing = {one for one in permissions_of(["applicant"]) if one.rpartition(":")[2] not in {"read", "run"}}
    assert writing == {"determinations:write"}
    assert "determinations:list" not in permissions_of(["applicant"])


def test_what_is_no_role_allows_nothing() -> None:
    assert permissions_of(["boss", "Officer", ""]) == frozenset()
    assert permissions_of(["boss", "author"]) == ROLES[Role.AUTHOR].may


def test_a_route_cannot_ask_for_a_permission_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="judgments:write"):
        Permission("judgments:write")


def test_the_page_has_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"{BEGIN}{roles_table()}{END}" in page, "run tools/generate"
