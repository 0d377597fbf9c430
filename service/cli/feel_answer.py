"""What `hantei feel` does: one expression, or a session at the terminal with completion."""

# ruff: noqa: PLC0415 - only a session at a terminal needs readline

from __future__ import annotations

import sys

import typer

from engine.diagnostics import has_errors
from service.cli.exits import FOUND
from service.cli.facts_files import read_documents
from service.cli.faults import refuse
from service.cli.feel_session import HELP, Session
from service.cli.terminal import Terminal, terminal

PROMPT = "feel> "


def run(  # noqa: PLR0913 - an option each
    expression: str | None, context: str | None, *, trace: bool, typed: bool, standard: bool, lang: str | None
) -> None:
    """Answers the expression; without one, line after line."""
    here = terminal(lang)
    session = _session(context, here, standard=standard)
    if expression is None:
        _converse(session, here)
        return
    result = session.result(expression)
    shown = session.traced if trace else session.typed if typed else session.evaluated
    here.answer(shown(expression) + "\n")
    if has_errors(result.diagnostics):
        raise typer.Exit(FOUND)


def _session(context: str | None, here: Terminal, *, standard: bool) -> Session:
    from engine.feel import Mode, from_python

    session = Session(mode=Mode.FEEL if standard else Mode.HANTEI, lang=here.lang)
    documents, faults = read_documents([context] if context else [])
    if faults:
        raise refuse(here, faults, documents)
    for document in documents:
        session.context.update(from_python(document.data))
    return session


def _converse(session: Session, here: Terminal) -> None:
    """One line after the other; from a terminal with completion and history, else as they come."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            if not _said(session, line, here):
                return
        return
    _offer(session)
    here.talk(HELP.in_(session.lang))
    while True:
        try:
            line = input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            here.talk("")
            return
        if not _said(session, line, here):
            return


def _said(session: Session, line: str, here: Terminal) -> bool:
    answer = session.answer(line)
    if answer:
        here.answer(answer + "\n")
    return answer is not None


def _offer(session: Session) -> None:
    """Completes names, entries, built-ins and keywords with the tabulator key."""
    import readline

    def complete(_: str, state: int) -> str | None:
        found = list(session.offered(readline.get_line_buffer()))
        return found[state] if state < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
