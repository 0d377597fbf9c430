"""Rules are exchanged whole while the service runs; what is bad is refused and those before stay; old ones stay."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.catalogue import Catalogue
from service.publications.bundles import pack
from service.publications.inspection import digests_of, inspect_apart
from service.publications.publishing import Wish, publish, publish_again
from service.publications.rules import Rules, RulesUnavailableError
from service.settings import Settings
from service.signing import SigningKey, private_key
from service.store import Store
from tests.operation.conftest import EXAMPLE

HANA = Wish("Hana", "the rate of 2020", "office", must_be_signed=True)
Bundle = Callable[..., bytes]
Signed = Callable[[dict[str, bytes]], bytes]
EDIT = ("{value: 500, source", "{value: 501, source")


def version(catalogue: Catalogue) -> str:
    """The figure that tells the versions of the small rules apart."""
    plan, _ = catalogue.plan("trial")
    assert plan is not None
    return plan.digest


@pytest.fixture
def rules(settings: Settings, store: Store) -> Rules:
    return Rules(settings, lambda: store)


def published(store: Store, settings: Settings, content: bytes, wish: Wish = HANA) -> str:
    record, faults = publish(content, wish, store, settings)
    assert faults == []
    assert record is not None
    return record.subject


def test_without_a_publication_the_folder_is_in_force(rules: Rules) -> None:
    assert rules.held.digest is None
    assert rules.catalogue.ids() == ("other", "trial")


def test_what_is_published_is_in_force_in_every_process_that_looks(
    settings: Settings, store: Store, bundle: Bundle, rules: Rules
) -> None:
    elsewhere = Rules(settings, lambda: store)
    before = version(rules.catalogue), version(elsewhere.catalogue)
    assert before[0] == before[1]
    digest = published(store, settings, bundle(EDIT))
    assert (rules.refresh(), elsewhere.refresh(), rules.refresh()) == (True, True, False)
    assert rules.held.digest == elsewhere.held.digest == digest
    assert version(rules.catalogue) == version(elsewhere.catalogue) != before[0]


def test_a_publication_says_who_when_why_and_which_rule_sets(
    settings: Settings, store: Store, bundle: Bundle, key: SigningKey
) -> None:
    content = bundle(EDIT)
    record, _ = publish(content, HANA, store, settings)
    assert record is not None
    rules = Rules(settings, lambda: store)
    assert record.fields == {
        "rulesets": digests_of(rules.catalogue),
        "origin": "bundle",
        "by": "Hana",
        "why": "the rate of 2020",
        "key": key.public.hex(),
    }
    assert record.entry.caller == "office"


def test_the_rules_before_can_be_put_in_force_again(
    settings: Settings, store: Store, bundle: Bundle, rules: Rules
) -> None:
    first, second = published(store, settings, bundle()), published(store, settings, bundle(EDIT))
    rules.refresh()
    assert rules.held.digest == second
    record, faults = publish_again(first, Wish("Hana", "the rate was wrong", "office"), store)
    assert faults == []
    assert record is not None
    assert (rules.refresh(), rules.held.digest) == (True, first)
    assert publish_again("sha256:" + "0" * 64, HANA, store)[1][0].code == "bundle-not-known"


@pytest.mark.parametrize("apart", [False, True], ids=["here", "apart"])
def test_a_bad_bundle_is_refused_whole_with_its_faults(
    settings: Settings, store: Store, signed: Signed, rules: Rules, apart: bool
) -> None:
    before = version(rules.catalogue)
    bad = signed({"other/ruleset.yaml": b"id: other\nnot: a rule set\n"})
    inspection = {"inspection": inspect_apart} if apart else {}
    record, faults = publish(bad, HANA, store, settings, **inspection)
    assert record is None
    assert {"unknown-key", "missing-key"} <= {fault.code for fault in faults}
    assert {fault.place.file for fault in faults if fault.place} == {"other/ruleset.yaml"}
    assert (store.publications.current(), rules.refresh(), version(rules.catalogue)) == (None, False, before)


def test_rules_whose_worked_examples_fail_are_refused(settings: Settings, store: Store, signed: Signed) -> None:
    wrong = EXAMPLE.replace("outcome: ineligible", "outcome: eligible").encode()
    record, [fault] = publish(signed({"trial/examples.yaml": wrong}), HANA, store, settings)
    assert record is None
    assert (fault.code, fault.message.en) == ("worked-example-fails", "the worked example `at-home` of `trial` fails")


def test_what_is_not_signed_by_a_publisher_is_refused(
    settings: Settings, store: Store, files: dict[str, bytes], keys: Path
) -> None:
    other, _ = private_key(keys / "other")
    open_to_none = settings.model_copy(update={"publisher_keys": ()})
    unsigned = Wish("Hana", "at the machine", "office")
    assert [f.code for f in publish(pack(files), HANA, store, settings)[1]] == ["bundle-not-signed"]
    assert [f.code for f in publish(pack(files, other), HANA, store, settings)[1]] == ["bundle-signed-by-other"]
    assert [f.code for f in publish(pack(files), HANA, store, open_to_none)[1]] == ["no-publisher-named"]
    assert publish(pack(files), unsigned, store, open_to_none)[1] == []
    wrong = settings.model_copy(update={"publisher_keys": (keys / "nowhere.pub",)})
    assert [f.code for f in publish(pack(files), HANA, store, wrong)[1]] == ["key-not-readable"]


def test_a_publication_needs_a_reason(settings: Settings, store: Store, bundle: Bundle) -> None:
    for why in ("", " ", "x" * 2_001):
        assert [f.code for f in publish(bundle(), Wish("Hana", why, "office"), store, settings)[1]] == [
            "publication-without-reason"
        ]


def test_published_rules_that_do_not_load_here_leave_those_before_in_force(
    settings: Settings, store: Store, signed: Signed, rules: Rules, bundle: Bundle
) -> None:
    """As when a newer version of Hantei published them: kept without being inspected."""
    good = published(store, settings, bundle())
    rules.refresh()
    bad = signed({"other/ruleset.yaml": b"id: other\nof: a later version\n"})
    store.publications.publish(bad, {"rulesets": {}, "by": "Hana", "why": "later"}, "office")
    assert (rules.refresh(), rules.held.digest) == (False, good)
    assert [fault.code for fault in rules.refused] == ["published-rules-do-not-load"]
    assert rules.refresh() is False
    fresh = Rules(settings, lambda: store)
    with pytest.raises(RulesUnavailableError) as refused:
        _ = fresh.catalogue
    assert refused.value.fault.code == "published-rules-do-not-load"
    publish_again(good, HANA, store)
    assert (rules.refresh(), rules.refused, fresh.refresh(), fresh.held.digest) == (False, (), True, good)


def test_old_rules_stay_there_for_replay(settings: Settings, store: Store, bundle: Bundle, rules: Rules) -> None:
    rules.refresh()
    rules.keep_folder()
    folder = digests_of(rules.catalogue)
    published(store, settings, bundle(EDIT))
    rules.refresh()
    edited = digests_of(rules.catalogue)
    (settings.rules or Path()).joinpath("trial", "ruleset.yaml").write_text("gone", encoding="utf-8")
    assert folder["trial"] != edited["trial"]
    elsewhere = Rules(settings, lambda: store)
    for wanted in (folder, edited, {"trial": folder["trial"]}):
        found = elsewhere.holding(wanted)
        assert found is not None
        assert wanted.items() <= digests_of(found).items()
    assert elsewhere.holding({"trial": "sha256:0"}) is None
    assert elsewhere.at("sha256:" + "0" * 64) is None


def test_the_folder_is_kept_once(settings: Settings, store: Store, rules: Rules) -> None:
    for one in (rules, rules, Rules(settings, lambda: store)):
        one.refresh()
        one.keep_folder()
    records = store.publications.page().items
    assert [record.fields["origin"] for record in records] == ["folder"]
    assert store.publications.current() is None


def test_a_folder_is_read_again_when_asked_and_refused_while_it_is_broken(settings: Settings) -> None:
    rules = Rules(settings)
    before = version(rules.catalogue)
    file = (settings.rules or Path()) / "trial" / "ruleset.yaml"
    sound = file.read_text(encoding="utf-8")
    file.write_text("id: trial\n", encoding="utf-8")
    [fault] = rules.reread()
    assert (fault.code, "trial" in fault.message.en) == ("rules-folder-does-not-load", True)
    assert version(rules.catalogue) == before
    file.write_text(sound.replace(*EDIT), encoding="utf-8")
    assert rules.reread() == []
    assert version(rules.catalogue) != before


def test_many_threads_see_one_set_of_rules_at_a_time(
    settings: Settings, store: Store, bundle: Bundle, rules: Rules
) -> None:
    known = {version(rules.catalogue)}
    seen: set[str] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            held = rules.held
            seen.add(version(held.catalogue))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for content in (bundle(EDIT), bundle()):
            published(store, settings, content)
            rules.refresh()
            known.add(version(rules.catalogue))
    finally:
        stop.set()
    for thread in threads:
        thread.join()
    assert seen <= known
