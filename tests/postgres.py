"""A real PostgreSQL server for the tests that need one: started in a folder of its own, asked with psql, thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_SKILLE = "\x1f"


class Afvist(Exception):
    """The server refused a statement."""


class Server:
    """A running server. `spoerg` runs statements as a login and gives the rows as texts."""

    def __init__(self, bin_: Path, mappe: Path) -> None:
        self.bin, self.mappe = bin_, mappe

    def spoerg(self, sql: str, *, bruger: str = "postgres", database: str = "postgres") -> list[tuple[str, ...]]:
        """The rows of the last statement; Afvist with the server's words where it is refused."""
        words = [self.bin / "psql", "-X", "-q", "-A", "-t", "-F", _SKILLE, "-v", "ON_ERROR_STOP=1", "-h", self.mappe, "-U", bruger, "-d", database]
        done = subprocess.run(list(map(str, words)), input=sql, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise Afvist(done.stderr)
        return [tuple(line.split(_SKILLE)) for line in done.stdout.splitlines()]

    def url(self, bruger: str, database: str = "postgres") -> str:
        """The address of the server for a login."""
        return f"postgresql://{bruger}@/{database}?host={self.mappe}"


def find_bin() -> Path | None:
    """Where a server's programs lie: on PATH, in Debian's folder, or in the package pgserver."""
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    if debian := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return debian[-1].parent
    try:
        import pgserver
    except ImportError:
        return None
    return next(Path(pgserver.__file__).parent.glob("**/bin/initdb")).parent


@contextmanager
def start() -> Iterator[Server]:
    """A server for the length of the block; the test is skipped where the machine has none."""
    bin_ = find_bin()
    if sys.platform == "win32" or bin_ is None:
        pytest.skip("no PostgreSQL server on this machine (needs initdb on PATH, or the package pgserver)")
    mappe = Path(tempfile.mkdtemp(prefix="lis-pg-"))
    as_ = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        as_ = {"user": "nobody", "group": "nogroup" if shutil.which("apt-get") else "nobody", "extra_groups": []}
        shutil.chown(mappe, as_["user"], as_["group"])
    run = {"check": True, "capture_output": True, "cwd": mappe, "env": {**os.environ, "LC_ALL": "C.UTF-8"}, **as_}
    settings = f"-c listen_addresses='' -c unix_socket_directories={mappe} -c fsync=off -c shared_buffers=16MB"
    try:
        subprocess.run([bin_ / "initdb", "-D", mappe / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], **run)
        subprocess.run([bin_ / "pg_ctl", "-D", mappe / "data", "-w", "-l", mappe / "server.log", "-o", settings, "start"],
                       **{**run, "capture_output": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL})  # fmt: skip
        try:
            yield Server(bin_, mappe)
        finally:
            subprocess.run([bin_ / "pg_ctl", "-D", mappe / "data", "-m", "immediate", "stop"], **run)
    finally:
        shutil.rmtree(mappe, ignore_errors=True)
