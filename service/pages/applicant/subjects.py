"""What facts are about: the subject of each, as the vocabulary orders them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fastapi import Request

from engine.diagnostics import Text
from engine.fact_fields import holder_of
from engine.records import dataclass
from engine.source import read_yaml
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

VOCABULARY = "vocabulary/"


@dataclass(frozen=True, slots=True)
class Subject:
    """`position`: of the file among the subjects, in the order of their names."""

    position: int
    title: Text


OTHER = Subject(10_000, Text("Other", "そのほか"))


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subject of every fact, by its name."""

    of_facts: Mapping[str, Subject]
    catalogue: Catalogue

    def of(self, name: str) -> Subject:
        """The subject of a fact, or of a field of one."""
        return self.of_facts.get(holder_of(name, self.catalogue.vocabulary()), OTHER)


def subjects_of(request: Request) -> Subjects:
    """Those of the rules in force, read once for each catalogue."""
    catalogue, state = catalogue_of(request), request.app.state
    known = getattr(state, "subjects", None)
    if not isinstance(known, Subjects) or known.catalogue is not catalogue:
        known = state.subjects = Subjects(_read(catalogue), catalogue)
    return known


def _read(catalogue: Catalogue) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    files = [path for path in catalogue.files.shared() if path.startswith(VOCABULARY)]
    for position, path in enumerate(sorted(files)):
        document, _ = read_yaml(catalogue.files.read(path) or b"", path)
        data = document.data if document is not None else {}
        title = data.get("title", {})
        subject = Subject(position, Text(title.get("en", path), title.get("ja", path)))
        found |= dict.fromkeys(data.get("facts", {}), subject)
    return found
