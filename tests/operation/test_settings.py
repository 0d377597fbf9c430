"""One class of settings: its page is true, its faults say what is wanted and repeat no secret."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from service.reference.settings_page import FILE, with_table
from service.settings import Settings, read_settings, variable


def test_the_page_has_every_setting_with_its_default() -> None:
    page = FILE.read_text(encoding="utf-8")
    assert with_table(page) == page, "run tools/generate"
    assert all(f"| `{variable(name)}` |" in page for name in Settings.model_fields)


def test_every_setting_says_what_it_sets() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_environment_sets_and_what_is_given_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANTEI_WORKERS", "4")
    monkeypatch.setenv("HANTEI_LARGEST_BODY", "2000")
    monkeypatch.setenv("HANTEI_TRUSTED_PROXIES", "10.0.0.1, 10.1.0.0/16")
    monkeypatch.setenv("HANTEI_DATABASE", "")
    settings, faults = read_settings(workers=2)
    assert (settings and settings.workers, faults) == (2, [])
    assert settings is not None
    assert (settings.largest_body, settings.trusted_proxies) == (2000, ("10.0.0.1", "10.1.0.0/16"))
    assert settings.database is None, "what is empty is not set"


def test_a_folder_of_secrets_comes_after_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hantei_secret_key").write_text("s" * 40, encoding="utf-8")
    (tmp_path / "hantei_database").write_text("sqlite:///from-file.db", encoding="utf-8")
    monkeypatch.setenv("HANTEI_SECRETS", str(tmp_path))
    monkeypatch.setenv("HANTEI_DATABASE", "sqlite:///from-environment.db")
    settings, faults = read_settings()
    assert settings is not None
    assert faults == []
    assert settings.secret_key is not None
    assert settings.secret_key.get_secret_value() == "s" * 40
    assert settings.database is not None
    assert settings.database.get_secret_value() == "sqlite:///from-environment.db"
    assert "s" * 40 not in repr(settings)
    monkeypatch.setenv("HANTEI_SECRETS", str(tmp_path / "nowhere"))
    assert [fault.code for fault in read_settings()[1]] == ["secrets-folder-not-found"]


@pytest.mark.parametrize(
    ("name", "value", "en", "ja"),
    [
        ("HANTEI_WORKERS", "0", "at least 1", "1 以上"),
        ("HANTEI_WORKERS", "99", "at most 64", "64 以下"),
        ("HANTEI_WORKERS", "two", "a whole number", "整数"),
        ("HANTEI_BODY_SECONDS", "0", "more than 0", "0 より大きい数"),
        ("HANTEI_BODY_SECONDS", "soon", "a number", "数"),
        ("HANTEI_METRICS", "perhaps", "`true` or `false`", "`true` または `false`"),
        ("HANTEI_LOG_FORMAT", "xml", "one of 'json' or 'text'", "次のいずれか：'json' or 'text'"),
        ("HANTEI_PUBLIC_URL", "hantei.example", "a text of the form", "の形の文字列"),
        ("HANTEI_SECRET_KEY", "geheim", "at least 32 characters", "32 文字以上"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_wanted(
    name: str, value: str, en: str, ja: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    settings, faults = read_settings()
    assert settings is None
    assert [fault.code for fault in faults] == ["wrong-setting"]
    assert f"`{name}` must be {en}" in faults[0].message.en
    assert ja in faults[0].message.ja
    assert "geheim" not in str(faults)


def test_a_variable_that_sets_nothing_is_told_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANTEI_DATABSE", "sqlite:///x.db")
    settings, [fault] = read_settings()
    assert settings is not None
    assert (fault.code, fault.help and fault.help.en) == ("unknown-setting", "did you mean `HANTEI_DATABASE`?")


def test_a_check_does_not_load_the_class() -> None:
    program = (
        "import sys; sys.argv = ['hantei', 'check', 'jcm/model-projects', '-', '--as-of', '2019-06-01'];"
        "import io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'{}'))\n"
        "from service.cli.main import main\n"
        "try: main()\nexcept SystemExit as left: assert not left.code, left.code\n"
        "assert 'service.settings' not in sys.modules and 'pydantic_settings' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
