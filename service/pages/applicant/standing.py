"""Where an applicant stands: what is asked, and the answers so far, all in the address of the page.

Nothing is kept here of people who did not sign in: a reload, a second tab and a link that is sent hold all there is,
and no link runs out. The answers are the applicant's own words, and are read again on every page as any facts are, so
that a link needs no signature. They are written as a facts file in flow style, compressed; what is larger than bounds
is refused.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request

from engine.evaluator.findings import EXEMPTION
from engine.records import dataclass
from engine.source import Limits, read_yaml
from engine.source.flow_reader import read_flow
from service.checks.inquiry import read_day
from service.clock import today
from service.interview.saving import in_flow
from service.pages.applicant.programmes import EVERY, programmes
from service.pages.faults import NOT_UNDERSTOOD, PageFaultError
from service.pages.routing import address
from service.web.state import catalogue_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.plan import FactSpec, Plan

LONGEST = 8_000
"""Characters of answers in an address: what servers and mail programs carry."""
LARGEST = 60_000
"""Bytes of the answers before they are compressed."""
MOST_NAMES = 200
_FORM = "1"
"""Stands before the answers: how they are written."""


Read = tuple[str, Mapping[str, Any], tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Answers as an address has them, and what they say: facts, what is not known yet, pages."""


class NotUnderstoodError(PageFaultError):
    """The address does not say what is asked, or its answers are cut off."""

    def __init__(self) -> None:
        super().__init__(400, NOT_UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked, and what was answered.

    `named`: rule sets as the address names them (`all`: every programme); `told`: the answers as a facts file has them;
    `aside`: facts that are not known yet; `pages`: the facts of each page that was answered, in order; `read`: what was
    read from the address, if it was.
    """

    named: tuple[str, ...]
    plans: tuple[Plan, ...]
    as_of: date
    told: Mapping[str, Any] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    pages: tuple[tuple[str, ...], ...] = ()
    read: Read | None = None

    def query(self, **more: str | Iterable[str]) -> list[tuple[str, str]]:
        """What stands in the address, and what comes with it."""
        base = [*(("ruleset", one) for one in self.named), ("as_of", self.as_of.isoformat())]
        if self.told or self.aside:
            base.append(("answers", self._written()))
        for name, value in more.items():
            base += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return base

    def _written(self) -> str:
        """The answers as the address had them, where they are the same; else written anew."""
        same = self.read is not None and self.read[1:] == (self.told, self.aside, self.pages)
        return self.read[0] if self.read is not None and same else written(self)

    def at(self, lang: str, path: str, **more: str | Iterable[str]) -> str:
        """The address of a page that stands here: `at("ja", "/check/answers")`."""
        return address(lang, path, self.query(**more))

    def answered(self, names: Iterable[str], told: Mapping[str, Any], aside: Iterable[str]) -> Standing:
        """Where the applicant stands after a page with these facts."""
        page = tuple(names)
        before = self.pages if page in self.pages else (*self.pages, page)
        return replace(self, told=told, aside=tuple(aside), pages=before)

    def each(self, lang: str, path: str, plans: Iterable[Plan]) -> dict[str, str]:
        """The address of a page that stands here by the same answers, for each of these rule sets by its id."""
        [_, *others] = replace(self, named=("",), pages=()).query()
        same = urlencode(others)
        return {plan.id: f"{address(lang, path, [('ruleset', plan.id)])}&{same}" for plan in plans}


def standing_of(request: Request, *, as_of: date | None = None) -> Standing:
    """What the address says; `as_of` comes before its day. Raises NotUnderstoodError for what cannot be."""
    catalogue: Catalogue = catalogue_of(request)
    named = tuple(dict.fromkeys(request.query_params.getlist("ruleset")))
    plans = programmes(catalogue) if named == (EVERY,) else _plans(named, catalogue)
    day, faults = read_day(request.query_params.get("as_of"), "/as_of", default=today())
    if not plans or faults or day is None:
        raise NotUnderstoodError
    said = request.query_params.get("answers", "")
    told, aside, pages = read_written(said)
    bare = _bare(told, catalogue.vocabulary())
    return Standing(named, plans, as_of or day, bare, aside, pages, (said, told, aside, pages))


def _bare(told: Mapping[str, Any], facts: Mapping[str, FactSpec], before: str = "") -> dict[str, Any]:
    """The answers whose facts there are, each as an applicant's own word: who judged what is not for a link to say."""
    kept: dict[str, Any] = {}
    for key, value in told.items():
        name = f"{before}{key}"
        if name in facts or name.startswith(EXEMPTION):
            graded = isinstance(value, Mapping) and "value" in value and "value" not in _fields(name, facts)
            kept[key] = value["value"] if graded else value
        elif isinstance(value, Mapping) and (inner := _bare(value, facts, f"{name}.")):
            kept[key] = inner
    return kept


def _fields(name: str, facts: Mapping[str, FactSpec]) -> Mapping[str, FactSpec]:
    return facts[name].fields if name in facts else {}


def _plans(named: tuple[str, ...], catalogue: Catalogue) -> tuple[Plan, ...]:
    known = catalogue.ids()
    found = [catalogue.plan(one)[0] if one in known else None for one in named]
    if len(named) > len(known) or None in found:
        raise NotUnderstoodError
    return tuple(plan for plan in found if plan is not None)


def written(standing: Standing) -> str:
    """The answers as they stand in an address. Raises NotUnderstoodError where they are too long for one."""
    said = in_flow({"facts": standing.told, "aside": standing.aside, "pages": standing.pages})
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(said.encode()) + packer.flush()
    text = _FORM + base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > LONGEST:
        raise NotUnderstoodError
    return text


def read_written(text: str) -> tuple[Mapping[str, Any], tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What `written` wrote. Raises NotUnderstoodError where it is anything else."""
    if not text:
        return {}, (), ()
    data = _data(_unpacked(text))
    if not isinstance(data, dict) or set(data) != {"facts", "aside", "pages"} or not isinstance(data["facts"], dict):
        raise NotUnderstoodError
    pages = data["pages"]
    if not isinstance(pages, list) or len(pages) > MOST_NAMES:
        raise NotUnderstoodError
    return data["facts"], _names(data["aside"]), tuple(map(_names, pages))


def _data(said: bytes) -> Any:
    limits = Limits(LARGEST, LARGEST // 4)
    quickly = read_flow(said, limits)
    if quickly is not None:
        return quickly
    document, faults = read_yaml(said, "answers", limits)
    return None if document is None or faults else document.data


def _unpacked(text: str) -> bytes:
    if text[0] != _FORM or len(text) > LONGEST or not text.isascii():
        raise NotUnderstoodError
    body = text[1:]
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj(wbits=-15)
        said = opened.decompress(packed, LARGEST)
    except (binascii.Error, ValueError, zlib.error):
        raise NotUnderstoodError from None
    if not opened.eof:
        raise NotUnderstoodError
    return said


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_NAMES or not all(isinstance(one, str) for one in value):
        raise NotUnderstoodError
    return tuple(value)
