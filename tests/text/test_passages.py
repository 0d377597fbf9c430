"""Cited passages against the documents: found by hash, compared without regard to white space and width."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from engine.cache import Cache
from engine.catalogue import open_catalogue
from engine.diagnostics import Severity
from engine.passages import hash_lines, verify_passages

RULES = Path(__file__).parents[1] / "compiler" / "rules"
DOCUMENT = "一行目\nRates are　４０％\n  of the cost\nlast\n"


def _rules(folder: Path, lines: str, digest: str) -> Path:
    root = folder / "rules"
    shutil.copytree(RULES, root)
    document = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    (root / "sources" / "leaflet.yaml").write_text(
        "id: leaflet\ntitle: {en: Leaflet, ja: 冊子}\npublisher: {en: Bureau, ja: 局}\ndate: 2019-03-01\n"
        f"kind: document\nsha256: {document}\npassages:\n  rate: {{section: '1', lines: {lines}, sha256: {digest}}}\n",
        encoding="utf-8",
    )
    return root


def _documents(folder: Path, text: str = DOCUMENT) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "any name.txt").write_text(text, encoding="utf-8")
    return documents


def test_a_passage_that_stands_as_cited_is_silent(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"Rates are 40% of the cost").hexdigest()
    documents = _documents(tmp_path)
    assert hash_lines(documents / "any name.txt", 2, 3) == digest
    catalogue = open_catalogue(_rules(tmp_path, "[2, 3]", digest), store=Cache(None))
    assert verify_passages(catalogue, documents) == []


def test_a_passage_that_differs_is_an_error_at_its_place(tmp_path: Path) -> None:
    catalogue = open_catalogue(_rules(tmp_path, "[2, 3]", "a" * 64), store=Cache(None))
    (fault,) = verify_passages(catalogue, _documents(tmp_path))
    assert (fault.code, fault.severity) == ("passage-differs", Severity.ERROR)
    assert str(fault.place) == f"{catalogue.root / 'sources' / 'leaflet.yaml'}:8:3"


def test_lines_beyond_the_end_differ(tmp_path: Path) -> None:
    catalogue = open_catalogue(_rules(tmp_path, "[4, 99]", "a" * 64), store=Cache(None))
    assert [fault.code for fault in verify_passages(catalogue, _documents(tmp_path))] == ["passage-differs"]


def test_a_document_that_is_not_at_hand_is_a_note(tmp_path: Path) -> None:
    catalogue = open_catalogue(_rules(tmp_path, "[2, 3]", "a" * 64), store=Cache(None))
    (note,) = verify_passages(catalogue, _documents(tmp_path, DOCUMENT + "changed"))
    assert (note.code, note.severity) == ("document-not-at-hand", Severity.NOTE)
