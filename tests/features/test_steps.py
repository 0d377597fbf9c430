"""docs/features.md lists every step, in both languages, as it can be used."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from features.steps import STEPS, Step
from features.steps.figures import spoken

PAGE = Path(__file__).resolve().parents[2] / "docs" / "features.md"
HEADINGS = {"## Given 前提": "given", "## When もし": "when", "## Then ならば": "then"}


def rows() -> list[tuple[str, str, str]]:
    """The kind and the two texts of each row of the page."""
    kind, found = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        kind = HEADINGS.get(line, kind)
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 3 and kind and cells[0] not in ("English", "---"):
            found.append((kind, cells[0], cells[1]))
    return found


def matching(kind: str, text: str) -> list[Step]:
    patterns = [step for step in STEPS if step.kind == kind]
    return [step for step in patterns if re.fullmatch(step.en, text) or re.fullmatch(step.ja, text)]


@pytest.mark.parametrize(("kind", "en", "ja"), rows(), ids=lambda value: value[:40])
def test_both_texts_of_a_row_are_the_same_one_step(kind: str, en: str, ja: str) -> None:
    english, japanese = matching(kind, en), matching(kind, ja)
    assert len(english) == 1, [step.en for step in english]
    assert english == japanese


def test_every_step_is_on_the_page() -> None:
    shown = {id(step.function) for kind, en, _ in rows() for step in matching(kind, en)}
    assert [step.en for step in STEPS if id(step.function) not in shown] == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("400,000,000 JPY", "400000000", "JPY"),
        ("4億円", "400000000", "JPY"),
        ("1億5,000万円", "150000000", "JPY"),
        ("1,000万米ドル", "10000000", "USD"),
        ("49,999,999円", "49999999", "JPY"),
        ("4,999,999.99 USD", "4999999.99", "USD"),
        ("2兆円", "2000000000000", "JPY"),
        ("40%", "0.4", "1"),
        ("0.40", "0.4", "1"),
        ("-5 JPY", "-5", "JPY"),
        ("12 tCO2", "12", "tCO2"),
    ],
)
def test_figures_are_understood_as_they_are_spoken(text: str, value: str, unit: str) -> None:
    assert spoken(text) == (Decimal(value), unit)


def test_what_is_no_figure_is_refused() -> None:
    with pytest.raises(AssertionError, match="many is not a figure"):
        spoken("many")
