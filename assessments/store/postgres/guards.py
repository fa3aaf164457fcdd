"""What keeps a connection to its rows: settings of the transaction, policies on every table, and guarding triggers.

`_enter` (looking.py) notes who acts and what they have sight of, once a transaction. The policies compare with those
notes, which the engine reads once a statement, so that an index is used and a long list of organisations costs little.
A row one may not see is not there; a row one sees but may not write is refused by a trigger. The operator's connections
are the operator's from their first moment to their last, and so are the reception's and counting's: the planner may
take `_operator()`, `_reception()`, `_counting()` and `_people()` for constants.

A unit that writes takes the turn of its organisation (`_turn`): of two units of one organisation at the same time the
later is run again, so that each reads what the one before has written.
"""

import hashlib
from collections.abc import Collection, Mapping

from assessments.store import sights
from assessments.store.postgres.looking import WIDE, functions
from assessments.store.postgres.place import Connection
from assessments.store.postgres.tables import Tables, tables_of

LOCAL = "nullif(current_setting('app.{}', true), '')"
ME = f"(SELECT {LOCAL.format('person')}::bigint)"


def among(name: str, column: str = "organisation_id") -> str:
    """For a policy: the list is read once a statement."""
    return f"{column} = ANY ((SELECT {LOCAL.format(name)}::bigint[])::bigint[])"


def with_sight(sight: int) -> str:
    """For a policy: the organisations seen so; of very many (looking.py) between which ids, and by halves."""
    listed = among(f"seen{sight}")
    if sight not in WIDE:
        return listed
    low, high = (f"(SELECT {LOCAL.format(f'{end}{sight}')}::bigint)" for end in ("from", "to"))
    wide = f"(SELECT {LOCAL.format(f'wide{sight}')}::bigint[])"
    found = f"({wide})[width_bucket(organisation_id, {wide})] = organisation_id"
    return f"({listed} OR (organisation_id >= {low} AND organisation_id <= {high} AND {found}))"


def old_among(name: str) -> str:
    """For a trigger's WHEN, which takes no subquery."""
    return f"OLD.organisation_id = ANY ({LOCAL.format(name)}::bigint[])"


# The rows that are open while `_look_around` finds out what somebody has sight of, each by a column of an index.
LOOKING = f"(SELECT {LOCAL.format('looking')}::bigint)"
OPEN: Mapping[str, str] = dict.fromkeys(
    ("membership", "emergency_access", "_duty", "_team_member", "_network_lead"), f"person_id = {LOOKING}"
) | {
    "consent": f"{among('teams', 'team_id')} OR {among('networks', 'network_id')}",
    "roster": among("rosters", "network_id"),
    "organisation": f"leaving_at IS NOT NULL AND {LOOKING} IS NOT NULL",
}


def of_organisations(table: str) -> dict[str, str]:
    """The policies of a table, by command. What is seen may be tried; the trigger then refuses."""
    others = sights.others(table)
    see = with_sight(sights.least(table))
    if others is not None:
        see = f"{see} AND ({others[0]} OR {with_sight(others[1])})"
    insert, update = (written(table, command) for command in ("INSERT", "UPDATE"))
    if table == "organisation":
        insert = f"{ME} IS NOT NULL"
    elif table == "membership":
        insert = f"{insert} OR ({among('added')} AND person_id = {ME})"
    return {"SELECT": see, "INSERT": insert, "UPDATE": update, "DELETE": see}


def written(table: str, command: str) -> str:
    roles = sights.writers(table, command)
    return "false" if not roles else among("writing" if "contributor" in roles else "leading")


def of_people(table: str, *, members: bool) -> dict[str, str]:
    mine = f"person_id = {ME}"
    fellows = f"SELECT m.person_id FROM membership m WHERE {among(f'seen{sights.READER}', 'm.organisation_id')}"
    fellow = f"{mine} OR person_id IN ({fellows})"  # all of them, once a statement
    return {"SELECT": fellow if members and table == "person" else mine, "INSERT": mine, "UPDATE": mine, "DELETE": mine}


def of_everybody(table: str) -> dict[str, str]:
    written = "true" if table in sights.SHARED_AND_WRITTEN else "false"
    return {"SELECT": "true", "INSERT": written, "UPDATE": written, "DELETE": "true"}


def of_the_store(table: str) -> dict[str, str]:
    if table == "_kept_result":
        return {"SELECT": f"person_id = {ME}", "INSERT": f"person_id = {ME}"}
    if table == "_turn":
        mine = f"{among('writing')} OR {among('added')}"
        return {"SELECT": mine, "INSERT": mine, "UPDATE": mine}
    return {"INSERT": "true", "DELETE": "true", "SELECT": "true"} if table == "_unit" else {}


def at_peoples_door(rules: Mapping[str, str]) -> dict[str, str]:
    return {command: f"_people() AND ({rule})" for command, rule in rules.items()}


def policies(table: str, rules: dict[str, str], columns: Collection[str]) -> list[str]:
    made = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        *policy(table, "the_operator", "ALL", "_operator()", "_operator()"),
    ]
    for command in ("SELECT", "INSERT", "UPDATE", "DELETE"):
        seen = rules.get("SELECT" if command == "UPDATE" else command)
        made += policy(table, f"people_{command.lower()}", command, seen, rules.get(command))
    for office in sights.OFFICES:
        done = sights.commands(office, table)
        door = f"_{office}()" if done else None
        made += policy(table, f"the_{office}", "SELECT" if done == ("SELECT",) else "ALL", door, door)
    looked_at = OPEN.get(table) if table != "organisation" or "leaving_at" in columns else None
    return made + policy(table, "looking", "SELECT", looked_at, None)


def policy(table: str, name: str, command: str, using: str | None, check: str | None) -> list[str]:
    """What rows may be seen or tried, and what they must be when written; none of both is no policy."""
    clauses = ("" if using is None or command == "INSERT" else f" USING ({using})") + (
        "" if check is None or command in {"SELECT", "DELETE"} else f" WITH CHECK ({check})"
    )
    made = [f"DROP POLICY IF EXISTS {name} ON {table}"]
    return [*made, f"CREATE POLICY {name} ON {table} FOR {command}{clauses}"] if clauses else made


def trigger(table: str, name: str, when: str, test: str, function: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} {when} ON {table} {test} EXECUTE FUNCTION {function}()",
    ]


def refusal(table: str, command: str, mine: str) -> list[str]:
    """Who may change the rows they see: the operator, the reception where it does that, and whose they are."""
    doors = "".join(f"_{office}() OR " for office in sights.OFFICES if command in sights.commands(office, table))
    refused = f"FOR EACH ROW WHEN (NOT (_operator() OR {doors}(_people() AND coalesce({mine}, false))))"
    return trigger(table, f"guard_{command.lower()}", f"BEFORE {command}", refused, "_refuse")


def triggers_of_organisations(table: str) -> list[str]:
    made = []
    for command in ("UPDATE", "DELETE"):
        roles = sights.writers(table, command)
        mine = "false" if not roles else old_among("writing" if "contributor" in roles else "leading")
        made += refusal(table, command, mine)
    turns = [] if table in sights.NOT_BY_PEOPLE else [("INSERT OR UPDATE", "NEW"), ("DELETE", "OLD")]
    for event, side in turns:
        other = f"coalesce(current_setting('app.turn', true), '') NOT IN ('every', {side}.organisation_id::text)"
        first = f"FOR EACH ROW WHEN (NOT _operator() AND {other})"
        made += trigger(table, f"turn_{side.lower()}", f"BEFORE {event}", first, "_take_turn")
    people = "WHEN (_people())"
    if table == "organisation":
        made += trigger(table, "note_added", "AFTER INSERT", f"FOR EACH ROW {people}", "_note_added")
    if table == "membership":
        once = f"FOR EACH STATEMENT {people}"
        made += trigger(table, "look_again", "AFTER INSERT OR UPDATE OR DELETE", once, "_look_again")
    return made


def guards(tables: Tables) -> list[str]:
    """Every statement that guards a schema with these tables; they may be run again."""
    made = []
    for table in sorted(tables.organisations):
        made += policies(table, at_peoples_door(of_organisations(table)), tables.columns[table])
        made += triggers_of_organisations(table)
    for table in sorted(tables.people):
        members = "membership" in tables.organisations
        made += policies(table, at_peoples_door(of_people(table, members=members)), tables.columns[table])
        for command in ("UPDATE", "DELETE"):
            made += refusal(table, command, f"OLD.person_id = {LOCAL.format('person')}::bigint")
    for table in sorted(tables.shared):
        made += policies(table, at_peoples_door(of_everybody(table)), tables.columns[table])
        made += refusal(table, "UPDATE", "true" if table in sights.SHARED_AND_WRITTEN else "false")
        made += refusal(table, "DELETE", "false")
    for table in sorted(tables.hidden):
        made += policies(table, of_the_store(table), tables.columns[table])
        if any(sights.commands(office, table) for office in sights.OFFICES):
            made += [part for command in ("UPDATE", "DELETE") for part in refusal(table, command, "false")]
        if table == "_import_row":
            made += trigger(table, "turn_every", "BEFORE UPDATE", "FOR EACH STATEMENT", "_take_every_turn")
        if table == "_system_act":
            each = "FOR EACH ROW WHEN (NOT _operator())"
            made += trigger(table, "turn_new", "BEFORE INSERT", each, "_take_systems_turn")
    return made


UNGUARDED = """
SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
AND NOT (relrowsecurity AND relforcerowsecurity) LIMIT 1
"""
SEAL = "SELECT obj_description('_migration'::regclass, 'pg_class')"


def seal(tables: Tables) -> str:
    """What the guards of a database are known by."""
    return hashlib.sha256("\n".join([functions(tables.columns), *guards(tables)]).encode()).hexdigest()


def is_guarded(connection: Connection) -> bool:
    (noted,) = connection.execute(SEAL).fetchone() or (None,)
    return noted == seal(tables_of(connection)) and connection.execute(UNGUARDED).fetchone() is None


def guard(connection: Connection) -> None:
    """Put the guards on every table there is now."""
    for table in tables_of(connection).columns:  # of an older version
        connection.execute(f"DROP TRIGGER IF EXISTS guard_rows ON {table}".encode())
    connection.execute(functions(tables_of(connection).columns).encode())
    tables = tables_of(connection)  # with those the functions need
    connection.execute(";\n".join(guards(tables)).encode())
    connection.execute(f"COMMENT ON TABLE _migration IS '{seal(tables)}'".encode())
