"""`hantei feel`: an expression, or a session at the terminal with completion."""

# ruff: noqa: PLC0415 - only a session at a terminal needs readline

from __future__ import annotations

import sys
from typing import Annotated

import typer

from engine.diagnostics import has_errors
from service.cli.exits import FOUND
from service.cli.facts_files import read_documents
from service.cli.faults import refuse
from service.cli.feel_session import HELP, Session
from service.cli.options import Language
from service.cli.quick import QuickCommand
from service.cli.terminal import Terminal, terminal

PROMPT = "feel> "


def register(app: typer.Typer) -> None:
    """Adds the command to the app."""
    app.command(cls=QuickCommand)(feel)


def feel(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    expression: Annotated[
        str | None,
        typer.Argument(
            metavar="EXPRESSION", help="What to evaluate. Without it: a session, until :quit.", show_default=False
        ),
    ] = None,
    context: Annotated[
        str | None,
        typer.Option("--context", metavar="FILE", help="YAML or JSON: the names and their values.", show_default=False),
    ] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Show every part with its value.")] = False,
    typed: Annotated[bool, typer.Option("--type", help="Show the type, and what would silently be null.")] = False,
    standard: Annotated[bool, typer.Option("--standard", help="The mode of the standard: absent is null.")] = False,
    lang: Language = None,
) -> None:
    """Evaluate FEEL, the language of conditions and formulas.

    What is not in the context is unknown, and the answer says what it waits for. Exit 1 if anything is wrong.

    \b
    Examples:
      hantei feel 'min(cost * 0.4, 2000000000)' --context facts.yaml
      hantei feel 'if n >= 4 then 0.30 else 0.40' --trace
    """
    here = terminal(lang and lang.value)
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
