"""What keeps a person to their own rows: settings of the transaction, policies on every table, and guarding triggers.

`_enter` notes who acts and where they belong, once a transaction. The policies compare with those notes, which the
engine reads once a statement, so that an index is used and a long list of organisations costs little. A row one may
not see is not there; a row one sees but may not write is refused by a trigger. The operator's connection is the
operator's from its first moment to its last, so the planner may take `_operator()` for a constant.

A unit that writes takes the turn of its organisation (`_turn`): of two units of one organisation at the same time the
later is run again, so that each reads what the one before has written.
"""

import hashlib

from assessments.store.postgres.place import Connection
from assessments.store.postgres.tables import Tables, tables_of

FUNCTIONS = """
CREATE TABLE IF NOT EXISTS _turn (
  organisation_id bigint NOT NULL PRIMARY KEY, taken bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE IF NOT EXISTS _unit (unit uuid NOT NULL PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());

CREATE OR REPLACE FUNCTION _operator() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN coalesce(current_setting('app.operator', true) = 'yes', false); END $$;

CREATE OR REPLACE FUNCTION _look_around() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  seen bigint[]; written bigint[]; led bigint[];
BEGIN
  SELECT array_agg(organisation_id), array_agg(organisation_id) FILTER (WHERE role IN ('lead', 'contributor')),
    array_agg(organisation_id) FILTER (WHERE role = 'lead') INTO seen, written, led
  FROM membership WHERE person_id = nullif(current_setting('app.person', true), '')::bigint;
  PERFORM set_config('app.organisations', coalesce(seen::text, ''), true),
    set_config('app.writing', coalesce(written::text, ''), true),
    set_config('app.leading', coalesce(led::text, ''), true);
END $$;

CREATE OR REPLACE FUNCTION _enter(person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.person', person::text, true), set_config('app.added', '', true),
    set_config('app.turn', '', true), set_config('app.organisations', '', true);
  PERFORM _look_around();
END $$;

CREATE OR REPLACE FUNCTION _look_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM _look_around(); RETURN NULL; END $$;

CREATE OR REPLACE FUNCTION _note_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.added', (coalesce(nullif(current_setting('app.added', true), ''), '{}')::bigint[]
    || NEW.organisation_id)::text, true);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION _forget_numbers(older double precision) RETURNS void LANGUAGE sql AS $$
DELETE FROM _unit WHERE at < now() - make_interval(secs => older) $$;

CREATE OR REPLACE FUNCTION _refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'not yours' USING ERRCODE = '42501'; END $$;

CREATE OR REPLACE FUNCTION _take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.organisation_id ELSE NEW.organisation_id END;
BEGIN
  IF current_setting('app.turn', true) IS DISTINCT FROM mine::text
     AND (mine = ANY (nullif(current_setting('app.writing', true), '')::bigint[])
          OR mine = ANY (nullif(current_setting('app.added', true), '')::bigint[])) THEN
    BEGIN
      PERFORM pg_advisory_xact_lock(mine);
      INSERT INTO _turn AS t (organisation_id, taken) VALUES (mine, 1)
        ON CONFLICT (organisation_id) DO UPDATE SET taken = t.taken + 1;
    EXCEPTION WHEN serialization_failure THEN
      RAISE EXCEPTION 'another unit of this organisation came first' USING ERRCODE = '40001', DETAIL = mine::text;
    END;
    PERFORM set_config('app.turn', mine::text, true);
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
LOCAL = "nullif(current_setting('app.{}', true), '')"
ME = f"(SELECT {LOCAL.format('person')}::bigint)"


def among(name: str, column: str = "organisation_id") -> str:
    """For a policy: the list is read once a statement."""
    return f"{column} = ANY ((SELECT {LOCAL.format(name)}::bigint[])::bigint[])"


def old_among(name: str) -> str:
    """For a trigger's WHEN, which takes no subquery."""
    return f"OLD.organisation_id = ANY ({LOCAL.format(name)}::bigint[])"


def of_organisations(table: str) -> dict[str, str]:
    """The policies of a table, by command."""
    see, write = among("organisations"), among("writing")
    if table == "membership":
        see = f"person_id = {ME} OR {see}"
        write = among("leading")
        return {
            "SELECT": see,
            "INSERT": f"{write} OR ({among('added')} AND person_id = {ME})",
            "UPDATE": write,
            "DELETE": see,
        }
    added = f"{ME} IS NOT NULL" if table == "organisation" else write
    return {"SELECT": see, "INSERT": added, "UPDATE": write, "DELETE": see}


def of_people(*, members: bool) -> dict[str, str]:
    mine = f"person_id = {ME}"
    fellow = f"{mine} OR person_id IN (SELECT m.person_id FROM membership m)"  # all of them, once a statement
    return {"SELECT": fellow if members else mine, "INSERT": mine, "UPDATE": mine, "DELETE": mine}


def of_the_store(table: str) -> dict[str, str]:
    if table == "_kept_result":
        return {"SELECT": f"person_id = {ME}", "INSERT": f"person_id = {ME}"}
    if table == "_turn":
        mine = f"{among('writing')} OR {among('added')}"
        return {"SELECT": mine, "INSERT": mine, "UPDATE": mine}
    return {"INSERT": "true", "DELETE": "true", "SELECT": "true"} if table == "_unit" else {}


def policies(table: str, rules: dict[str, str]) -> list[str]:
    made = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS the_operator ON {table}",
        f"CREATE POLICY the_operator ON {table} USING (_operator()) WITH CHECK (_operator())",
    ]
    for command in ("SELECT", "INSERT", "UPDATE", "DELETE"):
        name = f"people_{command.lower()}"
        made.append(f"DROP POLICY IF EXISTS {name} ON {table}")
        if command not in rules:
            continue
        # What is seen may be tried; what it becomes must be one's to write.
        using = rules["SELECT"] if command == "UPDATE" else rules[command]
        clauses = {
            "SELECT": f"USING ({using})",
            "DELETE": f"USING ({using})",
            "INSERT": f"WITH CHECK ({rules[command]})",
        }
        both = f"USING ({using}) WITH CHECK ({rules[command]})"
        made.append(f"CREATE POLICY {name} ON {table} FOR {command} {clauses.get(command, both)}")
    return made


def trigger(table: str, name: str, when: str, test: str, function: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} {when} ON {table} {test} EXECUTE FUNCTION {function}()",
    ]


def triggers_of_organisations(table: str) -> list[str]:
    mine = old_among("leading" if table == "membership" else "writing")
    refused = f"FOR EACH ROW WHEN (NOT (_operator() OR coalesce({mine}, false)))"
    made = trigger(table, "guard_rows", "BEFORE UPDATE OR DELETE", refused, "_refuse")
    for event, side in (("INSERT OR UPDATE", "NEW"), ("DELETE", "OLD")):
        other = f"current_setting('app.turn', true) IS DISTINCT FROM {side}.organisation_id::text"
        first = f"FOR EACH ROW WHEN (NOT _operator() AND {other})"
        made += trigger(table, f"turn_{side.lower()}", f"BEFORE {event}", first, "_take_turn")
    if table == "organisation":
        each = "FOR EACH ROW WHEN (NOT _operator())"
        made += trigger(table, "note_added", "AFTER INSERT", each, "_note_added")
    if table == "membership":
        once = "FOR EACH STATEMENT WHEN (NOT _operator())"
        made += trigger(table, "look_again", "AFTER INSERT OR UPDATE OR DELETE", once, "_look_again")
    return made


def guards(tables: Tables) -> list[str]:
    """Every statement that guards a schema with these tables; they may be run again."""
    made = []
    for table in sorted(tables.organisations):
        made += policies(table, of_organisations(table)) + triggers_of_organisations(table)
    for table in sorted(tables.people):
        mine = f"OLD.person_id = {LOCAL.format('person')}::bigint"
        refused = f"FOR EACH ROW WHEN (NOT (_operator() OR coalesce({mine}, false)))"
        made += policies(table, of_people(members="membership" in tables.organisations))
        made += trigger(table, "guard_rows", "BEFORE UPDATE OR DELETE", refused, "_refuse")
    for table in sorted(tables.shared):
        made += policies(table, dict.fromkeys(("SELECT", "INSERT", "UPDATE"), "true"))
        never = "FOR EACH STATEMENT WHEN (NOT _operator())"
        made += trigger(table, "guard_rows", "BEFORE DELETE", never, "_refuse")
    for table in sorted(tables.hidden):
        made += policies(table, of_the_store(table))
    return made


UNGUARDED = """
SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
AND NOT (relrowsecurity AND relforcerowsecurity) LIMIT 1
"""
SEAL = "SELECT obj_description('_migration'::regclass, 'pg_class')"


def seal(tables: Tables) -> str:
    """What the guards of a database are known by."""
    return hashlib.sha256("\n".join([FUNCTIONS, *guards(tables)]).encode()).hexdigest()


def is_guarded(connection: Connection) -> bool:
    (noted,) = connection.execute(SEAL).fetchone() or (None,)
    return noted == seal(tables_of(connection)) and connection.execute(UNGUARDED).fetchone() is None


def guard(connection: Connection) -> None:
    """Put the guards on every table there is now."""
    connection.execute(FUNCTIONS.encode())
    tables = tables_of(connection)
    connection.execute(";\n".join(guards(tables)).encode())
    connection.execute(f"COMMENT ON TABLE _migration IS '{seal(tables)}'".encode())
