"""A proposal on the desk: what its address says, and the stored determination that it came from.

The address is that of the applicant's pages (`service.pages.applicant.standing`), so that a link that was sent opens
here by its path alone. What was judged about the stored determination is kept in the store and read anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import QueryParams
from starlette.requests import Request

from engine.determination_json import plain
from engine.diagnostics import has_errors
from engine.receipt import facts_again
from engine.records import dataclass
from service.checks.inquiry import Inquiry, answer, read_inquiry
from service.determinations.judgements import judged_facts
from service.pages.applicant.judging import asked_of
from service.pages.applicant.standing import NotUnderstoodError, Standing, standing_of
from service.pages.faults import NOT_FOUND, PageFaultError
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from service.store import Record, StoredDetermination

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LONGEST_LINK = 10_000
MOST_OVERRIDES = 10
Query = list[tuple[str, str]]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked and answered; `determination`: the id of the stored one that it came from."""

    standing: Standing
    determination: str | None = None
    overrides: tuple[str, ...] = ()
    """The ids of own counts that are used: an address names them, who counted is read from the store."""

    @property
    def subject(self) -> str | None:
        """What judgements about it are kept under."""
        return None if self.determination is None else f"determinations/{self.determination}"

    def at(self, lang: str, path: str, **more: str | Iterable[str]) -> str:
        """The address of a page about it."""
        own: dict[str, str | Iterable[str]] = {"override": self.overrides}
        if self.determination is not None:
            own["determination"] = self.determination
        return self.standing.at(lang, path, **own, **more)

    def telling(self, told: Mapping[str, Any]) -> Proposal:
        """The same with these facts."""
        return replace(self, standing=replace(self.standing, told=told, pages=()))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal, the request that it makes with all that was judged, and the answer. `judged`: newest last."""

    inquiry: Inquiry
    answer: Answer
    judged: tuple[Record, ...] = ()


def proposal_of(request: Request) -> Proposal | None:
    """What the address says; None where it names nothing to look at. Raises PageFaultError."""
    query = request.query_params
    id_ = query.get("determination")
    if "ruleset" not in query:
        return None if id_ is None else stored_proposal(request, id_)
    if id_ is not None and not _ID.fullmatch(id_):
        raise NotUnderstoodError
    overrides = tuple(dict.fromkeys(query.getlist("override")[:MOST_OVERRIDES]))
    proposal = Proposal(standing_of(request), id_, overrides)
    return proposal.telling(_shown_again(request, proposal)) if id_ or overrides else proposal


def _shown_again(request: Request, proposal: Proposal) -> Json:
    """The facts with what the store knows of who showed them: an address cannot say that itself."""
    told: Json = dict(proposal.standing.told)
    if proposal.determination is not None:
        told = regraded(told, stored_proposal(request, proposal.determination).standing.told)
    for id_ in proposal.overrides:
        found = store_of(request).overrides.get(id_) if _ID.fullmatch(id_) else None
        left = {} if found is None else found.left()
        if {"fact", "value", "by", "on", "reason"} <= left.keys():
            shown = {name: left[name] for name in ("value", "by", "on", "reason")} | {"grade": "judged"}
            told = regraded(told, {left["fact"]: shown})
    return told


def regraded(told: Mapping[str, Any], shown: Mapping[str, Any]) -> Json:
    """Each fact as it was shown, where it still has that value; all others as they are told."""
    kept: Json = {}
    for name, value in told.items():
        other = shown.get(name)
        if isinstance(other, Mapping) and "value" in other and plain(other["value"]) == plain(value):
            kept[name] = {**other, "value": value}
        elif isinstance(other, Mapping) and isinstance(value, Mapping):
            kept[name] = regraded(value, other)
        else:
            kept[name] = value
    return kept


def determination_in(request: Request, id_: str) -> tuple[StoredDetermination, Json]:
    """A stored determination with its receipt. Raises PageFaultError where there is none."""
    found = store_of(request).determinations.get(id_)
    if found is None:
        raise PageFaultError(404, NOT_FOUND)
    return found


def stored_proposal(request: Request, id_: str) -> Proposal:
    """The proposal that a stored determination is about. Raises PageFaultError where there is none."""
    _, receipt = determination_in(request, id_)
    asked = receipt["request"]
    catalogue = catalogue_of(request)
    known = set(catalogue.ids())
    named = tuple(one["id"] for one in asked["rulesets"] if one["id"] in known)
    plans = tuple(plan for plan in (catalogue.plan(one)[0] for one in named) if plan is not None)
    if not plans:
        raise NotUnderstoodError
    told = facts_again(receipt).data
    return Proposal(Standing(named, plans, date.fromisoformat(asked["as_of"]), told), id_)


def weighed(proposal: Proposal, catalogue: Catalogue, judged: Iterable[Record] = ()) -> Weighed:
    """The answer, with what officers judged since. Raises NotUnderstoodError for facts that cannot be."""
    inquiry, faults = read_inquiry(asked_of(proposal.standing), catalogue, proposal.standing.as_of)
    if inquiry is None or has_errors(faults):
        raise NotUnderstoodError
    records = tuple(judged)
    if records:
        inquiry = replace(inquiry, facts=judged_facts(inquiry.facts, records, catalogue))
    return Weighed(inquiry, answer(inquiry, catalogue), records)


def found_by(text: str) -> Query | None:
    """What an officer pasted, as a query: the id of a determination, or a link with one or with answers; else None."""
    typed = text.strip()[:LONGEST_LINK]
    try:
        query = parse_qsl(urlsplit(typed).query)
    except ValueError:
        return None
    kept = [(name, value) for name, value in query if name in {"ruleset", "as_of", "answers", "determination"}]
    if QueryParams(kept).get("ruleset"):
        return kept
    found = _ID.search(typed.lower())
    return [("determination", found[0])] if found else None
