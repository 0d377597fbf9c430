"""The cases of bad_input.yaml, for the tests of both doors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that is to be found. A text that is a part of the message will do."""

    code: str
    en: str
    ja: str
    place: str | None = None
    pointer: str | None = None
    help_en: str = ""
    help_ja: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    faults: tuple[Fault, ...]
    yaml: str | None = None
    json: str | None = None


def cases() -> list[Case]:
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [Case(**case | {"faults": tuple(Fault(**fault) for fault in case["faults"])}) for case in read["cases"]]
