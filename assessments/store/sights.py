"""Who sees and who writes which table: the rules of protocol.py in one plain place, which both engines read.

What a person may read of an organisation is one number, their sight: the greatest of what each source gives them there.
A table that is not named here asks for the most, so that a new one is safe.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

STATUS, LEVELS, COMMENTS, EVIDENCE, READER, INSIDE = SIGHTS = range(1, 7)
Whose = Literal["person", "reception", "counting"]  # a door is one of them
Office = Literal["reception", "counting"]
OFFICES: tuple[Office, ...] = ("reception", "counting")  # the doors that are nobody's own
NOBODY = 0  # who acts where nobody is signed in
EVERY = ("SELECT", "INSERT", "UPDATE", "DELETE")

# The least sight for the rows of a table.
_LEAST: Mapping[str, int] = {
    "organisation": STATUS, "roster": STATUS, "review": STATUS,
    "score": LEVELS, "shared_copy": LEVELS, "submission": EVIDENCE, "evidence_file": EVIDENCE,
    "action": COMMENTS, "action_history": READER,
    "membership": READER, "consent": READER, "consent_request": READER, "look": READER, "emergency_access": READER,
    "measurement": READER, "measurement_history": READER, "trial": READER, "brought_figure": READER,
    "award_application": READER, "award_decision": READER, "moderation": READER, "sign_off": READER,
}  # fmt: skip
# Where only some rows are for that sight: which, and the sight for the others.
_OTHERS: Mapping[str, tuple[str, int]] = {
    "shared_copy": ("share = 2", COMMENTS), "evidence_file": ("submitted = 1", INSIDE),
    "action": ("shared = 1", READER),
}  # fmt: skip

ONLY_LEADS = {
    "organisation", "membership", "consent", "consent_request", "submission", "score", "shared_copy",
    "award_application",
}  # fmt: skip
# The reception writes these.
NOT_BY_PEOPLE = {
    "look", "roster", "trial", "emergency_access", "proposal", "advice_case", "brought_figure", "award_decision",
    "moderation", "sign_off", "visit",
}  # fmt: skip
ONLY_ADDED = {"act", "_system_act"}
SHARED_AND_WRITTEN = {"edition", "node", "setting"}

# The engines' own, which nobody reads through any door.
OWN = {"_kept_result", "_turn", "_unit", "_migration", "_sqlite_migrations"}
_AT_RECEPTION = {
    "person", "membership", "organisation", "network", "network_above", "roster", "team", "consent", "consent_request",
    "look", "emergency_access", "trial", "proposal", "act", "uploaded_edition", "edition_standing", "advice_case",
    "brought_figure", "award_application", "award_decision", "moderation", "sign_off", "visit",
}  # fmt: skip
RELEASES = {"release", "release_group", "figure", "_counted"}  # made at counting's door alone
_AT_COUNTING = {
    "organisation", "roster", "network", "network_above", "consent", "review", "submission", "score", "edition", "node",
    "_target",
}  # fmt: skip
# Nothing is deleted of who somebody was, what was agreed, who looked, and what was done.
_KEPT = ONLY_ADDED | {
    "person", "membership", "organisation", "consent", "consent_request", "look", "emergency_access", "advice_case",
    "award_application", "award_decision", "sign_off",
}  # fmt: skip


def least(table: str) -> int:
    """The sight of an organisation that a table of organisations asks for."""
    return _LEAST.get(table, INSIDE)


def others(table: str) -> tuple[str, int] | None:
    """Which rows of a table that sight is enough for, and the sight for the others; None where it is for all."""
    return _OTHERS.get(table)


def writers(table: str, command: str) -> tuple[str, ...]:
    """The roles that may INSERT, UPDATE or DELETE rows of an organisation through a person's door."""
    if table in NOT_BY_PEOPLE or (table in ONLY_ADDED and command != "INSERT"):
        return ()
    return ("lead",) if table in ONLY_LEADS else ("lead", "contributor")


def commands(whose: Office, table: str) -> tuple[str, ...]:
    """What the reception or counting does with a table, with everybody's rows of it."""
    if whose == "counting":
        return EVERY if table in RELEASES else ("SELECT",) if table in _AT_COUNTING else ()
    if table not in _AT_RECEPTION and (not table.startswith("_") or table in OWN | RELEASES):
        return ()
    if table in ONLY_ADDED:
        return ("SELECT", "INSERT")
    return ("SELECT", "INSERT", "UPDATE") if table in _KEPT else EVERY


@dataclass(frozen=True, slots=True)
class Source:
    """Gives sights: a SELECT of organisation_id and sight, never more than `most`, from the tables it `needs`.

    In the statement {of} comes before a table, {me} is the person, {today} the day and {now} the moment.
    """

    most: int
    needs: tuple[str, ...]
    select: str


# The first table of each is looked up by the person; on SQLite CROSS JOIN keeps that order.
_STAYING = "{row}.organisation_id NOT IN (SELECT organisation_id FROM {{of}}organisation WHERE leaving_at IS NOT NULL)"
_ON_ROSTER = f"r.since <= {{today}} AND (r.until IS NULL OR r.until >= {{today}}) AND {_STAYING.format(row='r')}"
_CONSENTED = f"c.withdrawn_at IS NULL AND (c.until IS NULL OR c.until >= {{today}}) AND {_STAYING.format(row='c')}"
_LED = "{of}_network_lead l CROSS JOIN "
_LEADS = "l.person_id = {me} AND l.ended_at IS NULL AND "
_ROLE = f"CASE role WHEN 'lead' THEN {INSIDE} WHEN 'contributor' THEN {INSIDE} WHEN 'reader' THEN {READER} END"
MEMBERSHIP = Source(
    INSIDE,
    ("membership",),
    f"SELECT organisation_id, {_ROLE} AS sight FROM {{of}}membership WHERE person_id = {{me}} AND {{here}}",
)
EMERGENCY = Source(
    INSIDE,
    ("emergency_access", "_duty"),
    f"SELECT e.organisation_id, {INSIDE} AS sight FROM {{of}}emergency_access e CROSS JOIN {{of}}_duty d"
    " WHERE e.person_id = {me} AND e.until_at > {now} AND d.person_id = {me} AND d.duty = 'administrator'",
)
TEAM = Source(
    EVIDENCE,
    ("_team_member", "team", "consent"),
    "SELECT c.organisation_id, c.share AS sight FROM {of}_team_member t CROSS JOIN {of}team g CROSS JOIN {of}consent c"
    " WHERE t.person_id = {me} AND t.ended_at IS NULL AND g.team_id = t.team_id AND g.ended_at IS NULL"
    f" AND c.team_id = t.team_id AND {_CONSENTED}",
)
NAMED = Source(
    EVIDENCE,
    ("_network_lead", "consent"),
    f"SELECT c.organisation_id, c.share AS sight FROM {_LED}{{of}}consent c"
    f" WHERE {_LEADS}c.network_id = l.network_id AND {_CONSENTED}",
)
ONE_BODY = Source(
    EVIDENCE,
    ("_network_lead", "network", "roster"),
    f"SELECT r.organisation_id, {EVIDENCE} AS sight FROM {_LED}{{of}}network n CROSS JOIN {{of}}roster r"
    f" WHERE {_LEADS}n.network_id = l.network_id AND n.one_body = 1 AND r.network_id = n.network_id AND {_ON_ROSTER}",
)
ROSTER = Source(
    STATUS,
    ("_network_lead", "network_above", "roster"),
    f"SELECT r.organisation_id, {STATUS} AS sight FROM {_LED}{{of}}network_above a CROSS JOIN {{of}}roster r"
    f" WHERE {_LEADS}a.above = l.network_id AND r.network_id = a.below AND {_ON_ROSTER}",
)
FEW = (MEMBERSHIP, EMERGENCY, TEAM, NAMED, ONE_BODY)
SOURCES = (*FEW, ROSTER)  # the roster of a nation gives sight of every organisation there is


def membership_lasts(columns: Mapping[str, Collection[str]]) -> str:
    """The condition that a membership has not ended; a schema without that column knows no end."""
    return "ended_at IS NULL" if "ended_at" in columns["membership"] else "1 = 1"


def selects(
    sight: int, columns: Mapping[str, Collection[str]], sources: Collection[Source], **words: str
) -> Iterator[str]:
    """A SELECT for each of these sources that can give that sight or more, in a schema of tables with these columns."""
    for source in sources:
        if source.most >= sight and columns.keys() >= {*source.needs}:
            yield source.select.format(here=membership_lasts(columns), **words)
