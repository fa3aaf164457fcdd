"""The store: the only place that knows a database engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assessments.store.protocol import Store

SCHEMA = Path(__file__).parent / "schema"


def now() -> datetime:
    return datetime.now(UTC)


def open_store(
    database: str | Path,
    *,
    clock: Callable[[], datetime] = now,
    schema: Path = SCHEMA,
    patience: float = 5.0,
    backups: Path | None = None,
) -> Store:
    """Open the database, made and brought up to date when needed.

    `database` is a file's path, or a PostgreSQL address; `patience` is for how many seconds a use case waits for what
    holds it up (another program, a server restarting). Before an older database is brought up to date a backup of it is
    put into the folder `backups`: by default beside the file; for PostgreSQL none is made without a folder. Raises
    StoreUnavailable in words; asked again after the remedy it opens.
    """
    address = str(database)
    if address.startswith(("postgresql:", "postgres:")):
        from assessments.store.postgres.engine import PostgresStore

        return PostgresStore(address, clock=clock, schema=schema, patience=patience, backups=backups)
    from assessments.store.sqlite.engine import SqliteStore

    return SqliteStore(
        Path(address.removeprefix("sqlite:///")), clock=clock, schema=schema, patience=patience, backups=backups
    )
