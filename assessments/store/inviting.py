"""Statements about who may invite: administrators, and the leads of networks and of organisations."""

from collections.abc import Mapping

from assessments.store.protocol import Rows
from assessments.values import Person


def is_administrator(rows: Rows, person_id: int) -> bool:
    sql = "SELECT 1 AS yes FROM _duty WHERE person_id = :person AND duty = 'administrator'"
    return bool(rows.rows(sql, person=person_id))


def is_closed(rows: Rows, person_id: int) -> bool:
    sql = "SELECT 1 AS yes FROM _account WHERE person_id = :person AND active = 0"
    return bool(rows.rows(sql, person=person_id))


def is_there(rows: Rows, organisation_id: int) -> bool:
    sql = "SELECT 1 AS yes FROM organisation WHERE organisation_id = :organisation"
    return bool(rows.rows(sql, organisation=organisation_id))


def is_leaving(rows: Rows, organisation_id: int) -> bool:
    sql = "SELECT 1 AS yes FROM organisation WHERE organisation_id = :organisation AND leaving_at IS NOT NULL"
    return bool(rows.rows(sql, organisation=organisation_id))


def leads_network(rows: Rows, person_id: int, network_id: int) -> bool:
    """Whether somebody leads a network or one above it."""
    found = rows.rows(
        "SELECT 1 AS yes FROM _network_lead l JOIN network_above a ON a.above = l.network_id"
        " WHERE l.person_id = :person AND l.ended_at IS NULL AND a.below = :network",
        person=person_id,
        network=network_id,
    )
    return bool(found)


def leads_team(rows: Rows, person_id: int, team_id: int) -> bool:
    """Whether somebody leads the network of a team, or one above it."""
    found = rows.rows(
        "SELECT 1 AS yes FROM team t JOIN network_above a ON a.below = t.network_id"
        " JOIN _network_lead l ON l.network_id = a.above"
        " WHERE t.team_id = :team AND l.person_id = :person AND l.ended_at IS NULL",
        team=team_id,
        person=person_id,
    )
    return bool(found)


def networks_that_list(rows: Rows, person_id: int, organisation_id: int, today: str) -> frozenset[int]:
    """The networks led by somebody, or below those, to which an organisation belongs today."""
    found = rows.rows(
        "SELECT r.network_id FROM roster r JOIN network_above a ON a.below = r.network_id"
        " JOIN _network_lead l ON l.network_id = a.above WHERE r.organisation_id = :organisation"
        " AND l.person_id = :person AND l.ended_at IS NULL AND r.since <= :today"
        " AND (r.until IS NULL OR r.until >= :today) AND r.organisation_id NOT IN"
        " (SELECT organisation_id FROM organisation WHERE leaving_at IS NOT NULL)",
        organisation=organisation_id,
        person=person_id,
        today=today,
    )
    return frozenset(row["network_id"] for row in found)


def lists(rows: Rows, network_id: int, organisation_id: int, today: str) -> bool:
    """Whether an organisation belongs to that very network today."""
    found = rows.rows(
        "SELECT 1 AS yes FROM roster r WHERE r.network_id = :network AND r.organisation_id = :organisation"
        " AND r.since <= :today AND (r.until IS NULL OR r.until >= :today)",
        network=network_id,
        organisation=organisation_id,
        today=today,
    )
    return bool(found)


def active_leads(rows: Rows, organisation_id: int) -> tuple[Person, ...]:
    """The leads of an organisation whose account is not closed, by name."""
    found = rows.rows(
        "SELECT m.person_id, coalesce(p.name, '') AS name FROM membership m"
        " LEFT JOIN person p ON p.person_id = m.person_id LEFT JOIN _account c ON c.person_id = m.person_id"
        " WHERE m.organisation_id = :organisation AND m.role = 'lead' AND m.ended_at IS NULL"
        " AND (c.active IS NULL OR c.active = 1) ORDER BY name, m.person_id",
        organisation=organisation_id,
    )
    return tuple(Person(row["person_id"], row["name"]) for row in found)


def has_more_than(rows: Rows, person_id: int, organisation_id: int) -> bool:
    """Whether somebody is anything beside a member of this one organisation."""
    found = rows.rows(
        "SELECT 1 AS yes FROM membership WHERE person_id = :person AND organisation_id <> :organisation"
        " AND ended_at IS NULL UNION SELECT 1 AS yes FROM _duty WHERE person_id = :person"
        " UNION SELECT 1 AS yes FROM _network_lead WHERE person_id = :person AND ended_at IS NULL"
        " UNION SELECT 1 AS yes FROM _team_member WHERE person_id = :person AND ended_at IS NULL",
        person=person_id,
        organisation=organisation_id,
    )
    return bool(found)


def networks_named(rows: Rows) -> Mapping[int, str]:
    """The names of all networks: everybody may read them."""
    return {row["network_id"]: row["name"] for row in rows.rows("SELECT network_id, name FROM network")}
