"""`hantei register list | show | export`: the registers as text and as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import Text, misuse
from engine.explanation.layout import padded
from engine.plan import Record, Register
from engine.text import nearest, printable, quoted, width
from service.catalogue.register_csv import plain_cell, register_csv
from service.cli.faults import refuse
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.files import cannot_write, write_whole

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

ROWS = Text("{count} rows", "{count}件")
COLUMNS = Text("columns", "列")
COMPLETE = Text("no row is missing", "漏れはありません")
PARTLY = Text("complete on some days only", "一部の期間だけ網羅しています")
INCOMPLETE = Text("rows may be missing", "漏れのある可能性があります")
UNTIL = Text("complete until {day}", "{day}まで網羅しています")
SOME_DAY = Text("some day after {after}, by {by}", "{after}より後、{by}まで")
SOME_DAY_OPEN = Text("some day after {after}", "{after}より後")
_ANOTHER = Text("name another file with `--output`", "`--output` で別のファイルを指定してください")


def list_registers(lang: str | None, rules: Path | None) -> None:
    """Prints one line a register."""
    here = terminal(lang)
    found = open_rules(here, rules).registers()
    wide = max((width(name) for name in found), default=0)
    lines = [
        f"{padded(name, wide)}  {one.title.in_(here.lang)} ({ROWS.in_(here.lang).format(count=_size(one))})"
        for name, one in sorted(found.items())
    ]
    here.answer("\n".join(lines) + "\n")


def show_register(name: str, lang: str | None, rules: Path | None) -> None:
    """Prints a register row by row. Ends the command where there is none of the name."""
    here = terminal(lang)
    register = _register(name, here, rules)
    lines = [f"{register.title.in_(here.lang)} ({register.id})", f"  {_completeness(register, here.lang)}"]
    if register.columns:
        lines.append(f"  {COLUMNS.in_(here.lang)}:")
        for key, column in register.columns.items():
            unit = f" [{column.unit}]" if column.unit else ""
            lines.append(f"    {key}: {column.label.in_(here.lang)}{unit}")
        lines += [line for one in register.records for line in _record(one, here.lang)]
    else:
        lines += [f"  {line}" for line in register_csv(register).replace(",", "  ").splitlines()]
    here.answer("\n".join(map(printable, lines)) + "\n")


def export_register(
    name: str, lang: str | None, rules: Path | None, *, excel: bool = False, output: Path | None = None
) -> None:
    """Writes a register as CSV to a file or to stdout."""
    here = terminal(lang)
    content = register_csv(_register(name, here, rules), excel=excel)
    if output is None:
        here.answer(content)
        return
    try:
        write_whole(output, content)
    except OSError as error:
        raise refuse(here, [cannot_write(output, error, _ANOTHER)]) from None


def _register(name: str, here: Terminal, rules: Path | None) -> Register:
    return register_of(name, here, open_rules(here, rules))


def register_of(name: str, here: Terminal, catalogue: Catalogue) -> Register:
    """The register of that name. Ends the command where there is none."""
    found = catalogue.registers()
    if name in found:
        return found[name]
    near = nearest(name, found)
    mend = ("`hantei register list` lists them", "`hantei register list` で一覧を表示します")
    if near:
        mend = (f"did you mean `{near}`?", f"`{near}` のことですか")
    said = quoted(name)
    raise refuse(here, [misuse("unknown-register", f"there is no register {said}", f"台帳 {said} はありません", *mend)])


def _size(register: Register) -> int:
    return len(register.records or register.rows) or len({item for one in register.printed for item in one.items})


def _completeness(register: Register, lang: str) -> str:
    if register.complete_until is not None:
        return UNTIL.in_(lang).format(day=register.complete_until)
    if register.complete is None:
        return COMPLETE.in_(lang) if not register.printed else ROWS.in_(lang).format(count=_size(register))
    return (PARTLY if register.complete else INCOMPLETE).in_(lang)


def _record(one: Record, lang: str) -> list[str]:
    cells = "; ".join(f"{name}: {plain_cell(value)}" for name, value in one.values.items())
    days = _first_day(one, lang) + (f" – {one.until}" if one.until else "")
    return [f"  {one.id}  {days}".rstrip(), f"    {cells}", f"    [{', '.join(one.source)}]"]


def _first_day(one: Record, lang: str) -> str:
    if one.earliest is None:
        return ""
    if one.earliest == one.latest:
        return str(one.earliest)
    after = one.earliest.fromordinal(one.earliest.toordinal() - 1)
    if one.latest is None:
        return SOME_DAY_OPEN.in_(lang).format(after=after)
    return SOME_DAY.in_(lang).format(after=after, by=one.latest)
