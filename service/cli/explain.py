"""`hantei explain`: why an answer is what it is, as text, Markdown, HTML or JSON; of facts, or of a receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text, misuse
from engine.receipt import Replay, Verdict, replay
from engine.records import dataclass
from engine.text import quoted
from service.checks.explanations import Rendering, background, rendered
from service.checks.inquiry import Inquiry, answer
from service.cli.check import Wish as CheckWish
from service.cli.check import inquired
from service.cli.exits import FOUND
from service.cli.faults import refuse, say_faults
from service.cli.receipt import found, intact
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.determinations.receipts import read_again
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
    behind = background(inquiry, given, catalogue, trace=wish.trace)
    form = Rendering(wish.form)
    here.answer(rendered(given, catalogue, behind, form, here.lang, columns=here.width, colour=here.colour))


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
    inquiry, faults = read_again(receipt, catalogue, document.places)
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
