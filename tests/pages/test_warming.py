"""What is made ready beside the requests is what first visits would have to make."""

from __future__ import annotations

import gc
import weakref

from engine.catalogue import open_catalogue
from service.pages import warming
from service.pages.author.keeping import clauses_of
from service.pages.author.searching import listed_of
from service.pages.rendering import environment


def test_every_plan_is_there_and_what_is_made_of_all_of_them() -> None:
    catalogue = open_catalogue()
    for step in warming.steps(catalogue):
        step()
    assert set(catalogue._plans) == set(catalogue.ids())
    assert listed_of(catalogue) is listed_of(catalogue)
    assert clauses_of(catalogue) is clauses_of(catalogue)


def test_every_template_can_be_compiled_in_both_languages() -> None:
    for step in warming._templates():
        step()
    assert environment("ja").get_template("start.html") is environment("ja").get_template("start.html")


def test_what_stays_is_set_aside_once_and_what_went_is_let_go() -> None:
    class Kept:
        """Something in a circle, as catalogues are."""

    try:
        one = Kept()
        one.self = one  # type: ignore[attr-defined]
        gone = weakref.ref(one)
        warming._set_aside()
        assert gc.get_freeze_count() > 0
        del one
        assert gone() is not None, "frozen: the collector leaves it alone"
        warming._set_aside()
        assert gone() is None
    finally:
        gc.unfreeze()
