"""The engine's errors in our words: one sentence that says what happened and what to do next."""

import sqlite3
from pathlib import Path

from assessments.errors import Conflict, NotYours, StoreUnavailable

REFUSAL = "not yours"  # what our own triggers raise
NO_TEXT = "Could not decode to UTF-8"  # what the driver says of a text with damaged bytes, without a code

SENTENCES = {
    sqlite3.SQLITE_BUSY: "Another program is using the database. Nothing was saved: wait a moment and try again.",
    sqlite3.SQLITE_FULL: "The disk is full. Nothing was saved: free some space, then try again.",
    sqlite3.SQLITE_READONLY: "The database can only be read here. Nothing was saved: "
    "let this program write {path} and its folder, then try again.",
    sqlite3.SQLITE_CORRUPT: "The database is damaged. "
    "Stop Stocktake, keep a copy of {path}, and restore the last backup.",
    sqlite3.SQLITE_NOTADB: "{path} is not a Stocktake database. Check STOCKTAKE_DATABASE, or restore the last backup.",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened. Check that {path} is there and may be read and written.",
    sqlite3.SQLITE_IOERR: "The disk refused to read or write. Nothing was saved: "
    "check the disk of {path} and its free space, then try again.",
    sqlite3.SQLITE_NOMEM: "The computer is out of memory. Nothing was saved: close something, then try again.",
}
SENTENCES[sqlite3.SQLITE_LOCKED] = SENTENCES[sqlite3.SQLITE_PROTOCOL] = SENTENCES[sqlite3.SQLITE_BUSY]
SENTENCES[sqlite3.SQLITE_PERM] = SENTENCES[sqlite3.SQLITE_CANTOPEN]

MOVED = "The database file is no longer at {path}. Put it back and try again; nothing is saved until then."
MISSING = "There is no database at {path}. Check the path, or start Stocktake once to make one."
REPLACED = "Another file was put in the place of {path}. Stop Stocktake and start it again to use that one."
ON_A_NETWORK = (
    "{path} is on a network drive ({kind}), where a database can lose what was saved. "
    "Set STOCKTAKE_DATABASE to a place on a disk of this computer."
)
IN_USE = "Somebody is using the database just now, so {path} is not tidy yet. Nothing is wrong: try again in a moment."
CLOSED = "Stocktake is stopping. Nothing was saved: start it again, then try again."


def unavailable(sentence: str, path: Path, **more: str) -> StoreUnavailable:
    return StoreUnavailable(sentence.format(path=path, **more))


def in_words(error: BaseException, path: Path) -> BaseException:
    """The error to raise instead: ours where we know it, itself when it is a programmer's mistake or already ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, sqlite3.OperationalError) and NO_TEXT in str(error):
        return unavailable(SENTENCES[sqlite3.SQLITE_CORRUPT], path)
    if not isinstance(error, sqlite3.Error) or code is None:
        return error
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER and REFUSAL in str(error):
        return NotYours()
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return Conflict(detail=str(error))
    if primary in SENTENCES:
        return unavailable(SENTENCES[primary], path)
    return error
