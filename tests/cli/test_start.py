"""What a check does not import: its start-up time is a promise (bench/start.py measures it)."""

from __future__ import annotations

from pathlib import Path

from tests.cli.processes import run

HEAVY = ("pydantic", "fastapi", "starlette", "jsonschema", "rich", "pint", "uvicorn", "engine.compiler.compilation")


def test_a_check_with_a_warm_cache_imports_nothing_heavy(complete: Path, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    words = ("check", "jcm/model-projects", complete, "--as-of", "2019-06-01", "--lang", "en", "--chainer", "reference")
    first = run(*words, HANTEI_CACHE=cache)
    again = run(*words, HANTEI_CACHE=cache, PYTHONPROFILEIMPORTTIME="1")
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout == again.stdout
    imported = {line.rpartition("|")[2].strip() for line in again.stderr.decode().split("\n")}
    assert "service.cli.check" in imported
    assert not [module for module in imported if module.startswith(HEAVY)]
    assert "yaml" not in imported, "facts in JSON and cached rules need no YAML"


def test_help_imports_nothing_of_the_engine() -> None:
    done = run("check", "--help", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.decode().split("\n")}
    assert done.returncode == 0
    assert not [module for module in imported if module.startswith(("engine", *HEAVY))]
