"""From a body to an answer: for each route that judges a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagnostics import Diagnostic, has_errors
from service.api.request_body import asked_in, object_in
from service.checks import inquiry as inquiries
from service.checks.faults import DOES_NOT_LOAD as NOT_LOADED
from service.clock import today
from service.web.problems import DOES_NOT_LOAD, REFUSED, ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.catalogue import Catalogue
    from service.checks.inquiry import Inquiry
    from service.settings import Settings


def inquired(
    content: bytes, settings: Settings, catalogue: Catalogue, more: Sequence[str] = ()
) -> tuple[Inquiry, dict[str, Any]]:
    """The request in a body, and the body. `more`: keys that it may have besides those of a check.

    Raises ProblemError with every fault.
    """
    body, faults = object_in(content, settings)
    return inquired_of(body, faults, settings, catalogue, more), body


def inquired_of(
    body: dict[str, Any], read: Sequence[Diagnostic], settings: Settings, catalogue: Catalogue, more: Sequence[str] = ()
) -> Inquiry:
    """The request in an object. `read`: what was found wrong while it was read. Raises ProblemError."""
    asked, form_faults = asked_in(body, settings, more)
    inquiry, found = inquiries.read_inquiry(asked, catalogue, today())
    faults = inquiries.without_echoes([*read, *form_faults], found)
    if inquiry is None or has_errors(faults):
        raise refused(faults)
    return inquiry


def refused(faults: Sequence[Diagnostic]) -> ProblemError:
    """The problem that a request with faults ends in: where a rule set does not load, that is not the caller's."""
    broken = [fault for fault in faults if fault.code == NOT_LOADED]
    return ProblemError(DOES_NOT_LOAD, broken) if broken else ProblemError(REFUSED, faults)
