"""`/api/v1/determinations`: kept once, shown again as it was, compared, replayed, verified, found by filters."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from service.api.idempotency import fingerprint, key_among_strangers
from service.app import create_app
from service.settings import Settings
from service.store import Store
from service.store.tables import idempotency
from service.web.state import Storage
from tests.api.conftest import COMPLETE, SECONDS
from tests.api.test_problems import assert_problem

LOG = "/api/v1/determinations"
ASKED: dict[str, Any] = {"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2019-06-01"}


def keep(client: TestClient, body: dict[str, Any] | None = None, key: str | None = None) -> Any:
    return client.post(LOG, json=body or ASKED, headers={"Idempotency-Key": key} if key else {})


@pytest.fixture(scope="module")
def kept(office: TestClient) -> str:
    """The address of a determination that was kept."""
    answer = keep(office)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def store_of(client: TestClient) -> Store:
    storage: Storage = client.app.state.storage  # type: ignore[attr-defined]  # the application under test
    return storage.store()


def test_what_is_kept_is_what_a_check_answers(office: TestClient, kept: str) -> None:
    receipt = office.get(kept).json()["receipt"]
    checked = office.post("/api/v1/checks", json=ASKED).json()
    figure = receipt["answer"]["determinations"][0]["amounts"]["maximum_subsidy"]["value"]
    assert figure == "400000000"  # 40 % of 1,000 million (Table 8: two similar projects)
    assert receipt["answer"]["determinations"] == checked["determinations"]
    assert receipt["answer"]["conclusions"] == checked["conclusions"]


def test_it_is_shown_as_a_page_in_a_language(office: TestClient, kept: str) -> None:
    shown = office.get(f"{kept}.html?lang=ja")
    assert (shown.status_code, shown.headers["content-language"]) == (200, "ja")
    assert '<html lang="ja">' in shown.text and "要件" in shown.text


@pytest.mark.parametrize(("lang", "said"), [("ja", "補助金の上限額：4億円（400,000,000円）"), ("en", "JPY400,000,000")])
def test_it_is_shown_on_paper_in_a_language(
    office: TestClient, kept: str, tmp_path: Path, lang: str, said: str
) -> None:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    shown = office.get(f"{kept}.pdf?lang={lang}")
    told = [shown.headers[name] for name in ("content-type", "content-language", "cache-control")]
    assert (shown.status_code, told) == (200, ["application/pdf", lang, "no-store"])
    file = tmp_path / "report.pdf"
    file.write_bytes(shown.content)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    plain = "".join(text.replace("\xa0", " ").split())
    assert said in plain and kept.rpartition("/")[2] in plain


def test_without_what_makes_a_pdf_the_same_is_offered_as_a_page(
    office: TestClient, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = office.get(f"{kept}.pdf")
    assert_problem(answer, 503, "pdf-unavailable")
    assert ".html" in answer.json()["detail"]
    assert office.get(f"{kept}.pdf?page=2").status_code == 422, "nothing is left unread"
    assert_problem(office.get("/api/v1/determinations/none.pdf"), 404, "nothing-stored")


def test_the_same_key_and_body_are_stored_once(office: TestClient) -> None:
    first, again = keep(office, key="once"), keep(office, key="once")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")


def test_the_same_key_with_another_body_is_refused(office: TestClient) -> None:
    keep(office, key="reused")
    answer = keep(office, {**ASKED, "as_of": "2019-06-02"}, key="reused")
    assert_problem(answer, 422, "idempotency-key-reused")
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"


def test_a_refused_request_frees_its_key(office: TestClient) -> None:
    assert_problem(
        keep(office, {"rulesets": ["jcm/fund"], "facts": {"nothing": 1}}, key="freed"), 422, "refused-request"
    )
    assert keep(office, key="freed").status_code == 201


def test_a_key_that_is_held_by_a_request_under_way_is_told_so(office: TestClient) -> None:
    """Eight at once with one key: one is stored, and each of the others gets it or is told to ask again."""
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda _: keep(office, key="at once"), range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.headers["location"] for answer in answers if answer.status_code == 201}) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert_problem(answer, 409, "request-in-flight")


def test_a_key_that_is_held_says_when_it_is_free(office: TestClient) -> None:
    body = json.dumps(ASKED).encode()
    request, key = fingerprint(f"POST {LOG}?".encode(), body), key_among_strangers("testclient", "died")
    store_of(office).idempotency.claim("anonymous", key, request)  # by a process that was killed since
    headers = {"Idempotency-Key": "died", "Content-Type": "application/json"}
    answer = office.post(LOG, content=body, headers=headers)
    assert_problem(answer, 409, "request-in-flight")
    assert SECONDS - 2 <= int(answer.headers["retry-after"]) <= SECONDS, "what is left of what a request may take"


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Makes another host of one service, which callers reach from an address."""
    settings = Settings(database=SecretStr(f"sqlite:///{tmp_path / 'hosts.db'}"), rate_anonymous=0)
    with ExitStack() as running:

        def host(address: str) -> TestClient:
            return running.enter_context(TestClient(create_app(settings), client=(address, 50_000)))

        yield host


def test_another_host_and_a_restarted_one_give_the_answer_that_was_given(hosts: Callable[..., TestClient]) -> None:
    first = keep(hosts("192.0.2.1"), key="once")
    for _ in range(2):
        again = keep(hosts("192.0.2.1"), key="once")
        assert (again.status_code, again.content) == (201, first.content)
        assert {**again.headers, "x-request-id": ""} == {
            **first.headers,
            "idempotency-replayed": "true",
            "x-request-id": "",
        }
    other = keep(hosts("192.0.2.1"), {**ASKED, "as_of": "2019-06-02"}, key="once")
    assert_problem(other, 422, "idempotency-key-reused")


def test_strangers_do_not_meet_in_a_key(hosts: Callable[..., TestClient]) -> None:
    """Neither what somebody else stored is told to who guesses the key and the body, nor that it was used."""
    mine = keep(hosts("192.0.2.1"), key="1")
    guessed = keep(hosts("192.0.2.2"), key="1")
    assert guessed.status_code == 201
    assert guessed.headers["location"] != mine.headers["location"]
    assert "idempotency-replayed" not in guessed.headers
    assert keep(hosts("192.0.2.3"), {**ASKED, "as_of": "2019-06-02"}, key="1").status_code == 201
    with store_of(hosts("192.0.2.1")).database.reading() as connection:
        kept = connection.execute(select(idempotency.c.caller, idempotency.c.key)).all()
    assert len({one.key for one in kept}) == 3
    assert "192.0.2" not in str(kept)


@pytest.mark.parametrize("key", ["", "x" * 256, "caf\u00e9".encode("latin-1").decode("latin-1")])
def test_a_key_that_is_none_is_refused(office: TestClient, key: str) -> None:
    answer = office.post(LOG, json=ASKED, headers=[(b"Idempotency-Key", key.encode("latin-1"))])
    assert_problem(answer, 422, "refused-parameters")
    assert answer.json()["errors"][0]["code"] == "idempotency-key-wrong"


def test_it_never_changes_until_facts_are_taken_out(office: TestClient) -> None:
    address = keep(office).headers["location"]
    first = office.get(address)
    assert first.headers["cache-control"] == "private, immutable"
    tag = first.headers["etag"]
    known = office.get(address, headers={"if-none-match": tag})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    id_ = address.rsplit("/", 1)[-1]
    _, faults = store_of(office).determinations.redact(id_, ["eligible_cost"], "officer", "asked for")
    assert not faults
    after = office.get(address, headers={"if-none-match": tag})
    assert after.status_code == 200
    assert after.headers["etag"] != tag
    assert set(after.json()["receipt"]["facts"]["eligible_cost"]) == {"redacted"}
    assert "1000000000" not in after.text
    assert office.get(f"{address}/verify").json()["redacted"] == ["eligible_cost"]
    assert office.get(f"{address}/verify").json()["intact"] is True
    assert office.get(f"{address}/replay").json()["verdict"] == "partial"
    for what in ("explanation", "compare"):
        assert_problem(office.get(f"{address}/{what}"), 409, "cannot-be-determined-again")


FORMS = [("text", "text/plain"), ("markdown", "text/markdown"), ("html", "text/html")]


@pytest.mark.parametrize(("form", "media_type"), FORMS)
def test_it_is_explained_in_the_form_and_language_asked_for(
    office: TestClient, kept: str, form: str, media_type: str
) -> None:
    asked = office.get(kept, params={"format": form, "lang": "ja"})
    liked = office.get(kept, headers={"accept": f"{media_type}, application/json;q=0.5", "accept-language": "ja"})
    assert asked.content == liked.content
    assert asked.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert asked.headers["content-language"] == "ja"
    assert "4億円" in asked.text
    assert "該当する17件の要件をすべて満たしています" in asked.text
    assert "40%" in office.get(kept, params={"format": form}).text


def test_the_page_is_the_form_html(office: TestClient, kept: str) -> None:
    page = office.get(f"{kept}.html")
    assert page.content == office.get(kept, params={"format": "html"}).content
    assert page.text.startswith('<!doctype html>\n<html lang="en">')


def test_as_json_the_explanation_is_in_both_languages(office: TestClient, kept: str) -> None:
    found = office.get(f"{kept}/explanation").json()
    assert found["format"] == "hantei-explanation-1"
    assert found["determinations"][0]["title"]["ja"] == "JCM設備補助事業"


def test_replaying_and_verifying_say_that_nothing_changed(office: TestClient, kept: str) -> None:
    assert office.get(f"{kept}/replay").json()["verdict"] == "identical"
    found = office.get(f"{kept}/verify").json()
    assert (found["intact"], found["signature"], found["redacted"]) == (True, "none", [])


def test_comparing_by_the_same_day_finds_nothing(office: TestClient, kept: str) -> None:
    found = office.get(f"{kept}/compare").json()
    assert (found["same"], found["differences"], found["refused"]) == (True, [], [])


def test_comparing_by_another_day_marks_what_is_different(office: TestClient, kept: str) -> None:
    """On 1 April 2020 the periods for which the rule set is complete have ended."""
    found = office.get(f"{kept}/compare", params={"as_of": "2020-04-01"}).json()
    assert (found["was"]["as_of"], found["now"]["as_of"], found["same"]) == ("2019-06-01", "2020-04-01", False)
    outcome = next(one for one in found["differences"] if one["at"][-1] == "outcome")
    assert (outcome["was"], outcome["now"]) == ("eligible", "undetermined")
    assert outcome["at"] == ["determinations", "jcm/model-projects", "outcome"]
    assert not [one for one in found["differences"] if one["at"][-1] in {"as_of", "digest"}]
    assert found["answer"]["determinations"][0]["outcome"] == "undetermined"


def test_the_log_is_read_page_by_page_with_its_filters(office: TestClient) -> None:
    for country in ("KE", "KE", "KE", "VN"):
        keep(office, {"rulesets": ["jcm/fund"], "facts": {"host_country": country}, "as_of": "2019-06-01"})
    # the fund is for countries of the Asian Development Bank only, of which Kenya is none
    asked = {"ruleset": "jcm/fund", "country": "KE", "outcome": "ineligible", "limit": "2"}
    first = office.get(LOG, params=asked)
    assert [one["country"] for one in first.json()["determinations"]] == ["KE", "KE"]
    following = first.json()["next"]
    assert first.headers["link"] == f'<{following}>; rel="next"'
    for name, value in asked.items():
        assert f"{name}={value.replace('/', '%2F')}" in following
    second = office.get(following)
    assert len(second.json()["determinations"]) == 1
    assert (second.json()["next"], second.headers.get("link")) == (None, None)
    seen = [one["recorded_at"] for answer in (first, second) for one in answer.json()["determinations"]]
    assert seen == sorted(seen, reverse=True)


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "a parameter that is misspelt": ({"rulesets": "jcm/fund"}, "unknown-parameter"),
    "a page of none": ({"limit": "0"}, "limit-out-of-bounds"),
    "a page of 101": ({"limit": "101"}, "limit-out-of-bounds"),
    "a page of full-width digits": ({"limit": "５"}, "limit-out-of-bounds"),
    "a day that is none": ({"since": "2019-02-29"}, "date-does-not-exist"),
    "an outcome that is none": ({"outcome": "eligable"}, "unknown-choice"),
    "a cursor of nobody": ({"cursor": "AAAA"}, "cursor-unknown"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_parameter_that_cannot_be_is_told(office: TestClient, what: str) -> None:
    asked, code = REFUSED[what]
    answer = office.get(LOG, params=asked)
    assert_problem(answer, 422, "refused-parameters")
    [error] = answer.json()["errors"]
    assert (error["parameter"], error["code"]) == (next(iter(asked)), code)
    assert error["ja"] and error["help"]["ja"]


def test_a_cursor_of_another_list_is_refused(office: TestClient) -> None:
    for _ in range(2):
        keep(office)
    following = office.get(LOG, params={"limit": "1"}).json()["next"]
    assert office.get(f"{following}&country=VN").json()["errors"][0]["code"] == "cursor-unknown"


def test_an_unknown_id_is_no_such_thing(office: TestClient) -> None:
    for address in (f"{LOG}/nobody", f"{LOG}/nobody/replay", f"{LOG}/{'x' * 500}", f"{LOG}/%00"):
        assert_problem(office.get(address), 404, "nothing-stored")


@pytest.fixture
def without_database() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(rate_anonymous=0))) as client:
        yield client


def test_without_a_database_checks_work_and_keeping_says_so(without_database: TestClient) -> None:
    assert without_database.post("/api/v1/checks", json=ASKED).status_code == 200
    answer = keep(without_database)
    assert_problem(answer, 503, "storage-unavailable")
    assert answer.headers["retry-after"] == "5"
    assert "errors" not in answer.json()


def test_a_database_that_comes_back_is_used_without_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.write_text("no folder yet")
    url = SecretStr(f"sqlite:///{folder / 'hantei.db'}")
    with TestClient(create_app(Settings(database=url, rate_anonymous=0))) as client:
        answer = keep(client)
        assert_problem(answer, 503, "storage-unavailable")
        assert str(folder) not in answer.text
        folder.unlink()
        assert keep(client).status_code == 201


def test_comparing_by_rules_that_nobody_kept_is_refused(office: TestClient, kept: str) -> None:
    answer = office.get(f"{kept}/compare", params={"rules": f"sha256:{'0' * 64}"})
    assert_problem(answer, 422, "refused-parameters")
    assert answer.json()["errors"][0]["code"] == "unknown-rules"
