"""A throwaway PostgreSQL server: its own folder, a Unix socket only, gone after the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder that holds initdb and pg_ctl, or None where no server is installed."""
    on_path = shutil.which("initdb")
    newest = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [Path(on_path).resolve()] if on_path else newest[-1:]
    return found[0].parent if found else None


def _server_user() -> str:
    """PostgreSQL refuses to run as root; `nobody` is on every system."""
    return pwd.getpwuid(os.getuid()).pw_name if os.getuid() else "nobody"


def _run_as(user: str, *command: str | Path) -> None:
    other = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **other)


@contextmanager
def throwaway_server(folder_of_programs: Path) -> Iterator[str]:
    """Starts a server and gives its SQLAlchemy address; stops and removes it at the end."""
    user = _server_user()
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must be short
    data = home / "data"
    try:
        if os.getuid() == 0:
            shutil.chown(home, user)
        initdb = ("--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "--username=ringback")
        _run_as(user, folder_of_programs / "initdb", *initdb, "--pgdata", data)
        pg_ctl = (folder_of_programs / "pg_ctl", "--silent", "--wait", "--pgdata", data)
        quick = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
        _run_as(user, *pg_ctl, "--log", home / "log", "--options", quick, "start")
        try:
            yield f"postgresql+psycopg://ringback@/postgres?host={home}"
        finally:
            _run_as(user, *pg_ctl, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
