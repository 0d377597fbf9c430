"""The author's workbench without scripts: begun, checked, tried, downloaded; the same faults as the command line's."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.catalogue import lint, open_catalogue
from service.app import create_app
from service.authoring.linting import BusyError
from service.authoring.workbench import SECONDS, Bench, Work
from service.pages.author.drafts import opened
from service.pages.author.pieces import FIELD
from service.settings import Settings
from tests.pages.officer_desk import post, words
from tests.pages.test_languages import foreign

NEW = "/workbench/edit?number=ID_AM942&approved=2024-05-01"
ID = "jcm/methodologies/id-am942"


@pytest.fixture(scope="module")
def author() -> TestClient:
    """Whoever asks is an author: as on one's own machine."""
    return TestClient(create_app(Settings(rate_anonymous=0, anonymous_roles="applicant,author")))


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.close()


@pytest.fixture(scope="module")
def begun(author: TestClient) -> dict[str, str]:
    """The form of a new methodology."""
    return fields(author.get(f"/en{NEW}").text)


def fields(text: str) -> dict[str, str]:
    """The form of the workbench as it would be sent."""
    found = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, flags=re.DOTALL))
    told = {name: unescape(value) for name, value in found.items()}
    return {"id": re.findall(r'name="id" value="([^"]+)"', text)[0], **told, "as_of": ""}


def without_files(text: str) -> str:
    return re.sub(r"<textarea.*?</textarea>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_new_methodology_is_without_mistakes_and_its_examples_hold(author: TestClient, lang: str) -> None:
    text = author.get(f"/{lang}{NEW}&checked=1").text
    told = words(without_files(text))
    assert ("誤りはありません" if lang == "ja" else "No mistakes") in told
    held = re.search(r"([0-9]+) of ([0-9]+) hold" if lang == "en" else r"([0-9]+)件のうち([0-9]+)件が適合", told)
    assert held
    assert held[1] == held[2] != "0"
    assert list(foreign(without_files(text), lang)) == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_files_are_shown_before_anything_stands_ready_to_check_them(
    author: TestClient, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """A process that has read all rules takes seconds to begin: the page asks again by itself, or by its link."""
    monkeypatch.setattr(Bench, "is_ready", lambda *_: False)
    monkeypatch.setattr(Bench, "tried", lambda *_: pytest.fail("the page waited"))
    text = author.get(f"/{lang}{NEW}").text
    assert fields(text)[f"{FIELD}{ID}/ruleset.yaml"].startswith("# yaml-language-server")
    assert words(without_files(text)).count("検査しています…" if lang == "ja" else "Being checked …") == 2
    assert 'hx-trigger="load"' in text
    link = re.search(r'<noscript><p><a href="([^"]+)"', text)
    assert link
    monkeypatch.undo()
    after = author.get(unescape(link[1])).text
    assert ("誤りはありません" if lang == "ja" else "No mistakes") in words(without_files(after))
    assert 'hx-trigger="load"' not in after


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/workbench/edit?number=zz", "“ZZ”"),
        ("/workbench/edit?number=ID_AM002", "jcm/methodologies/id-am002"),  # is there already
    ],
)
def test_what_cannot_be_begun_is_said_beside_the_field(author: TestClient, path: str, said: str) -> None:
    answer = author.get(f"/en{path}")
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert 'id="number-error"' in answer.text


def test_a_planted_mistake_is_said_at_its_line_as_the_command_line_says_it(
    author: TestClient, begun: dict[str, str], tmp_path: Path
) -> None:
    """`requires` of the first criterion misspelt: the command line is asked of the same files on the disk."""
    form = dict(begun)
    name = f"{FIELD}{ID}/ruleset.yaml"
    lines = form[name].split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("requires:"))
    lines[at] = lines[at].replace("requires", "requirs")
    form[name] = "\n".join(lines)
    text = post(author, "/en/workbench/edit", form).text
    assert f"ruleset.yaml, line {at + 1}" in words(text)
    standing = re.search(r'id="standing">(.*?)</p>', text, flags=re.DOTALL)
    assert standing
    assert re.match(r"[0-9]+ mistakes? All mistakes ruleset.yaml, line [0-9]+ ?: ", words(standing[1]))
    text = text.replace(standing[1], "")
    for path, content in form.items():
        if path.startswith(FIELD):
            file = tmp_path / path.removeprefix(FIELD)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
    for shared in (open_catalogue().root / "registers").iterdir():
        (tmp_path / "registers").mkdir(exist_ok=True)
        (tmp_path / "registers" / shared.name).write_bytes(shared.read_bytes())
    said = {(fault.code, fault.place.line) for fault in lint(tmp_path, [tmp_path / ID]) if fault.place}
    shown = set(re.findall(r'data-line="([0-9]+)".*?<code class="small">([a-z-]+)</code>', text))
    assert {(code, int(line)) for line, code in shown} == said != set()
    assert "did you mean" in text.lower()


def test_a_mistake_in_the_vocabulary_is_said_in_its_file(author: TestClient, begun: dict[str, str]) -> None:
    """A fact of a type that there is not."""
    form = dict(begun)
    name = f"{FIELD}vocabulary/id-am942.yaml"
    lines = form[name].split("\n")
    at = next(number for number, line in enumerate(lines) if "type: boolean" in line)
    lines[at] = lines[at].replace("boolean", "bolean")
    text = post(author, "/en/workbench/edit", form | {name: "\n".join(lines)}).text
    assert f"vocabulary/id-am942.yaml, line {at + 1}" in words(text)


def test_an_example_that_does_not_hold_says_what_was_found(author: TestClient, begun: dict[str, str]) -> None:
    """1,003 MWh at 0.5 tCO2/MWh are 501.5, cut to 501; 502 is expected."""
    form = dict(begun)
    name = f"{FIELD}{ID}/examples.yaml"
    form[name] = form[name].replace("value: 501", "value: 502", 1)
    told = words(without_files(post(author, "/en/workbench/edit", form).text))
    assert re.search(r"expected .*502.*, found .*501", told)


def test_a_proposal_is_laid_over_the_lines_of_the_rules(author: TestClient, begun: dict[str, str]) -> None:
    """2,000 MWh at 0.4 tCO2/MWh are 800 t; in Viet Nam the methodology of Indonesia does not apply."""
    form = dict(begun)
    form["facts"] = (
        "host_country: VN\nid_am942: {equipment_as_described: true, electricity_saved: 2000, emission_factor: 0.4}\n"
    )
    form["as_of"] = "2024-06-01"
    text = post(author, "/en/workbench/edit", form).text
    told = words(without_files(text)).replace("\xa0", " ")
    assert "800 tCO2" in told
    assert "not eligible" in told
    line = next(
        number
        for number, said in enumerate(form[f"{FIELD}{ID}/ruleset.yaml"].split("\n"), 1)
        if said.strip() == "- id: host-country"
    )
    assert re.search(rf'data-state="not_met">.*?data-line="{line}"', text)


def test_facts_that_are_wrong_are_said(author: TestClient, begun: dict[str, str]) -> None:
    form = begun | {"facts": "host_contry: VN"}
    assert "“host_country”" in words(without_files(post(author, "/en/workbench/edit", form).text))


def test_the_archive_holds_the_files_and_no_others(author: TestClient, begun: dict[str, str]) -> None:
    form = dict(begun)
    form |= {f"{FIELD}../../etc/passwd": "x", f"{FIELD}registers/jcm-partners.yaml": "x"}
    answer = post(author, "/en/workbench/download", form)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        own = {path.removeprefix(FIELD) for path in form if path.startswith(FIELD)}
        assert set(archive.namelist()) == {
            f"rules/{path}" for path in own if "passwd" not in path and "partners" not in path
        }
        content = archive.read(f"rules/{ID}/ruleset.yaml").decode()
    assert content == form[f"{FIELD}{ID}/ruleset.yaml"]


def test_who_gets_no_turn_is_told_so_and_asks_again(author: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> object:
        raise BusyError

    monkeypatch.setattr(Bench, "tried", busy)
    for lang, said in (("en", "It is tried again by itself"), ("ja", "自動でもう一度検査します")):
        text = author.get(f"/{lang}{NEW}&checked=1").text
        assert said in words(text)
        again = re.findall(r'<p hx-post="([^"]+)"[^>]* hx-trigger="load delay:3s"', text)
        assert again == [f"/{lang}/workbench/edit"]


def test_what_is_no_draft_is_refused(author: TestClient) -> None:
    for form in ({}, {"id": "../x"}, {"id": ID}):
        assert post(author, "/en/workbench/edit", form).status_code == 422


def test_a_rule_set_in_force_is_taken_up_as_it_is() -> None:
    catalogue = open_catalogue()
    draft = opened(catalogue, "jcm/fund")
    assert draft is not None
    assert draft.ruleset == (catalogue.root / "jcm/fund/ruleset.yaml").read_text(encoding="utf-8")
    assert opened(catalogue, "../secrets") is None


@pytest.mark.parametrize(
    "text",
    [
        "a: [" * 5_000,
        "a: &a [x]\nb: [*a, *a]\n" * 50,
        "id: jcm/fund\nversion: !!python/object/apply:os.system [true]\n",
        "\0",
        "x" * 2_000_000,
    ],
)
def test_hostile_text_is_told_in_time_and_harms_nobody(bench: Bench, text: str) -> None:
    catalogue = open_catalogue()
    before = time.monotonic()
    found = bench.tried(catalogue, Work("jcm/fund", text, only_lint=True))
    assert found["diagnostics"]
    assert time.monotonic() - before < SECONDS + 5
    draft = opened(catalogue, "jcm/fund")
    assert draft is not None
    assert bench.tried(catalogue, Work(draft.id, draft.ruleset, only_lint=True))["diagnostics"] == []


def test_what_takes_too_long_is_ended(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of model projects take longer than no time at all: they are ended, and the next text is tried."""
    catalogue = open_catalogue()
    draft = opened(catalogue, "jcm/model-projects")
    assert draft is not None
    monkeypatch.setattr("service.authoring.workbench.SECONDS", 0.05)
    found = bench.tried(catalogue, Work(draft.id, draft.ruleset, draft.examples))
    assert [fault["code"] for fault in found["diagnostics"]] == ["linting-ended"]
    monkeypatch.undo()
    assert bench.tried(catalogue, Work(draft.id, draft.ruleset, only_lint=True))["diagnostics"] == []


@pytest.mark.parametrize("padding", ["", "# " + "x" * 300_000 + "\n"], ids=["short", "more than a pipe holds"])
def test_a_process_that_was_ended_from_outside_is_made_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, padding: str
) -> None:
    """Ended between the look at it and the writing to it: the author's text is tried by a new one all the same."""
    catalogue = open_catalogue()
    draft = opened(catalogue, "jcm/fund")
    assert draft is not None
    work = Work(draft.id, padding + draft.ruleset, only_lint=True)
    assert bench.tried(catalogue, work)["diagnostics"] == []
    ended = bench._process
    assert ended is not None
    ended.kill()
    ended.wait()
    monkeypatch.setattr(ended, "poll", lambda: None)
    assert bench.tried(catalogue, work)["diagnostics"] == []
