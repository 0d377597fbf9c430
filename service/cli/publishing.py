"""What `hantei bundle`, `hantei publish` and `hantei publications` do."""

from __future__ import annotations

import getpass
from pathlib import Path

from engine.diagnostics import Diagnostic, Text, misuse
from engine.text import quoted
from service.cli.database import database_of
from service.cli.faults import refuse, say_faults
from service.cli.terminal import Terminal, terminal
from service.files import cannot_write, no_rules_folder
from service.json_body import encoded
from service.publications.bundles import folder_files, pack, read_bundle
from service.publications.publishing import Wish, publication_json, publish, publish_again
from service.settings import Settings, read_settings
from service.signing import private_key
from service.store import Record, Store
from service.store.schema import require_current

CALLER = "hantei-publish"
_WRITTEN = Text("{file}: {count} files, {digest}", "{file}：{count} ファイル、{digest}")
_PUBLISHED = Text("in force: {count} rule sets, {digest}", "公開しました：規則集 {count} 件、{digest}")
_LINE = Text(
    "{day}  {digest}  {count} rule sets  by {by}: {why}\n",
    "{day}  {digest}  規則集 {count} 件  公開者 {by}：{why}\n",
)
_FOLDER = Text("kept from a folder", "フォルダーから保存")
_UNKNOWN = Text("taken out", "伏せられています")


def write_bundle(folder: Path, file: Path, key: Path | None, *, lang: str | None) -> None:
    """Writes the bundle of a folder. Raises typer.Exit: 2 where it cannot."""
    here = terminal(lang)
    if not folder.is_dir():
        raise refuse(here, [no_rules_folder(folder)])
    signing, faults = (None, []) if key is None else private_key(key)
    files, refused = folder_files(folder)
    if faults or refused:
        raise refuse(here, [*faults, *refused])
    content = pack(files, signing)
    made, faults = read_bundle(content, len(content), None)
    if made is None:
        raise refuse(here, faults)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise refuse(here, [cannot_write(file, error)]) from None
    here.answer(_WRITTEN.in_(here.lang).format(file=file, count=len(files), digest=made.digest) + "\n")


def publish_rules(  # noqa: PLR0913 - the words of the command line
    bundle: str, why: str, by: str | None, database: str | None, *, as_json: bool, lang: str | None
) -> None:
    """Publishes a bundle, or one that was published before. Raises typer.Exit: 2 where it is refused."""
    here = terminal(lang)
    settings = _settings(here)
    wish = Wish(by or getpass.getuser(), why, CALLER)
    again = bundle.startswith("sha256:")
    content = b"" if again else _content(here, Path(bundle), settings.largest_bundle)
    with database_of(here, database) as opened:
        require_current(opened)
        store = Store(opened)
        record, faults = publish_again(bundle, wish, store) if again else publish(content, wish, store, settings)
    if record is None:
        raise refuse(here, faults)
    if as_json:
        here.answer(encoded(publication_json(record)))
        return
    said = _PUBLISHED.in_(here.lang)
    here.answer(said.format(count=len(record.fields["rulesets"]), digest=record.subject) + "\n")


def list_publications(database: str | None, *, as_json: bool, lang: str | None) -> None:
    """Every publication, newest first. Raises typer.Exit."""
    here = terminal(lang)
    with database_of(here, database) as opened:
        require_current(opened)
        for record in Store(opened).publications.newest_first():
            here.answer(encoded(publication_json(record)) if as_json else _line(record, here.lang))


def _line(record: Record, lang: str) -> str:
    told = publication_json(record)
    folder = told["origin"] == "folder"
    return _LINE.in_(lang).format(
        day=told["published_at"][:10],
        digest=told["digest"],
        count=len(told["rulesets"]),
        by=told["recorded_by"] if folder else told["by"] or _UNKNOWN.in_(lang),
        why=_FOLDER.in_(lang) if folder else told["why"] or _UNKNOWN.in_(lang),
    )


def _settings(here: Terminal) -> Settings:
    settings, faults = read_settings()
    if settings is None:
        raise refuse(here, faults)
    say_faults(here, faults)
    return settings


def _content(here: Terminal, file: Path, largest: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(largest + 1)
    except OSError:
        raise refuse(here, [_cannot_read(file)]) from None


def _cannot_read(file: Path) -> Diagnostic:
    said = quoted(str(file))
    return misuse(
        "cannot-read",
        f"the bundle {said} cannot be read",
        f"バンドル {said} を読めません",
        "make it with `hantei bundle FOLDER FILE`; a digest begins with `sha256:`",
        "`hantei bundle フォルダー ファイル` で作成してください。ダイジェストは `sha256:` で始まります",
    )
