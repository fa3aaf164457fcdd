"""Making releases as people do it: what could be made, what it would show, and who may make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments import periods
from assessments.access import system_acts
from assessments.comparison import gathering, making, planning
from assessments.comparison.gathering import Candidate
from assessments.comparison.planning import Draft
from assessments.comparison.values import Scope
from assessments.errors import NotYours, Refused
from assessments.store import networks as network_statements
from assessments.store import releases as statements
from assessments.store.protocol import Door, Rows
from assessments.store.releases import ReleaseRow
from frameworks.catalogue import Catalogue
from scoring.disclosure import LEAST

NOTHING = "Nothing has changed enough since the last figures, so there is nothing to make. They stay as they are."
NOT_THERE = "Nobody has submitted anything like that yet. Choose another framework, period, form or edition."


class NothingNew(Refused):
    """What there is would stay as it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Figures that could be made, of the comparison edition, with the release there is (None before the first)."""

    scope: Scope
    name: str
    submitted: int
    last: ReleaseRow | None

    @property
    def is_enough(self) -> bool:
        """Whether enough submitted for any figure at all."""
        return self.submitted >= LEAST


def may_release(rows: Rows) -> bool:
    """Whether somebody may make releases: an administrator, or who leads a network with none above it."""
    return network_statements.is_administrator(rows, rows.person_id) or statements.leads_a_tree(rows, rows.person_id)


def may(reception: Door) -> bool:
    """The same for whoever is at reception."""
    return reception.read(may_release)


def offers(counting: Door, catalogue: Catalogue) -> tuple[Offer, ...]:
    """What could be made, the latest period first."""

    def work(rows: Rows) -> tuple[Offer, ...]:
        found = _comparison_editions(rows, gathering.candidates(rows))
        return tuple(_offer(rows, catalogue, one) for one in found)

    return tuple(sorted(counting.read(work), key=lambda one: (-one.scope.period.start.toordinal(), one.name)))


def _offer(rows: Rows, catalogue: Catalogue, candidate: Candidate) -> Offer:
    scope = candidate.scope
    last = statements.last(rows, scope.framework, scope.period.calendar, scope.period.name, scope.form)
    return Offer(scope, catalogue.name_of(scope.framework), candidate.submitted, last)


def _comparison_editions(rows: Rows, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """One edition for each framework, period and form: that of the last release, or else most submissions are of it."""
    chosen = []
    for usual in gathering.usual(found):
        scope = usual.scope
        last = statements.last(rows, scope.framework, scope.period.calendar, scope.period.name, scope.form)
        year = scope.edition if last is None else gathering.year_of(last.edition)
        of_year = (one for one in found if one.scope == Scope(scope.framework, year, scope.period, scope.form))
        chosen.append(next(of_year, usual))
    return tuple(chosen)


def preview(counting: Door, catalogue: Catalogue, scope: Scope, *, now: datetime) -> Draft:
    """What a release would show and withhold, and why. Nothing is kept. Raises Refused where nobody submitted."""

    def work(rows: Rows) -> Draft:
        every = gathering.candidates(rows)
        wanted = next((one for one in every if one.scope == scope), None)
        if wanted is None:
            raise Refused(NOT_THERE)
        beside = [one for one in _comparison_editions(rows, every) if one.scope != scope]
        return planning.draft(rows, catalogue, wanted, beside, periods.today(now))

    return counting.read(work)


def make(counting: Door, catalogue: Catalogue, scope: Scope, *, by: int | None, now: datetime) -> Draft:
    """Make the figures of a scope, as they are now. Raises NothingNew, Refused, Damaged."""
    draft = preview(counting, catalogue, scope, now=now)
    if not draft.is_new:
        raise NothingNew(NOTHING)
    making.make(counting, catalogue, draft, by=by, now=now)
    return draft


def make_as(reception: Door, counting: Door, catalogue: Catalogue, scope: Scope, *, now: datetime) -> Draft:
    """The same by somebody signed in who may; recorded among the acts of the installation. Raises NotYours, Refused."""
    if not may(reception):
        raise NotYours
    return make_by_command(reception, counting, catalogue, scope, now=now)


def make_by_command(reception: Door, counting: Door, catalogue: Catalogue, scope: Scope, *, now: datetime) -> Draft:
    """The same by whoever is at reception, nobody there being the operator's command."""
    draft = make(counting, catalogue, scope, by=reception.person_id or None, now=now)
    about: dict[str, str | int] = {"framework": scope.framework, "edition": scope.edition, "number": draft.number}
    reception.write(
        lambda unit: system_acts.record(unit, "comparison figures made", now, period=scope.period.name, **about)
    )
    return draft
