"""A PostgreSQL server with PostGIS, started for the tests where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_NONE = "NO POSTGIS: apt-get install postgresql postgresql-postgis"


def _programs() -> Path | None:
    """Return the folder of the server's programs, where PostGIS is beside it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    for each in found:
        version = each.parts[-3]
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            return each.parent
    return None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a server that listens to a socket in a folder of its own, and return its address without a database."""
    programs = _programs()
    if programs is None:
        pytest.skip(_NONE)
    folder = Path(tempfile.mkdtemp(prefix="geo-nk-postgres-", dir="/tmp"))
    user = {}
    if not os.getuid():  # which the server refuses to run as
        shutil.chown(folder, "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    data, log = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    start = ["-w", "-D", data, "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start"]
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8"], check=True, **log
        )
        subprocess.run([programs / "pg_ctl", *start], check=True, timeout=60, **log)
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder)
        pytest.skip(f"NO POSTGIS: no server could be started ({error})")
    try:
        yield f"postgresql:///{{}}?host={folder}&user=tester"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, **log)
        shutil.rmtree(folder)


@pytest.fixture
def database(postgres: str, tmp_path: Path) -> Iterator[Path]:
    """Make an empty database and return the file that names it."""
    psycopg = pytest.importorskip("psycopg")
    name = f"geo_nk_{os.getpid()}_{abs(hash(tmp_path))}"
    with psycopg.connect(postgres.format("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    file = tmp_path / "collection.postgis"
    file.write_text(postgres.format(name) + "\n")
    yield file
    with psycopg.connect(postgres.format("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
