"""Statements for the weekly digest: who wants it, what is assigned, and what went on in a network."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import stamp
from assessments.store.protocol import Rows


@dataclass(frozen=True, slots=True)
class Wanting:
    """Somebody who can sign in and asked for the digest by mail."""

    person: int
    name: str
    email: str


def wanting(rows: Rows) -> tuple[Wanting, ...]:
    found = rows.rows(
        "SELECT a.person_id, p.name, a.email FROM _account a JOIN person p ON p.person_id = a.person_id"
        " WHERE a.digest = 1 AND a.active = 1 AND a.email IS NOT NULL ORDER BY a.person_id"
    )
    return tuple(Wanting(row["person_id"], row["name"], row["email"]) for row in found)


def wants(rows: Rows, person_id: int) -> bool | None:
    """Whether somebody asked for it; None for one who has no account or no address."""
    row = rows.one("SELECT digest, email FROM _account WHERE person_id = :person", person=person_id)
    return None if row is None or row["email"] is None else bool(row["digest"])


def assigned(rows: Rows, review_id: int, organisation_id: int, person_id: int) -> int:
    """How many parts of a review were given to somebody."""
    found = rows.one(
        "SELECT count(*) AS n FROM assigned"
        " WHERE organisation_id = :organisation AND review_id = :review AND assigned_to = :person",
        organisation=organisation_id,
        review=review_id,
        person=person_id,
    )
    return 0 if found is None else int(found["n"])


def networks_led(rows: Rows, person_id: int) -> tuple[tuple[int, str], ...]:
    """At reception: the networks somebody leads directly, by name: (id, name)."""
    found = rows.rows(
        "SELECT n.network_id, n.name FROM _network_lead l JOIN network n ON n.network_id = l.network_id"
        " WHERE l.person_id = :person AND l.ended_at IS NULL ORDER BY n.name, n.network_id",
        person=person_id,
    )
    return tuple((row["network_id"], row["name"]) for row in found)


def accepted(rows: Rows, network_id: int, since: datetime) -> tuple[str, ...]:
    """At reception: the organisations that took up this network's invitation since then, by name."""
    found = rows.rows(
        "SELECT DISTINCT o.name FROM _invitation i JOIN organisation o ON o.organisation_id = i.organisation_id"
        " WHERE i.from_network = :network AND i.used_at >= :since ORDER BY o.name",
        network=network_id,
        since=stamp(since),
    )
    return tuple(row["name"] for row in found)


def went_on(rows: Rows, network_id: int, today: str, since: datetime) -> tuple[tuple[str, str, bool], ...]:
    """Through a lead's own door: reviews started or submitted since then in a network and those below it.

    (organisation's name, framework, whether it was submitted), by name.
    """
    found = rows.rows(
        "SELECT o.name, r.framework, CASE WHEN r.submitted_at >= :since THEN 1 ELSE 0 END AS done FROM review r"
        " JOIN organisation o ON o.organisation_id = r.organisation_id"
        " WHERE (r.submitted_at >= :since OR r.started_at >= :since) AND r.organisation_id IN"
        " (SELECT t.organisation_id FROM roster t JOIN network_above a ON a.below = t.network_id"
        " WHERE a.above = :network AND t.since <= :today AND (t.until IS NULL OR t.until >= :today))"
        " ORDER BY o.name, r.framework",
        network=network_id,
        today=today,
        since=stamp(since),
    )
    return tuple((row["name"], row["framework"], bool(row["done"])) for row in found)
