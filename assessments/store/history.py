"""Statements about who and what recorded acts name: people, networks, teams, and who has left an organisation."""

from collections.abc import Mapping

from assessments.store import acts
from assessments.store.protocol import Rows
from assessments.values import Act


def some(rows: Rows, organisation_id: int, *, count: int, skip: int) -> tuple[Act, ...]:
    """Acts of an organisation, newest first."""
    found = rows.rows(
        acts.SELECT + " ORDER BY a.number DESC LIMIT :count OFFSET :skip",
        organisation=organisation_id,
        count=count,
        skip=skip,
    )
    return tuple(map(acts.of_row, found))


def how_many(rows: Rows, organisation_id: int) -> int:
    found = rows.one(
        "SELECT count(*) AS n FROM act WHERE organisation_id = :organisation", organisation=organisation_id
    )
    return 0 if found is None else int(found["n"])


def left(rows: Rows, organisation_id: int) -> frozenset[int]:
    """Who belonged to an organisation once."""
    found = rows.rows(
        "SELECT person_id FROM membership WHERE organisation_id = :organisation AND ended_at IS NOT NULL",
        organisation=organisation_id,
    )
    return frozenset(row["person_id"] for row in found)


def names(rows: Rows, table: str, ids: frozenset[int]) -> Mapping[int, str]:
    """What people, networks, teams or organisations are called, by id; those that are not there are left out."""
    if table not in {"person", "network", "team", "organisation"}:
        raise ValueError(table)
    sql = f"SELECT name FROM {table} WHERE {table}_id = :id"
    found = {one: rows.one(sql, id=one) for one in sorted(ids)}
    return {one: row["name"] for one, row in found.items() if row is not None}


def with_acts(rows: Rows) -> tuple[int, ...]:
    """Every organisation of which something is recorded."""
    found = rows.rows("SELECT DISTINCT organisation_id FROM act ORDER BY organisation_id")
    return tuple(row["organisation_id"] for row in found)
