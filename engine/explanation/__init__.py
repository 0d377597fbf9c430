"""Why an answer is what it is, in words that a layperson reads: one value in one language, and its renderings.

What only some callers need (HTML, Markdown, JSON) is imported when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

from engine.explanation.background import Background, Ending, Lasting
from engine.explanation.explaining import explain, lead
from engine.explanation.parts import Explanation
from engine.explanation.terminal_text import as_text

if TYPE_CHECKING:
    from engine.explanation.html import as_html
    from engine.explanation.json_body import explanation_json
    from engine.explanation.markdown import as_markdown

_LATER = {
    "as_html": "engine.explanation.html",
    "as_markdown": "engine.explanation.markdown",
    "explanation_json": "engine.explanation.json_body",
}

__all__ = [
    "Background",
    "Ending",
    "Explanation",
    "Lasting",
    "as_html",
    "as_markdown",
    "as_text",
    "explain",
    "explanation_json",
    "lead",
]


def __getattr__(name: str) -> Any:
    """The names that are imported when they are first asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415  (only when one of them is asked for)

    found = globals()[name] = getattr(import_module(_LATER[name]), name)
    return found
