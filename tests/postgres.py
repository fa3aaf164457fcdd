"""A throw-away PostgreSQL from the system's package: in a temporary folder, on a socket, gone with the tests.

    with Cluster() as cluster:
        address = cluster.new_database()  # empty, owned by a plain role; open_store(address) makes it ours
        cluster.restart_immediately()  # as after a power cut: what was committed is there

It stops by itself when the process that started it ends, however that ended.
"""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import psycopg

INSTALL = "PostgreSQL is not installed here. Install it for these tests (as root: apt-get install postgresql)."
OWNER = "stocktake"  # the application's role: no superuser, no BYPASSRLS
PASSWORD = "paper boat"
# Accents and capitals sort as people do, and not as bytes: an order that we forgot to fix is noticed.
INITDB = ("-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en", "--no-sync")
RULES = """\
local all guarded scram-sha-256
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""
# Stops the server and clears up as soon as nobody holds the other end of its input any more.
WATCH = 'read -r _; "$1" -D "$2" -m immediate -s stop; rm -rf "$3"'


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version; None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def somebody_else() -> str | None:
    """Whom the server runs as where we are root, which it refuses to run as."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(user.pw_name == "postgres" for user in pwd.getpwall()) else "nobody"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
        return port


class Cluster:
    """One server. `tcp` lets it listen on 127.0.0.1 as well; `durable` lets it wait for the disk; `settings` are -c."""

    def __init__(self, *, tcp: bool = False, durable: bool = False, settings: tuple[str, ...] = ()) -> None:
        found = programs()
        assert found is not None, INSTALL
        self._programs = found
        self._user = somebody_else()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.port = free_port() if tcp else 5432
        self._numbers = itertools.count(1)
        fast = () if durable else ("fsync=off", "full_page_writes=off")
        listen = "listen_addresses=127.0.0.1" if tcp else "listen_addresses="
        given = ("shared_buffers=32MB", "max_connections=120", listen, *fast, *settings)
        self._options = f"-k {self.folder} -p {self.port} " + " ".join(f"-c {setting}" for setting in given)
        if self._user:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "-D", self.data, "-A", "trust", *INITDB)
        (self.data / "pg_hba.conf").write_text(RULES)
        self._watch = subprocess.Popen(
            ["sh", "-c", WATCH, "watch", self._programs / "pg_ctl", self.data, self.folder],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            user=self._user, cwd="/", start_new_session=True,
        )  # fmt: skip
        self.start()
        self.run(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'; CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'")

    def _run(self, program: str, *options: object) -> None:
        command = [str(part) for part in (self._programs / program, *options)]
        done = subprocess.run(command, user=self._user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr.decode() + (self.log.read_text() if self.log.exists() else "")

    def _control(self, *options: object) -> None:
        self._run("pg_ctl", "-D", self.data, "-s", "-w", "-t", 60, *options)

    def start(self) -> None:
        self._control("-l", self.log, "-o", self._options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends every connection and says so; `immediate` is a crash."""
        self._control("-m", mode, "stop")

    def restart_immediately(self) -> None:
        """Crash and come back: everything that was committed is there, every connection is gone."""
        self.stop("immediate")
        self.start()

    def address(self, database: str, *, user: str = OWNER) -> str:
        """What STOCKTAKE_DATABASE holds: through the socket."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp_address(self, address: str, *, password: str = PASSWORD) -> str:
        """The same database through 127.0.0.1, with the password (only of a cluster made with `tcp`)."""
        return f"postgresql://{OWNER}:{password.replace(' ', '%20')}@127.0.0.1:{self.port}/{name_of(address)}"

    def new_database(self, template: str = "template0") -> str:
        """The address of an empty database of the plain role's own, or of a copy of another (name or address)."""
        name = f"d{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {name_of(template)} STRATEGY file_copy")
        return self.address(name)

    def drop(self, address: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name_of(address)} WITH (FORCE)")

    def run(self, sql: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """Statements as the superuser, whom no guard holds back: for looking from outside and for breaking things."""
        with psycopg.connect(self.address(name_of(database), user="postgres"), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        assert self._watch.stdin is not None
        self._watch.stdin.close()
        self._watch.wait(110)  # a busy disk takes its time; pytest-timeout stops what hangs at 120
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def name_of(address: str) -> str:
    return urlsplit(address).path.removeprefix("/") if "://" in address else address
