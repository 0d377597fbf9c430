"""What may be wrong with a file that is said to be a receipt, and with what is asked of one."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics import Diagnostic, Text
from engine.text import nearest, quoted

AS_MADE = Text(
    "a receipt is written by `hantei check --receipt FILE`; ask for the file as it was made",
    "判定書は `hantei check --receipt FILE` で作成されます。作成されたままのファイルを使ってください",
)


def _fault(code: str, en: str, ja: str, help_: Text = AS_MADE, pointer: str | None = None) -> Diagnostic:
    return Diagnostic(code, Text(en, ja), help_, pointer=pointer)


def not_a_receipt(pointer: str = "") -> Diagnostic:
    return _fault(
        "not-a-receipt",
        "this is no receipt that this version of Hantei reads",
        "この版の Hantei が読める判定書ではありません",
        pointer=pointer,
    )


def part_missing(name: str, pointer: str) -> Diagnostic:
    return _fault(
        "receipt-part-missing",
        f"the receipt has no {quoted(name)} here",
        f"判定書のこの箇所に {quoted(name)} がありません",
        pointer=pointer,
    )


def part_unknown(name: str, pointer: str) -> Diagnostic:
    return _fault(
        "receipt-part-unknown",
        f"a receipt has no part {quoted(name)} here",
        f"判定書のこの箇所に {quoted(name)} という項目はありません",
        pointer=pointer,
    )


def part_wrong(name: str, want: Text, pointer: str) -> Diagnostic:
    return _fault(
        "receipt-part-wrong",
        f"{quoted(name)} of a receipt is {want.en}",
        f"判定書の {quoted(name)} は{want.ja}でなければなりません",
        pointer=pointer,
    )


def number_in_receipt(pointer: str) -> Diagnostic:
    return _fault(
        "number-in-receipt",
        "a receipt holds numbers as text only",
        "判定書の数値は、すべて文字列で書かれます",
        pointer=pointer,
    )


def place_wrong(at: str, pointer: str) -> Diagnostic:
    return _fault(
        "receipt-place-wrong",
        f"the place {quoted(at)} is not one that can be sealed by itself",
        f"箇所 {quoted(at)} は、個別に封をできる箇所ではありません",
        pointer=pointer,
    )


def too_many_places(most: int) -> Diagnostic:
    return _fault(
        "too-many-places",
        f"the receipt has more than {most} sealed places",
        f"判定書に、個別に封をした箇所が {most} を超えてあります",
        pointer="/places",
    )


def ruleset_twice(ruleset: str, pointer: str) -> Diagnostic:
    return _fault(
        "ruleset-named-twice",
        f"the receipt names the rule set {quoted(ruleset)} twice, or more rule sets than there may be",
        f"判定書で規則集 {quoted(ruleset)} が二度指定されているか、規則集の数が多すぎます",
        pointer=pointer,
    )


def altered() -> Diagnostic:
    return _fault(
        "receipt-altered",
        "the receipt is not as it was made: its hash is another one",
        "判定書は作成されたままではありません。ハッシュが一致しません",
    )


def no_such_fact(fact: str, known: Sequence[str]) -> Diagnostic:
    near = nearest(fact, known)
    listed = ", ".join(quoted(name) for name in known[:40])
    help_ = Text(f"the receipt has {listed}", f"判定書にあるのは {listed} です")
    if near:
        help_ = Text(f"did you mean {quoted(near)}?", f"{quoted(near)} のことですか")
    if not known:
        help_ = Text("the receipt has no facts", "判定書に事実がありません")
    return _fault(
        "no-such-fact-in-receipt",
        f"the receipt has no fact {quoted(fact)}",
        f"判定書に事実 {quoted(fact)} はありません",
        help_,
    )


def already_redacted(fact: str) -> Diagnostic:
    return _fault(
        "already-redacted",
        f"the fact {quoted(fact)} has been taken out already",
        f"事実 {quoted(fact)} はすでに伏せられています",
        Text("leave it out of the command", "指定から外してください"),
    )
