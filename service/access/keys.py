"""Who sends an API key: its holder, with the permissions of its scopes."""

from __future__ import annotations

from collections.abc import Iterable

from service.access.principal import How, Principal
from service.roles import permissions_of
from service.store.keys import ApiKey


def bearer(headers: dict[bytes, bytes]) -> str | None:
    """What `Authorization: Bearer` holds; None without it. Other schemes are a proxy's own affair."""
    scheme, _, shown = headers.get(b"authorization", b"").partition(b" ")
    return shown.strip().decode("latin-1") if scheme.lower() == b"bearer" else None


def holder_of(key: ApiKey, everyone: Principal) -> Principal:
    """The principal of a key: what everyone may, and those scopes of the key that its role still has."""
    allowed = frozenset(key.scopes) & permissions_of([key.role])
    return Principal(f"key:{key.id}", key.name, (key.role,), everyone.permissions | allowed, How.KEY)


def scopes_of(role: str, asked: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scopes of a new key, and those asked for that its role has not. None asked for: all that the role has now,
    so that what a role comes to have later is not in old keys."""
    wanted, has = tuple(asked), permissions_of([role])
    return (wanted or tuple(sorted(has))), tuple(scope for scope in wanted if scope not in has)
