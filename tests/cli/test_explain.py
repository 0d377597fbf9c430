"""`hantei explain`: of facts and of receipts, in four forms."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.processes import ROOT, run

MODEL = "jcm/model-projects"
DATED = ("--as-of", "2019-06-01", "--lang", "en")


@pytest.fixture(scope="module")
def receipt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The receipt of the pumps of Da Nang as if proposed in fiscal 2019."""
    file = tmp_path_factory.mktemp("receipts") / "receipt.json"
    done = run("check", MODEL, ROOT / "proposals/da-nang-pumps/facts.yaml", *DATED, "--receipt", file)
    assert done.returncode == 0, done.stderr
    return file


def test_each_form_tells_the_same_figure(complete: Path) -> None:
    """1,000,000,000 JPY at 40 % (three precedents, Table 8): 400,000,000 JPY."""
    told = {
        form: run("explain", MODEL, complete, *DATED, "--format", form).stdout.decode()
        for form in ("text", "markdown", "html", "json")
    }
    assert "Greatest subsidy: JPY 400,000,000" in told["text"]
    assert "- **Greatest subsidy**: JPY 400,000,000" in told["markdown"]
    assert ET.fromstring(told["html"]).get("lang") == "en"  # noqa: S314 - our own page
    body = json.loads(told["json"])
    assert body["format"] == "hantei-explanation-1"
    amounts = {one["name"]: one["figure"] for one in body["determinations"][0]["amounts"]}
    assert (amounts["maximum_subsidy"]["value"], amounts["maximum_subsidy"]["unit"]) == ("400000000", "JPY")


def test_it_tells_until_when_the_answer_holds_and_what_stands_behind_it(complete: Path) -> None:
    told = run("explain", MODEL, complete, *DATED).stdout.decode()
    assert "Until when this holds" in told
    assert "What stands behind the facts" in told
    assert f"{MODEL}, version " in told
    assert "→" not in told


def test_strictly_asked_it_holds_until_a_rule_ends_it_and_not_the_way_of_asking(complete: Path) -> None:
    """All facts are declared only, so no criterion counts as met; the rate of Table 8 is evidenced for fiscal 2019."""
    told = run("explain", MODEL, complete, *DATED, "--evidence", "documented").stdout.decode()
    assert "Not determined yet" in told
    asked = run("explain", MODEL, complete, *DATED).stdout.decode()
    until = [line for text in (told, asked) for line in text.splitlines() if "stay the same until" in line]
    assert len(set(until)) == 1, until


def test_the_trace_is_told_on_request(complete: Path) -> None:
    told = run("explain", MODEL, complete, *DATED, "--trace").stdout.decode()
    assert "subsidy_floor → JPY 50,000,000" in told


def test_a_receipt_is_explained_as_what_it_was_made_of(receipt: Path) -> None:
    of_receipt = run("explain", receipt, "--lang", "en")
    of_facts = run("explain", MODEL, ROOT / "proposals/da-nang-pumps/facts.yaml", *DATED)
    assert of_receipt.returncode == 0, of_receipt.stderr
    assert of_receipt.stdout == of_facts.stdout
    assert of_receipt.stderr == b""


def test_a_receipt_whose_facts_were_taken_out_is_not_explained(receipt: Path, tmp_path: Path) -> None:
    public = tmp_path / "public.json"
    assert run("redact", receipt, "--fact", "eligible_cost", "--out", public).returncode == 0
    done = run("explain", public)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"receipt-redacted" in done.stderr
    assert b"`eligible_cost` was taken out" in done.stderr


def test_a_receipt_that_was_changed_is_not_explained(receipt: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.json"
    changed.write_text(receipt.read_text(encoding="utf-8").replace("da-nang", "elsewhere"), encoding="utf-8")
    done = run("explain", changed)
    assert (done.returncode, done.stdout) == (1, b"")


def test_a_receipt_says_for_itself_what_was_asked(receipt: Path) -> None:
    done = run("explain", receipt, "--as-of", "2020-06-01")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"receipt-says-itself" in done.stderr
    assert b"`--as-of` is given" in done.stderr


def test_what_is_no_receipt_is_refused(complete: Path, tmp_path: Path) -> None:
    assert b"not-a-receipt" in run("explain", complete).stderr
    facts = tmp_path / "facts.yaml"
    facts.write_text("host_country: VN\n", encoding="utf-8")
    done = run("explain", facts)
    assert done.returncode == 2
    assert b"no-ruleset-named" in done.stderr


def test_facts_with_faults_are_refused_as_by_check(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("host_contry: VN\n", encoding="utf-8")
    explained, checked = (run(command, MODEL, facts, *DATED) for command in ("explain", "check"))
    assert (explained.returncode, explained.stdout) == (2, b"")
    assert explained.stderr == checked.stderr
