"""`hantei serve`: the API by uvicorn, on a socket of our own, gone cleanly on SIGTERM."""

from __future__ import annotations

import errno
import os
import signal
import socket
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import uvicorn
from uvicorn.supervisors import Multiprocess

from engine.diagnostics import Diagnostic, misuse
from engine.text import quoted
from service.cli.faults import refuse, say_faults
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.operation.logs import logging_config
from service.roles import Role
from service.settings import Settings, read_settings, variable

APPLICATION = "service.app:create_app"


def run(host: str, port: int, *, lang: str | None, rules: Path | None, workers: str | None = None) -> None:
    """Serves until SIGTERM (then returns) or Ctrl-C (then KeyboardInterrupt, as everywhere)."""
    here = terminal(lang)
    given = {name: value for name, value in (("rules", rules), ("workers", workers)) if value is not None}
    settings, faults = read_settings(**given)
    if settings is None:
        raise refuse(here, faults)
    say_faults(here, faults)
    if _beyond_this_machine(host, settings) and set(settings.anonymous_roles) - {Role.APPLICANT}:
        raise refuse(here, [_open_to_all()])
    open_rules(here, rules)  # refuses a folder that is not there, before anything listens
    listening = _socket(here, host, port)
    for name, value in given.items():
        os.environ[variable(name)] = str(value)  # processes that are started read their settings anew
    config = uvicorn.Config(
        APPLICATION,
        factory=True,
        loop="uvloop",
        http="httptools",
        workers=settings.workers,
        log_config=logging_config(settings.log_format, settings.log_level),
        access_log=False,
        proxy_headers=False,  # who is behind a proxy, service/access works out from the proxies that are trusted
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        limit_concurrency=settings.most_at_once,
    )
    signal.signal(signal.SIGTERM, _leave_quietly)
    shown = f"[{host}]" if ":" in host else host
    here.talk(f"http://{shown}:{listening.getsockname()[1]}  /docs  /readyz")
    if settings.workers == 1:
        uvicorn.Server(config).run(sockets=[listening])
    else:
        Workers(config, [listening]).run()


class Workers(Multiprocess):
    """Several processes behind one socket; one that dies is replaced. SIGHUP goes on to each of them."""

    def handle_hup(self) -> None:
        for process in self.processes:
            if process.pid is not None:
                os.kill(process.pid, signal.SIGHUP)


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
        "HANTEI_ANONYMOUS_ROLES により、このアドレスに届く人すべてに担当者などの役割を与えることになります",
        "listen on 127.0.0.1 without a public address or proxies, or give people keys (`hantei key create`)",
        "公開アドレスやプロキシを設定せず 127.0.0.1 で待ち受けるか、キーを発行してください（`hantei key create`）",
    )
