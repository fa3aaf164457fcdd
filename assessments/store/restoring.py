"""Puts a backup back: into a place where nothing is, and only what is exactly as it was made."""

import os
from pathlib import Path

from assessments.errors import BadBackup, Refused, StoreUnavailable
from assessments.store import SCHEMA, manifest
from assessments.store.backups import FILE, Backup, file_of, is_server, opened, refuse_no_room, sha256
from assessments.store.contents import contents
from assessments.store.disk import make_folder, sync
from assessments.store.loading import loading
from assessments.store.migrating import only, refuse_newer

SIDES = ("-wal", "-shm", "-journal")


def restore(folder: Path, database: str | Path, *, schema: Path = SCHEMA) -> Backup:
    """Put a backup back, into a file that is not there yet or an empty database of a server.

    Raises BadBackup when it is not exactly as it was made; Refused, StoreUnavailable when the place is not right.
    """
    backup = opened(folder)
    refuse_newer(backup.manifest.schema, schema, f"The backup in {folder}", "nothing was restored")
    if not is_server(database):
        _restore_file(backup, file_of(database).resolve(), schema)
        return backup
    _refuse_changed(backup, _checked_sha256(backup))
    with (
        contents(backup.file) as source,
        only(source.schema, schema) as older,
        loading(database, schema=older) as target,
    ):
        for table in source.tables:
            target.add(table.name, table.columns, source.rows(table))
    _refuse_different(backup, database)
    return backup


def verify(backup: Backup) -> None:
    """Raises BadBackup when its file is not the one that was made."""
    _refuse_changed(backup, _checked_sha256(backup))


def _checked_sha256(backup: Backup, copied_to: int | None = None) -> str:
    try:
        return sha256(backup.file, copied_to)
    except FileNotFoundError as fault:
        raise BadBackup(f"The backup in {backup.folder} has no {FILE}. Use another backup.") from fault


def _refuse_changed(backup: Backup, found: str) -> None:
    if found != backup.manifest.file.sha256:
        raise BadBackup(
            f"The backup in {backup.folder} was changed or is damaged: {FILE} is not as it was made."
            " Use another backup."
        )


def _refuse_different(backup: Backup, database: str | Path) -> None:
    with contents(database) as restored:
        wrong = next(manifest.differences(backup.manifest, restored), None)
    if wrong is not None:
        raise BadBackup(f"What was restored is not what the backup in {backup.folder} says: {wrong}. Do not use it.")


def _refuse_misshapen(backup: Backup, file: Path, schema: Path) -> None:
    """A file can hold more than rows: what is not of our making has no place in a database of ours."""
    from assessments.store.sqlite.contents import sqlite_contents
    from assessments.store.sqlite.shape import misshapen

    with sqlite_contents(file) as found:
        wrong = next(misshapen(found, schema), None)
    if wrong is not None:
        raise BadBackup(f"The backup in {backup.folder} was not made by Stocktake: {wrong}. Use another backup.")


def _restore_file(backup: Backup, path: Path, schema: Path) -> None:
    _refuse_taken(path)
    unfinished = path.with_name(f"{path.name}.restoring")
    try:
        make_folder(path.parent)
        refuse_no_room(path.parent, backup.manifest.file.bytes)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            found = _checked_sha256(backup, handle)
            os.fsync(handle)
        finally:
            os.close(handle)
        _refuse_changed(backup, found)
        _refuse_different(backup, unfinished)
        _refuse_misshapen(backup, unfinished, schema)
        _put_in_place(unfinished, path)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise StoreUnavailable(f"Nothing was restored to {path}: {why}. Give a place that can be written.") from fault
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_taken(path: Path) -> None:
    from assessments.store.sqlite.place import refuse_network

    refuse_network(path)
    for taken in (path, *(path.with_name(path.name + side) for side in SIDES)):
        if taken.exists() or taken.is_symlink():
            raise Refused(
                f"There is a file at {taken} already, and a restore never writes over one. Stop Stocktake, move"
                f" {path.name} and every file whose name begins like that to a safe place, and try again."
            )


def _put_in_place(unfinished: Path, path: Path) -> None:
    """By a second name for the same file: it cannot take the place of a file that came meanwhile."""
    path.hardlink_to(unfinished)
    unfinished.unlink()
    sync(path.parent)
