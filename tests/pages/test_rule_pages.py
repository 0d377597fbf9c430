"""The catalogue and the pages of rule sets, registers and sources, without a browser."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from service.pages.author.graph import Graph, dot
from service.pages.author.ruleset_page import PARTS
from tests.pages.officer_desk import words
from tests.pages.test_languages import foreign

CATALOGUE = open_catalogue()
RULESETS = CATALOGUE.ids()
OTHERS = (
    "/rules",
    "/rules?q=subsidy",
    "/rules?q=zzz-nothing",
    "/registers",
    "/sources",
    "/sources/c2c-2020",
    "/sources/c2c-2020/table-8-none",
    *(f"/registers/{name}" for name in CATALOGUE.registers()),
)


def text_of(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return words(answer.text)


@pytest.mark.parametrize(
    ("ruleset", "lang"), [(one, "ja") for one in RULESETS] + [(one, "en") for one in RULESETS[::5]]
)
def test_every_part_of_every_rule_set(client: TestClient, ruleset: str, lang: str) -> None:
    for part in PARTS:
        if part == "examples":  # they are run: below, of one rule set
            continue
        answer = client.get(f"/{lang}/rules/{ruleset}?part={part}")
        assert answer.status_code == 200, part
        assert list(foreign(answer.text, lang)) == [], part
        assert len(answer.content) < 60_000, part


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("path", OTHERS)
def test_every_other_page(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(f"/{lang}{path}")
    assert answer.status_code == 200
    assert list(foreign(answer.text, lang)) == []
    assert len(answer.content) < 60_000


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ＪＦＪＣＭ", "jcm/fund"),  # full-width letters are the same letters
        ("q=precedents+rate", "jcm/model-projects"),  # the title of table 8, in English
        ("q=similar_projects_adopted", "jcm/model-projects"),  # a fact's name
        ("q=jfjcm-countries", "jcm/fund"),  # a register's id
        ("status=draft", "jcm/methodologies/mn-am002-draft"),
        ("programme=saitama-tsetp", "saitama-tsetp/credits"),
    ],
)
def test_a_rule_set_is_found(client: TestClient, query: str, expected: str) -> None:
    found = re.findall(r'class="card"><h3><a href="/ja/rules/([^"?]+)"', client.get(f"/ja/rules?{query}").text)
    assert expected in found
    assert len(found) < len(RULESETS)


def test_what_was_found_leads_to_the_clause(client: TestClient) -> None:
    text = client.get("/en/rules?q=similar_projects_adopted").text
    assert "/en/rules/jcm/model-projects?part=facts#similar_projects_adopted" in text
    assert 'id="similar_projects_adopted"' in client.get("/en/rules/jcm/model-projects?part=facts").text


def test_a_table_is_a_table_with_the_passage_of_each_row(client: TestClient) -> None:
    """Table 8 of the guidebook: no precedent 50 %, one to three 40 %, four or more 30 %."""
    text = client.get("/en/rules/jcm/model-projects?part=amounts").text
    row = re.search(r'<tr><th scope="row"><code>one-to-three</code>.*?</tr>', text)
    assert row
    assert words(row[0]).startswith("one-to-three [1..3] 0.40")
    assert "/en/sources/c2c-2020/table-8-1-to-3" in row[0]


def test_a_criterion_stands_in_words_beside_its_feel(client: TestClient) -> None:
    plan, _ = CATALOGUE.plan("jcm/model-projects")
    assert plan is not None
    for lang in ("ja", "en"):
        text = text_of(client, f"/{lang}/rules/jcm/model-projects")
        for criterion in plan.criteria:
            assert " ".join(criterion.statement.in_(lang).split()) in text, criterion.id


def test_figures_stand_from_until_with_their_source(client: TestClient) -> None:
    """The guidebook of March 2020 gives the fund's greatest support as of November 2019, and none after it."""
    text = text_of(client, "/en/rules/jcm/fund?part=figures").replace("\xa0", " ")
    assert "1 November 2019 known from 1 March 2020 31 March 2020 USD 10,000,000 [1] 2.4(2)a" in text


def test_worked_examples_are_run(client: TestClient) -> None:
    text = text_of(client, "/en/rules/jcm/f-gas?part=examples")
    held = re.search(r"([0-9]+) of ([0-9]+) hold", text)
    assert held
    assert held[1] == held[2] != "0"


def test_what_cites_a_passage_is_told(client: TestClient) -> None:
    text = client.get("/en/sources/c2c-2020/table-8-none").text
    assert "/en/rules/jcm/model-projects?part=amounts#rate_by_precedents" in text


def test_the_picture_holds_what_is_read(client: TestClient) -> None:
    """The rate of model projects is asked of table 8, and that of the number of similar projects."""
    plan, _ = CATALOGUE.plan("jcm/model-projects")
    assert plan is not None
    graph = Graph(plan)
    assert graph.nodes["table:rate_by_precedents"].reads == ("fact:similar_projects_adopted",)
    assert graph.nodes["fact:similar_projects_adopted"].reads[0] == "register:jcm-adoptions"
    assert [node.kind for node in graph.columns[-1]] == ["criterion"] * len(plan.criteria)
    drawn = client.get("/ja/rules/jcm/model-projects?part=connections").text
    assert drawn.count('class="graph-box"') == len(graph.nodes)
    for node in graph.nodes.values():
        assert all(read in graph.nodes for read in node.reads)


def test_the_picture_for_graphviz(client: TestClient) -> None:
    answer = client.get("/en/rules/jcm/fund.dot")
    assert answer.headers["content-type"].startswith("text/vnd.graphviz")
    plan, _ = CATALOGUE.plan("jcm/fund")
    assert plan is not None
    assert answer.text == dot(Graph(plan), "en")
    assert answer.text.startswith('digraph "jcm/fund" {')


@pytest.mark.parametrize(
    "path", ["/rules/none", "/rules/jcm/fund?part=none", "/registers/none", "/sources/none", "/sources/c2c-2020/none"]
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"/ja{path}").status_code == 404


def test_a_source_is_said_once_beside_its_clause(client: TestClient) -> None:
    text = client.get("/en/rules/jcm/model-projects").text
    clause = re.search(r'<section class="clause" id="energy-related-co2">.*?</section>', text, flags=re.DOTALL)
    assert clause
    assert clause[0].count("Source:") == 1


def test_rows_of_a_register_are_in_words(client: TestClient) -> None:
    """Choices by their labels, countries by their names, numbers with their units."""
    text = text_of(client, "/ja/registers/jcm-adoptions")
    register = CATALOGUE.registers()["jcm-adoptions"]
    first = register.records[0].values
    assert register.columns["scheme"].choices[first["scheme"]].ja in text
    assert CATALOGUE.territories().by_code[first["country"]].name.ja in text
    assert f" {first['country']} " not in text


@pytest.mark.parametrize(
    ("lang", "between", "open_"),
    [
        ("ja", "2013年4月1日から2014年3月31日までの間", "2013年4月1日以降（日は不明）"),
        ("en", "some day between 1 April 2013 and 31 March 2014", "some day from 1 April 2013 on"),
    ],
)
def test_a_first_day_that_is_not_known_is_not_told_as_one(
    client: TestClient, lang: str, between: str, open_: str
) -> None:
    """A fiscal year begins on 1 April; of `undated-vn-1` not even the year is known."""
    text = client.get(f"/{lang}/registers/jcm-adoptions").text.replace("\xa0", " ")
    rows = {name: words(row) for name, row in re.findall(r'class="row-name">([^<]+)</th>(.*?)</tr>', text)}
    assert between in rows["fy2013-id-1"]
    assert open_ in rows["undated-vn-1"]
