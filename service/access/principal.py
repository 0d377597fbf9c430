"""Who sent a request."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from engine.records import dataclass
from service.roles import Role, permissions_of


class How(StrEnum):
    """By what a principal is known."""

    ANONYMOUS = "anonymous"
    KEY = "key"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who sent a request. `id` is what the store keeps as the caller; `name` is for people."""

    id: str
    name: str
    roles: tuple[str, ...]
    permissions: frozenset[str]
    how: How

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def is_known(self) -> bool:
        """Whether a key or a sign-in says who this is."""
        return self.how is not How.ANONYMOUS


def anonymous(roles: Iterable[str] = (Role.APPLICANT,)) -> Principal:
    """Whoever says nothing about themselves."""
    kept = tuple(sorted(set(roles)))
    return Principal("anonymous", "", kept, permissions_of(kept), How.ANONYMOUS)
