"""How statements and values cross to PostgreSQL, so that a row comes back as SQLite would give it."""

import re
from functools import lru_cache

from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.types.numeric import Int8Dumper

NAMED = re.compile(r"'(?:[^']|'')*'|:([a-z_]\w*)", re.IGNORECASE)
BIGINT = 20


class TruthDumper(Dumper):
    """True goes as 1: our columns hold integers."""

    oid = BIGINT

    def dump(self, obj: bool) -> bytes:  # noqa: FBT001 - the name and the place are psycopg's
        return b"1" if obj else b"0"


class TruthLoader(Loader):
    """A comparison comes back as 1 or 0."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class NumericLoader(Loader):
    """A sum of integers comes back as an integer, an average as a float."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data)
        return int(text) if text.lstrip(b"-").isdigit() else float(text)


def teach(connection: Connection[object]) -> None:
    adapters = connection.adapters
    adapters.register_dumper(int, Int8Dumper)  # one type whatever the size: one prepared statement
    adapters.register_dumper(bool, TruthDumper)
    adapters.register_loader("bool", TruthLoader)
    adapters.register_loader("numeric", NumericLoader)


@lru_cache(maxsize=4096)
def named(sql: str) -> str:
    """`:name` as psycopg writes it; texts in quotes stay as they are."""
    return NAMED.sub(lambda found: f"%({found[1]})s" if found[1] else found[0], sql.replace("%", "%%"))
