"""`hantei new methodology`: the files of a rule set, so that an author changes what works instead of facing nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.diagnostics import Text
from service.authoring.methodology import Wish, read_wish, taken, texts_of
from service.cli.faults import refuse
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.files import OWN_RULES, cannot_write

_NEXT = Text(
    "now change what is marked TODO, and look at it with `hantei lint` and `hantei test {id}`",
    "TODO を書き換え、`hantei lint` と `hantei test {id}` で確かめてください",
)


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """Writes the files and prints their paths to stdout. Raises typer.Exit with 2 where nothing was written."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    beginning, faults = read_wish(wish, catalogue)
    if beginning is None or faults:
        raise refuse(here, faults)
    there = list(taken(beginning, catalogue))
    if there:
        raise refuse(here, there)
    texts = {beginning.paths()[name]: text for name, text in texts_of(beginning, catalogue).items()}
    _write(here, catalogue.root, texts)
    here.answer("".join(f"{_shown(catalogue.root / path)}\n" for path in texts))
    here.talk(_NEXT.in_(here.lang).format(id=beginning.id))


def _shown(path: Path) -> Path:
    """The path from the folder where the author stands, if it is below that."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _write(here: Terminal, root: Path, texts: Mapping[str, str]) -> None:
    """Writes all files or none: what was written is taken away again where one of them cannot be."""
    written: list[Path] = []
    try:
        for path, text in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with (root / path).open("x", encoding="utf-8", newline="\n") as file:
                written.append(root / path)
                file.write(text)
    except OSError as error:
        for one in written:
            one.unlink(missing_ok=True)
        raise refuse(here, [cannot_write(root, error, OWN_RULES)]) from None
