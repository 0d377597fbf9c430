"""Which facts share a page: the question that settles most, and those that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.fact_fields import fields_of
from engine.plan import FactSpec
from service.interview.session import Session

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.questions import Question
    from service.pages.applicant.standing import Standing
    from service.pages.applicant.subjects import Subjects

MOST = 5
"""Questions on a page."""
MOST_CHOICES = 6
"""A question with more choices stands alone."""


def session_of(standing: Standing, catalogue: Catalogue) -> Session:
    """The interview as far as it has come. What is not among the facts of the rule sets any more is dropped."""
    session = Session(catalogue, standing.plans, standing.as_of, None, {}, dict(standing.told), list(standing.aside))
    session.aside = [name for name in session.aside if session.spec(name) is not None]
    return session


def next_page(questions: Sequence[Question], subjects: Subjects) -> tuple[Question, ...]:
    """The first question, and of the others those of the same subject, or that decide the same criteria."""
    if not questions:
        return ()
    first, *others = questions
    if _alone(first.fact):
        return (first,)
    subject, criteria = subjects.of(first.fact.name), _criteria(first)
    page = [
        other
        for other in others
        if not _alone(other.fact) and (subjects.of(other.fact.name) == subject or criteria == _criteria(other))
    ]
    return (first, *page[: MOST - 1])


def _alone(fact: FactSpec) -> bool:
    """Whether a question needs a page for itself: rows, and many choices."""
    choices = fact.choices or (fact.items.choices if fact.items else {})
    return bool(fields_of(fact)) or len(choices) > MOST_CHOICES


def _criteria(question: Question) -> frozenset[tuple[str, str]]:
    return frozenset((waiting.ruleset, one.id) for waiting in question.waiting for one in waiting.criteria)
