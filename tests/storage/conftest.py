"""A PostgreSQL server of the tests' own, on a socket in a temporary folder, where the machine has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _binaries() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


def _run(*command: object) -> None:
    # PostgreSQL refuses to run as root; where the tests do, it runs as its own user.
    as_user = ["runuser", "-u", "postgres", "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    subprocess.run([*as_user, *map(str, command)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of an empty database."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed on this machine (Debian: postgresql)")
    pytest.importorskip("psycopg", reason='psycopg is not installed (pip install ".[server]")')
    # Not under pytest's folder: its parents are closed to other users, and a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        folder.chmod(0o777)
        data = folder / "data"
        _run(binaries / "initdb", "-D", data, "-A", "trust", "-U", "checkin", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run(binaries / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start")
        try:
            yield f"postgresql+psycopg://checkin@/postgres?host={folder}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
