"""A PostgreSQL server of its own for the tests: in a folder and on a socket of its own, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

USER = "postgres"
"""Who runs the server when the tests run as root, which PostgreSQL refuses to be run by."""
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "on",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "max_wal_size": "64MB",
    "min_wal_size": "32MB",
    "autovacuum_naptime": "5min",
}


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest version; None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else (Path(on_path).parent if on_path else None)


@dataclass(frozen=True)
class Cluster:
    """A server that can be stopped and started."""

    folder: Path
    binaries: Path

    def url(self, name: str) -> str:
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def start(self) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-t", "60", "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", how, "-w", "-t", "60", "stop")

    def create(self, name: str, template: str = "template0") -> str:
        """A database of that name; its URL."""
        self.say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        self.say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def say(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        run_as(self.binaries / program, *arguments)


def run_as(program: Path, *arguments: str) -> None:
    """Runs a program of PostgreSQL, as another user where this one is root. Its output is in what is raised."""
    before = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server that pg_ctl leaves behind
        done = subprocess.run(
            [*before, str(program), *arguments],
            stdout=said,
            stderr=said,
            cwd="/",
            check=False,
            timeout=120,
        )
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{program.name}: {said.read().decode(errors='replace')}")


def in_memory() -> Path:
    """Where files need no disk, if there is such a place; its path is short enough for a socket."""
    shared = Path("/dev/shm")  # noqa: S108 - only `mkdtemp` makes anything there
    return shared if shared.is_dir() and shutil.disk_usage(shared).free > 2**30 else Path(tempfile.gettempdir())


def new_cluster(binaries: Path) -> Cluster:
    """A server that runs, in a new folder."""
    made = Path(tempfile.mkdtemp(prefix="hantei-pg-", dir=in_memory()))
    if os.geteuid() == 0:
        os.chown(made, pwd.getpwnam(USER).pw_uid, pwd.getpwnam(USER).pw_gid)
    run_as(binaries / "initdb", "-D", f"{made}/data", "-U", USER, "-A", "trust", "--no-locale", "-E", "UTF8", "-N")
    settings = "".join(f"{name} = {value}\n" for name, value in SETTINGS.items())
    with (made / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"{settings}unix_socket_directories = '{made}'\n")
    cluster = Cluster(made, binaries)
    cluster.start()
    return cluster


def remove(cluster: Cluster) -> None:
    """Stops the server and takes its folder away."""
    cluster.stop("immediate")
    shutil.rmtree(cluster.folder, ignore_errors=True)
