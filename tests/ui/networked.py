"""A school in a network on the pages' own database, and visits as whoever is around it."""

from dataclasses import dataclass

from assessments.access import networks, standing, teams
from assessments.store.columns import stamp

ADMINISTRATOR, REGION_LEAD, TRUST_LEAD, ADVISER = 10, 11, 12, 13
PEOPLE = {
    ADMINISTRATOR: "Ada Administrator", REGION_LEAD: "Rae Region", TRUST_LEAD: "Tam Trust", ADVISER: "Ash Adviser"
}  # fmt: skip


@dataclass(frozen=True)
class Resolved:
    """What a live session gives."""

    standing: object
    hat: str | None = None


@dataclass(frozen=True)
class Around:
    """Ids of what is around the school."""

    region: int
    trust: int
    team: int


def around(store, now):
    """A region, a trust below it that is one legal body, and a team of the region, with somebody in each."""
    store.reception(None).write(lambda unit: put_people(unit, now))
    desk = store.reception(ADMINISTRATOR)
    region = networks.add(desk, name="Eastmere", kind="region", now=now).id
    trust = networks.add(desk, name="Northbridge <b>Trust</b>", kind="trust", parent=region, one_body=True, now=now).id
    team = teams.make(desk, name="Harbour *advisers*", network_id=region, now=now).id
    places = (("_network_lead", "network_id", region, REGION_LEAD), ("_network_lead", "network_id", trust, TRUST_LEAD),
              ("_team_member", "team_id", team, ADVISER))  # fmt: skip
    for table, column, place, person in places:
        put(store, table, column, place, person)
    return Around(region, trust, team)


def put_people(unit, now, people=PEOPLE):
    for person, name in people.items():
        unit.run("INSERT INTO {person} (person_id, name) VALUES (:id, :name)", id=person, name=name)
        unit.run(
            "INSERT INTO {_account} (person_id, email, password, active, sessions_from, digest, made_at)"
            " VALUES (:id, NULL, 'a hash', 1, 0, 0, :now)",
            id=person,
            now=stamp(now),
        )
    unit.run("INSERT INTO {_duty} (person_id, duty, since) VALUES (:id, 'administrator', 0)", id=ADMINISTRATOR)


def put(store, table, column, place, person):
    store.reception(None).write(
        lambda unit: unit.run(
            f"INSERT INTO {{{table}}} ({column}, person_id, since) VALUES (:place, :person, 0)",
            place=place,
            person=person,
        )
    )


def sit_down(monkeypatch, composition, store, person):
    """From here on every page and route is asked for by this person, who is signed in."""
    monkeypatch.setattr(composition, "mode", lambda: "local")
    monkeypatch.setattr(composition, "page_token", lambda: f"session of {person}")
    monkeypatch.setattr(composition, "page_token", lambda: None)
    monkeypatch.setattr(
        composition.sessions,
        "resolve",
        lambda reception, token, now: Resolved(standing.standing(store.reception(person), person)),
    )
