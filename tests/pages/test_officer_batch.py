"""Batches at the desk: sheets as people make them in, tables out, faults in their cells, nothing lost on the way."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from starlette.testclient import TestClient

from service.pages.officer import background
from service.pages.officer.sheets import FORMULA, MOST_ROWS, read_sheet
from tests.pages.officer_desk import desk, own_desk, store_behind, words

BATCH = "/en/officer/batch"
HEAD = ["整理番号", "補助対象経費", "類似技術の採択件数", "Host country", "work_start", "grant_decision_date"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with own_desk() as opened:
        yield opened


def xlsx(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: TestClient, content: bytes, name: str = "may.xlsx", **fields: str) -> Any:
    told = {"ruleset": "jcm/model-projects", "as_of": "2019-06-01", **fields}
    return client.post(BATCH, data=told, files={"file": (name, content)})


def finished(client: TestClient, path: str) -> Any:
    """The page of a batch once all of it is done."""
    for _ in range(200):
        page = client.get(path)
        if "lines are checked." in page.text and "All " in page.text:
            return page
        time.sleep(0.05)
    raise AssertionError(words(page.text))


def test_a_workbook_comes_back_as_a_table_with_faults_in_their_cells(client: TestClient) -> None:
    sheet = xlsx(
        HEAD,
        # 40 % of 1,000,000,000 for two precedents
        ["A-1", "１０億円", "２", "VN", date(2019, 8, 2), date(2019, 8, 1)],
        # 30 % of 8,000,000,000 are 2,400,000,000: the ceiling of 2,000,000,000 binds
        ["A-2", 8_000_000_000, 4, "ベトナム", None, None],
        ["=A-3", "lots", -1, "VN", None, None],
        ["A-4", "=1+1", 0, None, None, None],
    )
    page = finished(client, str(send(client, sheet).url))
    said = words(page.text).replace("\xa0", " ")
    assert "40% Greatest subsidy rate by the number of similar projects" in said
    assert "JPY 400,000,000 Cost eligible for the subsidy × Greatest subsidy rate" in said
    assert "JPY 2,000,000,000 Greatest subsidy for a project" in said
    assert "補助対象経費 lots : “Cost eligible for the subsidy” wants a number in JPY, not “lots”." in said
    assert "類似技術の採択件数 -1 :" in said
    assert "補助対象経費 =… : The cell holds a formula. Paste its value." in said
    assert "Lines with faults 2" in said


def test_results_are_taken_away_as_text_that_is_never_run(client: TestClient) -> None:
    sheet = xlsx(HEAD, ["+cmd|'/c calc'!A0", "10億", 2, "VN", None, None], ["B-2", "much", 1, "VN", None, None])
    path = str(send(client, sheet).url)
    finished(client, path)
    csv = client.get(f"{path}/results?format=csv")
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert "\n'+cmd|'/c calc'!A0," in csv.text
    assert ",400000000.00," in csv.text or ",400000000," in csv.text
    book = load_workbook(io.BytesIO(client.get(f"{path}/results?format=xlsx").content))
    rows = list(book.active.iter_rows())  # type: ignore[union-attr]
    assert (rows[1][0].data_type, rows[1][0].value) == ("s", "+cmd|'/c calc'!A0")
    assert [cell.value for cell in rows[0]][6:10] == [
        "Outcome",
        "Greatest subsidy rate – at least",
        "Greatest subsidy rate – at most",
        "Greatest subsidy rate – what binds",
    ]
    low, high = rows[1][10], rows[1][11]
    assert (low.value, high.value, low.data_type) == (400_000_000, 400_000_000, "n")
    assert rows[2][1].fill.fgColor.rgb == "00FFD9D9" and "wants a number in JPY" in rows[2][1].comment.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("between", [",", "\t"])
def test_csv_is_read_as_excel_in_japan_writes_it(encoding: str, between: str) -> None:
    text = between.join(["整理番号", "補助対象経費"]) + "\r\n" + between.join(["一号", '"１，０００"']) + "\r\n"
    sheet, faults = read_sheet(text.encode(encoding))
    assert faults == [] and sheet is not None
    assert (sheet.head, sheet.rows) == (("整理番号", "補助対象経費"), ((2, ("一号", "１，０００")),))


def test_numbers_days_and_formulas_of_a_workbook_are_text() -> None:
    sheet, _ = read_sheet(xlsx(["a", "b", "c", "d"], [0.3, 12345678901, date(2019, 6, 1), "=SUM(A1)"]))
    assert sheet is not None
    assert sheet.rows == ((2, ("0.3", "12345678901", "2019-06-01", FORMULA)),)


def far_out() -> bytes:
    """A workbook with one cell in the last row and column that there are."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["a"], ["b"]))) as before, zipfile.ZipFile(changed, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.startswith("xl/worksheets/"):
                content = content.replace(b'r="A2"', b'r="XFD1048576"')
            after.writestr(part, content)
    return changed.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<c>" * 20_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet-empty"),
        ("整理番号\n".encode(), "sheet-empty"),
        (b"\xff\xfe\x00\x81", "sheet-not-text"),
        (b"%PDF-1.7\n1 0 obj\n", "sheet-not-text"),
        (b"a,b\n1,\0\n", "sheet-not-text"),
        (b"PK\x03\x04 nothing", "workbook-not-read"),
        (far_out(), "sheet-too-large"),
        (bomb(), "sheet-too-large"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "sheet-too-large"),
        (b"a," * 2_000 + b"\n1\n", "sheet-too-large"),
    ],
    ids=["nothing", "head", "bytes", "pdf", "zero-byte", "torn", "far-out", "bomb", "long", "wide"],
)
def test_a_file_that_is_no_sheet_is_refused(content: bytes, code: str) -> None:
    sheet, [fault] = read_sheet(content)
    assert sheet is None and fault.code == code
    assert fault.help is not None and fault.help.ja


def test_a_head_that_is_no_fact_is_told_with_what_was_meant(client: TestClient) -> None:
    answer = send(client, xlsx(["整理番号", "補助対象経非"], ["A", 5]))
    assert answer.status_code == 422
    assert "“補助対象経費”" in answer.text and 'id="file-error"' in answer.text
    nothing = client.post(BATCH, data={"ruleset": "x", "as_of": "soon"})
    for field in ("ruleset", "as_of", "file"):
        assert f'href="#{field}"' in nothing.text


def test_the_template_is_what_the_form_takes(client: TestClient) -> None:
    for lang in ("ja", "en"):
        template = client.get(f"/{lang}/officer/batch/template?ruleset=jcm/model-projects&format=xlsx").content
        book = load_workbook(io.BytesIO(template))
        sheet = book.worksheets[0]
        assert sheet.max_column == 28  # the reference and the 27 facts of the rule set
        filled = Workbook()
        assert filled.active is not None
        filled.active.append([cell.value for cell in sheet[1]])
        filled.active.append(["A-1", *[None] * 26, "はい"])
        out = io.BytesIO()
        filled.save(out)
        page = finished(client, str(send(client, out.getvalue()).url))
        assert "Cannot be decided yet 1" in words(page.text)


def test_another_officer_does_not_see_it_and_it_can_be_taken_away(client: TestClient) -> None:
    path = str(send(client, xlsx(HEAD, ["A", 1, 1, None, None, None])).url)
    finished(client, path)
    url = store_behind(client).database.url.render_as_string(hide_password=False)
    with desk(url, name="another") as other:
        assert other.get(path).status_code == 404
        assert other.post(f"{path}/remove").status_code == 404
    assert client.post(f"{path}/remove").status_code == 200
    assert client.get(path).status_code == 404


def test_kept_determinations_are_in_the_log(client: TestClient) -> None:
    before = len(store_behind(client).determinations.page(limit=100).items)
    page = finished(client, str(send(client, xlsx(HEAD, ["K-1", 5, 1, "VN", None, None]), keep="1").url))
    assert "/officer/determinations/" in page.text
    assert len(store_behind(client).determinations.page(limit=100).items) == before + 1


def test_a_batch_can_be_cancelled_and_a_dead_worker_is_taken_over(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[f"R-{at}", 10**9, 2, "VN", None, None] for at in range(60)]
    with monkeypatch.context() as patched:
        patched.setattr(background, "_run", lambda *_: None)  # a worker that dies at once
        path = str(send(client, xlsx(HEAD, *rows)).url)
        cancelled = str(send(client, xlsx(HEAD, *rows)).url)
    assert "0 of 60 lines are checked." in words(client.get(path).text)
    assert "Cancelled after 0 of 60 lines." in words(client.post(f"{cancelled}/cancel").text)
    # nobody was heard of for longer than a worker may be silent
    store = store_behind(client)
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE batches SET beat = '2019-01-01T00:00:00.000000Z'")
    page = finished(client, path)
    assert "Cannot be decided yet 60" in words(page.text)
    assert "Cancelled after 0 of 60 lines." in words(client.get(cancelled).text)
