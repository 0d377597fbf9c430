"""What is told of those who are signed in."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.text import quoted
from service.store import Session


def session_json(session: Session) -> dict[str, Any]:
    """A session as programs read it. Its id lets nobody in."""
    return {
        "id": session.id,
        "person": session.person,
        "name": session.name,
        "roles": list(session.roles),
        "began_at": session.began_at,
        "ends_at": session.ends_at,
    }


def no_such_session(id_: str) -> Diagnostic:
    """That there is nothing to end under that id."""
    return _nothing(f"there is no session {quoted(id_)}", f"セッション {quoted(id_)} はありません")


def nobody_signed_in(person: str) -> Diagnostic:
    """That there is nothing to end of that person."""
    return _nothing(f"{quoted(person)} has no session", f"{quoted(person)} のセッションはありません")


def _nothing(en: str, ja: str) -> Diagnostic:
    help_ = Text(
        "the list of sessions has the ids and the persons; what is over is not in it",
        "セッションの一覧に id とサインイン中の人があります。終わったものは載りません",
    )
    return Diagnostic("no-such-session", Text(en, ja), help_, pointer="")
