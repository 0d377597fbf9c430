"""The cache is never needed and never trusted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.cache import Cache, cache_of


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    cache.put("key", "事業\ntext")
    assert cache.get("key") == "事業\ntext"
    assert cache.get("other") is None


def test_no_other_file_is_left_behind(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", "one")
    cache.put("key", "two")
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    assert cache.get("key") == "two"


@pytest.mark.parametrize("content", [b"", b"no line", b"\xff\xfe\n", b"0" * 64 + b"\nother text"])
def test_a_damaged_entry_counts_as_absent_and_can_be_written_anew(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("key", "text")
    (tmp_path / "key").write_bytes(content)
    assert cache.get("key") is None
    cache.put("key", "text")
    assert cache.get("key") == "text"


def test_an_entry_cut_short_counts_as_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", "a longer text")
    path = tmp_path / "key"
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get("key") is None


def test_an_entry_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", "text")
    (tmp_path / "key").chmod(0o666)
    assert (cache.get("key") is None) == hasattr(os, "geteuid")


def test_the_oldest_entries_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cache.MOST", 3)
    cache = Cache(tmp_path)
    for number in range(5):
        cache.put(f"key-{number}", "text")
        os.utime(tmp_path / f"key-{number}", ns=(number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key-2", "key-3", "key-4"]


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("key", "text")
    assert cache.get("key") is None


def test_the_environment_says_where_the_cache_is() -> None:
    assert cache_of({"HANTEI_CACHE": "off", "HOME": "/home/a"}).folder is None
    assert cache_of({"HANTEI_CACHE": "/c", "XDG_CACHE_HOME": "/x"}).folder == Path("/c")
    assert cache_of({"XDG_CACHE_HOME": "/x", "HOME": "/home/a"}).folder == Path("/x/hantei")
    assert cache_of({"HOME": "/home/a"}).folder == Path("/home/a/.cache/hantei")
    assert cache_of({}).folder is None
