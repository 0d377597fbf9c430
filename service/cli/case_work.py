"""What `hantei case` does: begin a file, add to it, and tell where the case stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.cases import CaseDefinition, fold, standing_json, standing_text
from engine.diagnostics import Diagnostic, Text, misuse
from engine.records import dataclass
from engine.source.scalars import meaning
from engine.text import quoted
from service.cases.files import new_case_text, next_id, read_case_file, with_event
from service.checks.inquiry import faults_of_readings, read_day
from service.cli.arguments import read_readings
from service.cli.faults import refuse
from service.cli.rules_folder import open_rules
from service.cli.terminal import terminal
from service.clock import today
from service.files import cannot_write, is_there_already, write_whole
from service.json_body import encoded


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the command line tells it."""

    words: tuple[str, ...]
    on: str | None
    recorded_on: str | None
    id: str | None
    corrects: str | None
    withdraws: str | None
    note: str | None


_NEW_NAME = Text(
    "name a new one; nothing is ever written over", "新しい名前を指定してください。既存のファイルは上書きしません"
)


def begin(case: str, file: Path, title: str | None, *, lang: str | None, rules: Path | None) -> None:
    """Writes a new file. Raises typer.Exit where there is one already, or no such type of case."""
    here = terminal(lang)
    definition, faults = open_rules(here, rules).case(case)
    if definition is not None and file.exists():
        faults = [is_there_already(file, _NEW_NAME)]
    if definition is None or faults:
        raise refuse(here, faults)
    try:
        write_whole(file, new_case_text(definition.id, title))
    except OSError as error:
        raise refuse(here, [cannot_write(file, error)]) from None
    made = Text(f"{file}: a case of type {definition.title.en}", f"{file}: 案件「{definition.title.ja}」を作りました")
    here.answer(made.in_(here.lang) + "\n")


def append(file: Path, told: Told, *, lang: str | None, rules: Path | None) -> None:
    """Adds the event and prints it. Raises typer.Exit where anything about it is refused."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    case, faults, document = read_case_file(file, catalogue)
    if case is None:
        raise refuse(here, faults, [document] if document else ())
    event, faults = _event(told, case.definition, next_id(case.raw))
    if faults:
        raise refuse(here, faults)
    try:
        line, faults = with_event(file, event, catalogue)
    except OSError as error:
        raise refuse(here, [cannot_write(file, error)]) from None
    if line is None:
        raise refuse(here, faults)
    here.answer(line + "\n")


def tell(  # noqa: PLR0913 - what is asked has these parts, the last three by name only
    file: Path,
    as_of: str | None,
    known_on: str | None,
    readings: Sequence[str],
    *,
    as_json: bool,
    lang: str | None,
    rules: Path | None,
) -> None:
    """Prints where the case stands. Raises typer.Exit where the file or the options have faults."""
    here = terminal(lang)
    case, faults, document = read_case_file(file, open_rules(here, rules))
    day, day_faults = read_day(as_of, "/as_of", default=today())
    known, known_faults = read_day(known_on, "/known_on", default=None)
    chosen, chosen_faults = read_readings(readings)
    faults = [*faults, *day_faults, *known_faults, *chosen_faults]
    if case is not None:
        faults += faults_of_readings(chosen, tuple(case.definition.plans.values()))
    if case is None or day is None or faults:
        raise refuse(here, faults, [document] if document else ())
    standing = fold(case.definition, case.events, day, known, readings=chosen)
    if as_json:
        here.answer(encoded(standing_json(standing)))
    else:
        here.answer((f"{case.title}\n" if case.title else "") + standing_text(standing, here.lang))


def _event(told: Told, definition: CaseDefinition, fresh: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The event as it goes into the file; what is not given is left out."""
    kind, *fields = told.words or ("",)
    told_of, faults = _fields(fields, definition, kind)
    day, day_faults = read_day(told.on, "/on", default=None)
    recorded, recorded_faults = read_day(told.recorded_on, "/recorded_on", default=today())
    event = {
        "id": told.id or fresh,
        "event": kind or None,
        "on": day,
        "recorded_on": recorded,
        "fields": told_of or None,
        "corrects": told.corrects,
        "withdraws": told.withdraws,
        "note": told.note,
    }
    return {key: value for key, value in event.items() if value is not None}, [*faults, *day_faults, *recorded_faults]


def _fields(written: Sequence[str], definition: CaseDefinition, kind: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    """`FIELD=VALUE` as a mapping: texts as they are, all else as an unquoted word of a file means it."""
    known = definition.events[kind].fields if kind in definition.events else {}
    fields: dict[str, Any] = {}
    faults = []
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name:
            faults.append(_not_a_field(one))
        else:
            is_text = name in known and known[name].type == "text"
            fields[name] = value if is_text else meaning(value)[0]
    return fields, faults


def _not_a_field(written: str) -> Diagnostic:
    return misuse(
        "not-a-field",
        f"{quoted(written)} does not say what a field is",
        f"{quoted(written)} は項目の値を示していません",
        "write `tonnes=8947`, after the name of one event",
        "出来事の名前を一つ書いた後に `tonnes=8947` の形で書いてください",
    )
