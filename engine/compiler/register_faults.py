"""What is wrong with days, countries and references, in registers and wherever else they stand."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.fault import did_you_mean, fault
from engine.compiler.shared import Found
from engine.diagnostics import Diagnostic, Place
from engine.model.base import references
from engine.source import Document
from engine.text import quoted


def wrong_way(place: Place) -> Diagnostic:
    return fault(
        "ends-before-it-begins",
        place,
        ("the last day comes before the first", "最後の日が最初の日より前です"),
        ("check both dates", "両方の日付を確認してください"),
    )


def country_faults(item: object, place: Place, found: Found) -> Iterator[Diagnostic]:
    """A country is one of the territories, by its alpha-2 code in capitals."""
    if item in found.territories.by_code:
        return
    near = found.territories.near(str(item))
    code = found.territories.code_of(str(item)) or (near.code if near else None)
    yield fault(
        "unknown-country",
        place,
        (f"{quoted(item)} is not a country of ISO 3166-1", f"{quoted(item)} は ISO 3166-1 の国ではありません"),
        (f"did you mean `{code}`?", f"`{code}` のことですか")
        if code
        else ("write its alpha-2 code in capitals: `MN`", "`MN` のように大文字2字の国コードで書いてください"),
    )


def citation_faults(
    pointer: str, source: str | tuple[str, ...] | None, document: Document, found: Found
) -> Iterator[Diagnostic]:
    """Every reference at `pointer` names a passage that is there."""
    for index, reference in enumerate(references(source)):
        if reference not in found.passages:
            place = document.place(pointer if isinstance(source, str) else f"{pointer}/{index}")
            yield _unknown_passage(reference, place, found)


def _unknown_passage(reference: str, place: Place, found: Found) -> Diagnostic:
    source, _, passage = reference.partition("#")
    if source not in found.sources:
        return fault(
            "unknown-source",
            place,
            (f"the source {quoted(source)} is not known", f"出典 {quoted(source)} がありません"),
            did_you_mean(source, found.sources, ("add it to rules/sources/", "rules/sources/ に加えてください")),
        )
    own = [known.partition("#")[2] for known in found.passages if known.startswith(f"{source}#")]
    otherwise = (f"add it to the passages of `{source}`", f"`{source}` の passages に加えてください")
    return fault(
        "unknown-passage",
        place,
        (f"`{source}` has no passage {quoted(passage)}", f"`{source}` に箇所 {quoted(passage)} はありません"),
        did_you_mean(passage, own, otherwise),
    )
