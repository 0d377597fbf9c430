"""`hantei audit`: whether everything stored is as it was stored."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from engine.diagnostics import Text
from service.cli.database import database_of
from service.cli.exits import FOUND
from service.cli.faults import say_faults
from service.cli.terminal import terminal
from service.json_body import encoded
from service.store.auditing import Audit, audit
from service.store.schema import require_current

_LINE = Text("{chain}: {entries}, head {head}", "{chain}：{entries}、末尾 {head}")
_ENTRIES = Text("{count} entries ({redacted} with facts taken out)", "{count} 件（うち {redacted} 件は伏せた事実あり）")
_HOLDS = Text("everything is as it was stored", "すべて保存されたときのままです")
_BROKEN = Text("not everything is as it was stored", "保存されたときのままでないものがあります")


def run(named: str | None, known: Sequence[str], *, as_json: bool, lang: str | None) -> None:
    """Audits and says what holds. Raises typer.Exit: 1 where something does not, 2 where it cannot be read."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        require_current(opened)
        found = audit(opened, known)
    say_faults(here, found.faults)
    here.answer(encoded(_json(found)) if as_json else _text(found, here.lang))
    if found.faults:
        raise typer.Exit(FOUND)


def _json(found: Audit) -> dict[str, object]:
    return {
        "holds": not found.faults,
        "chains": [
            {"chain": one.chain, "entries": str(one.entries), "head": one.head, "redacted": str(one.redacted)}
            for one in found.chains
        ],
        "faults": [{"code": one.code, "en": one.message.en, "ja": one.message.ja} for one in found.faults],
    }


def _text(found: Audit, lang: str) -> str:
    lines = [
        _LINE.in_(lang).format(
            chain=one.chain,
            entries=_ENTRIES.in_(lang).format(count=one.entries, redacted=one.redacted),
            head=one.head,
        )
        for one in found.chains
    ]
    lines.append((_BROKEN if found.faults else _HOLDS).in_(lang))
    return "".join(f"{line}\n" for line in lines)
