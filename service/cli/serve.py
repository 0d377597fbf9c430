"""`hantei serve`: the API by uvicorn, on a socket of our own, gone cleanly on SIGTERM."""

from __future__ import annotations

import errno
import signal
import socket
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import uvicorn

from engine.diagnostics import Diagnostic
from engine.text import quoted
from service.access.roles import Role
from service.api.app import create_app
from service.cli.faults import misuse, refuse, say_faults
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.settings import Settings, read_settings

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"talk": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line"}},
    "root": {"level": "INFO", "handlers": ["talk"]},
}
"""Everything to stderr: stdout is for answers."""


def run(host: str, port: int, *, lang: str | None, rules: Path | None) -> None:
    """Serves until SIGTERM (then returns) or Ctrl-C (then KeyboardInterrupt, as everywhere)."""
    here = terminal(lang)
    settings, faults = read_settings(**({} if rules is None else {"rules": rules}))
    if settings is None:
        raise refuse(here, faults)
    say_faults(here, faults)
    if _beyond_this_machine(host, settings) and set(settings.anonymous_roles) - {Role.APPLICANT}:
        raise refuse(here, [_open_to_all()])
    open_rules(here, rules)  # refuses a folder that is not there, before anything listens
    listening = _socket(here, host, port)
    config = uvicorn.Config(
        create_app(settings),
        log_config=LOGGING,
        access_log=False,
        proxy_headers=False,  # who is behind a proxy, service/access works out from the proxies that are trusted
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        limit_concurrency=200,
    )
    signal.signal(signal.SIGTERM, _leave_quietly)
    shown = f"[{host}]" if ":" in host else host
    here.talk(f"http://{shown}:{listening.getsockname()[1]}  /docs  /healthz")
    uvicorn.Server(config).run(sockets=[listening])


def _beyond_this_machine(host: str, settings: Settings) -> bool:
    """Whether others than those at this machine can come in, by the address listened on or through a proxy."""
    if settings.public_url or settings.trusted_proxies:
        return True
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def _leave_quietly(number: int, frame: FrameType | None) -> None:
    """uvicorn shuts down by its own handler, then raises the signal again: for this one, so that the exit code is 0."""


def _socket(here: Terminal, host: str, port: int) -> socket.socket:
    """A socket that listens. Ends the command where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise refuse(here, [_cannot_listen(host, port, error)]) from None


def _cannot_listen(host: str, port: int, error: OSError) -> Diagnostic:
    where = quoted(f"{host}:{port}")
    if error.errno == errno.EADDRINUSE:
        return misuse(
            "port-taken",
            f"{where} is taken by another program",
            f"{where} は別のプログラムが使っています",
            "choose another with `--port`; 0 takes a free one",
            "`--port` で別のポートを指定してください。0 なら空いているポートを使います",
        )
    return misuse(
        "cannot-listen",
        f"{where} cannot be listened on",
        f"{where} で待ち受けできません",
        "check `--host` and `--port`; ports below 1024 need rights",
        "`--host` と `--port` を確認してください。1024 未満のポートには権限が必要です",
    )


def _open_to_all() -> Diagnostic:
    return misuse(
        "open-to-all",
        "HANTEI_ANONYMOUS_ROLES would make officers or others of everybody who can reach this address",
        "HANTEI_ANONYMOUS_ROLES により、このアドレスに届く人すべてに担当官などの役割を与えることになります",
        "listen on 127.0.0.1 without a public address or proxies, or give people keys (`hantei key create`)",
        "公開アドレスやプロキシを設定せず 127.0.0.1 で待ち受けるか、キーを発行してください（`hantei key create`）",
    )
