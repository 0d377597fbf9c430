"""What stands on the workbench: the files of one rule set, as they were begun or as they came back in a form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic
from engine.records import dataclass
from engine.rule_files import EXAMPLES, LARGEST, RULESET
from service.methodology import Wish, read_wish, taken, texts_of
from service.pages.author.history import FILE as CHANGES

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from service.pages.forms import Sent

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_SHARED = re.compile(r"(sources|vocabulary)/[a-z0-9]+(-[a-z0-9]+)*\.yaml")
LONGEST_ID = 200
FIELD = "file:"
"""How the names of the fields begin that hold files; their path under the rules follows."""
_BEGUN = (1980, 1, 1, 0, 0, 0)
"""The time of every file of an archive: the same files are the same archive."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a rule set by their paths under the rules, its `ruleset.yaml` first."""

    id: str
    files: Mapping[str, str]

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
    return Draft(
        ruleset,
        {
            f"{ruleset}/{name}": content.decode(errors="replace")
            for name, content in found.items()
            if content is not None
        },
    )


def begun(catalogue: Catalogue, wish: Wish) -> tuple[Draft | None, list[Diagnostic]]:
    """The files of a new methodology, or everything that is wrong with what was asked for."""
    beginning, faults = read_wish(wish, catalogue)
    if beginning is None or faults:
        return None, faults
    there = list(taken(beginning, catalogue))
    if there:
        return None, there
    paths = beginning.paths()
    return Draft(beginning.id, {paths[name]: text for name, text in texts_of(beginning, catalogue).items()}), []


def sent(form: Sent) -> Draft | None:
    """What came back in a form; None where it is no draft of ours."""
    id_ = form.get("id", ("",))[-1]
    if not _ID.fullmatch(id_) or len(id_) > LONGEST_ID:
        return None
    own = {f"{id_}/{name}" for name in (RULESET, EXAMPLES, CHANGES)}
    named = {name.removeprefix(FIELD): values[-1] for name, values in form.items() if name.startswith(FIELD)}
    files = {path: text.replace("\r\n", "\n") for path, text in named.items() if path in own or _SHARED.fullmatch(path)}
    return Draft(id_, files) if f"{id_}/{RULESET}" in files else None


def archived(draft: Draft) -> bytes:
    """All files as a ZIP archive, to be unpacked over the folder of rules."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(draft.files.items()):
            archive.writestr(zipfile.ZipInfo(f"rules/{path}", _BEGUN), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
