"""Cases at the desk: begun, told of, and what is due of them, by the project cycle of March 2020.

The first application for issuance is due within a year of the registration (J20-17 of the catalogue, first side of
the reading: the anniversary itself): registered on 15 January 2021, it is due on 15 January 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from service.pages.officer.cases import standing_of
from tests.pages.officer_desk import own_desk, post, words


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with own_desk() as opened:
        yield opened


def begun(client: TestClient, lang: str = "en") -> str:
    answer = post(client, f"/{lang}/officer/cases", {"case": "jcm/project-cycle", "title": "Solar power in Darkhan"})
    assert answer.status_code == 200
    return str(answer.url)


def test_a_case_is_begun_told_of_and_shows_what_is_due(client: TestClient) -> None:
    path = begun(client)
    told = post(client, f"{path}/tell?event=registered", {"on": "2021年1月15日", "note": "by the joint committee"})
    assert "15 January 2021" in words(told.text).replace("\xa0", " ")
    definition = open_catalogue().case("jcm/project-cycle")[0]
    assert definition is not None
    page = client.get(f"{path}?as_of=2021-12-31")
    said = words(page.text).replace("\xa0", " ")
    assert "15 January 2022" in said and "15 days left" in said
    late = words(client.get(f"{path}?as_of=2022-01-16").text).replace("\xa0", " ")
    assert "Late 15 January 2022 1 day late" in late


def test_an_event_with_faults_comes_back_with_all_of_them(client: TestClient) -> None:
    path = begun(client)
    answer = post(client, f"{path}/tell?event=issued", {"on": "2018-02-30", "field.tonnes": "8,947"})
    assert answer.status_code == 422
    assert 'id="on-error"' in answer.text and 'value="8,947"' in answer.text
    answer = post(client, f"{path}/tell?event=issued", {"on": "2018-02-28", "field.tonnes": "many"})
    assert answer.status_code == 422 and 'id="field.tonnes-error"' in answer.text
    assert "Nothing is recorded up to that day." in client.get(path).text
    assert client.get(f"{path}/tell?event=married").status_code == 404


def test_a_case_without_name_or_type_is_not_begun(client: TestClient) -> None:
    answer = post(client, "/ja/officer/cases", {"case": "x", "title": " "})
    assert answer.status_code == 422
    assert 'href="#case"' in answer.text and 'href="#title"' in answer.text


def test_the_list_says_what_is_late(client: TestClient) -> None:
    path = begun(client)
    post(client, f"{path}/tell?event=registered", {"on": "2021-01-15"})
    said = words(client.get("/en/officer/cases").text)
    assert "Solar power in Darkhan" in said and "Late" in said


def test_the_page_stands_where_the_engine_stands(client: TestClient) -> None:
    path = begun(client)
    post(client, f"{path}/tell?event=registered", {"on": "2021-01-15"})
    store = client.app.state.storage.store()  # type: ignore[attr-defined]
    definition = open_catalogue().case("jcm/project-cycle")[0]
    assert definition is not None
    from datetime import date

    stands = standing_of(store.events.of(path.rsplit("/", 1)[1]), definition, date(2022, 1, 16))
    said = words(client.get(f"/ja{path.partition('/en')[2]}?as_of=2022-01-16").text)
    for one in stands.late:
        assert one.title.ja in said
    assert stands.stage is not None and stands.stage.title.ja in said
