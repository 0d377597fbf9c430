"""The report as PDF: Japanese fonts inside, the figures of the page, and a receipt that verifies and replays."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.pages.walking import MODEL_PROJECT, START, Walk

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))


@pytest.fixture(scope="module")
def report(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    walk = Walk(client, "")
    walk.through(START, MODEL_PROJECT)
    answer = client.get(walk.path.replace("/check/answers", "/check/result.pdf"))
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="hantei-jcm-model-projects.pdf"' in answer.headers["content-disposition"]
    file = tmp_path_factory.mktemp("report") / "report.pdf"
    file.write_bytes(answer.content)
    return file


def told(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", check=True).stdout


def test_it_says_what_the_page_says(report: Path) -> None:
    text = told("pdftotext", "-layout", report, "-")
    assert "適格：要件を満たす見込みです" in text
    assert "（400,000,000円）" in text
    assert "hantei verify receipt.json" in text
    assert "補助を約束するものでもありません" in text.replace("\n", "").replace(" ", "")


def test_japanese_fonts_are_embedded(report: Path) -> None:
    fonts = told("pdffonts", report).splitlines()[2:]
    assert any("CJK-JP" in line or "BIZ" in line or "IPA" in line for line in fonts)
    assert all(" yes yes " in line for line in fonts), "embedded and a subset"


def test_the_receipt_inside_verifies_and_gives_the_same_answer_again(report: Path) -> None:
    receipt = report.parent / "receipt.json"
    told("pdfdetach", "-saveall", "-o", report.parent, report)
    for command in ("verify", "replay"):
        done = subprocess.run(
            [sys.executable, "-m", "service.cli.main", command, str(receipt)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
    seal = receipt.read_text(encoding="utf-8").split('"hash":"')[1].split('"')[0]
    assert seal in told("pdftotext", report, "-").replace("\n", "")
