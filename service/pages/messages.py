"""The texts of templates: read from `service/locale/ja/*.po` at start, and extracted into them.

`python -m service.pages.messages` goes through the templates and writes every catalogue anew: what is translated stays,
what is new is left empty (a test names it), what no template says any more is dropped. A text belongs to the room
(folder of templates) that says it; what stands beside the folders, and components, is `common`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

_SERVICE = Path(__file__).resolve().parent.parent
TEMPLATES = _SERVICE / "templates"
LOCALE = _SERVICE / "locale"
COMMON = "common"
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "trimmed": "true", "silent": "false"}


@cache
def translations(lang: str) -> Mapping[str, str]:
    """The texts in a language by the text of the template. English is what the templates say."""
    found: dict[str, str] = {}
    for file in sorted((LOCALE / lang).glob("*.po")):
        found |= {key: text for key, text in _translated(file).items() if text}
    return found


def texts() -> dict[str, set[str]]:
    """What templates say, by room. A text of `common` is in no other room."""
    rooms: dict[str, set[str]] = {COMMON: set()}
    for file in sorted(TEMPLATES.rglob("*.html")):
        rooms.setdefault(room_of(file), set()).update(_said(file))
    return {room: said if room == COMMON else said - rooms[COMMON] for room, said in rooms.items()}


def room_of(template: Path) -> str:
    first, *rest = template.relative_to(TEMPLATES).parts
    return first if rest and first != "components" else COMMON


def update(lang: str = "ja") -> None:
    """Writes the catalogues of a language anew."""
    known = translations(lang)
    for room, said in texts().items():
        catalogue = Catalog(locale=lang, charset="utf-8", header_comment=f"# {lang}: {room}")
        for text in sorted(said):
            catalogue.add(text, known.get(text, ""), flags=("python-format",) if "%" in text else ())
        file = LOCALE / lang / f"{room}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_po(out, catalogue, width=0, omit_header=True, sort_output=True)


def _said(file: Path) -> set[str]:
    found = extract_from_file("jinja2.ext:babel_extract", str(file), KEYWORDS, (), OPTIONS)
    keys = (message for _, message, _, _ in found)
    return {key for message in keys for key in ([message] if isinstance(message, str) else message) if key}


def _translated(file: Path) -> dict[str, str]:
    with file.open("rb") as source:
        return {str(one.id): str(one.string or "") for one in read_po(source, locale=file.parent.name) if one.id}


if __name__ == "__main__":
    update()
