"""The commands for what comes after an answer: why it is so, until when it holds, and its receipt."""

# ruff: noqa: PLC0415 - each command imports its own work, so that none pays for another

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, AsOf, Demanded, Everything, Evidence, KnownOn, Language, More, Readings, Rules
from service.cli.quick import QuickCommand, QuickGroup

keys = typer.Typer(
    name="keys", cls=QuickGroup, no_args_is_help=True, rich_markup_mode=None, help="Keys that receipts are signed with."
)
Receipt = Annotated[
    str, typer.Argument(metavar="RECEIPT", help="A file that `check --receipt` wrote.", show_default=False)
]


class Rendering(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Adds the commands to the app."""
    for command in (explain, timeline, replay, verify, redact):
        app.command(cls=QuickCommand)(command)
    app.add_typer(keys)


def explain(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="RULESET... FACTS",
            help="The rule sets, then a file of facts, or -; or a receipt alone (its name ends in .json).",
            show_default=False,
        ),
    ],
    more: More = None,
    everything: Everything = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    reading: Readings = None,
    evidence: Demanded = Evidence.AS_GIVEN,
    form: Annotated[
        Rendering, typer.Option("--format", help="For people, for pages, or for programs (in both languages).")
    ] = Rendering.TEXT,
    trace: Annotated[bool, typer.Option("--trace", help="Every part of every expression with its value, too.")] = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Explain an answer: why, by which passages, on what evidence, and until when.

    What decided comes first: what the clause asks, what was given, and for amounts each step of how they came about.
    A receipt is explained where it is answered the same today.

    \b
    Examples:
      hantei explain jcm/model-projects proposal.yaml --as-of 2019-06-01
      hantei explain jcm/model-projects proposal.yaml --format html --lang ja
      hantei explain receipt.json --trace
    """
    from service.cli.check import Wish as CheckWish
    from service.cli.explain import Wish, run

    asked = CheckWish(
        arguments=tuple(arguments),
        more=tuple(more or ()),
        everything=everything,
        as_of=as_of,
        known_on=known_on,
        readings=tuple(reading or ()),
        as_json=False,
        exit_code=False,
        chainer="auto",
        evidence=evidence.value,
    )
    run(Wish(asked, form.value, trace), lang=lang and lang.value, rules=rules)


def timeline(  # noqa: PLR0913, PLR0917 - Typer takes each argument and option as a parameter
    ruleset: Annotated[str, typer.Argument(metavar="RULESET", help="The id of a rule set.", show_default=False)],
    facts: Annotated[
        str,
        typer.Argument(metavar="FACTS", help="A file of facts, or - for standard input.", show_default=False),
    ],
    more: More = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="The first day. Without it: the first that is dated.", show_default=False
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", help="The last day. Without it: the last that is dated.", show_default=False
        ),
    ] = None,
    known_on: KnownOn = None,
    as_known: Annotated[
        bool, typer.Option("--as-known", help="Answer each day by what had been published on it.")
    ] = False,
    reading: Readings = None,
    json: AsJson = False,
    lang: Language = None,
    rules: Rules = None,
) -> None:
    """Show the answer over time, and what ends it.

    The same facts under the rules of one day after another: outcome and amounts, each until the day on which the
    rules make them others, with the clause, the figure or the list that does. Dates among the facts do not move.

    \b
    Examples:
      hantei timeline jcm/model-projects proposal.yaml
      hantei timeline jcm/model-projects proposal.yaml --from 2019-01-01 --to 2020-12-31 --as-known
    """
    from service.cli.timeline import Wish, run

    wish = Wish(ruleset, (facts, *(more or ())), start, end, known_on, as_known=as_known, readings=tuple(reading or ()))
    run(wish, as_json=json, lang=lang and lang.value, rules=rules)


def replay(receipt: Receipt, json: AsJson = False, lang: Language = None, rules: Rules = None) -> None:
    """Determine a receipt again: identical, or what differs.

    Exit 0 only if every field is the same under the same rules, else 1. Where facts have been taken out of the
    receipt, only what does not rest on them is compared, and the exit code is 1.

    \b
    Example:
      hantei replay receipt.json
    """
    from service.cli.replay import run

    run(receipt, as_json=json, lang=lang and lang.value, rules=rules)


def verify(
    receipt: Receipt,
    key: Annotated[
        str | None,
        typer.Option(metavar="PUBLIC", help="The public key (PEM) that must have signed it.", show_default=False),
    ] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Verify that a receipt is as it was made.

    Its hash, its signature if it has one, and which facts have been taken out; needs neither rules nor a network.
    Exit 1 if anything does not hold.

    \b
    Example:
      hantei verify receipt.json --key office.pem.pub
    """
    from service.cli.verify import run

    run(receipt, key, as_json=json, lang=lang and lang.value)


def redact(
    receipt: Receipt,
    fact: Annotated[
        list[str], typer.Option(metavar="NAME", help="The fact to take out; may be repeated.", show_default=False)
    ],
    out: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where to write it. Without it: stdout.", show_default=False)
    ] = None,
    lang: Language = None,
) -> None:
    """Take facts out of a receipt; the rest still verifies.

    The value goes, and every amount, figure and step that was computed from it. Outcomes and findings stay.

    \b
    Example:
      hantei redact receipt.json --fact eligible_cost --out public.json
    """
    from service.cli.redact import run

    run(receipt, tuple(fact), out, lang=lang and lang.value)


@keys.command("new", cls=QuickCommand)
def new_key(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to write the private key.", show_default=False)],
    lang: Language = None,
) -> None:
    """Make a key: FILE is private, FILE.pub is for those who verify.

    HANTEI_SIGNING_KEY=FILE makes `check --receipt` sign with it.

    \b
    Example:
      hantei keys new office.pem
    """
    from service.cli.signing_keys import run

    run(Path(file), lang=lang and lang.value)
