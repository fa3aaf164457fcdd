"""A database of the real schema with one organisation for each way of having to do with one, every text a canary.

Organisation 101 is that of the first way, and person 101 is who has to do with it so; and so on. Nobody of them has to
do with another's. In every table that has an organisation_id there is a row of every organisation, whatever else.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime

import psycopg

from assessments.errors import AssessmentError
from assessments.store import open_store
from assessments.store.contents import contents
from assessments.store.loading import loading
from assessments.store.protocol import Row

NOW = datetime(2026, 11, 14, 10, 0, tzinfo=UTC)
MOMENT = int(NOW.timestamp() * 1000)
YESTERDAY, TODAY, TOMORROW = "2026-11-13", "2026-11-14", "2026-11-15"
FIRST, INSIDER, ELSEWHERE = 101, 1000, 500  # ids: of the first way; added for who was there before; a club of nobody's
CHECKED = {  # what a column must hold; everything else is a canary or 0
    "share": 0, "purpose": "counted", "team_id": None, "answer": None, "calendar": "academic", "form": "full",
    "status": "draft", "edition_id": 1, "moved_from": None, "part": "section", "capacity": "team", "type": "pdf",
    "role": "lead", "until": None, "number": 1, "review_id": 1, "ended_at": None, "leaving_at": None,
    "withdrawn_at": None, "withdrawn_by": None, "until_at": 0, "kind": "overall", "official": 1,
    "claimed": 1, "node": 0, "active": 1, "digest": 0, "standing": "published",
    "release_id": 1, "computed_in": 1, "grp": 1,
}  # fmt: skip
CHECKED_THERE = {
    ("release_group", "status"): "published",
    ("_import_row", "what"): "add",
    ("_signing_key", "one"): 1,
    ("award_decision", "outcome"): "given",
    ("moderation", "verdict"): "agreed",
    ("_team_flag", "team_id"): ELSEWHERE,
}


def canary(organisation, table=""):
    return f"CANARY-{organisation}.{table}"


@dataclass(frozen=True)
class Way:
    """How somebody has to do with an organisation, the sight that gives, and the rows that say it."""

    name: str
    sight: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    leaving: bool = False
    writes: str | None = None  # 'lead' or 'contributor' where they write


def member(role, ended=None):
    return {"membership": [{"role": role, "ended_at": ended}]}


def adviser(share, until=None, withdrawn=None, left=None, team_ended=None):
    return {
        "team": [{"ended_at": team_ended}],
        "_team_member": [{"ended_at": left}],
        "consent": [{"purpose": "team", "team_id": "own", "share": share, "until": until, "withdrawn_at": withdrawn}],
    }


def leads(*, above=False, below=False, one_body=0, since=YESTERDAY, until=None, ended=None, share=None):
    """Of a network with the organisation on its roster, or that it consented to (with a share)."""
    roster = [] if share is not None else [{"network_id": "own", "since": since, "until": until}]
    consent = [] if share is None else [{"purpose": "network", "network_id": "own", "share": share}]
    return {
        "network": [{"one_body": one_body}],
        "_network_lead": [{"network_id": "above" if above else "below" if below else "own", "ended_at": ended}],
        "roster": roster,
        "consent": consent,
    }


def emergency(until, *, administrator=True):
    return {
        "_duty": [{"duty": "administrator" if administrator else "author"}],
        "emergency_access": [{"until_at": until, "from_at": 1}],
    }


WAYS = (
    Way("nobody", 0),
    Way("lead", 6, member("lead"), writes="lead"),
    Way("contributor", 6, member("contributor"), writes="contributor"),
    Way("reader", 5, member("reader")),
    Way("a lead once", 0, member("lead", ended=1)),
    *(Way(f"adviser, share {share}", share, adviser(share)) for share in (1, 2, 3, 4)),
    Way("adviser, share 0", 0, adviser(0)),
    Way("adviser until today", 4, adviser(4, until=TODAY)),
    Way("adviser until yesterday", 0, adviser(4, until=YESTERDAY)),
    Way("adviser, withdrawn", 0, adviser(4, withdrawn=1)),
    Way("adviser who left the team", 0, adviser(4, left=1)),
    Way("adviser of a team that ended", 0, adviser(4, team_ended=1)),
    Way("network lead", 1, leads()),
    Way("lead of a network above", 1, leads(above=True)),
    Way("lead of a network below", 0, leads(below=True)),
    Way("network lead once", 0, leads(ended=1)),
    Way("network lead, from tomorrow", 0, leads(since=TOMORROW)),
    Way("network lead, until today", 1, leads(until=TODAY)),
    Way("network lead, until yesterday", 0, leads(until=YESTERDAY)),
    Way("lead of a trust that is one body", 4, leads(one_body=1)),
    Way("lead above a trust that is one body", 1, leads(one_body=1, above=True)),
    Way("network lead by a consent", 2, leads(share=2)),
    Way("lead above a network with a consent", 0, leads(share=2, above=True)),
    Way("administrator", 0, emergency(MOMENT)),  # it ends now
    Way("administrator in an emergency", 6, emergency(MOMENT + 1)),
    Way("an emergency of no administrator", 0, emergency(MOMENT + 1, administrator=False)),
    Way("adviser of an organisation that is leaving", 0, adviser(4), leaving=True),
    Way("network lead of an organisation that is leaving", 0, leads(), leaving=True),
    Way("one body with an organisation that is leaving", 0, leads(one_body=1), leaving=True),
    Way("network lead by the consent of one that is leaving", 0, leads(share=2), leaving=True),
    Way("reader of an organisation that is leaving", 5, member("reader"), leaving=True),
    Way("lead of an organisation that is leaving", 6, member("lead"), leaving=True, writes="lead"),
    Way("administrator, emergency, leaving", 6, emergency(MOMENT + 1), leaving=True),
)
ORGANISATION = {way.name: FIRST + place for place, way in enumerate(WAYS)}


def shape(tmp_path):
    """Every table by name, its columns with their types, as the engine tells it of a new file."""
    file = tmp_path / "shape.db"
    open_store(file).close()
    with closing(sqlite3.connect(file)) as made:
        names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {row[1]: row[2] for row in made.execute(f"PRAGMA table_info({name})")}
            for name in names
            if name not in {"_sqlite_migrations", "_kept_result"}
        }


OF_NETWORKS = {
    "roster", "proposal", "_brought_figure", "_plan_action", "_plan_history", "_target", "brought_figure"
}  # fmt: skip


def made_up(table, column, kind, organisation):
    """A value of a column: an id of our own, what it must hold, or a canary."""
    if column == "organisation_id":
        return organisation
    if column in {"network_id", "from_network"}:
        return ELSEWHERE if table in OF_NETWORKS else None
    if table in {"advice_case", "moderation", "visit", "_entitlement"} and column in {"team_id", "share"}:
        return ELSEWHERE if column == "team_id" else 1
    if (table, column) in CHECKED_THERE:
        return CHECKED_THERE[table, column]
    if column in CHECKED:
        return CHECKED[column]
    if column in {"person_id", "assigned_to"} or (column.endswith("_by") and kind != "TEXT"):
        return INSIDER + organisation
    if "sha256" in column:
        return canary(organisation, table).ljust(64, "x")
    text = canary(organisation, table)
    return {"TEXT": text, "BLOB": text.encode()}.get(kind, organisation)


SEVERAL: dict[str, list[Row]] = {  # where only some rows are for a sight, one of each
    "shared_copy": [{"share": 2}, {"share": 3}],
    "action": [{"shared": 0}, {"shared": 1, "action_id": 2}],
    "evidence_file": [{"file_id": n, "submitted": n, "sha256": f"{n}".ljust(64, "x")} for n in (0, 1)],
}
OF_PEOPLE = {"_account", "_identity", "_session", "_reset"}


def rows_of(way, organisation, shape):
    """Every row that is about one organisation, as (table, row)."""
    for table, columns in shape.items():
        plain = {name: made_up(table, name, kind, organisation) for name, kind in columns.items()}
        if "organisation_id" in columns or table in OF_PEOPLE:
            leaving = {"leaving_at": 1} if table == "organisation" and way.leaving else {}
            yield from ((table, plain | leaving | row) for row in SEVERAL.get(table, [{}]))
        own = {"person_id": organisation, "consent_id": 2, "team_id": organisation, "network_id": organisation}
        for row in way.rows.get(table, ()):
            keys = {key: value for key, value in own.items() if key in columns and table != "consent"}
            if table == "consent":
                keys = {"consent_id": 2}
            if table == "team":
                keys = {"team_id": organisation}
            if table == "network":
                plain |= {"kind": "trust", "parent": None}
            named = {"own": organisation, "above": organisation + 2000, "below": organisation + 4000}
            yield table, plain | keys | {key: named.get(value, value) for key, value in row.items()}
    if "network" in way.rows:
        yield from networks_around(organisation)


def networks_around(network):
    """One above it and one below."""
    above, below = network + 2000, network + 4000
    plain = {"name": canary(network), "kind": "region", "one_body": 0, "parent": None, "added_at": 0}
    yield "network", plain | {"network_id": above}
    yield "network", plain | {"network_id": below}
    for upper, lower in ((above, above), (network, network), (below, below), (above, network), (network, below)):
        yield "network_above", {"above": upper, "below": lower, "depth": int(upper != lower)}
    yield "network_above", {"above": above, "below": below, "depth": 2}


def fill(database, shape):
    """Everything above, as the operator loads it."""
    found: dict[str, list[Row]] = {table: [] for table in shape}
    edition = {"edition_id": 1, "framework": "f", "edition": "2026", "sha256": "e" * 64, "title": "t", "content": "c"}
    found["edition"].append(edition)
    found["node"].append({"edition_id": 1, "node": 0, "kind": "overall", "code": "all"})
    found["setting"].append({"name": "n", "value": "v"})
    found["network"].append(
        {"network_id": ELSEWHERE, "name": "Club", "kind": "club", "one_body": 0, "parent": None, "added_at": 0}
    )
    found["team"].append({"team_id": ELSEWHERE, "network_id": ELSEWHERE, "name": "Club", "added_at": 0})
    for place, way in enumerate(WAYS):
        organisation = FIRST + place
        for person in (organisation, INSIDER + organisation):
            found["person"].append({"person_id": person, "name": f"NAME-{person}."})
        for table, row in rows_of(way, organisation, shape):
            found[table].append(row)
    for table, columns in shape.items():  # no table is without a row
        if not found[table]:
            found[table].append({name: made_up(table, name, kind, FIRST) for name, kind in columns.items()})
    with loading(database) as filled:
        for table, rows in found.items():
            columns = list(shape[table])
            filled.add(table, columns, [[row.get(column) for column in columns] for row in rows])
    return found


class World:
    """A filled database on one engine, with the clock to move."""

    def __init__(self, database, tables, rows):
        self.now = NOW
        self.database, self.tables, self.rows = database, tables, rows
        self.store = open_store(database, clock=lambda: self.now)

    def everything(self):
        """Every row there is, as the operator reads it."""
        with contents(self.database) as found:
            return {table.name: list(found.rows(table)) for table in found.tables}

    def of_organisations(self):
        return sorted(table for table, has in self.tables.items() if "organisation_id" in has and table[0] != "_")

    def seen(self, person, table):
        return self.store.for_user(person).read(lambda rows: rows.rows(f"SELECT * FROM {table}"))

    def writable(self, table):
        """A column to write that is in no key, where there is one."""
        keys = {"organisation_id", "review_id", "question", "person_id", "number", "network_id", "team_id"}
        return next((name for name in self.tables[table] if name not in keys), "organisation_id")


def straight(world, person, sql, door=None):
    """What the engine gives when the door's own look at the words is left out; an error is nothing."""

    def work(opened):
        held = opened._guard.connection if hasattr(opened, "_guard") else opened._connection
        return [str(row) for row in held.execute(sql).fetchall()]

    try:
        return (door or world.store.for_user(person)).read(work)
    except (sqlite3.Error, psycopg.Error, AssessmentError):
        return []
