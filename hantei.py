"""The public names of Hantei, for `import hantei`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine import feel
from engine.catalogue import Catalogue, open_catalogue
from engine.checking import RefusedError
from engine.determination import Answer
from engine.facts import FactsDocument
from service.checks.inquiry import Asked, answer, read_inquiry

__all__ = ["Answer", "Catalogue", "RefusedError", "check", "feel", "open_catalogue"]


def check(  # noqa: PLR0913 - a request has these parts, most by name only
    rulesets: str | Sequence[str],
    facts: Mapping[str, Any],
    as_of: date | str,
    *,
    known_on: date | str | None = None,
    readings: Mapping[str, str] | None = None,
    evidence: str | None = None,
    catalogue: Catalogue | None = None,
    chainer: str = "auto",
) -> Answer:
    """What the rule sets say of these facts under the rules of that day, and what follows from it together.

    `facts` is nested as a facts file is: `{"host_country": "VN", "applicant": {"country": "JP"}}`. Numbers are
    integers, decimals or text, never floats. `evidence`: how well facts must be shown (docs/answers.md). Raises
    RefusedError with every fault when the request cannot be judged.
    """
    asked = Asked(
        (rulesets,) if isinstance(rulesets, str) else tuple(rulesets),
        [FactsDocument(facts, base="/facts")],
        _written(as_of),
        _written(known_on),
        readings or {},
        evidence,
    )
    opened = catalogue or open_catalogue()
    inquiry, faults = read_inquiry(asked, opened, date.min)
    if inquiry is None:
        raise RefusedError(faults)
    return answer(inquiry, opened, chainer)


def _written(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
