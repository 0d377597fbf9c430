"""`hantei register`: listed, shown and exported; a cell that a spreadsheet would run is text."""

from __future__ import annotations

import csv
import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from engine.catalogue import open_catalogue
from engine.plan import Record, Register
from engine.resources import rules_root
from engine.source import RULE_FILE, read_yaml
from service.catalogue.register_csv import BOM, guarded, register_csv
from service.cli.register_cells import read_sheet
from service.cli.register_import import written
from tests.cli.processes import run
from tests.evaluator.plans import fact, number, word


def test_the_registers_are_listed_with_their_size() -> None:
    said = run("register", "list", COLUMNS="100").stdout.decode()
    assert "jcm-adoptions" in said
    assert "Projects adopted for a JCM subsidy (48 rows)" in said


def test_a_register_is_shown_with_days_that_are_not_known_as_such() -> None:
    said = run("register", "show", "jcm-adoptions", COLUMNS="100").stdout.decode()
    assert "rows may be missing" in said
    assert "fy2018-th-1  some day after 2018-03-31, by 2019-03-31" in said
    assert "some day after 2013-03-31\n" in said


def test_a_register_that_is_not_there_is_named_with_the_nearest() -> None:
    done = run("register", "show", "jcm-adoption", "--lang", "ja")
    assert done.returncode == 2
    assert "`jcm-adoptions` のことですか" in done.stderr.decode()


def test_an_exported_table_is_read_back_cell_by_cell() -> None:
    done = run("register", "export", "jcm-adoptions")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert len(rows) == 48
    row = next(one for one in rows if one["id"] == "fy2018-th-1")
    assert row["country"] == "TH"
    assert row["technology_classes"] == "solar_pv; refrigerator"
    assert (row["from"], row["from_after"], row["from_by"]) == ("", "2018-03-31", "2019-03-31")
    assert row["source"] == "nikkeibp-2018#adopted"


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-cmd", "@sum", "\tx", "-1-1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "-0.25", "a=b", "", "Solar, 5 MW"])
def test_plain_numbers_and_texts_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_excel_gets_its_mark_and_lines_end_as_the_standard_says() -> None:
    columns = {"name": fact("name", "text"), "factor": number("factor", None)}
    values = {"name": '=HYPERLINK("x"), "y"', "factor": Decimal("-0.5")}
    register = Register(
        "r", word("r"), "record", columns=columns, records=(Record("a", values, *[None] * 4, ("b#c",)),)
    )
    text = register_csv(register, excel=True)
    assert text.startswith(BOM)
    assert text.endswith("b#c\r\n")
    assert 'a,"\'=HYPERLINK(""x""), ""y""",-0.5,' in text


def test_every_register_comes_back_from_its_csv_as_it_was() -> None:
    catalogue = open_catalogue()
    assert len(catalogue.registers()) >= 8
    for name, register in catalogue.registers().items():
        for excel in (False, True):
            sheet, faults = read_sheet(register_csv(register, excel=excel).encode(), "r.csv", register)
            assert (faults, sheet is None) == ([], False), name
            path = f"registers/{name}.yaml"
            text = catalogue.files.read(path) or b""
            old, _ = read_yaml(text, path, RULE_FILE)
            assert old is not None
            assert sheet is not None
            assert written(old, register, sheet) == text.decode(), name


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules with one register, the countries it names, and the sources of both; no rule set."""
    rules = tmp_path / "rules"
    for folder in ("registers", "sources"):
        (rules / folder).mkdir(parents=True)
    for name in ("jcm-partners", "territories"):
        text = (rules_root() / "registers" / f"{name}.yaml").read_text(encoding="utf-8")
        (rules / "registers" / f"{name}.yaml").write_text(text, encoding="utf-8")
        for source in set(re.findall(r"([a-z0-9-]+)#", text)):
            shutil.copy(rules_root() / "sources" / f"{source}.yaml", rules / "sources")
    return rules


def partners(rules: Path, tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The register of partner countries as CSV, with some texts in place of others."""
    text = register_csv(open_catalogue(rules).registers()["jcm-partners"])
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = tmp_path / "partners.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def test_what_would_change_is_shown_and_written_only_when_asked_for(rules: Path, tmp_path: Path) -> None:
    file = partners(rules, tmp_path, ("\r\nMN,2013-01-08,", "\r\nMN,2013-01-09,"))
    register = rules / "registers/jcm-partners.yaml"
    before = register.read_text(encoding="utf-8")
    asked = ("register", "import", "jcm-partners", str(file), "--rules", str(rules))
    shown = run(*asked)
    assert shown.returncode == 1
    assert "-  - {item: MN, from: 2013-01-08, source: [mofa-partners#mn" in shown.stdout.decode()
    assert "+  - {item: MN, from: 2013-01-09, source: [mofa-partners#mn" in shown.stdout.decode()
    assert "`--write`" in shown.stderr.decode()
    assert register.read_text(encoding="utf-8") == before
    assert run(*asked, "--write").returncode == 0
    # one line differs: remarks, and the rows that were not changed, stand as they stood
    assert register.read_text(encoding="utf-8") == before.replace(
        "item: MN, from: 2013-01-08", "item: MN, from: 2013-01-09"
    )
    assert run("lint", "--rules", str(rules)).returncode == 0
    assert run(*asked).stderr.decode() == "nothing would change\n"


def test_every_cell_at_fault_is_named_by_line_and_column_and_nothing_is_written(rules: Path, tmp_path: Path) -> None:
    file = partners(
        rules, tmp_path, ("\r\nMN,2013-01-08,", "\r\nMMN,2013-01-08,"), ("\r\nCR,2013-12-09,", "\r\nCR,2013-13-09,")
    )
    before = (rules / "registers/jcm-partners.yaml").read_bytes()
    done = run("register", "import", "jcm-partners", str(file), "--rules", str(rules), "--write", "--lang", "ja")
    said = done.stderr.decode()
    assert done.returncode == 2
    assert "partners.csv:10:1" in said  # the ninth row; the head line is the first
    assert "列 `from`：`2013-13-09`" in said
    assert (rules / "registers/jcm-partners.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-header"),
        (b"item,form,from_after,from_by,until,published,source\r\n", "unknown-column"),
        (b"item,from,from_after,from_by,until,published,source\r\nMN,2013-01-08\r\n", "wrong-number-of-cells"),
        (
            b"item,from,from_after,from_by,until,published,source\r\nMN,2013-01-08,2013-01-01,,,,a#b\r\n",
            "two-first-days",
        ),
        (b'item,"from\r\n', "not-csv"),
        ("item,国\r\n".encode("shift_jis"), "not-utf8"),
        (b"x" * 5_000_001, "file-too-large"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(content: bytes, code: str) -> None:
    register = open_catalogue().registers()["jcm-partners"]
    _, faults = read_sheet(content, "r.csv", register)
    assert code in [fault.code for fault in faults]
