"""`hantei migrate`: the tables of this version."""

from __future__ import annotations

from engine.diagnostics import Text
from service.cli.database import database_of
from service.cli.terminal import terminal
from service.store.schema import migrate

_MADE = Text("tables made: revision {after}", "表を作成しました（リビジョン {after}）")
_MOVED = Text("revision {before} is now {after}", "リビジョン {before} を {after} に更新しました")
_CURRENT = Text("nothing to do: revision {after}", "変更はありません（リビジョン {after}）")


def run(named: str | None, *, lang: str | None) -> None:
    """Migrates and says what was done. Raises typer.Exit: 2 where it cannot."""
    here = terminal(lang)
    with database_of(here, named) as opened:
        before, after = migrate(opened)
    said = _MADE if before is None else _CURRENT if before == after else _MOVED
    here.answer(said.in_(here.lang).format(before=before, after=after) + "\n")
