"""The functions of a PostgreSQL database: they note who acts and what they have sight of, and take turns.

`_enter` begins every transaction of a person's. It notes the organisations they have each sight of, in stages, for the
guards hold for it too: while `app.looking` names the person, their own rows of the tables that sights come from are
open to them, and nothing else is.
"""

from collections.abc import Collection, Mapping

from assessments.store import sights

ENTERING = """
CREATE TABLE IF NOT EXISTS _turn (
  organisation_id bigint NOT NULL PRIMARY KEY, taken bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE IF NOT EXISTS _unit (unit uuid NOT NULL PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
DROP FUNCTION IF EXISTS _enter(bigint);

CREATE OR REPLACE FUNCTION _operator() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN coalesce(current_setting('app.operator', true) = 'yes', false); END $$;

CREATE OR REPLACE FUNCTION _reception() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN coalesce(current_setting('app.reception', true) = 'yes', false); END $$;

CREATE OR REPLACE FUNCTION _counting() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN coalesce(current_setting('app.counting', true) = 'yes', false); END $$;

CREATE OR REPLACE FUNCTION _people() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN RETURN NOT (_operator() OR _reception() OR _counting()); END $$;

CREATE OR REPLACE FUNCTION _enter(person bigint, today text, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.person', person::text, true), set_config('app.added', '', true),
    set_config('app.turn', '', true), set_config('app.today', today, true), set_config('app.now', moment::text, true);
  IF _people() THEN PERFORM _look_around(); END IF;
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
  IF _reception() AND NOT (TG_OP = 'INSERT' AND TG_TABLE_NAME = 'organisation') THEN
    PERFORM set_config('app.added', ARRAY[mine]::text, true);
  END IF;
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

-- An import writes rows of thousands at once and takes no turn of theirs: of two units that change one row, or add an
-- act of one number, the later is undone anyway and run again.
CREATE OR REPLACE FUNCTION _take_every_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM set_config('app.turn', 'every', true); RETURN NULL; END $$;

-- The acts of the installation are one chain: their turn is 0, which is no organisation's. A unit that takes both takes
-- this one last.
CREATE OR REPLACE FUNCTION _take_systems_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('app.systems_turn', true), '') = '' THEN
    PERFORM set_config('app.added', '{0}', true);
    BEGIN
      PERFORM pg_advisory_xact_lock(0);
      INSERT INTO _turn AS t (organisation_id, taken) VALUES (0, 1)
        ON CONFLICT (organisation_id) DO UPDATE SET taken = t.taken + 1;
    EXCEPTION WHEN serialization_failure THEN
      RAISE EXCEPTION 'another act of the installation came first'
        USING ERRCODE = '40001', DETAIL = concat_ws(' ', '0', nullif(current_setting('app.turn', true), ''));
    END;
    PERFORM set_config('app.systems_turn', 'taken', true);
  END IF;
  RETURN NEW;
END $$;
"""
# A list this long is searched by halves, where outsiders can have one; up to then an index is asked for each of it.
MANY = 300
WIDE = range(sights.STATUS, sights.READER)
LOOKING = """
CREATE OR REPLACE FUNCTION _look_around() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  me bigint := nullif(current_setting('app.person', true), '')::bigint;
  today text COLLATE "C" := current_setting('app.today', true);
  moment bigint := nullif(current_setting('app.now', true), '')::bigint;
  written bigint[]; led bigint[]; teams bigint[]; networks bigint[]; rosters bigint[]; emergency boolean := false;
  {lists};
BEGIN
  PERFORM set_config('app.looking', coalesce(me::text, ''), true);
  SELECT array_agg(organisation_id) FILTER (WHERE role IN ('lead', 'contributor')),
    array_agg(organisation_id) FILTER (WHERE role = 'lead'),
    array_agg(organisation_id ORDER BY organisation_id){by_other_ways}
    INTO written, led, {reader}{other_ways} FROM membership WHERE person_id = me AND {lasts};
  IF teams IS NULL AND networks IS NULL AND NOT emergency THEN  -- as it is for most, and quicker
    {inside} := written; {fewer}
  ELSE
    {rosters}
    PERFORM set_config('app.teams', coalesce(teams::text, ''), true),
      set_config('app.networks', coalesce(networks::text, ''), true),
      set_config('app.rosters', coalesce(rosters::text, ''), true);
    SELECT {gathered} INTO {names} FROM (
      SELECT organisation_id, max(sight) AS sight FROM ({sources}) AS found GROUP BY organisation_id) AS seen;
    PERFORM set_config('app.teams', '', true), set_config('app.networks', '', true),
      set_config('app.rosters', '', true);
  END IF;
  IF cardinality({all}) > {many} OR coalesce(current_setting('app.wide{status}', true), '') <> '' THEN
    PERFORM {wide};
  END IF;
  PERFORM {noted}, set_config('app.writing', coalesce(written::text, ''), true),
    set_config('app.leading', coalesce(led::text, ''), true), set_config('app.looking', '', true);
END $$;
"""
BY_OTHER_WAYS = """,
    (SELECT array_agg(team_id) FROM _team_member WHERE person_id = me AND ended_at IS NULL),
    (SELECT array_agg(network_id) FROM _network_lead WHERE person_id = me AND ended_at IS NULL),
    EXISTS (SELECT 1 FROM emergency_access WHERE person_id = me AND until_at > moment)"""
WIDE_NOTE = """set_config('app.wide{sight}',
      CASE WHEN cardinality({list}) > {many} THEN {list}::text ELSE '' END, true),
    set_config('app.from{sight}', CASE WHEN cardinality({list}) > {many} THEN {list}[1]::text ELSE '' END, true),
    set_config('app.to{sight}', CASE WHEN cardinality({list}) > {many}
      THEN {list}[cardinality({list})]::text ELSE '' END, true)"""
GATHERED = "array_agg(organisation_id ORDER BY organisation_id)"
ROSTERS = "SELECT array_agg(below) INTO rosters FROM network_above WHERE above = ANY (networks);"


def _list(sight: int, name: str) -> str:
    noted = f"coalesce({name}::text, '')"
    return f"CASE WHEN cardinality({name}) > {MANY} THEN '' ELSE {noted} END" if sight in WIDE else noted


def functions(columns: Mapping[str, Collection[str]]) -> str:
    """All of them, for a schema of tables with these columns."""
    others = columns.keys() >= {"_team_member", "_network_lead", "network_above", "emergency_access"}
    names = {sight: f"seen{sight}" for sight in sights.SIGHTS}
    words = {"of": "", "me": "me", "today": "today", "now": "moment"}
    looking = LOOKING.format(
        lists="; ".join(f"{name} bigint[]" for name in names.values()),
        lasts=sights.membership_lasts(columns),
        reader=names[sights.READER],
        inside=names[sights.INSIDE],
        fewer=" ".join(f"{names[sight]} := {names[sights.READER]};" for sight in names if sight < sights.READER),
        by_other_ways=BY_OTHER_WAYS if others else "",
        other_ways=", teams, networks, emergency" if others else "",
        rosters=ROSTERS if others else "",
        gathered=", ".join(f"{GATHERED} FILTER (WHERE sight >= {sight})" for sight in names),
        names=", ".join(names.values()),
        sources=" UNION ALL ".join(sights.selects(sights.STATUS, columns, sights.SOURCES, **words)),
        all=names[sights.STATUS],
        status=sights.STATUS,
        many=MANY,
        wide=", ".join(WIDE_NOTE.format(sight=sight, list=names[sight], many=MANY) for sight in WIDE),
        noted=", ".join(f"set_config('app.{name}', {_list(sight, name)}, true)" for sight, name in names.items()),
    )
    return ENTERING + looking
