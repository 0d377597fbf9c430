"""A person who goes through the pages without a browser: reads forms, fills them in, follows where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from starlette.testclient import TestClient

ASIDE = "?"


class Reader(HTMLParser):
    """The first form of a page: its action and the names of its fields, hidden values, headings, links."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.hidden: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.heading = ""
        self._link: str | None = None
        self._text: list[str] = []
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = told["action"]
        elif tag in {"input", "select", "textarea"} and told.get("type") == "hidden":
            self.hidden.append((told["name"], told.get("value", "")))
        elif tag in {"input", "select", "textarea"}:
            if told["name"] not in self.names:
                self.names.append(told["name"])
            if told.get("type") not in {"radio", "checkbox"} or "checked" in told:
                self.values.setdefault(told["name"], []).append(told.get("value", ""))
        elif tag == "option" and "selected" in told:
            self.values[self.names[-1]] = [told["value"]]
        elif tag == "a":
            self._link, self._text = told.get("href", ""), []
        elif tag == "h1":
            self._in_heading = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links[" ".join("".join(self._text).split())] = self._link
            self._link = None
        elif tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._in_heading:
            self.heading += data.strip()


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


@dataclass
class Walk:
    """The pages that were seen: each with the facts that it asked."""

    client: TestClient
    path: str
    text: str = ""
    status: int = 0
    asked: list[list[str]] = field(default_factory=list)

    def open(self, path: str) -> Reader:
        """Opens a page, following where it leads."""
        answer = self.client.get(path, follow_redirects=True)
        self.path, self.text, self.status = (
            str(answer.url).removeprefix("http://testserver"),
            answer.text,
            answer.status_code,
        )
        return read(self.text)

    def fill_in(self, page: Reader, answers: Mapping[str, str | list[str]], act: str = "next") -> Reader:
        """Sends the form of a page with these answers; what has none is not known yet."""
        asked = [value for name, value in page.hidden if name == "asked"]
        self.asked.append(asked)
        sent = list(page.hidden)
        for name in asked:
            said = answers.get(name, ASIDE)
            sent += [(name, one) for one in ([said] if isinstance(said, str) else said)]
        return self.send(page, [*sent, ("act", act)])

    def send(self, page: Reader, pairs: list[tuple[str, str]]) -> Reader:
        """Posts pairs of names and values."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.client.post(page.action, content=urlencode(pairs), headers=headers, follow_redirects=True)
        self.path, self.text, self.status = (
            str(answer.url).removeprefix("http://testserver"),
            answer.text,
            answer.status_code,
        )
        return read(self.text)

    def through(self, start: str, answers: Mapping[str, str | list[str]], most: int = 40) -> Reader:
        """Answers page after page until no question is left."""
        page = self.open(start)
        while "/check/questions" in self.path:
            assert len(self.asked) < most, f"still asked after {most} pages: {self.asked}"
            page = self.fill_in(page, answers)
        return page


MODEL_PROJECT: dict[str, str | list[str]] = {
    "host_country": "VN",
    "applicant.country": "JP",
    "applicant.kind": "private_company",
    "applicant.is_representative": "true",
    "consortium.member_countries": "日本、ベトナム",
    "reduces_energy_related_co2": "true",
    "leading_technology": "true",
    "jcm_credits_intended": "true",
    "contributes_to_sustainable_development": "true",
    "complies_with_environmental_law": "true",
    "follows_international_environmental_practice": "true",
    "reductions_quantifiable_and_verifiable": "true",
    "equipment_has_other_japanese_subsidy": "false",
    "similar_projects_adopted": "２",
    "eligible_cost": "１０億円",
    "grant_decision_date": "2019年8月1日",
    "work_start": "2019/8/2",
    "work_end": "31 January 2022",
}
"""A model project of fiscal 2019 as people would write it; 10億円 at 40 % are 4億円, below the ceiling of 20億円."""
START = "/ja/check/questions?ruleset=jcm/model-projects&as_of=2019-06-01"
