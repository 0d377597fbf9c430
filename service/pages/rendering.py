"""A template and its values made an answer: one function for every page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from engine.diagnostics import Text
from engine.explanation.figures import NO_BREAK, day, quantity
from engine.explanation.html import with_codes
from engine.text import printable
from service.pages.messages import TEMPLATES, translations
from service.pages.navigation import NAVIGATION
from service.pages.routing import LANGUAGES, NAMES, address, language_of, path_without_language, sign_in_address
from service.version import VERSION

STATIC = Path(__file__).resolve().parent.parent / "static"
COMPONENTS = ("actions", "feedback", "fields", "lists")
"""The macros of `components/`, which every template has by these names."""


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """The page of `template` (a path below service/templates) in the language of the request's path.

    Templates have, beside `values`: `lang`, `at(path, name=value…)` for addresses in this language, `here` (path and
    query without the language), `principal` (who is signed in, or None), and what `environment` defines.
    """
    lang = language_of(request)
    inner = path_without_language(request)
    text = (
        environment(lang)
        .get_template(template)
        .render(
            here=inner,
            twins=[(other, NAMES[other], f"/{other}{inner}") for other in LANGUAGES],
            principal=getattr(request.state, "principal", None),
            can_sign_in=getattr(request.app.state, "provider", None) is not None,
            sign_in=lambda: sign_in_address(f"/{lang}{inner}"),
            **values,
        )
    )
    told = {"Content-Language": lang, "Cache-Control": "private, no-cache", **(headers or {})}
    return HTMLResponse(text, status_code=status, headers=told)


@cache
def environment(lang: str) -> Environment:
    """The templates in one language. Undefined names are faults; everything is escaped.

    Filters: `said` (a `Text` in this language), `lead` (its first sentence), `day`, `typed_day` (what a field for a day
    holds), `quantity(unit)`, `coded` (text whose names stand in backticks). Globals: `at`, `static`, `navigation`,
    `option_elements`, and the macros of `components/` as `actions`, `feedback`, `fields` and `lists`.
    """
    known = translations(lang) if lang != "en" else {}
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    _install(made, known)
    made.known = known
    made.filters |= {
        "said": partial(_said, lang),
        "day": lambda value: day(value, lang),
        "typed_day": partial(_typed_day, lang),
        "lead": partial(_lead, lang),
        "coded": _coded,
        "quantity": lambda value, unit=None: quantity(value, unit, lang),
    }
    made.globals |= {
        "lang": lang,
        "at": lambda path, **query: address(lang, path, [(name, str(value)) for name, value in query.items()]),
        "static": static,
        "navigation": NAVIGATION,
        "option_elements": _option_elements,
        "version": VERSION,
        "is_current": _is_current,
    }
    made.globals |= {name: made.get_template(f"components/{name}.html").module for name in COMPONENTS}
    return made


class _Environment(Environment):
    """Templates in one language: a text in which nothing is filled in is looked up as its template is compiled."""

    known: Mapping[str, str]

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        return super()._generate(_Looked(self.known).visit(source), *given, **named)


class _Looked(NodeTransformer):
    """`_("a text")` becomes the text that it is in the language."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - by the name of the class of nodes
        self.generic_visit(node)
        named = isinstance(node.node, nodes.Name) and node.node.name == "_"
        match node.args:
            case [nodes.Const(value=str(text))] if named and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
                return nodes.Const(Markup(self.known.get(text, text)) % {}, lineno=node.lineno)  # noqa: S704 - of our files
        return node


def _said(lang: str, text: Text | str) -> str:
    return printable(text.in_(lang) if isinstance(text, Text) else text)


def _lead(lang: str, text: Text) -> str:
    """The first sentence, as it stands below a title."""
    return re.split(r"(?<=。)" if lang == "ja" else r"(?<=\.) ", _said(lang, text), maxsplit=1)[0]


def _typed_day(lang: str, typed: str) -> str:
    """A day as the page writes days; what is not one stays as it was typed."""
    try:
        return day(date.fromisoformat(typed), lang).replace(NO_BREAK, " ")
    except ValueError:
        return typed


def _coded(text: str) -> Markup:
    return Markup(with_codes(escape(text)))  # noqa: S704  # escaped before


_escaped = lru_cache(2048)(escape)


def _option_elements(options: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """The options of a select, each as its value and its words: 249 countries, for which a template takes long."""
    made = (
        f'<option value="{_escaped(value)}"{" selected" if value == chosen else ""}>{_escaped(words)}</option>\n'
        for value, words in options
    )
    return Markup("".join(made))  # noqa: S704 - escaped one by one


def _install(made: Environment, known: Mapping[str, str]) -> None:
    def one(text: str) -> str:
        return known.get(text, text)

    def several(singular: str, plural: str, count: int) -> str:
        return known.get(singular, singular if count == 1 else plural)

    install: Callable[..., None] = made.install_gettext_callables  # type: ignore[attr-defined]  # of the extension
    install(gettext=one, ngettext=several, newstyle=True)


@cache
def static(path: str) -> str:
    """The address of a file of service/static; it changes with the file, so that no browser keeps an old one."""
    digest = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    return f"/static/{path}?v={digest}"


@pass_context
def _is_current(context: Context, path: str) -> bool:
    """Whether the page lies at `path` or below it."""
    here = str(context["here"]).partition("?")[0]
    return here == path or here.startswith(f"{path}/")
