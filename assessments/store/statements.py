"""Which statements a door takes, and how a token names the table that is written. The engine refuses the rest again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.store import sights

READS = re.compile(r"\s*(SELECT|WITH|VALUES)\b", re.IGNORECASE)
WRITES = re.compile(r"\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+\{(?P<table>[a-z_]+)\}(?!\s*\.)", re.IGNORECASE)
SCHEMAS = re.compile(r"(?<![a-z_])(main|temp)\b|sqlite_|pragma_", re.IGNORECASE)
# PostgreSQL has functions that change who one is, read files, or run a text as a statement: only these may be called.
CALLED = re.compile(r"([^\s(),=<>|+*/-]+)\s*\(")
MAY_BE_CALLED = re.compile(  # and the words of the language that a parenthesis may follow
    r"and|any|as|by|cast|coalesce|conflict|count|exists|filter|from|in|join|length|lower|max|min|not|on|or|over|row_number"
    r"|select|set|sum|values|when|where",
    re.IGNORECASE,
)
# What reaches past the tables there: its catalogue, its settings, escapes in names; comments.
BEYOND = re.compile(r"\b(pg_|information_schema|current_setting|u&)|;|--|/\*", re.IGNORECASE)
# Tables that are not for people, not for the reception, and not for counting.
SHUT: Mapping[sights.Whose, re.Pattern[str]] = {
    "person": re.compile(r"(?<!\w)_[a-z]", re.IGNORECASE),
    "reception": re.compile(rf"(?<!\w)({'|'.join(sorted(sights.OWN | {'_counted'}))})(?!\w)", re.IGNORECASE),
    "counting": re.compile(r"(?<!\w)_(?!(counted|target)\b)[a-z]", re.IGNORECASE),
}
CHANGES = re.compile(r"\b(into|insert|update|delete|merge|call|copy|execute|do)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Write:
    """A statement ready to run, and the one base table it writes."""

    sql: str
    table: str


def kept_as(key: str | None, whose: sights.Whose) -> str | None:
    """The key under which a result is kept: what another door did is no answer to a person's own unit."""
    return key if key is None or whose == "person" else f"{whose} {key}"


@lru_cache(maxsize=4096)
def reading(sql: str, *, whose: sights.Whose = "person") -> str:
    """The statement as it is. Raises ValueError when it is not a read of plain names."""
    outside = _reaches_out(sql, whose)
    if not READS.match(sql) or SCHEMAS.search(sql) or outside or CHANGES.search(sql) or "{" in sql:
        raise ValueError(f"not a read of plain table names: {sql}")
    return sql


@lru_cache(maxsize=4096)
def writing(sql: str, schema: str = "main.", *, whose: sights.Whose = "person") -> Write:
    """The statement with its token filled in. Raises ValueError when it is not a write of one table by its token."""
    found = WRITES.match(sql)
    if found is None or SCHEMAS.search(sql) or _reaches_out(sql, whose) or sql.count("{") != 1:
        raise ValueError(f"not a write of one table by its token: {sql}")
    table = found["table"].lower()
    return Write(sql.replace(f"{{{found['table']}}}", f"{schema}{table}", 1), table)


def _reaches_out(sql: str, whose: sights.Whose) -> bool:
    called = (found[1] for found in CALLED.finditer(sql) if not found[1].startswith("{"))
    outside = BEYOND.search(sql) or SHUT[whose].search(sql)
    return bool(outside) or not all(MAY_BE_CALLED.fullmatch(name) for name in called)
