"""What can be wrong with a text before it means anything, as diagnostics with place and help."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Place, Text
from engine.feel.syntax.ast import place_within


class SyntaxFault(Exception):  # noqa: N818  (it never leaves the parser: it is turned into a diagnostic)
    """The reading stopped at `start`."""

    def __init__(self, code: str, message: Text, start: int, end: int, mend: Text | None = None) -> None:
        super().__init__(message.en)
        self.code, self.message, self.start, self.end, self.mend = code, message, start, end, mend

    def diagnostic(self, text: str, origin: Place | None) -> Diagnostic:
        """The same as a value, placed in the file that the text came from."""
        return Diagnostic(self.code, self.message, self.mend, place_within(text, origin, self.start, self.end))


def stray(text: str, at: int) -> SyntaxFault:
    """A character that begins no word, or a text that is never closed."""
    if text[at] == '"' or text[at : at + 2] == '@"':
        return SyntaxFault(
            "unclosed-text",
            Text("a text begins here and never ends", "ここで始まる文字列が閉じられていません"),
            at,
            len(text),
            Text('close it with `"`', '`"` で閉じてください'),
        )
    if text.startswith("/*", at):
        return SyntaxFault(
            "unclosed-comment",
            Text("a comment begins here and never ends", "ここで始まるコメントが閉じられていません"),
            at,
            len(text),
            Text("close it with `*/`", "`*/` で閉じてください"),
        )
    return SyntaxFault(
        "stray-character",
        Text(f"`{text[at]}` means nothing here", f"`{text[at]}` はここでは意味を持ちません"),
        at,
        at + 1,
        _instead(text[at : at + 2]),
    )


_INSTEAD = {
    "&": ("and", "and"), "|": ("or", "or"), "%": ("modulo(a, b)", "modulo(a, b)"), "!": ("not(…)", "not(…)"),
    "“": ('"', '"'), "”": ('"', '"'), "；": (";", ";"),
}  # fmt: skip


def _instead(text: str) -> Text | None:
    found = _INSTEAD.get(text[:1])
    return Text(f"write `{found[0]}`", f"`{found[1]}` と書いてください") if found else None


def unexpected(found: str, start: int, end: int, wanted: Text, mend: Text | None = None) -> SyntaxFault:
    """A word where `wanted` is due."""
    if not found:
        message = Text(f"the text ends where {wanted.en} is due", f"{wanted.ja}が必要なところで終わっています")
    else:
        message = Text(
            f"`{found}` stands where {wanted.en} is due", f"{wanted.ja}が必要なところに `{found}` があります"
        )
    if mend is None and found == "=":
        mend = Text("equality is written with one `=`", "等しいことは `=` 一つで書きます")
    return SyntaxFault("unexpected-word", message, start, end, mend)


def too_deep(start: int, end: int, most: int) -> SyntaxFault:
    """More nesting than is read."""
    return SyntaxFault(
        "limit-depth",
        Text(f"this is nested more than {most} deep", f"入れ子が {most} 段を超えています"),
        start,
        end,
        Text("split it into named values", "名前を付けた値に分けてください"),
    )


def too_long(length: int, most: int) -> SyntaxFault:
    """More text than is read."""
    return SyntaxFault(
        "limit-text",
        Text(f"the text has {length} characters, {most} are read", f"文字数が {length} で、上限 {most} を超えています"),
        0,
        0,
        Text("split it into named values", "名前を付けた値に分けてください"),
    )


def too_large(found: str, start: int, end: int) -> SyntaxFault:
    """A number beyond what decimals of 34 digits hold."""
    shown = found if len(found) <= 40 else found[:40] + "…"
    return SyntaxFault(
        "number-out-of-range",
        Text(f"`{shown}` is beyond the numbers that can be held", f"`{shown}` は扱える数の範囲を超えています"),
        start,
        end,
    )
