"""What the migrations of both engines share: which there are, which are missing, and a backup before the first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assessments.errors import AssessmentError, StoreUnavailable

# The store's own table comes before the numbered files: what a repetition with a key is told again.
KEPT_RESULTS = """
CREATE TABLE _kept_result (
  person_id {big} NOT NULL, key TEXT NOT NULL, result TEXT NOT NULL, kept_at {big} NOT NULL,
  PRIMARY KEY (person_id, key)) {norowid};
"""
NEWER = "{place} was made by a newer version of Stocktake ({names}). Start that version; {untouched}."
NOT_BEFORE_A_BACKUP = (
    "Before the database is brought up to date a backup is made, and that did not succeed. {why}"
    " Nothing was changed: STOCKTAKE_BACKUPS may name another folder for backups."
)


def texts(schema: Path) -> dict[str, str]:
    """Every migration by its name, in order, with its tokens."""
    files = {file.stem: file.read_text(encoding="utf-8") for file in sorted(schema.glob("[0-9]*.sql"))}
    return {"0000_kept_result": KEPT_RESULTS} | files


def refuse_newer(applied: Iterable[str], schema: Path, place: object, untouched: str) -> None:
    """Raises StoreUnavailable where something was applied that this version does not know."""
    unknown = sorted({*applied} - texts(schema).keys())
    if unknown:
        raise StoreUnavailable(NEWER.format(place=place, names=", ".join(unknown), untouched=untouched))


def backup_first(database: str | Path, folder: Path) -> None:
    """A backup of a database that is about to be changed. Raises StoreUnavailable when there could be none."""
    from assessments.store import backups

    try:
        backups.make(database, folder, label="before-update")
    except AssessmentError as fault:
        raise StoreUnavailable(NOT_BEFORE_A_BACKUP.format(why=fault.sentence)) from fault


@contextmanager
def only(names: Iterable[str], schema: Path) -> Iterator[Path]:
    """A folder with these migrations of a schema and no others, for a database as an older version had it."""
    known = texts(schema)
    with TemporaryDirectory(prefix="stocktake-") as folder:
        for name in names:
            if name != "0000_kept_result":
                (Path(folder) / f"{name}.sql").write_text(known[name], encoding="utf-8")
        yield Path(folder)
