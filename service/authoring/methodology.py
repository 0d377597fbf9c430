"""A new methodology: the files of a rule set that loads and is tried, with what is still to be written marked TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from string import Template

from engine.catalogue import Catalogue
from engine.diagnostics import Diagnostic, Text
from engine.records import dataclass
from service.authoring import methodology_faults as say
from service.checks.inquiry import read_day
from service.clock import today
from service.files import is_there_already

TEMPLATES = Path(__file__).parent.parent / "templates" / "methodology"
NUMBER = re.compile(r"([A-Z]{2})_([AP]M)([0-9]{3})")
"""Approved (AM) or proposed (PM) methodologies of a partner country."""
FOLDERS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_OTHER_NUMBER = Text(
    "nothing that exists is overwritten; move it away, or choose another number",
    "既存のファイルは上書きしません。移動するか、別の番号にしてください",
)
_HOST = """  host_country:
    type: country
    label: {en: Host country, ja: 実施国}
    question: {en: In which country is the project carried out?, ja: 事業を実施する国はどこですか。}
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, unread."""

    number: str
    country: str | None
    folder: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is to be written. `country`: its alpha-2 code."""

    number: str
    country: str
    folder: str
    day: date

    @property
    def kebab(self) -> str:
        return self.number.lower().replace("_", "-")

    @property
    def id(self) -> str:
        return f"{self.folder}/{self.kebab}"

    def paths(self) -> Mapping[str, str]:
        """The path under the rules of each template."""
        return {
            "ruleset.yaml": f"{self.id}/ruleset.yaml",
            "examples.yaml": f"{self.id}/examples.yaml",
            "CHANGES.md": f"{self.id}/CHANGES.md",
            "source.yaml": f"sources/jcm-{self.kebab}.yaml",
            "vocabulary.yaml": f"vocabulary/{self.kebab}.yaml",
        }


def read_wish(wish: Wish, catalogue: Catalogue) -> tuple[Beginning | None, list[Diagnostic]]:
    """What is asked for, or everything that is wrong with it."""
    faults: list[Diagnostic] = []
    known = catalogue.territories()
    found = NUMBER.fullmatch(wish.number)
    if found is None:
        faults.append(say.bad_number(wish.number))
    named = wish.country or (found[1] if found else None)
    country = known.code_of(named) if named else None
    if named and country is None:
        faults.append(say.no_country(named, known.near(named), given=wish.country is not None))
    elif found and country and found[1] in known.by_code and found[1] != country:
        faults.append(say.two_countries(wish.number, found[1], country))
    if not FOLDERS.fullmatch(wish.folder):
        faults.append(say.bad_folder(wish.folder))
    day, wrong = read_day(wish.day, "/approved", default=today())
    faults += wrong
    if faults or country is None or day is None:
        return None, faults
    return Beginning(wish.number, country, wish.folder, day), []


def taken(beginning: Beginning, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The rule set, or a file of it, that is there already."""
    if beginning.id in catalogue.ids():
        yield say.exists(beginning.id, _free(beginning, catalogue))
        return
    for path in beginning.paths().values():
        if (catalogue.root / path).exists():
            yield is_there_already(catalogue.root / path, _OTHER_NUMBER)


def _free(beginning: Beginning, catalogue: Catalogue) -> str:
    """The first number after this one that no rule set of the folder has."""
    stem, last = beginning.number[:-3], int(beginning.number[-3:])
    ids = set(catalogue.ids())
    numbers = (f"{stem}{number:03d}" for number in range(last, 1000))
    free = (one for one in numbers if f"{beginning.folder}/{one.lower().replace('_', '-')}" not in ids)
    return next(free, beginning.number)


def texts_of(beginning: Beginning, catalogue: Catalogue) -> dict[str, str]:
    """The text of each template for this methodology, by the name of the template."""
    name = catalogue.territories().by_code[beginning.country].name
    said = {
        "up": "../" * (beginning.id.count("/") + 2),
        "id": beginning.id,
        "number": beginning.number,
        "name": beginning.kebab.replace("-", "_"),
        "subject": beginning.kebab,
        "source": f"jcm-{beginning.kebab}",
        "country": beginning.country,
        "country_en": name.en,
        "country_ja": name.ja,
        "other": "VN" if beginning.country != "VN" else "MN",
        "day": beginning.day.isoformat(),
        "day_before": (beginning.day - timedelta(days=1)).isoformat(),
        "host": "" if "host_country" in catalogue.vocabulary() else _HOST,
    }
    return {
        template: Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(said)
        for template in beginning.paths()
    }
