"""`/officer/determinations/{id}`: one stored determination with its reasons, and the same on paper with its caps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from engine.explanation.lexicon import Lexicon, lexicon
from engine.receipt import receipt_text
from engine.records import dataclass
from service.checks.explanations import Rendering, background, rendered
from service.checks.inquiry import Inquiry, answer
from service.clock import today
from service.determinations.log import is_whole
from service.determinations.receipts import read_again
from service.determinations.replays import verified
from service.pages.officer.caps import Caps, caps_of
from service.pages.officer.log import line
from service.pages.officer.proposal import determination_in
from service.pages.pdf import as_pdf
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_for, catalogue_of, store_of

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from service.store import StoredDetermination

router: APIRouter = page_router("determinations:list")
RECEIPT = "receipt.json"
Receipt = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Again:
    """A determination made again from its receipt, by the rules that it was made with."""

    inquiry: Inquiry
    answer: Answer
    catalogue: Catalogue

    def explained(self, lang: str) -> Markup:
        """Why it is so."""
        behind = background(self.inquiry, self.answer, self.catalogue)
        told = rendered(self.answer, self.catalogue, behind, Rendering.HTML, lang)
        return Markup(told)  # noqa: S704 - escaped by the renderer, text by text

    def caps(self, names: Lexicon) -> list[Caps]:
        """All caps of each rule set that has any."""
        made = (
            caps_of(one, plan, names)
            for one in self.answer.determinations
            if (plan := self.catalogue.plan(one.ruleset)[0]) is not None
        )
        return [one for one in made if one.amounts or one.limits]

    def facts(self, names: Lexicon) -> list[tuple[str, str]]:
        """The facts as they were given."""
        given = self.inquiry.facts.given.items()
        return [(names.label(name), names.value(name, one.value)) for name, one in given]


@router.get("/officer/determinations/{determination}")
def show(request: Request, determination: str) -> Response:
    """One determination: what came of it, whether it is as it was stored, why, and what can be done with it."""
    lang = language_of(request)
    stored, receipt = determination_in(request, determination)
    judged = store_of(request).judgements.of(f"determinations/{determination}")
    checked = verified(receipt)
    again = made_again(request, receipt)
    return page(
        request,
        "officer/determination.html",
        line=line(stored, catalogue_of(request), lang),
        receipt=receipt,
        whole=is_whole(receipt),
        intact=checked.intact,
        signature=checked.signature.value,
        explanation=None if again is None else again.explained(lang),
        judged=judged,
    )


@router.get("/officer/determinations/{determination}/report.pdf")
def report(request: Request, determination: str) -> Response:
    """The same as PDF, with the caps that apply, the one that binds and its passage; the receipt is attached."""
    stored, receipt = determination_in(request, determination)
    return on_paper(request, stored, receipt, language_of(request))


def on_paper(request: Request, stored: StoredDetermination, receipt: Receipt, lang: str) -> Response:
    """A stored determination as PDF in a language. Raises ProblemError where none can be made here."""
    again = made_again(request, receipt)
    names = lexicon(again.answer, lang, again.catalogue) if again else None
    content = as_pdf(
        "report/determination.html",
        lang,
        {RECEIPT: receipt_text(receipt).encode()},
        line=line(stored, catalogue_of(request), lang),
        as_of=stored.as_of,
        explanation=None if again is None else again.explained(lang),
        caps=again.caps(names) if again and names else [],
        facts=again.facts(names) if again and names else [],
        sources=list(names.cited.values()) if names else [],
        receipt=receipt,
        receipt_file=RECEIPT,
        made_on=today(),
    )
    name = f"hantei-determination-{stored.entry.id[:8]}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Language": lang,
    }
    return Response(content, media_type="application/pdf", headers=headers)


def made_again(request: Request, receipt: Receipt) -> Again | None:
    """What the receipt's facts come to by its rules; None where these give another answer, or facts are gone."""
    catalogue = catalogue_for(request, receipt)
    inquiry, _ = read_again(receipt, catalogue)
    if inquiry is None or not is_whole(receipt):
        return None
    given = answer(inquiry, catalogue)
    digests = {one["id"]: one["digest"] for one in receipt["request"]["rulesets"]}
    if any(digests.get(one.ruleset, one.digest) != one.digest for one in given.determinations):
        return None
    return Again(inquiry, given, catalogue)
