"""What can be wrong with a request: a fault for each way, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.determination import Demand
from engine.diagnostics import Diagnostic, Text
from engine.text import nearest, quoted

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

DOES_NOT_LOAD = "ruleset-does-not-load"
"""The code of the one fault that is not the caller's: the rule set's own files are at fault."""
MOST_FAULTS = 200
"""Of one kind of part of a request. Beyond that none is looked for: to say what was meant by each takes its time."""


def no_such_ruleset(catalogue: Catalogue, ruleset: str, pointer: str | None = None) -> Diagnostic:
    """What the catalogue says of an id that it does not have."""
    _, [fault, *_] = catalogue.plan(ruleset)
    return replace(fault, pointer=pointer)


def did_you_mean(name: str, known: Sequence[str]) -> Text:
    """The nearest of a few names, or all of them."""
    near = nearest(name, known)
    if near is not None:
        return Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか")
    if not known:
        return Text("there is none to choose from", "選べるものがありません")
    listed = ", ".join(quoted(one) for one in known)
    return Text(f"there are: {listed}", f"あるのは次のとおりです：{listed}")


def one_of_these(near: Sequence[str], listing: Text) -> Text:
    """The nearest of many names, and what lists them all."""
    if not near:
        return listing
    *first, last = [quoted(one) for one in near]
    asked = f"{', '.join(first)} or {last}" if first else last
    return Text(f"did you mean {asked}? {listing.en}", f"{'、'.join([*first, last])} のことですか。{listing.ja}")


def does_not_load(ruleset: str, pointer: str | None = None) -> Diagnostic:
    return Diagnostic(
        DOES_NOT_LOAD,
        Text(f"the rule set {quoted(ruleset)} does not load", f"規則集 {quoted(ruleset)} を読み込めません"),
        Text(
            "its files have faults: `hantei lint` shows them", "ファイルに誤りがあります。`hantei lint` で確認できます"
        ),
        pointer=pointer,
    )


def twice(ruleset: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "ruleset-named-twice",
        Text(f"the rule set {quoted(ruleset)} is named twice", f"規則集 {quoted(ruleset)} が二度指定されています"),
        Text("name it once", "一度だけ指定してください"),
        pointer=pointer,
    )


def no_such_reading(name: str, known: Sequence[str], pointer: str) -> Diagnostic:
    return Diagnostic(
        "unknown-reading",
        Text(
            f"there is no reading {quoted(name)} in these rule sets",
            f"解釈 {quoted(name)} は指定された規則集にありません",
        ),
        did_you_mean(name, known),
        pointer=pointer,
    )


def no_such_side(name: str, side: str, known: Sequence[str], pointer: str) -> Diagnostic:
    return Diagnostic(
        "unknown-side",
        Text(
            f"the reading {quoted(name)} has no side {quoted(side)}",
            f"解釈 {quoted(name)} に選択肢 {quoted(side)} はありません",
        ),
        did_you_mean(side, known),
        pointer=pointer,
    )


def no_such_demand(written: str) -> Diagnostic:
    return Diagnostic(
        "unknown-demand",
        Text(
            f"{quoted(written)} does not say how well facts must be shown",
            f"{quoted(written)} は証拠の程度を表しません",
        ),
        did_you_mean(written, tuple(Demand)),
        pointer="/evidence",
    )


def not_a_date(written: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "not-a-date",
        Text(f"{quoted(written)} is not a date", f"{quoted(written)} は日付ではありません"),
        Text("write it as `2019-06-01`", "`2019-06-01` の形で書いてください"),
        pointer=pointer,
    )


def no_such_day(written: str, pointer: str) -> Diagnostic:
    return Diagnostic(
        "date-does-not-exist",
        Text(f"the date {quoted(written)} does not exist", f"日付 {quoted(written)} は存在しません"),
        Text("check the day and the month", "月と日を確認してください"),
        pointer=pointer,
    )
