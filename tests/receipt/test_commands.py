"""`check --receipt`, `verify`, `replay`, `redact` and `keys new`, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.determinations.receipts import write_receipt
from tests.api.conftest import COMPLETE
from tests.receipt.receipts import MODEL, changed, complete

ENGLISH = {"LANG": "C.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "HANTEI_SIGNING_KEY": ""}


def hantei(*arguments: str | Path, **env: str) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env=ENGLISH | env)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(COMPLETE), encoding="utf-8")
    return file


@pytest.fixture
def key(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "office.pem"
    assert hantei("keys", "new", path).exit_code == 0
    yield path


@pytest.fixture
def receipt(tmp_path: Path, facts: Path) -> Path:
    return checked(tmp_path, facts)


def checked(folder: Path, facts: Path, **env: str) -> Path:
    file = folder / "receipt.json"
    done = hantei("check", MODEL, facts, "--as-of", "2019-06-01", "--receipt", file, **env)
    assert done.exit_code == 0, done.stderr
    return file


def test_the_answer_is_printed_as_ever_and_kept_in_one_whole_file(tmp_path: Path, facts: Path) -> None:
    words = ("check", MODEL, facts, "--as-of", "2019-06-01", "--json")
    plain = hantei(*words)
    kept = hantei(*words, "--receipt", tmp_path / "receipt.json")
    assert kept.stdout == plain.stdout
    text = (tmp_path / "receipt.json").read_text(encoding="utf-8")
    assert json.loads(text)["answer"] == json.loads(plain.stdout)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "receipt.json"]


def test_salts_are_new_in_each_receipt(tmp_path: Path, facts: Path) -> None:
    salts = [json.loads(checked(tmp_path, facts).read_text(encoding="utf-8"))["places"] for _ in range(2)]
    both = [{place["salt"] for place in one} for one in salts]
    assert both[0].isdisjoint(both[1])


def test_a_receipt_verifies_and_replays(receipt: Path) -> None:
    verified, replayed = hantei("verify", receipt), hantei("replay", receipt)
    assert (verified.exit_code, replayed.exit_code) == (0, 0), (verified.stderr, replayed.stderr)
    assert "as it was made" in verified.stdout
    assert "not signed" in verified.stdout
    assert replayed.stdout == "identical: every field is the same\n"
    assert hantei("replay", receipt, "--lang", "ja").stdout == "一致：すべての項目が同じです\n"


def test_a_signed_receipt_says_by_which_key(tmp_path: Path, facts: Path, key: Path) -> None:
    file = checked(tmp_path, facts, HANTEI_SIGNING_KEY=str(key))
    assert "the receipt names" in hantei("verify", file).stdout
    named = hantei("verify", file, "--key", f"{key}.pub")
    assert (named.exit_code, "by the key you named" in named.stdout) == (0, True)
    other = tmp_path / "other.pem"
    hantei("keys", "new", other)
    found = hantei("verify", file, "--key", f"{other}.pub", "--json")
    assert (found.exit_code, json.loads(found.stdout)["signature"]) == (1, "other-key")
    assert key.read_text(encoding="utf-8").splitlines()[1] not in file.read_text(encoding="utf-8")


def test_a_receipt_without_a_signature_does_not_satisfy_a_key(receipt: Path, key: Path) -> None:
    found = hantei("verify", receipt, "--key", f"{key}.pub", "--json")
    assert (found.exit_code, json.loads(found.stdout)["signature"]) == (1, "none")


def test_a_key_that_cannot_be_used_ends_the_check_before_anything_is_written(tmp_path: Path, facts: Path) -> None:
    file = tmp_path / "receipt.json"
    done = hantei("check", MODEL, facts, "--receipt", file, HANTEI_SIGNING_KEY=str(tmp_path / "nowhere"))
    assert (done.exit_code, done.stdout, file.exists()) == (2, "", False)
    assert "key-not-readable" in done.stderr


def test_an_altered_receipt_neither_verifies_nor_replays(receipt: Path, tmp_path: Path) -> None:
    text = receipt.read_text(encoding="utf-8").replace('"outcome":"eligible"', '"outcome":"ineligible"')
    receipt.write_text(text, encoding="utf-8")
    verified = hantei("verify", receipt, "--json")
    assert (verified.exit_code, json.loads(verified.stdout)["intact"]) == (1, False)
    for words in (("replay", receipt), ("redact", receipt, "--fact", "eligible_cost", "--out", tmp_path / "x")):
        done = hantei(*words)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "receipt-altered" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_redacted_receipt_verifies_but_does_not_replay_whole(tmp_path: Path, facts: Path, key: Path) -> None:
    file = checked(tmp_path, facts, HANTEI_SIGNING_KEY=str(key))
    public = tmp_path / "public.json"
    done = hantei("redact", file, "--fact", "eligible_cost", "--fact", "applicant.country", "--out", public)
    assert (done.exit_code, done.stdout) == (0, "")
    assert hantei("redact", file, "--fact", "eligible_cost", "--fact", "applicant.country").stdout == public.read_text(
        encoding="utf-8"
    )
    verified = hantei("verify", public, "--key", f"{key}.pub", "--json")
    assert verified.exit_code == 0
    assert json.loads(verified.stdout)["redacted"] == ["applicant.country", "eligible_cost"]
    replayed = hantei("replay", public, "--json")
    told = json.loads(replayed.stdout)
    assert (replayed.exit_code, told["verdict"], told["differences"]) == (1, "partial", [])
    assert "cannot be replayed whole" in hantei("replay", public).stdout
    assert "全体の再判定はできません" in hantei("replay", public, "--lang", "ja").stdout


def test_differences_are_shown_field_by_field(tmp_path: Path) -> None:
    from engine.receipt import seal

    made = changed(complete(), "answer", "determinations", 0, "amounts", "maximum_subsidy", "value", to="500000000")
    file = tmp_path / "receipt.json"
    assert write_receipt(file, {**made, "hash": seal(made)}) == []
    done = hantei("replay", file)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "different; fields that are not the same: 1",
        "the engine is not that of the receipt (version): 1.2.3 then, 0.1.0 now",
        f'  determinations › {MODEL} › amounts › maximum_subsidy › value: was "500000000", is "400000000"',
    ]
    [one] = json.loads(hantei("replay", file, "--json").stdout)["differences"]
    assert (one["was"], one["now"]) == ("500000000", "400000000")


@pytest.mark.parametrize("command", ["verify", "replay", "redact"])
@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "file-not-found"), ("{}", "not-a-receipt"), ("{", "json-syntax"), ("[[]]", "not-a-receipt")],
)
def test_what_is_no_receipt_is_refused(tmp_path: Path, command: str, content: str | None, code: str) -> None:
    file = tmp_path / "receipt.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    done = hantei(command, file, *(("--fact", "x") if command == "redact" else ()))
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"[{code}]" in done.stderr
    assert f"エラー[{code}]" in hantei(
        command, file, *(("--fact", "x") if command == "redact" else ()), "--lang", "ja"
    ).stderr  # fmt: skip


def test_a_receipt_that_cannot_be_written_is_a_fault_and_leaves_nothing(tmp_path: Path, facts: Path) -> None:
    done = hantei("check", MODEL, facts, "--receipt", tmp_path / "nowhere" / "receipt.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot-write" in done.stderr
    folder = tmp_path / "folder"
    folder.mkdir()
    assert [fault.code for fault in write_receipt(folder, complete())] == ["cannot-write"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "folder"]


def test_a_fact_that_is_not_in_the_receipt_is_asked_back(receipt: Path) -> None:
    done = hantei("redact", receipt, "--fact", "eligble_cost")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean `eligible_cost`?" in done.stderr
