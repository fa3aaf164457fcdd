"""A network's plan: its leads write it; the networks below and the members see what is asked of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from assessments import periods
from assessments.access import networks, system_acts
from assessments.actions.writing import LONGEST_LINE, LONGEST_NOTE, LONGEST_WHAT, check_cost, check_day
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.regional import THEMES, Change, Intended, NetworkAction, Theme
from assessments.store import network_plans as statements
from assessments.store import networks as network_statements
from assessments.store import people
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy, tidy_line
from assessments.values import Person

MOST = 300
CHANGED = "Somebody changed this action meanwhile. Load the page again and look at what it says now."
WRITTEN = tuple(field.name for field in fields(Intended))
ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Plan:
    """A network's own actions, and what the plans of networks above ask of it."""

    own: tuple[NetworkAction, ...]
    asked: tuple[NetworkAction, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the actions of a theme are: how many there are, how many complete, going on, and late."""

    theme: Theme
    of: int
    complete: int
    in_progress: int
    late: int


def of(reception: Door, network_id: int) -> Plan:
    """The plan of a network that one leads: what is urgent first. Raises NotYours."""

    def work(rows: Rows) -> Plan:
        networks.led_one(rows, network_id)
        asked = [one for one in statements.above(rows, network_id) if _asks(one, network_id)]
        return Plan(in_order(statements.every(rows, network_id)), in_order(asked))

    return reception.read(work)


def _asks(one: NetworkAction, network_id: int) -> bool:
    return one.whom == "below" and one.below == network_id


def in_order(found: Iterable[NetworkAction]) -> tuple[NetworkAction, ...]:
    """Those still open first, by priority and then by day; then the others, the last changed first."""
    every = tuple(found)
    still = [one for one in every if one.is_open]
    ended = [one for one in every if not one.is_open]
    return (
        *sorted(still, key=lambda one: (ORDER[one.priority], one.due or date.max)),
        *sorted(ended, key=lambda one: one.changed_at, reverse=True),
    )


def for_members(door: Door, reception: Door, organisation_id: int, *, now: datetime) -> tuple[NetworkAction, ...]:
    """What the networks of an organisation ask of their members and is not over, for whoever belongs to it."""
    if door.read(lambda rows: people.role(rows, organisation_id)) is None:
        return ()

    def work(rows: Rows) -> tuple[NetworkAction, ...]:
        around = network_statements.networks_of(rows, organisation_id, periods.today(now))
        found = [one for each in around for one in statements.every(rows, each.id)]
        return in_order(one for one in found if one.whom == "members" and one.is_open)

    return reception.read(work)


def by_theme(found: Sequence[NetworkAction], today: date) -> tuple[Progress, ...]:
    """Progress in each theme that has an action, what is not going ahead left out; in the order of the themes."""
    lines = []
    for theme in THEMES:
        here = [one for one in found if one.theme == theme and one.status != "dropped"]
        if here:
            status = [one.status for one in here]
            late = sum(one.is_late(today) for one in here)
            lines.append(Progress(theme, len(here), status.count("complete"), status.count("in_progress"), late))
    return tuple(lines)


def history(reception: Door, network_id: int, action_id: int) -> Sequence[Change]:
    """What an action of a network that one leads said, oldest first. Raises NotYours."""

    def work(rows: Rows) -> Sequence[Change]:
        networks.led_one(rows, network_id)
        return statements.history(rows, network_id, action_id)

    return reception.read(work)


def add(
    reception: Door, network_id: int, intended: Intended, *, now: datetime, new_id: IdSource = random_id
) -> NetworkAction:
    """Add an action to the plan of a network that one leads. Raises Refused, NotYours."""
    clean, action_id = tidied(intended), new_id()

    def work(unit: Unit) -> NetworkAction:
        networks.led_one(unit, network_id)
        _check_below(unit, network_id, clean)
        if len(statements.every(unit, network_id)) >= MOST:
            raise Refused(f"There are {MOST} actions already, the most there can be. Change an old one.")
        action = write_new(unit, network_id, action_id, clean, now)
        system_acts.record(unit, "plan action added", now, network=network_id)
        return action

    return reception.write(work)


def write_new(unit: Unit, network_id: int, action_id: int, clean: Intended, now: datetime) -> NetworkAction:
    """One action that was tidied and checked already."""
    name = networks.led_one(unit, network_id).name
    action = _as_action(unit, clean, action_id, network_id, name, now)
    statements.add(unit, action, "")
    return action


def change(
    reception: Door, action: NetworkAction, intended: Intended, *, note: str = "", now: datetime
) -> NetworkAction:
    """What it says from now on, with a note; `action` is as the person saw it. Nothing changed, nothing kept.

    Raises Refused when somebody changed it meanwhile, NotYours.
    """
    clean, said = tidied(intended), tidy(note, "The note", longest=LONGEST_NOTE)

    def work(unit: Unit) -> NetworkAction:
        networks.led_one(unit, action.network)
        before = statements.one(unit, action.network, action.id)
        if before is None:
            raise NotYours
        if not said and clean == written(before):
            return before
        _check_below(unit, action.network, clean)
        after = write_change(unit, replace(before, revision=action.revision), clean, said, now)
        system_acts.record(unit, "plan action changed", now, network=action.network)
        return after

    return reception.write(work)


def write_change(unit: Unit, before: NetworkAction, clean: Intended, note: str, now: datetime) -> NetworkAction:
    """The next revision of an action that was tidied and checked already. Raises Refused when somebody was first."""
    after = replace(
        _as_action(unit, clean, before.id, before.network, before.network_name, now),
        revision=before.revision + 1,
        added_at=before.added_at,
        added_by=before.added_by,
    )
    if not statements.change(unit, after, note):
        raise Refused(CHANGED)
    return after


def written(action: Intended) -> Intended:
    """Only what people wrote of it."""
    return Intended(**{name: getattr(action, name) for name in WRITTEN})


def tidied(intended: Intended) -> Intended:
    """What was typed, tidied and checked. Raises Refused."""
    what = tidy_line(intended.what, "What will be done", longest=LONGEST_WHAT)
    if not what:
        raise Refused("Say in a sentence what will be done.")
    for day in (intended.starts, intended.due):
        check_day(day)
    if intended.starts is not None and intended.due is not None and intended.due < intended.starts:
        raise Refused("It ends before it starts. Change one of the two days.")
    check_cost(intended.cost)
    return replace(
        intended,
        what=what,
        below=intended.below if intended.whom == "below" else None,
        lead=tidy_line(intended.lead, "Who leads it", longest=LONGEST_LINE),
        funding=tidy_line(intended.funding, "Where the money comes from", longest=LONGEST_LINE),
    )


def _check_below(rows: Rows, network_id: int, intended: Intended) -> None:
    """Raises Refused for a network that is not below this one."""
    below = network_statements.below(rows, network_id) - {network_id}
    if intended.whom == "below" and intended.below not in below:
        raise Refused("Choose which part of the network it is for.")


def _as_action(rows: Rows, clean: Intended, action_id: int, network_id: int, name: str, now: datetime) -> NetworkAction:
    me = Person(rows.person_id, people.name(rows, rows.person_id))
    return NetworkAction(
        **{part: getattr(clean, part) for part in WRITTEN},
        id=action_id,
        network=network_id,
        network_name=name,
        revision=1,
        added_at=now,
        added_by=me,
        changed_at=now,
        changed_by=me,
    )
