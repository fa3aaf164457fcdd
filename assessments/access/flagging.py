"""Flags that a team of advisers makes for itself: checked as a file's are, for what organisations show it alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.access import system_acts
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import team_flags as statements
from assessments.store import teams as team_statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.team_flags import Kept
from assessments.typed import tidy_line
from assessments.values import Person
from frameworks.catalogue import Catalogue
from frameworks.errors import FaultyFile
from frameworks.flags import Flag
from frameworks.written import Plain, from_json, inline

MOST = 20  # of one team at a time
BEFORE = "own-"  # before the number in the id of one made on the page
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Made:
    """A flag of a team, with who made it and when."""

    flag: Flag
    kept: Kept


def of(reception: Door, team_id: int) -> tuple[Made, ...]:
    """Those of a team that one belongs to. Raises NotYours."""

    def work(rows: Rows) -> tuple[Kept, ...]:
        _mine(rows, team_id)
        return statements.in_force(rows, [team_id])

    return tuple(Made(from_json(Flag, kept.written), kept) for kept in reception.read(work))


def of_teams(
    reception: Door, catalogue: Catalogue, teams: Iterable[int], framework: str
) -> Mapping[int, tuple[Flag, ...]]:
    """What the teams one belongs to are told of in a framework, by team; what asks for something gone is left out."""

    def work(rows: Rows) -> tuple[Kept, ...]:
        mine = {one.id for one in team_statements.of_member(rows, rows.person_id)}
        return statements.in_force(rows, mine & set(teams))

    found: dict[int, tuple[Flag, ...]] = {}
    for kept in reception.read(work):
        flag = from_json(Flag, kept.written)
        if flag.framework in {None, framework} and _fits(catalogue, kept, flag):
            found[kept.team] = (*found.get(kept.team, ()), flag)
    return found


def _fits(catalogue: Catalogue, kept: Kept, flag: Flag) -> bool:
    try:
        return catalogue.checked_flag(plain(flag)).id == kept.flag
    except FaultyFile:
        return False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a flag says, and when, as a file says it; without a framework it looks at all."""

    say: str
    when: Mapping[str, Plain]
    framework: str | None = None


def make(
    reception: Door, catalogue: Catalogue, team_id: int, wanted: Wanted, *, now: datetime, new_id: IdSource = random_id
) -> Flag:
    """A flag of a team that one belongs to. Raises Refused, NotYours."""
    said = tidy_line(wanted.say, "The sentence", longest=LONGEST)
    if not said:
        raise Refused("Write the sentence that your team will read.")
    written: dict[str, Plain] = {"id": f"{BEFORE}{new_id():x}", "when": wanted.when, "say": said}
    if wanted.framework is not None:
        written["framework"] = wanted.framework
    try:
        flag = catalogue.checked_flag(written)
    except FaultyFile as faulty:
        raise Refused(f"This flag cannot be kept: {faulty.faults[0].message}.") from faulty

    def work(unit: Unit) -> None:
        _mine(unit, team_id)
        if len(statements.in_force(unit, [team_id])) >= MOST:
            raise Refused(f"Your team has {MOST} flags, the most there can be. End one first.")
        statements.add(unit, Kept(team_id, flag.id, inline(written), now, Person(unit.person_id, "")))
        system_acts.record(unit, "flag made", now, team=team_id)

    reception.write(work)
    return flag


def end(reception: Door, team_id: int, flag: str, *, now: datetime) -> None:
    """The team is told of it no more. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        _mine(unit, team_id)
        if not statements.end(unit, team_id, flag, now):
            raise Refused("Somebody ended this flag already. Load the page again.")
        system_acts.record(unit, "flag ended", now, team=team_id)

    reception.write(work)


def plain(flag: Flag) -> dict[str, Plain]:
    """A flag as somebody would write it."""
    found: dict[str, Plain] = flag.model_dump(by_alias=True, exclude_unset=True)
    return found


def _mine(rows: Rows, team_id: int) -> None:
    if all(one.id != team_id for one in team_statements.of_member(rows, rows.person_id)):
        raise NotYours
