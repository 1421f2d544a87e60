"""A PostgreSQL server for tests: the one that is named, or the machine's own binaries on a free socket."""

import os
import secrets
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

ACCOUNT = "postgres"


@contextmanager
def running():
    """Yield the URL of a server; skip the test when there is none."""
    named = os.environ.get("CADREBOT_TEST_DATABASE_URL")
    if named:
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    binaries = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
    if binaries is None:
        pytest.skip("no PostgreSQL: set CADREBOT_TEST_DATABASE_URL or install Debian's postgresql")
    folder = Path(tempfile.mkdtemp(prefix="cadrebot-pg-", dir="/tmp"))  # the socket's path is short
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT, ACCOUNT)
    try:
        yield from _serve(binaries, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(binaries, folder):
    """Create a cluster in the folder and serve it on a socket there; no port is opened."""
    data = folder / "data"
    _run(
        binaries / "initdb",
        "-D",
        data,
        "-U",
        ACCOUNT,
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    )
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=50"
    _run(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield URL.create(
            "postgresql+psycopg", username=ACCOUNT, database="postgres", query={"host": str(folder)}
        )
    finally:
        _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(*command):
    """Run one of the server's programs; it refuses to run as root."""
    user = ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(  # noqa: S603
        [str(part) for part in command],
        check=True,
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def fresh_database(server, *, template="template1"):
    """Yield the URL of a new database on this server, and drop it afterwards."""
    name = f"cadrebot_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextmanager
def copied_database(original):
    """Yield the URL of a copy of a database that nobody is connected to, and drop it afterwards."""
    server = original.set(database=ACCOUNT)
    with fresh_database(server, template=original.database) as url:
        yield url
