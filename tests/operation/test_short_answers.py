"""Short answers say what whole ones say, by the short way and by the long one; faults are told as ever."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.catalogue import Catalogue, open_catalogue
from engine.determination_json import plain
from engine.examples import read_examples
from engine.facts import FactsDocument, read_facts
from engine.facts.plain import PlainReader
from service.api.shapes.checks import ShortAnswer
from service.app import create_app
from service.checks.short_answers import Detail, ShortAnswers
from service.settings import Settings
from tests.api.conftest import COMPLETE

CHECKS = "/api/v1/checks"
EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "0"))
RULESETS = ("jcm/model-projects", "jcm/fund", "kawasaki-mechanism", "jcm/project-cycle/2020")
ODD: tuple[Any, ...] = (None, True, "x", "", "VN", "2019-13-01", "2019-02-03", -1, 0, 3, Decimal("0.5"), [], ["JP"], {})
GRADES = ("declared", "documented", "judged", "odd", None)
COMPARED = ("outcome", "as_of", "known_on")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(Settings(rate_anonymous=0)))


def bodies(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Requests of worked examples of some rule sets."""
    found = []
    for ruleset in RULESETS:
        examples, _ = read_examples(catalogue.root / ruleset / "examples.yaml")
        for one in examples[: max(6, EXAMPLES)]:
            asked = {"rulesets": [ruleset], "facts": plain(one.facts), "as_of": plain(one.as_of)}
            found.append({name: value for name, value in asked.items() if value is not None})
    return found


def test_short_answers_say_what_whole_ones_say(client: TestClient, catalogue: Catalogue) -> None:
    short_ways = 0
    short = ShortAnswers(catalogue)
    for body in bodies(catalogue):
        whole = client.post(CHECKS, json=body)
        found = client.post(CHECKS, params={"detail": "findings"}, json=body)
        assert found.status_code == whole.status_code
        if whole.status_code != 200:
            assert found.json() == whole.json()
            continue
        short_ways += short.quick(json.dumps(body).encode(), Detail.FINDINGS, lambda: date(2026, 1, 1)) is not None
        outcome = client.post(CHECKS, params={"detail": "outcome"}, json=body).json()
        for large, middle, small in zip(
            whole.json()["determinations"], found.json()["determinations"], outcome["determinations"], strict=True
        ):
            states = [(one["criterion"], one["state"], one["strength"]) for one in large["findings"]]
            assert [(one["criterion"], one["state"], one["strength"]) for one in middle["findings"]] == states
            assert set(middle["missing"]) == set(large["missing"])
            ShortAnswer.model_validate({"determinations": [middle, small]})
            for shorter in (middle, small):
                assert {name: shorter[name] for name in COMPARED} == {name: large[name] for name in COMPARED}
                assert shorter["ruleset"].items() <= large["ruleset"].items()
                assert set(shorter["amounts"]) == set(large["amounts"])
                for name, amount in shorter["amounts"].items():
                    assert amount.items() <= large["amounts"][name].items(), name
    assert short_ways > 5, "the short way is taken"


def test_the_short_way_and_the_long_one_write_the_same_bytes(client: TestClient) -> None:
    body = {"rulesets": ["jcm/model-projects"], "facts": COMPLETE, "as_of": "2019-06-01"}
    for detail in ("outcome", "findings"):
        quick = client.post(CHECKS, params={"detail": detail}, json=body)
        slow = client.post(f"{CHECKS}?lang=en&detail={detail}", json=body)
        assert quick.content == slow.content
        assert quick.json()["determinations"][0]["outcome"] == "eligible"
        assert quick.json()["determinations"][0]["amounts"]["maximum_subsidy"]["value"] == "400000000", "40 % of 1e9"
        assert ("x-request-id" in quick.headers, "content-security-policy" in quick.headers) == (True, True)


def test_the_plain_reader_reads_what_the_long_one_reads_or_nothing(catalogue: Catalogue) -> None:
    vocabulary, territories = catalogue.vocabulary(), catalogue.territories()
    reader = PlainReader(vocabulary, territories)
    chance = random.Random(20_261_122)  # noqa: S311 - the same facts each time
    specs = [spec for name, spec in vocabulary.items() if "." not in name]
    read = 0
    for _ in range(300 + 10 * EXAMPLES):
        data: dict[str, Any] = {}
        for spec in chance.sample(specs, 3):
            days = ["2020-02-29", date(2020, 2, 29)]
            usual = {"boolean": [True, False], "number": [1, Decimal("2.5")], "integer": [2], "date": days}
            right = [*spec.choices] or usual.get(spec.type, ["VN"])
            value = chance.choice(right if chance.random() < 0.8 else ODD)
            declared = {"value": value, "grade": "declared"}
            odd = {"value": value, "grade": chance.choice(GRADES), chance.choice(("by", "grade")): "Hana"}
            data[spec.name] = chance.choice((value, value, value, declared, declared, declared, odd))
        quick = reader.read(data)
        slow, faults = read_facts([FactsDocument(data), FactsDocument({})], vocabulary, (), territories)
        assert (slow, faults) == read_facts([FactsDocument(data)], vocabulary, (), territories)
        if quick is not None:
            read += 1
            assert (quick, faults) == (slow, [])
    assert read > 50


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b'{"rulesets": ["jcm/model-projects"], "facts": {"eligible_cost": NaN}}', 422),
        (b'{"rulesets": ["jcm/model-projects"], "facts": {"eligible_cost": 1, "eligible_cost": 2}}', 422),
        (b'{"rulesets": ["jcm/model-projects"], "facts": {"eligible_cots": 1}}', 422),
        (b'{"rulesets": ["jcm/model-projekts"], "facts": {}}', 422),
        (b'{"rulesets": ["jcm/model-projects"], "facts": {}, "more": 1}', 422),
        (b'{"rulesets": ["jcm/model-projects"], "facts": {}, "evidence": "documented"}', 422),
        (b"[" * 50_000, 400),
        (b"\xff", 400),
    ],
)
def test_faults_are_those_of_a_whole_answer(client: TestClient, content: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    short = client.post(CHECKS, params={"detail": "outcome"}, content=content, headers=headers)
    assert short.status_code == status
    assert short.headers["content-type"] == "application/problem+json"
    if b"evidence" not in content:
        assert short.json() == client.post(CHECKS, content=content, headers=headers).json()


def test_another_detail_is_refused(client: TestClient) -> None:
    answer = client.post(CHECKS, params={"detail": "all"}, json={"rulesets": ["jcm/fund"], "facts": {}})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-choice")
