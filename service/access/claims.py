"""The roles that a provider's claims mean here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.roles import Role

MOST = 1_000
"""Values of a claim that are looked at."""


def named_roles(claims: Mapping[str, Any], claim: str, meanings: Iterable[str] = ()) -> tuple[str, ...]:
    """The roles, sorted, less that of applicants, which everyone has. `claim` may lead inside by dots; `meanings` are
    texts such as `jcm-desk=officer`, without any a value is the role of that name. What is no role is nothing."""
    values = _values(claims, claim)
    known: dict[str, set[str]] = {}
    for meaning in meanings:
        value, _, role = meaning.rpartition("=")
        known.setdefault(value.strip(), set()).add(role.strip())
    roles = {role for value in values for role in (known.get(value, ()) if known else (value,))}
    return tuple(sorted(roles & set(Role) - {Role.APPLICANT}))


def _values(claims: Mapping[str, Any], claim: str) -> list[str]:
    found: Any = claims
    if claim in claims:  # a claim named by an address has dots of its own
        found = claims[claim]
    else:
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    listed = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [one for one in listed[:MOST] if isinstance(one, str)]
