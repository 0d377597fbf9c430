"""What stands on the workbench: the files of one rule set and a proposal to try, in fields as pages hold them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic
from engine.records import dataclass
from engine.rule_files import EXAMPLES, LARGEST, RULESET
from service.authoring.methodology import Wish, read_wish, taken, texts_of
from service.pages.author.history import FILE as CHANGES
from service.pages.author.pieces import cut, joined, path_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from service.pages.forms import Sent

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_SHARED = re.compile(r"(sources|vocabulary)/[a-z0-9]+(-[a-z0-9]+)*\.yaml")
LONGEST_ID = 200
FACTS, AS_OF = "facts", "as_of"
"""The fields of the proposal that is tried."""
_BEGUN = (1980, 1, 1, 0, 0, 0)
"""The time of every file of an archive: the same files are the same archive."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a rule set in fields (`service.pages.author.pieces`), its `ruleset.yaml` first, and the proposal."""

    id: str
    fields: Mapping[str, str]

    @property
    def files(self) -> dict[str, str]:
        """Its files by their paths under the rules."""
        return joined(self.fields)

    @property
    def ruleset(self) -> str:
        return self.files.get(f"{self.id}/{RULESET}", "")

    @property
    def examples(self) -> str | None:
        return self.files.get(f"{self.id}/{EXAMPLES}")

    @property
    def shared(self) -> dict[str, str]:
        """Its own files of sources and vocabulary."""
        return {path: text for path, text in self.files.items() if _SHARED.fullmatch(path)}


def opened(catalogue: Catalogue, ruleset: str) -> Draft | None:
    """The files of a rule set that is in force; None where there is none of that id."""
    if ruleset not in catalogue.ids():
        return None
    found = {name: catalogue.files.read(f"{ruleset}/{name}") for name in (RULESET, EXAMPLES)}
    changes = catalogue.root / ruleset / CHANGES
    found[CHANGES] = changes.read_bytes()[:LARGEST] if changes.is_file() else None
    texts = {name: content.decode(errors="replace") for name, content in found.items() if content is not None}
    return _draft(ruleset, {f"{ruleset}/{name}": text for name, text in texts.items()})


def begun(catalogue: Catalogue, wish: Wish) -> tuple[Draft | None, list[Diagnostic]]:
    """The files of a new methodology, or everything that is wrong with what was asked for."""
    beginning, faults = read_wish(wish, catalogue)
    if beginning is None or faults:
        return None, faults
    there = list(taken(beginning, catalogue))
    if there:
        return None, there
    paths = beginning.paths()
    return _draft(beginning.id, {paths[name]: text for name, text in texts_of(beginning, catalogue).items()}), []


def _draft(id_: str, files: Mapping[str, str]) -> Draft:
    fields: dict[str, str] = {}
    for path, text in files.items():
        fields |= cut(path, text)
    return Draft(id_, {**fields, FACTS: "", AS_OF: ""})


def id_of(form: Sent) -> str | None:
    """The rule set that a form is about; None where it is about none."""
    id_ = form.get("id", ("",))[-1]
    return id_ if _ID.fullmatch(id_) and len(id_) <= LONGEST_ID else None


def fields_of(form: Sent, id_: str) -> dict[str, str]:
    """What a form says of the fields of a draft; other fields are passed over."""
    own = {f"{id_}/{name}" for name in (RULESET, EXAMPLES, CHANGES)}
    named = {name: values[-1].replace("\r\n", "\n") for name, values in form.items()}
    return {
        name: text
        for name, text in named.items()
        if name in {FACTS, AS_OF} or (path := path_of(name)) in own or _SHARED.fullmatch(path)
    }


def laid_over(base: Draft | None, id_: str, fields: Mapping[str, str]) -> Draft | None:
    """A draft with what was typed; from nothing, what was typed alone. None where it has no rule set."""
    known = base.fields if base else fields
    draft = Draft(id_, {**known, **{name: text for name, text in fields.items() if name in known}})
    return draft if f"{id_}/{RULESET}" in draft.files else None


def archived(draft: Draft) -> bytes:
    """All files as a ZIP archive, to be unpacked over the folder of rules."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(draft.files.items()):
            archive.writestr(zipfile.ZipInfo(f"rules/{path}", _BEGUN), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
