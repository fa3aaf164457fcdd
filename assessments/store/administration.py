"""Statements an administrator's work needs: people with their accounts and duties, and organisations without a lead."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in. `seen_at` is the last time in a session that is still kept, if any."""

    person: Person
    email: str | None
    is_active: bool
    duties: frozenset[str]
    organisations: int
    networks: int
    teams: int
    seen_at: datetime | None
    made_at: datetime


PEOPLE = " FROM person p JOIN _account a ON a.person_id = p.person_id"
FOUND = " WHERE (:like = '' OR lower(p.name) LIKE :like OR a.email LIKE :like)"
COLUMNS = (
    "SELECT p.person_id, p.name, a.email, a.active, a.made_at,"
    " (SELECT count(*) FROM membership m WHERE m.person_id = p.person_id AND m.ended_at IS NULL) AS organisations,"
    " (SELECT count(*) FROM _network_lead n WHERE n.person_id = p.person_id AND n.ended_at IS NULL) AS networks,"
    " (SELECT count(*) FROM _team_member t WHERE t.person_id = p.person_id AND t.ended_at IS NULL) AS teams,"
    " (SELECT max(s.seen_at) FROM _session s WHERE s.person_id = p.person_id) AS seen_at,"
    " (SELECT count(*) FROM _duty d WHERE d.person_id = p.person_id AND d.duty = 'administrator') AS administrator,"
    " (SELECT count(*) FROM _duty d WHERE d.person_id = p.person_id AND d.duty = 'author') AS author"
)


@from_row()
def _account(row: Row) -> Account:
    duties = frozenset(duty for duty in ("administrator", "author") if row[duty])
    seen = None if row["seen_at"] is None else moment(row["seen_at"])
    return Account(
        Person(row["person_id"], row["name"]),
        row["email"],
        bool(row["active"]),
        duties,
        row["organisations"],
        row["networks"],
        row["teams"],
        seen,
        moment(row["made_at"]),
    )


def like(typed: str) -> str:
    """What was typed to search for, as a pattern; its own signs are taken out."""
    words = "".join(letter for letter in typed.lower() if letter not in "%_\\").strip()
    return f"%{words}%" if words else ""


def people(rows: Rows, typed: str, *, count: int, skip: int = 0) -> tuple[Account, ...]:
    """Some of those who can sign in, by name; only those whose name or e-mail address holds what was typed."""
    found = rows.rows(
        COLUMNS + PEOPLE + FOUND + " ORDER BY p.name, p.person_id LIMIT :count OFFSET :skip",
        like=like(typed),
        count=count,
        skip=skip,
    )
    return tuple(map(_account, found))


def how_many_people(rows: Rows, typed: str) -> int:
    found = rows.one("SELECT count(*) AS n" + PEOPLE + FOUND, like=like(typed))
    return 0 if found is None else int(found["n"])


def one(rows: Rows, person_id: int) -> Account | None:
    """Somebody who can sign in."""
    row = rows.one(COLUMNS + PEOPLE + " WHERE p.person_id = :person", person=person_id)
    return None if row is None else _account(row)


def is_administrator(rows: Rows, person_id: int | None) -> bool:
    """Whether that is somebody who can sign in and looks after the installation."""
    if person_id is None:
        return False
    found = rows.one(
        "SELECT d.person_id FROM _duty d JOIN _account a ON a.person_id = d.person_id"
        " WHERE d.person_id = :person AND d.duty = 'administrator' AND a.active = 1",
        person=person_id,
    )
    return found is not None


def other_administrators(rows: Rows, person_id: int) -> int:
    """How many can sign in beside this one."""
    found = rows.one(
        "SELECT count(*) AS n FROM _duty d JOIN _account a ON a.person_id = d.person_id"
        " WHERE d.duty = 'administrator' AND a.active = 1 AND d.person_id <> :person",
        person=person_id,
    )
    return 0 if found is None else int(found["n"])


def in_turn_with_administrators(unit: Unit) -> None:
    """Of two units at once that take administrators away the later is run again, and counts those that are left."""
    unit.run("UPDATE {_duty} SET since = since WHERE duty = 'administrator'")


def set_active(unit: Unit, person_id: int, *, active: bool) -> None:
    unit.run("UPDATE {_account} SET active = :active WHERE person_id = :person", person=person_id, active=int(active))


def end_sessions(unit: Unit, person_id: int, now: datetime) -> None:
    """Whatever is open anywhere is nobody's from here on."""
    unit.run("UPDATE {_account} SET sessions_from = :now WHERE person_id = :person", person=person_id, now=stamp(now))
    unit.run("DELETE FROM {_session} WHERE person_id = :person", person=person_id)


def give_duty(unit: Unit, person_id: int, duty: str, now: datetime) -> bool:
    """False when they have it already."""
    return bool(
        unit.run(
            "INSERT INTO {_duty} (person_id, duty, since) VALUES (:person, :duty, :now)"
            " ON CONFLICT (person_id, duty) DO NOTHING RETURNING person_id",
            person=person_id,
            duty=duty,
            now=stamp(now),
        )
    )


def take_duty(unit: Unit, person_id: int, duty: str) -> bool:
    """False when they have it not."""
    sql = "DELETE FROM {_duty} WHERE person_id = :person AND duty = :duty RETURNING person_id"
    return bool(unit.run(sql, person=person_id, duty=duty))


WITHOUT_LEAD = (
    " FROM organisation o WHERE NOT EXISTS (SELECT 1 FROM membership m LEFT JOIN _account a"
    " ON a.person_id = m.person_id WHERE m.organisation_id = o.organisation_id AND m.role = 'lead'"
    " AND m.ended_at IS NULL AND a.active = 1)"
)


def without_lead(rows: Rows, *, count: int) -> tuple[tuple[int, str], ...]:
    """Organisations in which nobody who can sign in leads, by name: (id, name)."""
    found = rows.rows(
        "SELECT o.organisation_id, o.name" + WITHOUT_LEAD + " ORDER BY o.name, o.organisation_id LIMIT :count",
        count=count,
    )
    return tuple((row["organisation_id"], row["name"]) for row in found)


def how_many_without_lead(rows: Rows) -> int:
    found = rows.one("SELECT count(*) AS n" + WITHOUT_LEAD)
    return 0 if found is None else int(found["n"])


def networks_without_lead(rows: Rows) -> tuple[tuple[int, str], ...]:
    """Networks that nobody leads directly, by name: (id, name)."""
    found = rows.rows(
        "SELECT n.network_id, n.name FROM network n WHERE NOT EXISTS (SELECT 1 FROM _network_lead l"
        " WHERE l.network_id = n.network_id AND l.ended_at IS NULL) ORDER BY n.name, n.network_id"
    )
    return tuple((row["network_id"], row["name"]) for row in found)


def organisations(rows: Rows, typed: str, *, count: int) -> tuple[tuple[int, str], ...]:
    """Some organisations whose name or number in a register holds what was typed, by name: (id, name)."""
    found = rows.rows(
        "SELECT organisation_id, name FROM organisation WHERE lower(name) LIKE :like OR reference LIKE :like"
        " ORDER BY name, organisation_id LIMIT :count",
        like=like(typed) or "%",
        count=count,
    )
    return tuple((row["organisation_id"], row["name"]) for row in found)


def organisations_led(rows: Rows, person_id: int) -> tuple[tuple[int, str, int], ...]:
    """The organisations somebody leads, with how many other leads who can sign in each has: (id, name, others).

    One that is leaving is not among them.
    """
    found = rows.rows(
        "SELECT o.organisation_id, o.name, (SELECT count(*) FROM membership x JOIN _account a"
        " ON a.person_id = x.person_id WHERE x.organisation_id = o.organisation_id AND x.role = 'lead'"
        " AND x.ended_at IS NULL AND a.active = 1 AND x.person_id <> :person) AS others"
        " FROM membership m JOIN organisation o ON o.organisation_id = m.organisation_id"
        " WHERE m.person_id = :person AND m.role = 'lead' AND m.ended_at IS NULL AND o.leaving_at IS NULL"
        " ORDER BY o.name, o.organisation_id",
        person=person_id,
    )
    return tuple((row["organisation_id"], row["name"], row["others"]) for row in found)


def organisations_of(rows: Rows, person_id: int) -> tuple[int, ...]:
    """Where somebody belongs now."""
    found = rows.rows(
        "SELECT organisation_id FROM membership WHERE person_id = :person AND ended_at IS NULL"
        " ORDER BY organisation_id",
        person=person_id,
    )
    return tuple(row["organisation_id"] for row in found)
