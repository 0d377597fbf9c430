"""Files on the disk: what cannot be read is a diagnostic, and what is read stays bounded."""

from __future__ import annotations

from pathlib import Path

from engine.source import read_path


def test_the_name_says_how_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "facts.yaml").write_text("a: 1", encoding="utf-8")
    documents = [read_path(tmp_path / name)[0] for name in ("facts.json", "facts.yaml")]
    assert [document and document.data for document in documents] == [{"a": 1}, {"a": 1}]


def test_a_file_that_is_not_there_is_named_as_the_caller_named_it(tmp_path: Path) -> None:
    document, (fault,) = read_path(tmp_path / "none.yaml", shown="none.yaml")
    assert document is None
    assert (fault.code, fault.message.en) == ("file-not-found", "the file `none.yaml` does not exist")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert [fault.code for fault in read_path(tmp_path)[1]] == ["file-not-readable"]
    assert [fault.code for fault in read_path(Path("a\0b"))[1]] == ["file-not-readable"]


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert [fault.code for fault in read_path(path)[1]] == ["file-too-large"]
