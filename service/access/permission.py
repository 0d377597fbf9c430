"""What a route asks for: `dependencies=[requires("judgements:write")]`."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, Request

from service.access.principal import Principal
from service.access.problems import NOT_PERMITTED, SIGN_IN_NEEDED
from service.roles import PERMISSIONS
from service.web.problems import ProblemError


class Permission:
    """A dependency that ends the request unless its principal has the permission. Tests read `name` off the routes."""

    def __init__(self, name: str) -> None:
        if name not in PERMISSIONS:
            raise ValueError(f"there is no permission {name}")
        self.name = name

    async def __call__(self, request: Request) -> None:
        permit(request, self.name)


def requires(name: str) -> Any:
    """The dependency for a route that needs this permission. Raises ValueError where there is no such permission."""
    return Depends(Permission(name))


def permit(request: Request, name: str) -> None:
    """Raises ProblemError: 401 where nobody is known, 403 where the principal may not."""
    who = principal(request)
    if not who.may(name):
        raise ProblemError(NOT_PERMITTED if who.is_known else SIGN_IN_NEEDED)


def principal(request: Request) -> Principal:
    """Who sent the request."""
    who: Principal = request.state.principal
    return who


def caller_of(request: Request) -> str:
    """Under which name what this request stores is recorded."""
    return principal(request).id
