"""`hantei verify`: whether a receipt is as it was made, by whom it is signed, and what has been taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from engine.diagnostics import Text
from engine.receipt import redacted_facts, redacted_places
from engine.text import printable
from service.cli.exits import FOUND
from service.cli.faults import refuse
from service.cli.receipt import opened
from service.cli.terminal import Terminal, terminal
from service.determinations.replays import Verification, verification_json, verified
from service.json_body import encoded
from service.signing import Signature, public_key

_INTACT = Text("as it was made: the hash holds", "作成されたままです（ハッシュが一致）")
_ALTERED = Text("altered: the hash does not hold", "改変されています（ハッシュが不一致）")
_SIGNATURES = {
    Signature.NONE: Text("not signed", "署名はありません"),
    Signature.GOOD: Text(
        "holds, by the key {key} that the receipt names; to know whose that is, verify with `--key`",
        "判定書に記された鍵 {key} の署名として正しいものです。誰の鍵かを確かめるには `--key` を付けてください",
    ),
    Signature.BY_THE_KEY: Text("holds, by the key you named", "指定された鍵の署名として正しいものです"),
    Signature.OTHER_KEY: Text("by another key than you named: {key}", "指定されたものとは別の鍵 {key} の署名です"),
    Signature.BAD: Text("does not hold", "正しくありません"),
    Signature.UNCHECKED: Text(
        "not checked: install `hantei[signing]`", "確かめていません。`hantei[signing]` を追加してください"
    ),
}
_LABELS = {
    "hash": Text("receipt", "判定書"),
    "signature": Text("signature", "署名"),
    "redacted": Text("taken out", "伏せられた事実"),
    "answer": Text("answer of", "判定の対象"),
}
_NOTHING = Text("nothing", "なし")
_PLACES = Text(
    "{facts}; with what was computed from them {count} places",
    "{facts}（それらから計算されたものを含めて {count} 箇所）",
)
_ANSWER = Text(
    "{rulesets} as of {as_of}, made on {made_on} by hantei {version}",
    "{rulesets}（{as_of} 時点）。{made_on} に hantei {version} で作成",
)


def run(file: str, key: str | None, *, as_json: bool, lang: str | None) -> None:
    """Says what holds. Raises typer.Exit: 1 where anything does not, or where a key was named and nothing is signed."""
    here = terminal(lang)
    wanted, faults = (None, []) if key is None else public_key(Path(key))
    if faults:
        raise refuse(here, faults)
    receipt, _ = opened(here, file)
    found = verified(receipt, wanted)
    here.answer(encoded(verification_json(receipt, found)) if as_json else _text(here, receipt, found))
    trusted = {Signature.BY_THE_KEY} if wanted is not None else {Signature.NONE, Signature.GOOD}
    if not found.intact or found.signature not in trusted:
        raise typer.Exit(FOUND)


def _text(here: Terminal, receipt: dict[str, Any], found: Verification) -> str:
    lang, request, gone = here.lang, receipt["request"], redacted_facts(receipt)
    key = receipt["signature"]["key"][:16] + "…" if "signature" in receipt else ""
    parts = {
        "answer": _ANSWER.in_(lang).format(
            rulesets=", ".join(one["id"] for one in request["rulesets"]),
            as_of=request["as_of"],
            made_on=receipt["made_on"],
            version=receipt["engine"]["version"],
        ),
        "hash": (_INTACT if found.intact else _ALTERED).in_(lang),
        "signature": _SIGNATURES[found.signature].in_(lang).format(key=key),
        "redacted": _PLACES.in_(lang).format(facts=", ".join(gone), count=redacted_places(receipt))
        if redacted_places(receipt)
        else _NOTHING.in_(lang),
    }
    colon = "：" if lang == "ja" else ": "
    return "".join(f"{_LABELS[name].in_(lang)}{colon}{printable(said)}\n" for name, said in parts.items())
