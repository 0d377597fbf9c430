"""Drafts kept for their author: what a page sends is laid over what is kept, never over what was saved elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from fastapi import Request

from engine.diagnostics import Text
from engine.records import dataclass
from service.access.permission import caller_of, principal
from service.pages.author.drafts import Draft, fields_of, id_of, laid_over, opened
from service.pages.author.pieces import cut_again
from service.pages.faults import NOT_UNDERSTOOD, PageFaultError
from service.store import DraftLimitError, Overtaken, StoreError, Typed
from service.store.drafts import mark, mark_of
from service.web.state import catalogue_of, store_of

if TYPE_CHECKING:
    from service.pages.forms import Sent
    from service.store import Draft as Kept

WAS = "was:"
"""How the names of hidden fields begin that say what a field was; its name follows."""
LONGEST_TAB = 64
KEEPS_NOTHING = Text("nothing can be saved on this service now", "現在このサービスでは保存できません")
TAKE_AWAY = Text("download the files before you leave the page", "ページを離れる前にファイルをダウンロードしてください")
Said = tuple[Text, Text | None]
"""A fault and what helps."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How a draft is kept. `kept`: as it is kept now; `overtaken`: what was saved elsewhere, so that this was not.

    `marks`: of each field what it was before the page; `fault`: why nothing can be kept; `moved_on`: the rules in force
    are others than those that it was begun from.
    """

    kept: Kept | None = None
    overtaken: Overtaken | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    fault: Said | None = None
    can_write_over: bool = True
    moved_on: bool = False


def kept_or(request: Request, begun: Draft) -> tuple[Draft, Saving]:
    """The author's own draft of a rule set, where there is one; else what it is begun from."""
    try:
        kept = store_of(request).drafts.get(caller_of(request), begun.id)
    except StoreError as error:
        return begun, Saving(marks=_marks(begun.fields), fault=_said(error))
    if kept is None:
        return begun, Saving(marks=_marks(begun.fields))
    draft = _arranged(request, kept)
    origin = opened(catalogue_of(request), begun.id)
    return draft, Saving(kept, marks=_marks(draft.fields), moved_on=_moved_on(origin, kept))


def own_draft(request: Request, id_: str) -> Draft | None:
    """What the author takes up: their own draft, or the rule set that is in force; None where there is neither."""
    found = opened(catalogue_of(request), id_)
    if found is not None:
        return found
    try:
        kept = store_of(request).drafts.get(caller_of(request), id_)
    except StoreError:
        return None
    return None if kept is None else Draft(id_, kept.fields)


def own_drafts(request: Request) -> tuple[tuple[str, str], ...]:
    """The author's drafts, last saved first, each with when that was; none where nothing can be kept."""
    try:
        return store_of(request).drafts.of(caller_of(request))
    except StoreError:
        return ()


def sent_draft(request: Request, form: Sent) -> Draft:
    """The draft with what a form says, unsaved. Raises PageFaultError where it is no form of ours."""
    id_ = id_of(form)
    draft = None if id_ is None else laid_over(_base(request, id_)[0], id_, fields_of(form, id_))
    if draft is None:
        raise PageFaultError(422, NOT_UNDERSTOOD)
    return draft


def saved(request: Request, form: Sent, *, arrange: bool) -> tuple[Draft, Saving]:
    """Keeps what a form says: the draft as it is then, and how it is kept. Raises PageFaultError.

    `arrange`: files of which a piece has grown are cut anew, for a page that is shown anew.
    """
    id_ = id_of(form)
    if id_ is None:
        raise PageFaultError(422, NOT_UNDERSTOOD)
    typed = fields_of(form, id_)
    base, origin, fault = _base(request, id_)
    draft = laid_over(base, id_, typed)
    if draft is None:
        raise PageFaultError(422, NOT_UNDERSTOOD)
    marks = {name: values[-1] for key, values in form.items() if (name := key.removeprefix(WAS)) != key}
    if fault is not None:
        return draft, Saving(marks=marks, fault=fault)
    # a page whose pieces are cut otherwise than those that are kept can save nothing over them
    known = base is None or typed.keys() <= base.fields.keys()
    tab = form.get("tab", ("",))[-1][:LONGEST_TAB]
    told = Typed(typed, marks, tab, principal(request).name or "", "anyway" in form and known)
    try:
        found = store_of(request).drafts.save(caller_of(request), id_, told, None if origin is None else origin.fields)
    except StoreError as error:
        return draft, Saving(marks=marks, fault=_said(error))
    if isinstance(found, Overtaken):
        shown = draft if known else Draft(id_, typed)
        return shown, Saving(overtaken=found, marks=marks, can_write_over=known)
    if found is None:
        return draft, Saving(marks=_marks(draft.fields))
    own = _arranged(request, found) if arrange else Draft(id_, found.fields)
    return own, Saving(found, marks=_marks(own.fields), moved_on=_moved_on(origin, found))


def _base(request: Request, id_: str) -> tuple[Draft | None, Draft | None, Said | None]:
    """What is typed over: the author's draft, else the rule set in force; that rule set; why nothing is kept."""
    origin = opened(catalogue_of(request), id_)
    try:
        kept = store_of(request).drafts.get(caller_of(request), id_)
    except StoreError as error:
        return origin, origin, _said(error)
    return (origin if kept is None else Draft(id_, kept.fields)), origin, None


def _arranged(request: Request, kept: Kept) -> Draft:
    fields = cut_again(kept.fields)
    if fields != kept.fields:
        store_of(request).drafts.arrange(kept, fields)
    return Draft(kept.name, fields)


def _moved_on(origin: Draft | None, kept: Kept) -> bool:
    return origin is not None and mark_of(origin.fields) != kept.begun_from


def _marks(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: mark(text) for name, text in fields.items()}


def _said(error: StoreError) -> Said:
    """Why nothing is kept; nothing of how the service is run, which is no author's concern."""
    if isinstance(error, DraftLimitError):
        return error.fault.message, error.fault.help
    return KEEPS_NOTHING, TAKE_AWAY
