"""A real OpenID provider for the tests, and a person who signs in at it without a browser."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx2

HERE = Path(__file__).parent / "provider"
SITE = "https://testserver"
SECRET = "a-secret-that-only-tests-know"  # noqa: S105 - of the provider that ends with the tests


def folder() -> Path:
    """Where tools/set-up-provider puts the packages."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "hantei-tests" / f"provider-{lock}"


@dataclass(frozen=True)
class Issuers:
    """The same provider twice: claims come with the ID token, or from the userinfo endpoint."""

    in_id_token: str
    in_userinfo: str


@contextmanager
def running(site: str = SITE) -> Iterator[Issuers]:
    """The provider of a site, gone when the block ends."""
    command = ["node", str(HERE / "provider.js"), str(folder()), f"{site}/auth/callback", f"{site}/"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        assert started.stdout is not None and started.stdin is not None
        told = json.loads(started.stdout.readline())
        yield Issuers(told["inIdToken"], told["inUserinfo"])
        started.stdin.close()
        started.wait(timeout=20)


class Person:
    """Somebody at a browser: follows the provider's pages, fills in its forms, and comes back to the site."""

    def __init__(self, login: str) -> None:
        self._login = login
        self._browser = httpx2.Client(timeout=30)

    def sign_in(self, address: str) -> str:
        """From the address of the provider to the one on the site that it leads back to."""
        answer = self._browser.get(address)
        for _ in range(20):
            if answer.is_redirect:
                address = urljoin(str(answer.url), answer.headers["location"])
                if address.startswith(SITE):
                    return address
                answer = self._browser.get(address)
            else:
                answer = self._submit(answer)
        raise AssertionError("the provider leads nowhere")

    def _submit(self, answer: httpx2.Response) -> httpx2.Response:
        form = re.search(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
        assert form is not None, answer.text
        given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[2]))
        if 'name="login"' in form[2]:
            given |= {"login": self._login, "password": "any"}
        return self._browser.post(urljoin(str(answer.url), html.unescape(form[1])), data=given)

    def close(self) -> None:
        self._browser.close()
