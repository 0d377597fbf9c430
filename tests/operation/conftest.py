"""Small rules to publish, a key to sign with, and the databases of tests/store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from service.publications.bundles import folder_files, pack
from service.settings import Settings
from service.signing import SigningKey, new_key, private_key, public_half
from tests.store.conftest import cluster, folder, kind, new_database, small_disk, store, url

__all__ = ["cluster", "folder", "kind", "new_database", "small_disk", "store", "url"]
EXAMPLE = """examples:
  - id: at-home
    title: {en: A project in Japan, ja: 日本国内の事業}
    as_of: 2019-06-01
    facts: {host_country: JP}
    expect: {outcome: ineligible}
"""
SOUND = Path(__file__).parents[1] / "compiler" / "rules"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the keys `office` and `other`."""
    made = tmp_path_factory.mktemp("keys")
    assert [*new_key(made / "office"), *new_key(made / "other")] == []
    return made


@pytest.fixture(scope="session")
def key(keys: Path) -> SigningKey:
    found, _ = private_key(keys / "office")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def small_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules of tests/compiler with a worked example that holds: nobody helps Japan itself."""
    made = Path(shutil.copytree(SOUND, tmp_path_factory.mktemp("small") / "rules"))
    (made / "trial" / "examples.yaml").write_text(EXAMPLE, encoding="utf-8")
    return made


@pytest.fixture
def settings(keys: Path, small_rules: Path, tmp_path: Path) -> Settings:
    """A service over a copy of the small rules, which takes what `office` signs."""
    shutil.copytree(small_rules, tmp_path / "rules")
    publishers = (public_half(keys / "office"),)
    return Settings(rules=tmp_path / "rules", publisher_keys=publishers, cache=str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def files(small_rules: Path) -> dict[str, bytes]:
    """The small rules by path."""
    found, faults = folder_files(small_rules)
    assert faults == []
    return found


@pytest.fixture
def signed(files: dict[str, bytes], key: SigningKey) -> Callable[[dict[str, bytes]], bytes]:
    """Makes a signed bundle of the small rules with other files in the place of some."""
    return lambda changed: pack({**files, **changed}, key)


@pytest.fixture
def bundle(files: dict[str, bytes], key: SigningKey) -> Callable[..., bytes]:
    """Makes a signed bundle of the small rules, in which texts of `trial/ruleset.yaml` were exchanged."""

    def make(*exchanged: tuple[str, str]) -> bytes:
        text = files["trial/ruleset.yaml"].decode()
        for old, new in exchanged:
            assert old in text
            text = text.replace(old, new, 1)
        return pack({**files, "trial/ruleset.yaml": text.encode()}, key)

    return make
