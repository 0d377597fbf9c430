"""No English left in a Japanese page, nor Japanese in an English one: of every rule set its first pages and result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from service.pages.applicant.programmes import EVERY, day_to_ask

SENTENCE = re.compile(r"[A-Za-z][a-z]+(?:[ ,]+[A-Za-z][a-z]+){2,}")
"""Three English words in a row."""
NAMES = re.compile(r"[A-Z][\w’'-]*(?:[ ,]+(?:and|of|for|the|on|in|to|a|&)?[ ,]*[A-Z(][\w’'()-]*){2,}|https?://\S+")
"""Names of documents and bodies that have no Japanese form."""
SILENT = {"script", "style", "pre", "code"}
VOID = {"input", "meta", "link", "br", "hr", "line", "circle", "path"}
JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
CATALOGUE = open_catalogue()
PLANS = {ruleset: plan for ruleset in CATALOGUE.ids() if (plan := CATALOGUE.plan(ruleset)[0]) is not None}


class Texts(HTMLParser):
    """What a page says in its own language: texts of elements that name no other, without code."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.found: list[str] = []
        self._stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        told = dict(attrs).get("lang")
        silent = tag in SILENT or (told is not None and told != self.lang)
        self._stack.append(silent or (bool(self._stack) and self._stack[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._stack:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._stack and self._stack[-1]):
            self.found.append(" ".join(data.split()))


def texts(html: str, lang: str) -> list[str]:
    parser = Texts(lang)
    parser.feed(html)
    return parser.found


def foreign(html: str, lang: str) -> Iterator[str]:
    """Texts that are in the other language."""
    for text in texts(html, lang):
        if lang == "ja" and SENTENCE.search(NAMES.sub("", text)):
            yield text
        if lang == "en" and JAPANESE.search(text) and text != "判":
            yield text


def test_a_text_in_the_other_language_is_found() -> None:
    html = "<p>適合<br>see the whole answer</p><pre>curl the whole thing</pre><a lang='en'>In English only please</a>"
    assert list(foreign(html, "ja")) == ["see the whole answer"]
    assert list(foreign(html, "en")) == ["適合"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_first_pages_are_in_one_language(client: TestClient, lang: str) -> None:
    for path in ("/", "/check", "/nowhere", f"/check/start?ruleset={EVERY}", f"/check/questions?ruleset={EVERY}"):
        html = client.get(f"/{lang}{path}").text
        assert list(foreign(html, lang)) == [], path


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("ruleset", sorted(PLANS))
def test_the_pages_of_every_rule_set_are_in_one_language(client: TestClient, ruleset: str, lang: str) -> None:
    asked = f"ruleset={ruleset}&as_of={day_to_ask(PLANS[ruleset], date(2026, 11, 22))}"
    for page in ("start", "questions", "result"):
        answer = client.get(f"/{lang}/check/{page}?{asked}", follow_redirects=True)
        assert answer.status_code == 200, page
        assert list(foreign(answer.text, lang)) == [], page
        assert len(answer.content) < 60_000, page
