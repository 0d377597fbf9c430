"""The bodies about sessions."""

from __future__ import annotations

from pydantic import Field

from service.api.shapes.base import Shape
from service.api.shapes.stored import Moment


class Session(Shape):
    """Somebody who is signed in."""

    id: str
    person: str = Field(description="under which name what they do is recorded, as `sign-in:olga`")
    name: str = Field(description="for people, as the provider tells it")
    roles: list[str]
    began_at: Moment
    ends_at: Moment


class Sessions(Shape):
    """Every session that lasts, oldest first."""

    sessions: list[Session]


class SessionsToEnd(Shape):
    """Whose sessions are to end."""

    person: str = Field(min_length=1, max_length=200, description="as the list of sessions has it")


class EndedSessions(Shape):
    """How many sessions were ended."""

    ended: int = Field(ge=1)
