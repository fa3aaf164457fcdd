"""Statements about flags that teams of advisers made: `written` is what a file of flags would say of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One of a team that is in force, as JSON, with who made it."""

    team: int
    flag: str
    written: str
    made_at: datetime
    made_by: Person


@from_row()
def _kept(row: Row) -> Kept:
    maker = Person(row["made_by"], row["maker"])
    return Kept(row["team_id"], row["flag"], row["written"], moment(row["made_at"]), maker)


def in_force(rows: Rows, teams: Collection[int]) -> tuple[Kept, ...]:
    """What these teams want to be told of, in the order it was made; at reception."""
    if not teams:
        return ()
    names = {f"t{place}": team for place, team in enumerate(sorted(teams))}
    found = rows.rows(
        "SELECT f.team_id, f.flag, f.written, f.made_at, f.made_by, coalesce(p.name, '') AS maker FROM _team_flag f"
        " LEFT JOIN person p ON p.person_id = f.made_by WHERE f.ended_at IS NULL"
        f" AND f.team_id IN ({', '.join(f':{name}' for name in names)}) ORDER BY f.made_at, f.flag",
        **names,
    )
    return tuple(map(_kept, found))


def add(unit: Unit, kept: Kept) -> None:
    """A new one."""
    unit.run(
        "INSERT INTO {_team_flag} (team_id, flag, written, made_at, made_by)"
        " VALUES (:team, :flag, :written, :now, :me)",
        team=kept.team,
        flag=kept.flag,
        written=kept.written,
        now=stamp(kept.made_at),
        me=kept.made_by.id,
    )


def end(unit: Unit, team_id: int, flag: str, now: datetime) -> bool:
    """It is wanted no more; whether it was until now."""
    return bool(
        unit.run(
            "UPDATE {_team_flag} SET ended_at = :now, ended_by = :me WHERE team_id = :team AND flag = :flag"
            " AND ended_at IS NULL RETURNING flag",
            team=team_id,
            flag=flag,
            now=stamp(now),
            me=unit.person_id,
        )
    )
