"""The bodies about API keys."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from service.api.shapes.base import Shape
from service.api.shapes.stored import Moment
from service.roles import PERMISSIONS, Role

RoleName = Annotated[str, Field(json_schema_extra={"enum": [role.value for role in Role]})]
Permission = Annotated[str, Field(json_schema_extra={"enum": list(PERMISSIONS)})]


class NewApiKey(Shape):
    """Whose key, with what role, for how long."""

    name: str = Field(min_length=1, max_length=200, description="whose key it is, for people")
    role: RoleName
    scopes: list[Permission] | None = Field(
        None, max_length=len(PERMISSIONS), description="these permissions of the role; left out: all that it has today"
    )
    days: int = Field(ge=1, le=3650, description="how long it lasts")


class ApiKey(Shape):
    """A key, without what its holder sends."""

    id: str
    name: str
    role: str
    scopes: list[str]
    created_at: Moment
    created_by: str
    expires_at: Moment | None
    revoked_at: Moment | None
    revoked_by: str | None


class MadeApiKey(ApiKey):
    """A new key, with what its holder sends: nobody can show it again."""

    key: str = Field(pattern="^hantei_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$")


class ApiKeys(Shape):
    """Every key that was made, oldest first."""

    keys: list[ApiKey]
