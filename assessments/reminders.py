"""What comes due, as a calendar file: a year's review by its last day, evidence and awards that run out, actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event

from assessments import editions, held_awards, opening, periods
from assessments.errors import NotYours
from assessments.plain import sha256
from assessments.store import actions as action_statements
from assessments.store import awards as award_statements
from assessments.store import organisations as organisation_statements
from assessments.store import people
from assessments.store import reviews as review_statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Door, Rows
from assessments.values import Review
from assessments.version import VERSION
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.days import months_after
from scoring.evidence import is_current

What = Literal["review", "evidence", "action", "award"]
BEFORE: Mapping[What, timedelta] = {
    "review": timedelta(days=28), "evidence": timedelta(days=28), "action": timedelta(days=7),
    "award": timedelta(days=56),
}  # fmt: skip
ALREADY = timedelta(days=60)  # what ran out no longer ago is still told


@dataclass(frozen=True, slots=True)
class Due:
    """One day to keep in mind. `about` names the evidence, award or action; `key` tells days apart for ever.

    An action is of no review: its `framework` and `period` are '', and its `review` is 0.
    """

    what: What
    day: date
    organisation: str
    framework: str
    period: str
    review: int
    about: str
    key: str

    @property
    def words(self) -> str:
        """As it stands in a calendar."""
        if self.what == "review":
            return f"{self.framework} {self.period}: last day ({self.organisation})"
        if self.what == "action":
            return f"Action due: {self.about} ({self.organisation})"
        kind = "Award" if self.what == "award" else "Evidence"
        return f"{kind} runs out: {self.about} ({self.organisation})"


def due(door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime) -> tuple[Due, ...]:
    """What comes due in one organisation of the person's, or in all where they answer, by day. Raises NotYours."""

    def work(rows: Rows) -> tuple[Due, ...]:
        names = _answered_for(rows)
        if organisation_id is not None and organisation_id not in names:
            raise NotYours
        chosen = names if organisation_id is None else {organisation_id: names[organisation_id]}
        found = [one for each, name in chosen.items() for one in _of(rows, catalogue, each, name, now)]
        found += [one for each, name in chosen.items() for one in _actions(rows, each, name)]
        found += [one for each, name in chosen.items() for one in _awards(rows, each, name, periods.today(now))]
        return tuple(sorted(found, key=lambda one: (one.day, one.organisation, one.words)))

    return door.read(work)


def _answered_for(rows: Rows) -> dict[int, str]:
    """The organisations in which the person leads or answers, by id with their names."""
    mine = [each for each, role in people.roles(rows, rows.person_id).items() if role != "reader"]
    found = [organisation_statements.one(rows, each) for each in mine]
    return {one.id: one.name for one in found if one is not None}


def _of(rows: Rows, catalogue: Catalogue, organisation: int, name: str, now: datetime) -> Iterable[Due]:
    reviews = review_statements.every(rows, organisation)
    latest: dict[str, Review] = {}
    today = periods.today(now)
    for review in sorted(reviews, key=lambda one: one.period.start, reverse=True):
        edition = editions.of(rows, catalogue, review)
        if review.status != "submitted" and review.period.end >= today:
            yield Due(
                "review",
                review.period.end,
                name,
                edition.name,
                review.period.name,
                review.id,
                "",
                f"review-{review.id}",
            )
        if review.submissions and review.framework not in latest:
            latest[review.framework] = review
            yield from _evidence(rows, review, edition, name, today)


def _actions(rows: Rows, organisation: int, name: str) -> Iterable[Due]:
    for one in action_statements.every(rows, organisation):
        if one.is_open and one.due is not None:
            yield Due("action", one.due, name, "", "", 0, one.what, f"action-{one.id}")


def _awards(rows: Rows, organisation: int, name: str, today: date) -> Iterable[Due]:
    """Those that somebody gave; what a review decides by itself comes due with the next review."""
    for one in held_awards.given(award_statements.of_organisation(rows, organisation)):
        if one.until is not None and one.until >= today - ALREADY:
            key = f"award-{one.number}"
            yield Due("award", one.until, name, one.framework_title, one.period, one.review, one.title, key)


def _evidence(rows: Rows, review: Review, edition: Edition, name: str, today: date) -> Iterable[Due]:
    submission = submission_statements.last(rows, review)
    if submission is None:
        return
    for question, title, day in runs_out(edition, opening.sheet_in(submission)):
        if day >= today - ALREADY:
            key = f"evidence-{review.id}-{sha256(f'{question} {title} {day}')[:16]}"
            yield Due("evidence", day, name, edition.name, review.period.name, review.id, title, key)


def runs_out(edition: Edition, sheet: AnswerSheet) -> Iterable[tuple[str, str, date]]:
    """The evidence of a submission that does not last for ever: (question, its title, its last day)."""
    for question, answer in sheet.answers.items():
        rule = edition.questions[question].evidence if question in edition.questions else None
        if rule is None or rule.lasts_months is None:
            continue
        for item in answer.evidence:
            if item.date is not None and is_current(item, rule, sheet.as_of):
                yield question, item.title, date.fromisoformat(months_after(item.date, rule.lasts_months))


def calendar(days: Iterable[Due], *, now: datetime) -> bytes:
    """A calendar file of whole days, each with a reminder some time before. Taken in again, a day stays one day."""
    made = Calendar()
    made.add("prodid", f"-//Stocktake//{VERSION}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Stocktake")
    for one in days:
        made.add_component(_event(one, now))
    return bytes(made.to_ical())


def _event(one: Due, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@stocktake")
    event.add("dtstamp", now)
    event.add("summary", one.words)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    about = f"{one.framework}, {one.period}. " if one.framework else ""
    event.add("description", f"{about}Open Stocktake to see what is left to do.")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.words)
    alarm.add("trigger", -BEFORE[one.what])
    event.add_component(alarm)
    return event
