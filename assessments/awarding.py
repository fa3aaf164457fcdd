"""Awards of one review: what each asks and where it stands, who holds what until when, and applying for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assessments import drafts, leading, periods, results
from assessments.errors import Conflict, NotYours, Refused
from assessments.held_awards import Held, given, last_day
from assessments.ids import IdSource, random_id
from assessments.results import ResultView
from assessments.store import acts
from assessments.store import awards as statements
from assessments.store.awards import Application
from assessments.store.protocol import Door, Unit
from assessments.typed import tidy
from assessments.values import Person
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Award, Edition
from frameworks.errors import UnknownEdition
from scoring.announced import Announced, announced
from scoring.results import AwardResult

LONGEST_NOTE = 1000
ALREADY = "You have applied for this already. It waits until somebody decides."


@dataclass(frozen=True, slots=True)
class Line:
    """One award of the review's edition.

    `held` may have lapsed. `applied` is the application that waits, else the last one that was decided.
    """

    award: Award
    result: AwardResult
    held: Held | None
    applied: Application | None
    may_apply: bool
    announced: Announced | None


@dataclass(frozen=True, slots=True)
class AwardsView:
    """The awards of one review, as last submitted or as a draft. `newer` is the edition of the next review."""

    view: ResultView
    lines: tuple[Line, ...]
    newer: Edition | None
    today: date


def of(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> AwardsView:
    """Of the last submission. Raises NotYours, Refused as `results.of`."""
    return of_view(door, catalogue, results.of(door, catalogue, review_id, now=now), now=now)


def of_view(door: Door, catalogue: Catalogue, view: ResultView, *, now: datetime) -> AwardsView:
    """Of a result that was read already, as of a draft."""
    applied = door.read(lambda rows: statements.of_organisation(rows, view.organisation.id))
    theirs = [each for each in applied if each.framework == view.review.framework]
    newer = _newer(catalogue, view)
    about = {award.id: award for award in view.edition.awards}
    lines = tuple(_line(view, about[result.award], result, theirs, newer) for result in view.score.awards)
    return AwardsView(view, lines, newer, periods.today(now))


def _newer(catalogue: Catalogue, view: ResultView) -> Edition | None:
    """The edition that is offered now, where it is of a later year."""
    try:
        latest = catalogue.latest(view.review.framework, view.organisation.id).edition
    except UnknownEdition:
        return None
    return latest if edition_order(latest.edition)[0] > edition_order(view.edition.edition)[0] else None


def _line(
    view: ResultView, award: Award, result: AwardResult, applied: list[Application], newer: Edition | None
) -> Line:
    mine = [each for each in applied if each.award == award.id]
    waiting = next((each for each in mine if each.closed_at is None and each.review == view.review.id), None)
    decided = next((each for each in mine if each.decision is not None), None)
    by_review = award.decided_by == "self"
    found = announced(view.edition, newer, view.sheet.profile, award.id) if newer else None
    return Line(
        award=award,
        result=result,
        held=_by_itself(view, award, result) if by_review else next(iter(given(mine)), None),
        applied=waiting or decided,
        may_apply=not by_review and waiting is None and view.submission is not None and result.verdict == "met"
        and not _is_given(mine, view.review.id, view.submission.number),
        announced=found or None,
    )  # fmt: skip


def _by_itself(view: ResultView, award: Award, result: AwardResult) -> Held | None:
    """What the submission itself decides; a draft has nothing."""
    if view.submission is None or result.verdict != "met":
        return None
    since, review, edition = periods.today(view.submission.submitted_at), view.review, view.edition
    return Held(
        award=award.id,
        title=award.title,
        says=award.text or "",
        since=since,
        until=last_day(since, award.valid_months),
        by="",
        review=review.id,
        framework_title=edition.name,
        period=review.period.name,
        edition=edition.edition,
        number=f"{review.id}-{view.submission.number}-{award.id}",
    )


def _is_given(applied: Iterable[Application], review: int, number: int) -> bool:
    return any(
        each.decision is not None
        and each.decision.outcome == "given"
        and (each.review, each.number) == (review, number)
        for each in applied
    )


def apply(
    door: Door, catalogue: Catalogue, review_id: int, award: str, *, note: str, now: datetime,
    new_id: IdSource = random_id,
) -> None:  # fmt: skip
    """A lead applies with the last submission, which has everything the award asks for. Raises Refused, NotYours."""
    door.read(lambda rows: leading.of_review(rows, review_id, "apply for an award"))
    found = of(door, catalogue, review_id, now=now)
    line = next((each for each in found.lines if each.award.id == award), None)
    if line is None:
        raise Refused("This review decides no such award. Load the page again.")
    _refuse_unfit(found.view, line)
    said = tidy(note, "The note", longest=LONGEST_NOTE)
    asked = _application(found.view, line.award, said, Person(door.person_id, ""), new_id(), now)

    def work(unit: Unit) -> None:
        review = drafts.mine(unit, review_id)
        leading.only_a_lead(unit, review.organisation, "apply for an award")
        if review.submissions != asked.number:
            raise Refused("This review was submitted again just now. Load the page again, then apply.")
        statements.add(unit, asked)
        acts.record(
            unit, review.organisation, unit.person_id, "award applied for", now, review=review.id, award=asked.title
        )

    try:
        door.write(work)
    except Conflict:  # somebody applied at the same moment
        raise Refused(ALREADY) from None


def _refuse_unfit(view: ResultView, line: Line) -> None:
    if view.submission is None:
        raise Refused("An award rests on what was submitted. Submit this review first.")
    if line.award.decided_by == "self":
        raise Refused("The review decides this by itself, so there is nothing to apply for.")
    if line.result.verdict != "met":
        raise Refused(f"Not everything that “{line.award.title}” asks for is there yet. Apply once it is.")
    if line.applied is not None and line.applied.closed_at is None:
        raise Refused(ALREADY)
    if not line.may_apply:
        raise Refused("This was given for this very review. Apply again once you have submitted the next one.")


def _application(view: ResultView, award: Award, note: str, by: Person, new_id: int, now: datetime) -> Application:
    review, number = view.review, 0 if view.submission is None else view.submission.number
    return Application(
        id=new_id,
        organisation=view.organisation.id,
        organisation_name=view.organisation.name,
        review=review.id,
        number=number,
        framework=review.framework,
        edition=view.edition.edition,
        framework_title=view.edition.name,
        period=review.period.name,
        award=award.id,
        title=award.title,
        says=award.text or "",
        valid_months=award.valid_months,
        note=note,
        applied_at=now,
        applied_by=by,
    )


def take_back(door: Door, organisation_id: int, application_id: int, *, now: datetime) -> None:
    """A lead takes back what nobody has decided. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        leading.only_a_lead(unit, organisation_id, "take back an application")
        every = statements.of_organisation(unit, organisation_id)
        one = next((each for each in every if each.id == application_id), None)
        if one is None:
            raise NotYours
        if not statements.close(unit, one, now):
            raise Refused("This was decided already, or taken back. Load the page again.")
        acts.record(
            unit, organisation_id, unit.person_id, "award application taken back", now, review=one.review,
            award=one.title,
        )  # fmt: skip

    door.write(work)
