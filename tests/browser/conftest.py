"""A real server and a real browser: every page at phone and desktop width, with scripts and without.

`inspected` holds a page to what every page owes: axe finds nothing, it does not scroll sideways, and it is no heavier
than 60 kB before vendored files; `open_page` that it asks no other host. Screenshots go to `SCREENSHOTS` (or
`build/screenshots`, which git ignores) for people to look at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from service.store import open_store
from tests.pages.every_page import furnished

CHROMIUM = shutil.which("chromium")
playwright_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
axe_base = pytest.importorskip("axe_playwright_python.base")
Page = playwright_api.Page
SHOTS = Path(os.environ.get("SCREENSHOTS", Path(__file__).parents[2] / "build" / "screenshots"))
WIDTHS = {"phone": 360, "desktop": 1280}
HEIGHT = 800
HEAVIEST = 60_000
"""Bytes of a page's HTML."""


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a database of the server's own."""
    folder = Path(tempfile.mkdtemp(prefix="hantei-"))
    yield f"sqlite:///{folder}/desk.db"
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server(database: str) -> Iterator[str]:
    """The address of a server on which whoever asks is all three users: as on one's own machine."""
    told = {
        **os.environ,
        "HANTEI_DATABASE": database,
        "HANTEI_ANONYMOUS_ROLES": "applicant,officer,author",
        "HANTEI_RATE_ANONYMOUS": "0",
        "HANTEI_REQUEST_SECONDS": "300",  # other tests run beside it
    }
    command = [sys.executable, "-m", "service.cli.main", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=told) as running:
        assert running.stderr is not None
        said = running.stderr.readline()
        found = re.search(r"http://[^ ]+", said)
        assert found, said
        drained = threading.Thread(target=running.stderr.read, daemon=True)
        drained.start()
        yield found[0]
        running.terminate()


@pytest.fixture(scope="session")
def names(server: str, database: str) -> dict[str, str]:
    """What the rows of `tests.pages.every_page` name in braces."""
    with httpx2.Client(base_url=server, follow_redirects=True, timeout=60) as client:
        client.get("/ja/officer/determinations")
        with open_store(database) as store:
            return furnished(client, store)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Ended with the module: while it is there its event loop runs in this thread, and no test can run another."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: tools/set-up-browser")
    with playwright_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, server: str) -> Iterator[Open]:
    """A browser's page: `open_page("phone", scripts=False)`. What it asks of other hosts is a fault."""
    contexts: list[Any] = []
    strange: list[str] = []

    def opened(width: str = "phone", *, scripts: bool = True, lang: str = "ja") -> Any:
        page = watched_page(browser, server, strange, scripts=scripts, lang=lang)
        page.set_viewport_size({"width": WIDTHS[width], "height": HEIGHT})
        contexts.append(page.context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strange == []


def watched_page(browser: Any, server: str, strange: list[str], *, scripts: bool = True, lang: str = "ja") -> Any:
    """A page in a context of its own; what it asks of other hosts and the faults of its scripts go to `strange`."""
    context = browser.new_context(java_script_enabled=scripts, locale=lang, base_url=server)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("request", lambda asked: strange.append(asked.url) if not _ours(asked.url, server) else None)
    page.on("pageerror", lambda error: strange.append(f"script fault: {error}"))
    return page


def _ours(url: str, server: str) -> bool:
    return urlsplit(url).scheme in {"data", "blob"} or url.startswith(server)


def inspected(page: Any, name: str) -> None:
    """Holds the page that is open to what every page owes, and takes its picture."""
    picture(page, name)
    content = page.content()
    assert len(content.encode()) < HEAVIEST, f"{name}: {len(content.encode())} bytes"
    fits(page, name)
    accessible(page, name)


def fits(page: Any, name: str) -> None:
    """The page does not scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{name} scrolls sideways: {wide}"


def accessible(page: Any, name: str, rules: Sequence[str] = ()) -> None:
    """Axe finds nothing, by all its rules or by these. It waits for ever on a page without scripts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_base.AXE_SCRIPT)
    asked = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})
    found = axe.AxeResults(page.evaluate("asked => axe.run(asked)", asked))
    assert found.violations_count == 0, f"{name}\n{found.generate_report()}"


def picture(page: Any, name: str) -> None:
    """Takes the picture of a page for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    file = SHOTS / f"{name}-{page.viewport_size['width']}.jpg"
    page.screenshot(path=file, type="jpeg", quality=70, full_page=True)
