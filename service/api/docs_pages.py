"""What people look at besides the API itself: the API's page, the pages of problem types."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, HTMLResponse, Response

from service.access import problems as access
from service.web import problems
from service.web.problems import NOT_FOUND, ProblemError

router = APIRouter(include_in_schema=False)
_SERVICE = Path(__file__).resolve().parent.parent
TYPES = (*problems.TYPES, *access.TYPES)
"""Every type of problem there is; each has a page."""
_NAMES = frozenset(kind.name for kind in TYPES)

DOCS = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hantei API</title>
<link rel="icon" href="/static/vendor/swagger-ui/favicon-32x32.png">
<link rel="stylesheet" href="/static/vendor/swagger-ui/swagger-ui.css">
</head>
<body>
<noscript><p>This page needs scripts. The same in one file: <a href="/openapi.json">openapi.json</a></p></noscript>
<div id="swagger-ui"></div>
<script src="/static/vendor/swagger-ui/swagger-ui-bundle.js"></script>
<script src="/static/docs.js"></script>
</body>
</html>
"""


@router.get("/docs")
async def docs() -> Response:
    """The API to read and to try; everything it loads comes from here."""
    return HTMLResponse(DOCS)


@router.get("/problems/{name}")
async def problem_page(name: str) -> Response:
    """The page of a problem type, in both languages, as plain text."""
    if name not in _NAMES:
        raise ProblemError(NOT_FOUND)
    return FileResponse(problem_pages() / f"{name}.md", media_type="text/plain; charset=utf-8")


def problem_pages() -> Path:
    """The folder of the pages: inside the installed package, or in the checkout's docs."""
    packaged = _SERVICE / "_data" / "problems"
    return packaged if packaged.is_dir() else _SERVICE.parent / "docs" / "problems"
