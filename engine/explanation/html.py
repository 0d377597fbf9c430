"""An explanation as a fragment of HTML: semantic elements, no scripts, no styles, everything escaped.

It is one `<section lang=…>` for a page to take in. What a page may style: the classes of sections (`amounts`, `why`,
`others` …, those of a rule set by its outcome) and `data-state` of criteria.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from engine.evaluator.keeping import OfEach
from engine.explanation.blocks import Block, Item, Items, Link, Links, Paragraph, Section, Table, Terms, Tree
from engine.explanation.page import page
from engine.explanation.parts import Explanation, Part
from engine.text import printable

WEB_ADDRESS = re.compile(r"https?://[!-~]+")
"""What is made a link; addresses come from the files of sources."""
_CODE = re.compile(r"`([^`<>]{1,200})`")
"""Names that are written as files have them."""
CONCLUSIONS = "conclusions"
"""The section that a page leads to; there is one at most."""
TOP = 2
"""The level of the heading of a rule set: the page has its own first heading."""
DEEPEST = 40
"""Lists inside of lists; parts of an expression that lie deeper are left out."""
MOST_KEPT, LONGEST_KEPT = 2048, 250
"""Texts that are kept as they are written, and their characters: titles and words come again on every page."""

MOST_ITEMS = 4_000


def as_html(explanation: Explanation) -> str:
    """The fragment, elements one a line where they may be."""
    inside = "\n".join(_block(one) for one in page(explanation, named=False))
    return f'<section class="explanation" lang="{escape(explanation.lang)}">\n{inside}\n</section>\n'


def _text(text: str) -> str:
    return _kept(text) if len(text) <= LONGEST_KEPT else _written(text)


def _written(text: str) -> str:
    return with_codes(escape(printable(text)))


_kept = lru_cache(MOST_KEPT)(_written)


def with_codes(escaped: str) -> str:
    """A text that is escaped already, what stands in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escaped)


def _block(block: Block) -> str:
    if isinstance(block, Section):
        return _section(block)
    if isinstance(block, Paragraph):
        return f"<p><strong>{_text(block.text)}</strong></p>" if block.strong else f"<p>{_text(block.text)}</p>"
    if isinstance(block, Items):
        return f"<ul>\n{_lines(map(_item, block.items))}</ul>"
    if isinstance(block, Terms):
        return f"<dl>\n{_lines(_term(label, texts) for label, texts in block.terms)}</dl>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Links):
        return f"<ol>\n{_lines(map(_link, block.links))}</ol>"
    return _tree(block)


def _lines(elements: Iterable[str]) -> str:
    return "".join(f"{element}\n" for element in elements)


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(f"\n{_block(one)}" for one in blocks)


def _section(section: Section) -> str:
    level, name, title = TOP - 1 + section.level, escape(section.kind), _text(section.title)
    if section.folded:
        return f'<details class="{name}"><summary>{title}</summary>{_blocks(section.blocks)}\n</details>'
    anchor = f' id="{name}"' if section.kind == CONCLUSIONS else ""
    return f'<section class="{name}"{anchor}><h{level}>{title}</h{level}>{_blocks(section.blocks)}\n</section>'


def _item(item: Item) -> str:
    return _kept_item(item) if item.again else _written_item(item)


def _written_item(item: Item) -> str:
    state = f' data-state="{escape(item.state)}"' if item.state else ""
    text = _text(item.text)
    if item.folded and item.blocks:
        return f"<li{state}><details><summary>{text}</summary>{_blocks(item.blocks)}\n</details></li>"
    return f"<li{state}>{text}{_blocks(item.blocks)}</li>"


_kept_item = OfEach(MOST_ITEMS, _written_item)


def _term(label: str, texts: Iterable[str]) -> str:
    return f"<dt>{_text(label)}</dt>" + "".join(f"<dd>{_text(text)}</dd>" for text in texts)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.head)
    rows = (
        f'<tr><th scope="row">{_text(row[0])}</th>' + "".join(f"<td>{_text(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in table.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{_lines(rows)}</tbody>\n</table>"


def _link(link: Link) -> str:
    """A source; the number of a list item is the number by which it is cited."""
    text = _text(link.text)
    if link.url is None or not WEB_ADDRESS.fullmatch(link.url):
        return f"<li>{text}{' ' + _text(link.url) if link.url else ''}</li>"
    address = escape(link.url)
    return f'<li>{text} <a href="{address}" rel="external noopener noreferrer">{address}</a></li>'


def _tree(tree: Tree) -> str:
    note = f"\n<p>{_text(tree.note)}</p>" if tree.note else ""
    parts = "".join(_part(tree.root, 0))
    return f'<details class="trace"><summary>{_text(tree.title)}</summary>\n<ul>{parts}</ul>{note}\n</details>'


def _part(part: Part, depth: int) -> Iterator[str]:
    yield f"<li><code>{_text(part.expression)}</code> → {_text(part.text)}"
    if part.parts and depth < DEEPEST:
        yield "<ul>"
        for one in part.parts:
            yield from _part(one, depth + 1)
        yield "</ul>"
    yield "</li>"
