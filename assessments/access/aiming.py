"""Targets that the leads of a network make on the page: checked as those of a file are, changed, ended, and by whom.

What a target measures never changes: its figures stand in releases under its name. So only its title, whom it is about,
how much and by when can be changed; to ask something else, end it and make another. How many can be made in a year is
bounded, since each is one more figure about the same answers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments import periods
from assessments.access import networks, system_acts
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.roster.reading import same_name
from assessments.store import roster as roster_statements
from assessments.store import targets as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.targets import Kept
from assessments.typed import is_figure, tidy_line
from frameworks.catalogue import Catalogue
from frameworks.errors import FaultyFile
from frameworks.targets import Group, Target, plain
from frameworks.written import Plain, from_json, inline

if TYPE_CHECKING:
    from datetime import date

MOST_A_YEAR, MOST_AT_ONCE = 20, 200  # of one network, and of all about one framework
A_YEAR = timedelta(days=365)
BEFORE = "own-"  # before the number in the id of one made on the page
LONGEST_TITLE = 200
MEANWHILE = "Somebody changed or ended this target meanwhile. Load the page again."


@dataclass(frozen=True, slots=True)
class Made:
    """A target made on the page, with who made, changed and ended it. `fits` is no more once what it asks is gone."""

    target: Target
    kept: Kept
    fits: bool

    @property
    def ended(self) -> bool:
        return self.kept.ended_at is not None


def of(reception: Door, catalogue: Catalogue, network_id: int) -> tuple[Made, ...]:
    """All of a network that one leads, those that ended too, in the order they were made. Raises NotYours."""

    def work(rows: Rows) -> tuple[Kept, ...]:
        networks.led_one(rows, network_id)
        return statements.of_network(rows, network_id)

    found = ((kept, from_json(Target, kept.written)) for kept in reception.read(work))
    return tuple(Made(target, kept, _fits(catalogue, target)) for kept, target in found)


def wanted_of(reception: Door, catalogue: Catalogue, network_id: int, framework: str) -> tuple[Target, ...]:
    """What a network that one leads wants: the operator's targets that are its own or everybody's, and its leads'.

    Those of figures from elsewhere that name no framework are among them. Raises NotYours.
    """

    def work(rows: Rows) -> tuple[str, str, tuple[Kept, ...]]:
        name, code = networks.led_one(rows, network_id).name, roster_statements.codes(rows).get(network_id, "")
        return name, code, statements.of_network(rows, network_id)

    name, code, kept = reception.read(work)
    names = {None, same_name(name), same_name(code)}
    found = {
        one.id: one
        for one in catalogue.operating.targets.values()
        if one.framework in {None, framework} and (one.group.network and same_name(one.group.network)) in names
    }
    made = [from_json(Target, one.written) for one in kept if one.framework == framework and one.ended_at is None]
    return tuple((found | {one.id: one for one in made if one.id not in found and _fits(catalogue, one)}).values())


def in_force(rows: Rows, catalogue: Catalogue, framework: str) -> tuple[Target, ...]:
    """Every target about a framework, of the operator's files and made on the page; the file's where both have one."""
    found = {one.id: one for one in catalogue.operating.targets_for(framework)}
    for one in [from_json(Target, text) for text in statements.in_force(rows, framework)]:
        if _fits(catalogue, one):
            found.setdefault(one.id, one)
    return tuple(found.values())


def _fits(catalogue: Catalogue, target: Target) -> bool:
    try:
        return catalogue.checked_target(plain(target)) == target
    except FaultyFile:
        return False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody typed of a target: how much of whom by when, and what it is called."""

    title: str
    group: Group
    value: str
    by: "date | None"


def make(
    reception: Door,
    catalogue: Catalogue,
    network_id: int,
    wanted: Wanted,
    measured: Mapping[str, Plain],
    *,
    now: datetime,
    new_id: IdSource = random_id,
) -> Target:
    """A new one; `measured` is what it measures as a file says it: framework, metric, of and so on.

    Raises Refused, NotYours.
    """
    if wanted.by is not None and wanted.by <= periods.today(now):
        raise Refused("Choose a day that is still to come.")
    number = f"{BEFORE}{new_id():x}"
    more: dict[str, Plain] = {"of": number} if measured.get("metric") == "brought" else {}
    target = _checked(catalogue, {"id": number, **measured, **more, **_said(wanted)})
    if target.framework is None:
        raise Refused("Choose the framework that it is about.")
    if target.show_when_met:
        raise Refused("Only a file can say that a target is shown when all meet it.")
    kept = {"target": target.id, "framework": target.framework, "written": inline(plain(target))}

    def work(unit: Unit) -> None:
        networks.led_one(unit, network_id)
        there = statements.of_network(unit, network_id)
        if sum(one.made_at > now - A_YEAR for one in there) >= MOST_A_YEAR:
            raise Refused(f"This network made {MOST_A_YEAR} targets within a year, the most there can be.")
        if len(statements.in_force(unit, kept["framework"])) >= MOST_AT_ONCE:
            raise Refused("There are as many targets about this framework as there can be. End one first.")
        statements.add(unit, network_id, kept, now)
        system_acts.record(unit, "target made", now, network=network_id)

    reception.write(work)
    return target


def change(reception: Door, catalogue: Catalogue, network_id: int, name: str, wanted: Wanted, *, now: datetime) -> None:
    """Its title, whom it is about, how much and by when. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        kept = _one(unit, network_id, name)
        same = {key: said for key, said in plain(from_json(Target, kept.written)).items() if key != "group"}
        written = inline(plain(_checked(catalogue, {**same, **_said(wanted)})))
        if written == kept.written:
            return
        if not statements.change(unit, kept, written, now):
            raise Refused(MEANWHILE)
        system_acts.record(unit, "target changed", now, network=network_id)

    reception.write(work)


def end(reception: Door, network_id: int, name: str, *, now: datetime) -> None:
    """It is wanted no more; what was made of it stays to be read. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        _one(unit, network_id, name)
        if not statements.end(unit, network_id, name, now):
            raise Refused(MEANWHILE)
        system_acts.record(unit, "target ended", now, network=network_id)

    reception.write(work)


def for_a_file(reception: Door, catalogue: Catalogue, network_id: int) -> tuple[Target, ...]:
    """Those in force as a file would have them: each names its network. Raises NotYours."""

    def work(rows: Rows) -> str:
        return roster_statements.codes(rows).get(network_id) or networks.led_one(rows, network_id).name

    made, network = of(reception, catalogue, network_id), reception.read(work)
    group = {"network": network}
    wanted = (one.target for one in made if one.fits and not one.ended)
    return tuple(one.model_copy(update={"group": one.group.model_copy(update=group)}) for one in wanted)


def _one(rows: Rows, network_id: int, name: str) -> Kept:
    networks.led_one(rows, network_id)
    found = next((one for one in statements.of_network(rows, network_id) if one.target == name), None)
    if found is None:
        raise NotYours
    if found.ended_at is not None:
        raise Refused(MEANWHILE)
    return found


def _said(wanted: Wanted) -> dict[str, Plain]:
    """What was typed, as a file says it. Raises Refused."""
    title = tidy_line(wanted.title, "The title", longest=LONGEST_TITLE)
    if not title:
        raise Refused("Say in a few words what is wanted.")
    if wanted.by is None:
        raise Refused("Choose the day by which it is wanted.")
    group: Mapping[str, Plain] = wanted.group.model_dump(exclude_defaults=True)
    found: dict[str, Plain] = {"title": title, "value": number(wanted.value, "how much is wanted")}
    return found | {"by": wanted.by.isoformat()} | ({"group": group} if group else {})


def number(typed: str, what: str) -> int | Decimal:
    """A number as somebody types one. Raises Refused."""
    clean = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", re.sub(r"[%\s]", "", typed))
    if not (clean.isascii() and clean.replace(".", "", 1).isdigit()) or not is_figure(Decimal(clean)):
        raise Refused(f"Give {what} as a number, such as 90.")
    found = Decimal(clean)
    return int(found) if found == int(found) else found


def _checked(catalogue: Catalogue, written: Mapping[str, Plain]) -> Target:
    """By the rules of a file; the first of its faults in a sentence. Raises Refused."""
    try:
        return catalogue.checked_target(written)
    except FaultyFile as faulty:
        fault = faulty.faults[0].message
        raise Refused(f"This target cannot be kept: {fault}.") from faulty
