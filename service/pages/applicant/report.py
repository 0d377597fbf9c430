"""The report: a result as PDF, with the receipt by which it can be verified."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from engine.explanation.lexicon import lexicon
from engine.receipt import receipt_text
from service.clock import today
from service.determinations.receipts import receipt_of
from service.pages.applicant.asking import session_of
from service.pages.applicant.judging import judged
from service.pages.applicant.result import grouped_answers, result_values
from service.pages.applicant.standing import NotUnderstoodError, standing_of
from service.pages.applicant.subjects import subjects_of
from service.pages.pdf import as_pdf
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

router = page_router("checks:run")
RECEIPT = "receipt.json"


@router.get("/check/result.pdf")
def report(request: Request) -> Response:
    """The result of one rule set as PDF; the receipt is attached to it."""
    standing, lang = standing_of(request), language_of(request)
    if len(standing.plans) != 1:
        raise NotUnderstoodError
    catalogue = catalogue_of(request)
    found = judged(standing, catalogue)
    receipt = receipt_of(found.inquiry, found.answer, catalogue, today(), request.app.state.signing_key)
    content = as_pdf(
        "report/report.html",
        lang,
        {RECEIPT: receipt_text(receipt).encode()},
        **result_values(request, standing, found),
        groups=grouped_answers(
            session_of(standing, catalogue), standing, lexicon(found.answer, lang, catalogue), subjects_of(request)
        ),
        receipt=receipt,
        receipt_file=RECEIPT,
        made_on=today(),
    )
    headers = {"Content-Disposition": f'inline; filename="{_file(standing.plans[0].id)}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


def _file(ruleset: str) -> str:
    return f"hantei-{ruleset.replace('/', '-')}.pdf"
