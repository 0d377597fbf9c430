"""Every cited passage stands in the document it is cited from, word for word: `HANTEI_SOURCE_DOCUMENTS` holds them."""

from __future__ import annotations

import os
from pathlib import Path

from engine.catalogue import open_catalogue
from engine.diagnostics import has_errors
from engine.passages import verify_passages

FOLDER = Path(os.environ.get("HANTEI_SOURCE_DOCUMENTS", ""))
DOCUMENTS = ("c2c-2020", "jcm-slides-2013", "kawasaki-page")


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
