"""Drafts on the workbench: kept on the server, in pages that stay light, never written over unsaid; without scripts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from engine.catalogue import open_catalogue
from service.pages.author.drafts import opened
from service.pages.author.pieces import FIELD, LARGEST, cut, cut_again, joined, pieces, weight
from service.pages.author.saving import WAS
from tests.pages.officer_desk import desk, own_desk, post, store_behind, words
from tests.pages.test_languages import foreign

HEAVIEST = 60_000
CATALOGUE = open_catalogue()
LARGE = "jcm/model-projects"
EDIT = "/en/workbench/edit"


@pytest.fixture
def author() -> Iterator[TestClient]:
    with own_desk(("author",)) as opened_desk:
        yield opened_desk


@pytest.fixture(scope="module")
def reader() -> Iterator[TestClient]:
    """An author who changes nothing."""
    with own_desk(("author",)) as opened_desk:
        yield opened_desk


def form_of(text: str) -> dict[str, str]:
    """The form of a page as it would be sent by its first button."""
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, flags=re.DOTALL)
    inputs = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', text)
    return {name: unescape(value) for name, value in (*inputs, *areas)}


def area_of(form: dict[str, str], end: str) -> str:
    return next(name for name in form if name.startswith(FIELD) and name.partition("@")[0].endswith(end))


def size(ruleset: str) -> int:
    draft = opened(CATALOGUE, ruleset)
    return 0 if draft is None else sum(map(len, draft.fields.values()))


def leads(text: str) -> list[str]:
    """Where the buttons lead."""
    return [unescape(found) for found in re.findall(r'<button class="link" name="at" value="([^"]+)"', text)]


# --- pieces ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ruleset", CATALOGUE.ids())
def test_pieces_are_the_file_again_and_none_is_large(ruleset: str) -> None:
    draft = opened(CATALOGUE, ruleset)
    assert draft is not None
    assert draft.ruleset == (CATALOGUE.root / ruleset / "ruleset.yaml").read_text(encoding="utf-8")
    for piece in pieces(draft.fields):
        assert weight(piece.text) <= LARGEST
        lines = draft.files[piece.path].split("\n")
        assert "\n".join(lines[piece.first - 1 : piece.last]) == piece.text.removesuffix("\n")


def test_a_piece_that_grew_is_cut_anew_and_a_line_cannot_be() -> None:
    fields = cut("a", "k:\n" * 4_000) | {"facts": "x" * LARGEST * 2}
    fields["file:a"] = fields["file:a"] * 3
    again = cut_again(fields)
    assert [name for name in again if name.startswith(FIELD)] == ["file:a@1", "file:a@2", "file:a@3"]
    assert joined(again) == joined(fields)
    assert cut_again(again) == again
    assert cut("a", "x" * LARGEST * 2) == {"file:a": "x" * LARGEST * 2}
    assert joined({"file:a@1": "one", "file:a@2": "two\n"}) == {"a": "one\ntwo\n"}, "a line is not glued to the next"


@pytest.mark.parametrize("ruleset", sorted(CATALOGUE.ids(), key=size)[-6:])
def test_the_pages_of_the_largest_rule_sets_are_light(reader: TestClient, ruleset: str) -> None:
    answer = reader.get(f"/ja/workbench/edit?open={ruleset}&at=x:1")
    assert answer.status_code == 200
    assert len(answer.content) < HEAVIEST


def test_every_piece_of_a_large_rule_set_can_be_reached_and_is_light(reader: TestClient) -> None:
    first = reader.get(f"/ja/workbench/edit?open={LARGE}&at=x:1").text
    draft = opened(CATALOGUE, LARGE)
    assert draft is not None
    held = pieces(draft.fields)
    assert len(held) > 6
    assert leads(first) == [f"{one.path}:{one.first}" for one in held[1:]]
    for one in held[1:]:
        answer = reader.get("/ja/workbench/edit", params={"open": LARGE, "at": f"{one.path}:{one.first}"})
        assert len(answer.content) < HEAVIEST
        assert [name for name in form_of(answer.text) if name.startswith(FIELD)] == [one.field]
        assert list(foreign(re.sub(r"<textarea.*?</textarea>", "", answer.text, flags=re.DOTALL), "ja")) == []


def test_the_worst_page_is_light(author: TestClient) -> None:
    """More mistakes than are shown, at lines that are long in Japanese, beside a full piece."""
    form = form_of(author.get(f"{EDIT}?open={LARGE}&at=x:1").text)
    name = area_of(form, "ruleset.yaml")
    form[name] = re.sub(r"^( +)ja: .*$", rf"\1jaa: {'長' * 300}", form[name], flags=re.MULTILINE)[: LARGEST - 3_000]
    answer = post(author, "/ja/workbench/edit", form)
    assert answer.text.partition('id="findings"')[2].count("data-line=") == 20
    assert len(answer.content) < HEAVIEST


# --- kept ------------------------------------------------------------------------------------------------------------


def test_a_piece_is_saved_and_the_rest_of_the_file_stays(author: TestClient) -> None:
    start = author.get(f"{EDIT}?open={LARGE}&at=x:1").text
    second = next(one for one in leads(start) if "examples" in one and not one.endswith(":1"))
    page = author.get(EDIT, params={"open": LARGE, "at": second}).text
    form = form_of(page)
    field = area_of(form, "examples.yaml")
    assert "Your draft is saved when you check" in words(page)
    form[field] = f"# a remark of the author\n{form[field]}"
    ruleset = f"{LARGE}/ruleset.yaml:1"
    led = post(author, EDIT, {**form, "at": ruleset})
    assert led.status_code == 200
    assert f"{FIELD}{ruleset.partition(':')[0]}@1" in form_of(led.text), "it leads to the file that was pressed"
    assert "Saved your draft, at" in words(led.text) and "Hana Sato" in words(led.text)
    archive = post(author, "/en/workbench/download", form_of(led.text))
    with zipfile.ZipFile(io.BytesIO(archive.content)) as files:
        examples = files.read(f"rules/{LARGE}/examples.yaml").decode()
        assert (
            files.read(f"rules/{LARGE}/ruleset.yaml").decode() == CATALOGUE.files.read(f"{LARGE}/ruleset.yaml").decode()
        )  # type: ignore[union-attr]  # it is there
    before = (CATALOGUE.root / LARGE / "examples.yaml").read_text(encoding="utf-8").split("\n")
    at = int(second.rpartition(":")[2])
    assert examples.split("\n") == [*before[: at - 1], "# a remark of the author", *before[at - 1 :]]
    listed = words(author.get("/en/workbench").text)
    assert f"{LARGE} – saved at" in listed


def test_a_mistake_in_a_piece_that_is_not_shown_is_led_to(author: TestClient) -> None:
    start = author.get(f"{EDIT}?open={LARGE}&at=x:1").text
    last = [one for one in leads(start) if "ruleset" in one][-1]
    form = form_of(author.get(EDIT, params={"open": LARGE, "at": last}).text)
    field = area_of(form, "ruleset.yaml")
    at = form[field].split("\n").index(next(one for one in form[field].split("\n") if "requires:" in one))
    form[field] = form[field].replace("requires:", "requirs:", 1)
    shown = post(author, EDIT, form).text
    line = int(last.rpartition(":")[2]) + at
    assert f"ruleset.yaml, line {line}" in words(shown)
    assert f'data-field="{field}" data-line="{at + 1}"' in shown
    elsewhere = author.get(EDIT, params={"open": LARGE, "at": f"{LARGE}/examples.yaml:1", "checked": "1"}).text
    assert f"{LARGE}/ruleset.yaml:{line}" in leads(elsewhere.partition('id="findings"')[2])


def test_what_was_saved_in_another_tab_is_not_written_over(author: TestClient) -> None:
    one, two = (form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text) for _ in range(2))
    field = area_of(one, "ruleset.yaml")
    post(author, EDIT, {**one, field: f"# left\n{one[field]}"})
    refused = post(author, EDIT, {**two, field: f"# right\n{two[field]}"})
    assert refused.status_code == 409
    said = words(refused.text)
    assert "What you typed is not saved The same part was saved elsewhere at" in said and "by Hana Sato" in said
    typed = form_of(refused.text)
    assert typed[field].startswith("# right\n"), "what was typed stays on the page"
    assert form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)[field].startswith("# left\n")
    # another file is saved beside it, and what was refused may be saved over it where that is asked for
    other = area_of(two, "examples.yaml")
    assert post(author, EDIT, {**two, other: f"# beside\n{two[other]}"}).status_code == 200
    assert post(author, EDIT, {**typed, "anyway": "1"}).status_code == 200
    kept = form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)
    assert (kept[field][:8], kept[other][:9]) == ("# right\n", "# beside\n")


def test_a_page_with_scripts_goes_on_by_its_name(author: TestClient) -> None:
    """Its saves overtake each other's answers: the marks are those of the page as it was opened."""
    form = {**form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text), "tab": "t1", "check": "lint"}
    field = area_of(form, "ruleset.yaml")
    for text in ("# 1\n", "", "# 12\n"):
        assert post(author, EDIT, {**form, field: text + form[field]}).status_code == 200
    assert post(author, EDIT, {**form, "tab": "t2", field: "# late\n"}).status_code == 409


def test_the_examples_are_asked_for_without_saving(author: TestClient) -> None:
    form = form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)
    field = area_of(form, "ruleset.yaml")
    post(author, EDIT, {**form, "check": "examples", field: f"# not yet\n{form[field]}"})
    assert store_behind(author).drafts.of("oidc:hana") == store_behind(author).drafts.of("hana") == ()


def test_a_draft_is_its_authors_and_can_be_deleted(author: TestClient) -> None:
    new = author.get(f"{EDIT}?number=ID_AM942").text
    form = form_of(new)
    field = area_of(form, "ruleset.yaml")
    assert post(author, EDIT, {**form, field: f"# mine\n{form[field]}"}).status_code == 200
    for path in (f"{EDIT}?number=ID_AM942", f"{EDIT}?open=jcm/methodologies/id-am942"):
        assert form_of(author.get(path).text)[field].startswith("# mine\n")
    url = store_behind(author).database.url.render_as_string(hide_password=False)
    with desk(url, ("author",), "another") as other:
        assert other.get(f"{EDIT}?open=jcm/methodologies/id-am942").status_code == 404
        assert "id-am942" not in other.get("/en/workbench").text
    gone = post(author, "/en/workbench/discard", form)
    assert "id-am942" not in gone.text
    assert author.get(f"{EDIT}?open=jcm/methodologies/id-am942").status_code == 404


def test_a_draft_knows_that_the_rules_moved_on(author: TestClient) -> None:
    form = form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)
    field = area_of(form, "ruleset.yaml")
    post(author, EDIT, {**form, field: f"# mine\n{form[field]}"})
    assert "were changed" not in author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text
    with store_behind(author).database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE drafts SET content = replace(content, 'begun_from\":\"', 'begun_from\":\"0')"
        )
    assert "The rules in force were changed since this draft was begun." in words(
        author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text
    )


def test_too_much_is_refused_and_said(author: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    form = form_of(author.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)
    field = area_of(form, "ruleset.yaml")
    monkeypatch.setattr("service.store.drafts.LARGEST", 1_000)
    answer = post(author, "/ja/workbench/edit", {**form, field: f"# 1\n{form[field]}"})
    assert "下書きが1,000バイトを超えています" in words(answer.text)
    assert form_of(answer.text)[field].startswith("# 1\n")


def test_hidden_marks_are_of_what_is_shown(reader: TestClient) -> None:
    form = form_of(reader.get(f"{EDIT}?open=jcm/f-gas&at=x:1").text)
    fields = {name for name in form if name.startswith(FIELD)} | {"facts", "as_of"}
    assert {name.removeprefix(WAS) for name in form if name.startswith(WAS)} == fields
