"""Every cited passage stands in the document it is cited from, word for word: `HANTEI_SOURCE_DOCUMENTS` holds them."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from engine.catalogue import open_catalogue
from engine.diagnostics import has_errors
from engine.passages import verify_passages
from engine.resources import rules_root

FOLDER = Path(os.environ.get("HANTEI_SOURCE_DOCUMENTS", ""))
DOCUMENTS = ("c2c-2020", "iges-2010", "jcm-slides-2013", "kawasaki-page", "saitama-note")


def test_the_passages_of_the_source_documents_stand_where_they_are_cited() -> None:
    catalogue = open_catalogue()
    found = verify_passages(catalogue, FOLDER)
    assert not has_errors(found), [diagnostic.message.en for diagnostic in found]
    absent = {diagnostic.message.en for diagnostic in found}
    assert not [name for name in DOCUMENTS if any(f"`{name}`" in said for said in absent)], "a document is not there"


def test_a_passage_that_no_longer_stands_is_named(tmp_path: Path) -> None:
    for document in FOLDER.iterdir():
        (tmp_path / document.name).write_bytes(document.read_bytes())
    catalogue = open_catalogue()
    cited = catalogue.cited()
    source = cited.sources["c2c-2020"]
    [changed] = [path for path in tmp_path.iterdir() if b"Table 8 Setting subsidy rates" in path.read_bytes()]
    changed.write_bytes(changed.read_bytes().replace(b"Table 8 Setting", b"Table 9 Setting"))
    said = [diagnostic.message.en for diagnostic in verify_passages(catalogue, tmp_path)]
    assert any("c2c-2020" in one for one in said), (source.id, said)


def test_an_entry_in_several_places_is_compared_in_each_of_them(tmp_path: Path) -> None:
    """`j20-16` is said in the text and again in the table of duties: only its second place, line 874, is changed."""
    documents, rules = tmp_path / "documents", tmp_path / "rules"
    shutil.copytree(FOLDER, documents)
    shutil.copytree(rules_root(), rules)
    [document] = [path for path in documents.iterdir() if b"Table 8 Setting subsidy rates" in path.read_bytes()]
    before = hashlib.sha256(document.read_bytes()).hexdigest()
    lines = document.read_bytes().decode().split("\n")
    lines[873] = lines[873].replace("at least half", "at least a third")
    document.write_text("\n".join(lines), encoding="utf-8", newline="")
    source = rules / "sources" / "c2c-2020.yaml"
    after = hashlib.sha256(document.read_bytes()).hexdigest()
    source.write_text(source.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    said = {one.message.en for one in verify_passages(open_catalogue(rules), documents)}
    assert {f"the lines of `{name}` are not those that were cited" for name in ("j20-16", "mp-12f")} <= said
    assert "the lines of `j20-17` are not those that were cited" not in said
