"""What a request needs of the application: the rules in force, the settings and the store."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr
from starlette.requests import Request

from engine.diagnostics import Diagnostic, Text
from service.store import Store, StoreUnavailableError, open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalogue import Catalogue
    from service.publications.rules import Rules
    from service.settings import Settings

_OPENING = 10.0
"""Seconds that a request waits while another opens the database."""


class Storage:
    """The store of an application, opened when it is first asked for, and again where that went wrong."""

    def __init__(self, url: SecretStr | None) -> None:
        self._url = "" if url is None else url.get_secret_value()
        self._store: Store | None = None
        self._lock = threading.Lock()

    def store(self) -> Store:
        """The open store. Raises StoreError where it cannot be had now."""
        if self._store is not None:
            return self._store
        if not self._url:
            raise StoreUnavailableError(_none_named())
        if not self._lock.acquire(timeout=_OPENING):
            raise StoreUnavailableError(_not_open_yet())
        try:
            if self._store is None:
                self._store = open_store(self._url)
            return self._store
        finally:
            self._lock.release()

    def close(self) -> None:
        """Lets all connections go."""
        if self._store is not None:
            self._store.close()
            self._store = None


def rules_of(request: Request) -> Rules:
    """The rules of this process, which may be exchanged while a request is answered."""
    rules: Rules = request.app.state.rules
    return rules


def catalogue_of(request: Request) -> Catalogue:
    """The rules in force now: one catalogue for the whole of a request. Raises StoreError while they are not known."""
    return rules_of(request).catalogue


def catalogue_for(request: Request, receipt: Mapping[str, Any]) -> Catalogue:
    """The rules that a receipt names by their digests, those in force where no such rules are kept any more.

    Raises StoreError; only for routes that run in threads.
    """
    rules = rules_of(request)
    named = {one["id"]: one["digest"] for one in receipt["request"]["rulesets"]}
    return rules.holding(named) or rules.catalogue


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def store_of(request: Request) -> Store:
    """The store. Raises StoreError; only for routes that run in threads."""
    storage: Storage = request.app.state.storage
    return storage.store()


def _none_named() -> Diagnostic:
    return Diagnostic(
        "no-database-named",
        Text("this service keeps nothing: no database is named", "データベースが指定されていないため、保存できません"),
        Text(
            "set HANTEI_DATABASE, such as `sqlite:///hantei.db`",
            "HANTEI_DATABASE に `sqlite:///hantei.db` のように設定してください",
        ),
    )


def _not_open_yet() -> Diagnostic:
    return Diagnostic(
        "database-opening",
        Text("the database is being opened", "データベースを開いているところです"),
        Text("send it again in a moment", "少し待ってから再送してください"),
    )
