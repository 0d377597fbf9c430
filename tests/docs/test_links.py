"""Every page of the documentation leads where it says: links, headings, paths and modules; the index has them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
PATH = re.compile(r"`((?:bench|docs|engine|features|proposals|rules|schemas|service|tests|tools)/[\w./-]+)`")
MODULE = re.compile(r"`((?:engine|service)\.[a-z_.]+)\b")


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def astray(page: Path) -> Iterator[str]:
    """What a page names and is not there."""
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        file, _, anchor = link.partition("#")
        to = page.parent / file if file else page
        if not re.match(r"https?:", link) and not (to.exists() and (not anchor or anchor in anchors(to))):
            yield link
    yield from (path for path in PATH.findall(text) if not (ROOT / path).exists())
    yield from (name for name in MODULE.findall(text) if not is_there(name.rstrip(".").split(".")))


def is_there(parts: list[str]) -> bool:
    """Whether it is a module, or a name in one."""
    places = [ROOT.joinpath(*parts[:count]) for count in range(2, len(parts) + 1)]
    return any(place.is_dir() or place.with_suffix(".py").exists() for place in places)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_leads_to_is_there(page: Path) -> None:
    assert list(astray(page)) == []


def test_the_index_has_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index] == []


def test_the_index_of_decisions_has_each_by_its_number_and_title() -> None:
    index = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\d+)\]\(([\w-]+\.md)\) \| (.*) \|$", index, re.MULTILINE)
    pages = sorted(page for page in (DOCS / "adr").glob("0*.md"))
    titles = [page.read_text(encoding="utf-8").splitlines()[0] for page in pages]
    assert [(f"# {number}. {title}", name) for number, name, title in rows] == [
        (title, page.name) for title, page in zip(titles, pages, strict=True)
    ]
