"""Why an answer is what it is, in four renderings of one value: for the command line, the API and the pages."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.explanation import Background, Ending, Explanation, Lasting, explain
from engine.timeline import holds_until, sentence
from service.json_body import encoded

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from service.checks.inquiry import Inquiry

COLUMNS = 100
"""How wide a text is where nobody says how wide their window is."""


class Rendering(StrEnum):
    """The ways to show an explanation. JSON is in both languages, the others are in one."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def background(inquiry: Inquiry, given: Answer, catalogue: Catalogue, *, trace: bool = False) -> Background:
    """What is told beside the answer: the facts, how long each determination lasts, with `trace` every step."""
    return Background(inquiry.facts, dict(_lasting(inquiry, given, catalogue)), trace)


def _lasting(inquiry: Inquiry, given: Answer, catalogue: Catalogue) -> Iterator[tuple[str, Lasting]]:
    """How long each determination that was asked for lasts."""
    for determination in given.determinations:
        plan = catalogue.plan(determination.ruleset)[0]
        if plan is not None and determination.ruleset not in given.companions:
            holding = holds_until(plan, inquiry.facts, determination, inquiry.demand)
            endings = (Ending(sentence(one.event), one.affects, one.event.source) for one in holding.because)
            yield determination.ruleset, Lasting(holding.until, tuple(endings))


def rendered(  # noqa: PLR0913 - an answer, what stands behind it, and how it is to be shown
    given: Answer,
    catalogue: Catalogue,
    behind: Background,
    form: Rendering,
    lang: str,
    *,
    columns: int = COLUMNS,
    colour: bool = False,
) -> str:
    """The explanation as text (`columns` wide, with `colour`), Markdown, a fragment of HTML, or JSON (one line)."""

    def explained(told: str) -> Explanation:
        return explain(given, told, catalogue, behind)

    if form is Rendering.JSON:
        from engine.explanation import explanation_json  # noqa: PLC0415 - one of four ways to show

        return encoded(explanation_json(explained("en"), explained("ja")))
    if form is Rendering.MARKDOWN:
        from engine.explanation import as_markdown  # noqa: PLC0415 - as above

        return as_markdown(explained(lang))
    if form is Rendering.HTML:
        from engine.explanation import as_html  # noqa: PLC0415 - as above

        return as_html(explained(lang))
    from engine.explanation import as_text  # noqa: PLC0415 - as above

    return as_text(explained(lang), columns, colour=colour, documents=True)
