"""The report as PDF: Japanese fonts inside, the figures of the page, and a receipt that verifies and replays."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.pages.officer_desk import own_desk, store_behind
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


# --- of a stored determination ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str]]:
    """The PDF of a determination that is kept, the hash of its receipt, and the PDF once a fact was taken out."""
    facts = {
        "eligible_cost": 1_000_000_000,
        "similar_projects_adopted": 3,
        "subsidy_requested": 450_000_000,
        "host_country": "VN",
    }
    with own_desk() as client:
        asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": facts}
        id_ = client.post("/api/v1/determinations", json=asked).json()["id"]
        path = f"/ja/officer/determinations/{id_}"
        assert f'href="{path}/report.pdf"' in client.get(path).text
        answer = client.get(f"{path}/report.pdf")
        assert answer.headers["content-type"] == "application/pdf"
        file = tmp_path_factory.mktemp("kept") / "kept.pdf"
        file.write_bytes(answer.content)
        store = store_behind(client)
        found = store.determinations.get(id_)
        assert found is not None
        store.determinations.redact(id_, ["eligible_cost"], "hana", "asked for")
        file.with_name("redacted.pdf").write_bytes(client.get(f"{path}/report.pdf").content)
        yield file, found[1]["hash"], id_


def test_a_kept_determination_has_its_caps_on_paper(kept: tuple[Path, str, str]) -> None:
    """40 % of 1,000,000,000 bind at 400,000,000; 450,000,000 asked are 50,000,000 more."""
    file, seal, id_ = kept
    text = told("pdftotext", "-layout", file, "-")
    plain = "".join(text.split())
    assert id_ in plain and seal in plain
    assert "補助金の上限額：4億円（400,000,000円）" in plain
    assert "額を決めている上限：補助対象経費×補助率の上限出典：[1]" in plain
    assert "5,000万円（50,000,000円）超過" in plain
    assert "16億円" in plain, "2,000,000,000 less 400,000,000: the room below the ceiling"
    told("pdfdetach", "-saveall", "-o", file.parent, file)
    assert f'"hash":"{seal}"' in (file.parent / "receipt.json").read_text(encoding="utf-8")


def test_what_was_taken_out_is_not_on_paper(kept: tuple[Path, str, str]) -> None:
    text = "".join(told("pdftotext", "-layout", kept[0].with_name("redacted.pdf"), "-").split())
    assert "1,000,000,000" not in text and "4億円" not in text
    assert "理由は判定書にだけ残っています" in text
