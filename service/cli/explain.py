"""`hantei explain`: why an answer is what it is, as text, Markdown, HTML or JSON; of facts, or of a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text
from engine.explanation import Background, Ending, Explanation, Lasting, as_text, explain
from engine.receipt import Replay, Verdict, facts_again, replay
from engine.records import dataclass
from engine.text import quoted
from engine.timeline import holds_until, sentence
from service.body import encoded
from service.cli.check import Wish as CheckWish
from service.cli.check import inquired
from service.cli.exits import FOUND
from service.cli.faults import misuse, refuse, say_faults
from service.cli.receipt import found, intact
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.clock import today
from service.inquiry import Asked, Inquiry, answer, read_inquiry
from service.version import VERSION

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer

_RULES_CHANGED = Text(
    "the rules have changed since the receipt was made; the answer is the same",
    "判定書の作成後に規則が変わりましたが、判定は同じです",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as written. `asked`: the words and options that `hantei check` has, too."""

    asked: CheckWish
    form: str
    trace: bool


def run(wish: Wish, *, lang: str | None, rules: Path | None) -> None:
    """Explains, or shows every fault of the command line, the files and the facts together. Raises typer.Exit."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    named = wish.asked.arguments
    if len(named) == 1 and Path(named[0]).suffix.lower() == ".json" and not wish.asked.everything:
        inquiry, given = _of_receipt(here, catalogue, wish.asked)
    else:
        inquiry = inquired(here, catalogue, wish.asked)
        given = answer(inquiry, catalogue)
    lasting = dict(_lasting(inquiry, given, catalogue))
    background = Background(inquiry.facts, lasting, wish.trace)
    here.answer(_shown(here, given, catalogue, background, wish.form))


def _lasting(inquiry: Inquiry, given: Answer, catalogue: Catalogue) -> Iterator[tuple[str, Lasting]]:
    """How long each determination that was asked for lasts."""
    for determination in given.determinations:
        plan = catalogue.plan(determination.ruleset)[0]
        if plan is not None and determination.ruleset not in given.companions:
            holding = holds_until(plan, inquiry.facts, determination, inquiry.demand)
            endings = (Ending(sentence(one.event), one.affects, one.event.source) for one in holding.because)
            yield determination.ruleset, Lasting(holding.until, tuple(endings))


def _shown(here: Terminal, given: Answer, catalogue: Catalogue, background: Background, form: str) -> str:
    def explained(lang: str) -> Explanation:
        return explain(given, lang, catalogue, background)

    if form == "json":
        from engine.explanation import explanation_json  # noqa: PLC0415 - one of four ways to show

        return encoded(explanation_json(explained("en"), explained("ja")))
    if form == "markdown":
        from engine.explanation import as_markdown  # noqa: PLC0415 - one of four ways to show

        return as_markdown(explained(here.lang))
    if form == "html":
        from engine.explanation import as_html  # noqa: PLC0415 - one of four ways to show

        return as_html(explained(here.lang))
    return as_text(explained(here.lang), here.width, colour=here.colour, documents=True)


# --- of a receipt ----------------------------------------------------------------------------------------------------


def _of_receipt(here: Terminal, catalogue: Catalogue, wish: CheckWish) -> tuple[Inquiry, Answer]:
    """What the receipt asks, and the answer to it: only where that is the answer of the receipt. Else ends the command.

    A receipt whose facts were taken out, or that is answered in another way now, is not explained: what would be told
    is not why it says what it says.
    """
    options = {
        "--with": wish.more,
        "--as-of": wish.as_of,
        "--known-on": wish.known_on,
        "--reading": wish.readings,
        "--evidence": wish.evidence != Demand.AS_GIVEN,
    }
    given = [name for name, value in options.items() if value]
    if given:
        raise refuse(here, [_says_itself(given[0])])
    receipt, document = intact(here, wish.arguments[0])
    again = replay(receipt, catalogue, VERSION, document.places)
    if again.verdict is Verdict.REFUSED:
        say_faults(here, again.refused, [document])
        raise typer.Exit(FOUND)
    if again.verdict is Verdict.PARTIAL or again.differences:
        raise found(here, [_cannot_be_explained(again)])
    if again.rulesets:
        here.talk(_RULES_CHANGED.in_(here.lang))
    request = receipt["request"]
    asked = Asked(
        [one["id"] for one in request["rulesets"]],
        [facts_again(receipt, document.places)],
        request["as_of"],
        request["known_on"],
        request["readings"],
        request.get("evidence"),
    )
    inquiry, faults = read_inquiry(asked, catalogue, today())
    if inquiry is None:
        raise refuse(here, faults, [document])
    return inquiry, answer(inquiry, catalogue)


def _says_itself(option: str) -> Diagnostic:
    return misuse(
        "receipt-says-itself",
        f"`{option}` is given, but a receipt says for itself what was asked",
        f"`{option}` が指定されていますが、何を判定したかは判定書に書かれています",
        "leave the option out, or name rule sets and a file of facts",
        "オプションを外すか、規則集と事実のファイルを指定してください",
    )


def _cannot_be_explained(again: Replay) -> Diagnostic:
    if again.verdict is Verdict.PARTIAL:
        names = ", ".join(quoted(name) for name in again.redacted)
        return misuse(
            "receipt-redacted",
            f"the receipt cannot be explained, because {names} was taken out",
            f"{names} が伏せられているため、判定書を説明できません",
            "explain the receipt that it was made of; `hantei replay` compares what is left",
            "伏せる前の判定書を説明してください。残りの項目は `hantei replay` で比べられます",
        )
    return misuse(
        "answer-is-another-now",
        "the rules that are loaded now give another answer than the receipt",
        "現在の規則による判定は、判定書と異なります",
        "`hantei replay` shows what differs; explain it with the rules of its day (`--rules`)",
        "相違は `hantei replay` で確認できます。当時の規則（`--rules`）を使って説明してください",
    )
