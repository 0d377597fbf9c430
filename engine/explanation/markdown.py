"""An explanation as Markdown: CommonMark without HTML and without extensions, as safe on GitHub as anywhere.

Every text stands on one line and is escaped: no fact can begin a heading, a link, an image or an element, or call
somebody by their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.explanation import lines, words
from engine.explanation.blocks import Block, Item, Items, Link, Links, Paragraph, Section, Table, Terms, Tree
from engine.explanation.html import WEB_ADDRESS
from engine.explanation.page import page
from engine.explanation.parts import Explanation
from engine.text import printable

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&#|~$!]")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_MENTION = re.compile(r"@(?=\w)")
_BEGINNING = re.compile(r"[-+](?=\s|$)|[0-9]{1,9}[.)](?=\s|$)|[-=]+$")
"""What would begin a list, draw a line or underline a heading."""
_WORD_JOINER = "\u2060"
_RUN = re.compile(r"`+")


def as_markdown(explanation: Explanation) -> str:
    """The page, its lines unbroken."""
    told: list[str] = []
    for line in _lines(page(explanation), explanation.lang):
        if line or (told and told[-1]):
            told.append(line)
    return "\n".join(told).strip() + "\n"


def escaped(text: str) -> str:
    """The text as Markdown that shows just this text, on one line."""
    plain = " ".join(printable(text).split())
    said = _MENTION.sub("@" + _WORD_JOINER, _ADDRESS.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", plain)))
    first = _BEGINNING.match(said)
    at = first.end() - 1 if first and first.group()[0].isdigit() else 0
    return f"{said[:at]}\\{said[at:]}" if first else said


def _lines(blocks: Iterable[Block], lang: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, lang)
        yield ""


def _block(block: Block, lang: str) -> Iterator[str]:
    if isinstance(block, Section):
        yield f"{'#' * block.level} {escaped(block.title)}"
        yield ""
        yield from _lines(block.blocks, lang)
    elif isinstance(block, Paragraph):
        yield f"**{escaped(block.text)}**" if block.strong else escaped(block.text)
    elif isinstance(block, Items):
        for item in block.items:
            yield from _item(item, lang)
    elif isinstance(block, Terms):
        for label, texts in block.terms:
            yield from _term(label, texts, lang)
    elif isinstance(block, Table):
        for row in block.rows:
            yield from _row(block.head, row, lang)
    elif isinstance(block, Links):
        yield from map(_link, block.links)
    else:
        yield from _tree(block)


def _item(item: Item, lang: str) -> Iterator[str]:
    """A line, and below it what is not folded; what was asked for on request is never folded away."""
    yield f"- {escaped(item.text)}"
    for block in item.blocks:
        if not item.folded or isinstance(block, Tree):
            yield from _inside(_block(block, lang))


def _inside(found: Iterable[str]) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in found)


def _term(label: str, texts: tuple[str, ...], lang: str) -> Iterator[str]:
    """One text beside its label, several below it."""
    if len(texts) == 1:
        yield f"- {escaped(lines.labelled(label, texts[0], lang))}"
    else:
        yield f"- {escaped(label)}"
        yield from _inside(f"- {escaped(text)}" for text in texts)


def _row(head: tuple[str, ...], row: tuple[str, ...], lang: str) -> Iterator[str]:
    """A row as a line with its first two cells, the others below it by the words of the head."""
    yield f"- **{escaped(row[0])}**{words.COLON.in_(lang)}{escaped(row[1])}"
    for label, cell in zip(head[2:], row[2:], strict=True):
        if cell:
            yield f"  - {escaped(lines.labelled(label, cell, lang))}"


def _link(link: Link) -> str:
    """A source; the number of a list item is the number by which it is cited."""
    if link.url is None:
        return f"{link.number}. {escaped(link.text)}"
    linked = WEB_ADDRESS.fullmatch(link.url) and not re.search(r"[<>]", link.url)
    return f"{link.number}. {escaped(link.text)} {f'<{link.url}>' if linked else escaped(link.url)}"


def _tree(tree: Tree) -> Iterator[str]:
    """The parts as they are in a block of code, fenced by more backticks than any of them has in a row."""
    shown = [f"{'  ' * depth}{text}" for depth, text in lines.tree(tree.root)]
    longest = max((len(run) for line in shown for run in _RUN.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"- {escaped(tree.title)}"
    yield ""
    yield from _inside([fence + "text", *shown, fence])
    yield ""
    if tree.note:
        yield f"  {escaped(tree.note)}"
