"""Backups: a whole database put by and proved to be whole; one form for both engines.

A backup is a folder with a SQLite file of exactly our tables and a manifest.json. It is made under another name and
gets its own when all of it is on the disk and was read again.
"""

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from assessments.errors import BadBackup, Conflict
from assessments.store import SCHEMA, manifest
from assessments.store.contents import Contents, contents
from assessments.store.disk import make_folder, sync
from assessments.store.loading import loading
from assessments.store.manifest import Digest, File, Manifest
from assessments.store.migrating import only, refuse_newer
from assessments.version import VERSION

FOLDER, FILE, MANIFEST, UNFINISHED = "backups", "stocktake.db", "manifest.json", ".unfinished-"
NOTHING = "There is nothing of Stocktake in this database. Check STOCKTAKE_DATABASE, or start Stocktake once to begin."
DOCTOR = "Run stocktake doctor."
SPARE = 16_000_000  # bytes left free beside what a copy needs
ABANDONED = 12 * 3600  # seconds after which a backup without its own name was given up
PIECE = 1_000_000
COUNTED = (("organisation", "organisations"), ("review", "reviews"), ("submission", "submissions"))


@dataclass(frozen=True, slots=True)
class Backup:
    folder: Path
    manifest: Manifest

    @property
    def file(self) -> Path:
        return self.folder / FILE


def is_server(database: str | Path) -> bool:
    return str(database).startswith(("postgresql:", "postgres:"))


def file_of(database: str | Path) -> Path:
    return Path(str(database).removeprefix("sqlite:///"))


def name_of(database: str | Path) -> str:
    """A database's name without its place, as a part of a file's name."""
    name = urlsplit(str(database)).path.strip("/") if is_server(database) else file_of(database).stem
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-") or "stocktake"


def make(
    database: str | Path, folder: Path, *, now: datetime | None = None, label: str = "", compare: bool = False
) -> Backup:
    """Put a database by while it is in use, into a folder of its own in `folder`.

    `compare` has every table of the copy compared with the database as it was at that moment, which takes longer.
    Raises BadBackup when it cannot be made, StoreUnavailable when the database cannot be read.
    """
    at = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    name = "-".join(filter(None, (name_of(database), f"{at:%Y-%m-%dT%H-%M-%SZ}", label)))
    _refuse_network(folder)
    try:
        make_folder(folder, mode=0o700)
        _clear_abandoned(folder)
        with _being_made(folder, name) as unfinished:
            with contents(database) as source:
                if not source.schema:
                    raise BadBackup(NOTHING)
                refuse_no_room(folder, source.size)
                _copy(source, unfinished / FILE)
                held = manifest.digests(source) if compare else None
            made = _described(unfinished / FILE, name_of(database), at)
            _refuse_different(made, held)
            _write(unfinished / MANIFEST, manifest.written(made))
            _synced(unfinished)
            return Backup(_named(unfinished, folder, name), made)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise BadBackup(f"No backup could be put into {folder}: {why}. Give a folder that can be written.") from fault


def _refuse_network(folder: Path) -> None:
    from assessments.store.sqlite.place import network_drive

    kind = network_drive(folder.resolve())
    if kind is not None:
        raise BadBackup(
            f"{folder} is on a network drive ({kind}), where no database can be written safely. Give a folder on a disk"
            " of this computer, and copy the backup from there: a restore notices a byte that went wrong on the way."
        )


def _clear_abandoned(folder: Path) -> None:
    for left in folder.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _being_made(folder: Path, name: str) -> Iterator[Path]:
    unfinished = folder / f"{UNFINISHED}{name}-{os.getpid()}"
    unfinished.mkdir(mode=0o700)
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _copy(source: Contents, file: Path) -> None:
    """A file is copied page by page; a server's tables are read out and filled in."""
    from assessments.store.sqlite.contents import SqliteContents
    from assessments.store.sqlite.copying import copy_in_one_step, make_one_file

    if isinstance(source, SqliteContents):
        copy_in_one_step(source, file)
    else:
        refuse_newer(source.schema, SCHEMA, "The database", "no backup was made")
        try:
            with only(source.schema, SCHEMA) as schema, loading(file, schema=schema) as target:
                for table in source.tables:
                    target.add(table.name, table.columns, source.rows(table))
        except Conflict as fault:
            raise BadBackup(f"The database is damaged, so no backup was made: {fault.detail}. {DOCTOR}") from fault
    make_one_file(file)


def _refuse_different(made: Manifest, held: Mapping[str, Digest] | None) -> None:
    wrong = next(manifest.told_apart(made.tables, held), None) if held is not None else None
    if wrong is not None:
        raise BadBackup(f"The copy is not what the database holds, so it is no backup: {wrong}. {DOCTOR}")


def refuse_no_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise BadBackup(
            f"There is not enough room in {folder}: {megabytes(needed + SPARE)} are needed and {megabytes(free)} are"
            " free. Free some space, or give a folder on another disk."
        )


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _described(file: Path, database: str, at: datetime) -> Manifest:
    """What is in the copy, read from the copy itself. Raises BadBackup when it is not sound."""
    with contents(file) as copy:
        wrong = next(copy.damages(thorough=False), None)
        if wrong is not None:
            raise BadBackup(f"The database is damaged, so no backup was made: {wrong}. {DOCTOR}")
        schema, tables = copy.schema, manifest.digests(copy)
    return Manifest(database, at, VERSION, schema, File(FILE, file.stat().st_size, sha256(file)), tables)


def sha256(file: Path, copied_to: int | None = None) -> str:
    seal = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            seal.update(piece)
            while copied_to is not None and piece:
                piece = piece[os.write(copied_to, piece) :]
    return seal.hexdigest()


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(text.encode())


def _synced(folder: Path) -> None:
    """All of a folder on the disk, itself last."""
    for path in (*folder.iterdir(), folder):
        sync(path)


def _named(unfinished: Path, folder: Path, name: str) -> Path:
    """Give it its own name; where that is taken (two in one second), the next free one."""
    number = 1
    while (path := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    unfinished.rename(path)
    sync(folder)
    return path


def opened(folder: Path) -> Backup:
    """The backup in a folder, by its manifest alone. Raises BadBackup."""
    try:
        text = (folder / MANIFEST).read_bytes()
    except OSError as fault:
        raise BadBackup(f"There is no backup in {folder}. Give the folder that holds {MANIFEST}.") from fault
    try:
        return Backup(folder, manifest.read(text))
    except BadBackup as fault:
        raise BadBackup(f"The backup in {folder} cannot be used. {fault.sentence}") from fault


def all_of(folder: Path, database: str | Path) -> list[Backup]:
    """The backups of a database in a folder, the latest first; what is no sound manifest is not among them."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith(UNFINISHED) or not path.is_dir():
            continue
        try:
            backup = opened(path)
        except BadBackup:
            continue
        if backup.manifest.database == name_of(database):
            found.append(backup)
    return sorted(found, key=lambda backup: backup.manifest.made_at, reverse=True)


def holds(backup: Backup) -> str:
    """What a backup holds, in plain words: how much and how many."""
    return contents_of(backup.manifest)


def contents_of(made: Manifest) -> str:
    counts = [_counted(made, *names) for names in COUNTED]
    return f"{megabytes(made.file.bytes)}: {', '.join(counts[:-1])} and {counts[-1]}"


def _counted(made: Manifest, table: str, plural: str) -> str:
    count = made.tables[table].rows if table in made.tables else 0
    return f"{count:,} {table if count == 1 else plural}"


def when(backup: Backup) -> str:
    return f"{backup.manifest.made_at:%d %B %Y, %H:%M} UTC".removeprefix("0")
