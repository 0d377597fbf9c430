"""What is built is what was written: a wheel, and a wheel from the sdist, work in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FACTS = {"total_project_cost": 80000000, "financing_track": "sovereign"}


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**{name: value for name, value in os.environ.items() if name != "PYTHONPATH"}, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that was built from the sdist, as a package index would."""
    out = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--installer",
        "uv",
        "--outdir",
        out,
        ROOT,
        cwd=out,
        PATH=f"{BIN}:{os.environ['PATH']}",
    )
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it needs, nothing of the checkout."""
    place = tmp_path_factory.mktemp("installed")
    run(BIN / "uv", "venv", "-q", "--python", sys.executable, place / "venv", cwd=place)
    python = place / "venv/bin/python"
    run(BIN / "uv", "pip", "install", "-q", "--python", python, "-c", ROOT / "constraints.txt", wheel, cwd=place)
    return python.parent


def test_the_wheel_holds_rules_and_schemas_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "engine/_data/rules/jcm/model-projects/ruleset.yaml" in names
    assert "engine/_data/schemas/ruleset.schema.json" in names
    assert "hantei.py" in names and "engine/py.typed" in names
    pages = {"service/static/pages.css", "service/static/vendor/htmx/htmx.min.js", "service/templates/layout.html"}
    assert pages | {"service/locale/ja/common.po"} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "features/", "proposals/", "bench/"))]


def test_the_public_names_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    found = run(
        installed / "python", "-c", "import hantei; print(hantei.__file__, hantei.check, hantei.feel)", cwd=tmp_path
    )
    assert str(ROOT) not in found and "check" in found


def test_the_installed_command_answers_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(FACTS), encoding="utf-8")
    found = json.loads(
        run(
            installed / "hantei", "check", "jcm/fund", "facts.json", "--as-of", "2019-12-01", "--json",
            cwd=tmp_path, HANTEI_CACHE=str(tmp_path / "cache"),
        )
    )  # fmt: skip
    [determination] = found["determinations"]
    # 10 % of USD 80 M, below the ceiling of USD 10 M (JF-07)
    assert determination["amounts"]["maximum_grant"]["value"] == "8000000"
    assert determination["outcome"] == "undetermined"
