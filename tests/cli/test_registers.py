"""`hantei register`: listed, shown and exported; a cell that a spreadsheet would run is text."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from engine.plan import Record, Register
from service.cli.register_csv import BOM, guarded, register_csv
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
