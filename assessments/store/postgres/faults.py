"""PostgreSQL's errors in our words: one sentence that says what happened and what to do next, without a password."""

import psycopg
from psycopg import errors

from assessments.errors import Conflict, NotYours, StoreUnavailable

AWAY = (
    "The database server at {place} does not answer. Nothing was saved: see that it runs and can be reached, then try"
    " again."
)
STARTING = "The database server at {place} is starting or stopping. Nothing was saved: wait a moment and try again."
FULL_HOUSE = (
    "The database server at {place} has no connection left. Nothing was saved: wait a moment and try again, or let it"
    " have more (max_connections)."
)
UNKNOWN = (
    "The connection to the database was lost while this was being saved, so it may or may not be saved."
    " Reload the page and look at what is there."
)
BUSY = "The database is busy with other work. Nothing was saved: wait a moment and try again."
FULL = "The disk of the database server is full. Nothing was saved: free some space there, then try again."
READ_ONLY = (
    "The database at {place} can only be read just now. Nothing was saved: name the main server in STOCKTAKE_DATABASE,"
    " then try again."
)
NO_MEMORY = "The database server is out of memory. Nothing was saved: wait a moment and try again."
DISK = "The disk of the database server refused to read or write. Nothing was saved: check it, then try again."
DAMAGED = "The database is damaged. Stop Stocktake, keep a copy of the server's files, and restore the last backup."
PASSWORD = "{place} refused the name or the password. Check both in STOCKTAKE_DATABASE."  # noqa: S105 - a sentence
NO_DATABASE = "There is no such database on the server: {place}. Create it, or check STOCKTAKE_DATABASE."
REFUSED = "The database server at {place} does not let Stocktake in. Check STOCKTAKE_DATABASE and the server's rules."
RIGHTS = "The role of {place} may not do this there. Make it the owner of the database, then start Stocktake again."
GONE = "What Stocktake needs is no longer in the database {place}. Start Stocktake again, or restore the last backup."
TOO_OLD = "The database server at {place} is PostgreSQL {found}. Stocktake needs version 15 or later."
ENCODING = "The database {place} keeps its texts as {found}. Create one with the encoding UTF8 for Stocktake."
SUPERUSER = (
    "The role in {place} may see every row, whatever the rules ({found}). Give Stocktake a role of its own that is"
    " neither a superuser nor has BYPASSRLS, and that owns the database."
)
CLOSED = "Stocktake is stopping. Nothing was saved: start it again, then try again."
NOT_AN_ADDRESS = "STOCKTAKE_DATABASE is no address of a PostgreSQL database. Give one like postgresql://stocktake@localhost/stocktake."

# What a server that refuses a connection says (libpq gives no code then), in small letters.
REFUSALS = {
    "starting up": STARTING,
    "shutting down": STARTING,
    "recovery mode": STARTING,
    "not yet accepting": STARTING,
    "too many clients": FULL_HOUSE,
    "connection slots": FULL_HOUSE,
    "too many connections": FULL_HOUSE,
    "password": PASSWORD,
    "authentication failed": PASSWORD,
    'role "': PASSWORD,
    'database "': NO_DATABASE,
    "pg_hba": REFUSED,
    "ssl": REFUSED,
}
# By SQLSTATE or its class, the longest first.
CODES = {
    "25006": READ_ONLY, "53100": FULL, "53200": NO_MEMORY, "53300": FULL_HOUSE, "55P03": BUSY, "57014": BUSY,
    "40": BUSY, "42501": RIGHTS, "42P01": GONE, "57": STARTING, "08": AWAY, "58": DISK, "XX001": DAMAGED,
    "XX002": DAMAGED,
}  # fmt: skip
PASSING = {STARTING, FULL_HOUSE, AWAY}


def unavailable(sentence: str, place: str, **more: str) -> StoreUnavailable:
    return StoreUnavailable(sentence.format(place=place, **more))


class Lost(Exception):
    """The connection was lost, or there was none to be had; `sentence` says so to a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def refused(fault: psycopg.Error) -> str:
    """Why there was no connection, as a sentence."""
    said = str(fault).lower()
    return next((sentence for words, sentence in REFUSALS.items() if words in said), AWAY)


def is_lost(fault: BaseException, connection: "psycopg.Connection[object]") -> bool:
    return isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError) and connection.closed


def is_race(fault: BaseException) -> bool:
    """Somebody else was quicker, and the same again may succeed."""
    return isinstance(fault, errors.SerializationFailure | errors.DeadlockDetected)


def in_words(error: BaseException, place: str) -> BaseException:
    """The error to raise instead: ours where we know it, itself when it is a programmer's mistake or already ours."""
    if isinstance(error, Lost):
        return unavailable(error.sentence, place)
    if not isinstance(error, psycopg.Error):
        return error
    if isinstance(error, errors.InsufficientPrivilege):
        return NotYours()
    if isinstance(error, psycopg.IntegrityError):
        return Conflict(detail=str(error))
    return by_code(error, place)


def by_code(error: psycopg.Error, place: str) -> BaseException:
    code = error.sqlstate or ""
    sentence = next((said for known, said in CODES.items() if code.startswith(known)), None)
    return error if sentence is None or error.sqlstate is None else unavailable(sentence, place)
