"""What was done in an organisation or with the installation, newest first, and whether its chain of hashes holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.access import system_acts
from assessments.access.administration import only_administrators
from assessments.audit import first_broken
from assessments.errors import NotYours
from assessments.store import acts, leaving, organisations
from assessments.store import administration as people
from assessments.store import history as statements
from assessments.store import system_acts as system_statements
from assessments.store.protocol import Door, Rows
from assessments.values import Person

A_PAGE = 50
NAMED = ("person", "network", "team", "organisation")
About = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `by` is None when nobody was signed in; `has_left` says that they belong no more.

    `names` are those of whom and what it is about: "person", "network", "team", "organisation".
    """

    number: int
    at: datetime
    by: Person | None
    has_left: bool
    act: str
    about: About
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """One page of what was done; `of` counts all of it. `broken_at` is the first act that does not fit its chain."""

    title: str
    lines: tuple[Line, ...]
    of: int
    page: int
    broken_at: int | None

    @property
    def pages(self) -> int:
        return max(1, -(-self.of // A_PAGE))


def of_organisation(reception: Door, organisation_id: int, *, page: int = 1) -> History:
    """For those who lead it, and for administrators of any. Raises NotYours."""

    def work(rows: Rows) -> History:
        leads = leaving.leads(rows, organisation_id, rows.person_id)
        organisation = organisations.one(rows, organisation_id)
        if organisation is None or not (leads or people.is_administrator(rows, rows.person_id)):
            raise NotYours
        found = statements.some(rows, organisation_id, count=A_PAGE, skip=_skipped(page))
        gone = statements.left(rows, organisation_id)
        names = _names(rows, [act.about for act in found])
        lines = tuple(
            Line(act.number, act.at, act.by, act.by.id in gone, act.act, act.about, _named(names, act.about))
            for act in found
        )
        broken = first_broken(acts.every(rows, organisation_id))
        return History(organisation.name, lines, statements.how_many(rows, organisation_id), max(page, 1), broken)

    return reception.read(work)


def of_installation(reception: Door, *, page: int = 1) -> History:
    """For administrators. Raises NotYours."""

    def work(rows: Rows) -> History:
        only_administrators(rows)
        found = system_statements.newest(rows, count=A_PAGE, skip=_skipped(page))
        names = _names(rows, [act.about for act in found])
        lines = tuple(
            Line(act.number, act.at, act.by, has_left=False, act=act.act, about=act.about,
                 names=_named(names, act.about))
            for act in found
        )  # fmt: skip
        broken = system_acts.first_broken(system_statements.every(rows))
        return History("This installation", lines, system_statements.how_many(rows), max(page, 1), broken)

    return reception.read(work)


def _skipped(page: int) -> int:
    return (max(page, 1) - 1) * A_PAGE


def _names(rows: Rows, abouts: Iterable[About]) -> Mapping[str, Mapping[int, str]]:
    """Every name these acts need, by what it is of."""
    kept = list(abouts)
    asked = {name: frozenset(int(about[name]) for about in kept if name in about) for name in NAMED}
    return {name: statements.names(rows, name, ids) for name, ids in asked.items()}


def _named(names: Mapping[str, Mapping[int, str]], about: About) -> dict[str, str]:
    return {name: names[name].get(int(about[name]), "") for name in NAMED if name in about}
