"""Drafts: saved field by field, never over what was saved elsewhere, bounded, on both databases."""

from __future__ import annotations

import threading

import pytest

from service.store import Draft, DraftLimitError, Overtaken, Store, Typed
from service.store.drafts import LARGEST, MOST, mark

ORIGIN = {"file:a": "one\n", "file:b": "two\n"}


def marks(**texts: str) -> dict[str, str]:
    return {f"file:{name}": mark(text) for name, text in texts.items()}


def saved(found: object) -> Draft:
    assert isinstance(found, Draft)
    return found


def test_what_is_typed_is_kept_and_the_rest_stays(store: Store) -> None:
    assert store.drafts.save("hana", "x", Typed({"file:a": "one\n"}, marks(a="one\n")), ORIGIN) is None, "nothing new"
    assert store.drafts.get("hana", "x") is None
    found = saved(store.drafts.save("hana", "x", Typed({"file:a": "1\n"}, marks(a="one\n"), by="Hana Sato"), ORIGIN))
    assert dict(found.fields) == {"file:a": "1\n", "file:b": "two\n"}
    assert list(found.fields) == list(ORIGIN)
    assert store.drafts.get("hana", "x") == found
    assert store.drafts.get("goro", "x") is None
    assert store.drafts.of("hana") == (("x", found.saved_at),)


def test_another_page_does_not_write_over_it_unless_that_is_asked_for(store: Store) -> None:
    store.drafts.save("hana", "x", Typed({"file:a": "1\n"}, marks(a="one\n"), "left", "Hana Sato"), ORIGIN)
    late = Typed({"file:a": "uno\n"}, marks(a="one\n"), "right", "Hana")
    refused = store.drafts.save("hana", "x", late, ORIGIN)
    assert isinstance(refused, Overtaken)
    assert (refused.fields, refused.saved_by) == (("file:a",), "Hana Sato")
    assert refused.saved_at
    # another field is nobody's loss, and what the page shows of this one without having touched it is not saved
    beside = Typed({"file:a": "one\n", "file:b": "2\n"}, marks(a="one\n", b="two\n"), "right")
    assert dict(saved(store.drafts.save("hana", "x", beside, ORIGIN)).fields) == {"file:a": "1\n", "file:b": "2\n"}
    # the same page goes on though it has not heard of its last save, even back to what was there first
    for text in ("11\n", "one\n", "1\n"):
        again = Typed({"file:a": text}, marks(a="one\n"), "left")
        assert saved(store.drafts.save("hana", "x", again, ORIGIN)).fields["file:a"] == text
    anyway = Typed({"file:a": "uno\n"}, marks(a="one\n"), "right", anyway=True)
    assert dict(saved(store.drafts.save("hana", "x", anyway, ORIGIN)).fields) == {"file:a": "uno\n", "file:b": "2\n"}


def test_without_scripts_a_page_has_no_name_and_an_old_one_is_refused(store: Store) -> None:
    """The way back to a page before the last save must not bring older text."""
    for text, was in (("1\n", "one\n"), ("11\n", "1\n")):
        assert saved(store.drafts.save("hana", "x", Typed({"file:a": text}, marks(a=was)), ORIGIN))
    assert isinstance(store.drafts.save("hana", "x", Typed({"file:a": "old"}, marks(a="1\n")), ORIGIN), Overtaken)


def test_what_a_draft_would_be_begun_from_may_have_changed(store: Store) -> None:
    refused = store.drafts.save("hana", "x", Typed({"file:a": "1\n"}, marks(a="older\n")), ORIGIN)
    assert refused == Overtaken(("file:a",))
    assert store.drafts.get("hana", "x") is None


def test_fields_are_arranged_anew_only_while_nobody_saved(store: Store) -> None:
    kept = saved(store.drafts.save("hana", "x", Typed({"file:a": "1\n2\n"}, by="Hana"), None))
    store.drafts.arrange(kept, {"file:a@1": "1\n", "file:a@2": "2\n"})
    found = store.drafts.get("hana", "x")
    assert found is not None
    assert (list(found.fields), found.saved_at) == (["file:a@1", "file:a@2"], kept.saved_at)
    store.drafts.arrange(kept, {"file:a": "lost"})
    assert store.drafts.get("hana", "x") == found


def test_a_draft_is_bounded_and_so_is_their_number(store: Store) -> None:
    with pytest.raises(DraftLimitError) as refused:
        store.drafts.save("hana", "x", Typed({"file:a": "x" * LARGEST}), None)
    assert refused.value.fault.code == "draft-too-large"
    for number in range(MOST):
        store.drafts.save("hana", f"x{number}", Typed({"file:a": "1"}), None)
    with pytest.raises(DraftLimitError) as refused:
        store.drafts.save("hana", "x", Typed({"file:a": "1"}), None)
    assert refused.value.fault.code == "too-many-drafts"
    assert saved(store.drafts.save("goro", "x", Typed({"file:a": "1"}), None))
    store.drafts.remove("hana", "x0")
    assert saved(store.drafts.save("hana", "x", Typed({"file:a": "1"}), None))


def test_two_pages_that_begin_one_draft_at_once(store: Store) -> None:
    """One begins it, the other is told; nothing is lost unsaid."""
    found: list[object] = []

    def work(tab: str) -> None:
        found.append(store.drafts.save("hana", "x", Typed({"file:a": tab}, marks(a="one\n"), tab), ORIGIN))

    threads = [threading.Thread(target=work, args=(tab,)) for tab in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in found) == ["Draft", "Overtaken", "Overtaken", "Overtaken"]
