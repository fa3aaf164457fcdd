"""Builds the demo network through the same statements, scores and rows as ordinary use, one organisation a unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

import scoring
from assessments import answering, drafts, opening, organisations, periods, reviews, showing, submitting
from assessments.demo import story
from assessments.demo.roster import Member, members
from assessments.errors import Refused
from assessments.store import numbers as number_statements
from assessments.store import organisations as organisation_statements
from assessments.store import settings
from assessments.store.protocol import Store, Unit
from assessments.suggesting import work_out
from assessments.values import How, Period, Person, RecordedNumber, Review
from frameworks.catalogue import Catalogue, Published
from frameworks.edition import Edition
from scoring.answers import Answer, Form

OWNER = 1
SEED = "stocktake demo 1"
YEARS = 3
BUILT = "demo network"
BITS = 48


def is_built(store: Store) -> bool:
    """Whether a demo network is there, and whole."""
    return store.for_user(OWNER).read(lambda rows: settings.setting(rows, BUILT)) is not None


def build(store: Store, catalogue: Catalogue, *, now: datetime, organisations: int = 60) -> int:
    """Fill an empty store; gives the number of organisations. A build that was cut short is finished by the next.

    Raises Refused when the store holds organisations of somebody's own.
    """
    door = store.for_user(OWNER)
    network = list(members(organisations, Random(f"{SEED} roster")))  # noqa: S311 (a story, not a secret)
    names = {member.name for member in network}
    here = {organisation.name for organisation in door.read(organisation_statements.mine)}
    if here - names:
        raise Refused("This database holds organisations of your own. Build the demo network in a new one.")
    door.write(showing.mark_as_demo)
    for place, member in enumerate(network):
        if member.name not in here:
            door.write(partial(_tell, catalogue=catalogue, member=member, place=place, now=now))
    door.write(lambda unit: settings.change(unit, BUILT, str(len(network))))
    return len(network)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One review to be told: of what, when, in which form, and how far it gets (1 is submitted)."""

    published: Published
    period: Period
    starts: datetime
    form: Form
    reaches: float


def _tell(unit: Unit, catalogue: Catalogue, member: Member, place: int, now: datetime) -> None:
    _Telling(unit, catalogue, member, place, now).tell()


class _Telling:
    """One organisation's years, written inside one unit; the same each time, also when the unit runs again."""

    def __init__(self, unit: Unit, catalogue: Catalogue, member: Member, place: int, now: datetime) -> None:
        self.unit, self.catalogue, self.member, self.now = unit, catalogue, member, now
        self.chance = Random(f"{SEED} organisation {place}")  # noqa: S311 (a story, not a secret)
        self.organisation = member.organisation(self._new_id())
        self.standings: dict[str, story.Standing] = {}

    def _new_id(self) -> int:
        return self.chance.getrandbits(BITS) or 1

    def tell(self) -> None:
        suited = [self.catalogue.latest(name) for name in self.catalogue.frameworks()]
        suited = [one for one in suited if self.organisation.kind in one.edition.suits]
        facts = story.facts([one.edition for one in suited], self.organisation.facts, self.chance)
        self.organisation = replace(self.organisation, facts=facts)
        today, profile = periods.today(self.now), self.organisation.profile
        suited = [one for one in suited if not drafts.asks_nothing(one.edition, profile, today)]
        chapters = sorted(self._chapters(suited), key=lambda chapter: chapter.starts)
        first = min((chapter.starts for chapter in chapters), default=self.now)
        organisations.add_in(self.unit, self.organisation, first - timedelta(days=1))
        for chapter in chapters:
            self._review(chapter)

    def _moment(self, period: Period, share: float) -> datetime:
        """A working hour so far through a period, or through what has passed of it."""
        begins = datetime.combine(period.start, datetime.min.time(), self.now.tzinfo)
        day = begins + (min(self.now, begins + timedelta(days=365)) - begins) * share
        hour, minute = self.chance.randint(9, 14), self.chance.randint(0, 59)
        return min(self.now, day.replace(hour=hour, minute=minute, second=0, microsecond=0))

    def _chapters(self, suited: Sequence[Published]) -> Iterator[Chapter]:
        joins_late = self.chance.random() < 0.15  # noqa: PLR2004 (some come a year later)
        chosen = self.chance.sample(suited, min(len(suited), self.chance.randint(1, 4)))
        if self.chance.random() < 0.05:  # noqa: PLR2004 (some never start)
            chosen = []
        for published in chosen:
            current = periods.of_review(self.organisation.kind, published.edition, self.now)
            short = bool(published.edition.short_form) and self.chance.random() < 0.2  # noqa: PLR2004 (a fifth)
            for year in range(YEARS):
                ago = YEARS - 1 - year
                if (joins_late and year == 0) or self.chance.random() < (0.1, 0.08, 0.25)[year]:
                    continue
                period = periods.before(current, ago)
                reaches = 1.0 if self.chance.random() < (0.97 if ago else 0.6) else self.chance.uniform(0, 0.9)
                starts = self._moment(period, self.chance.uniform(0.05, 0.55))
                yield Chapter(published, period, starts, "short" if short else "full", reaches)

    def _review(self, chapter: Chapter) -> None:
        edition = chapter.published.edition
        before = self.standings.get(edition.id)
        standing = (
            story.first_standing(self.member.begins_at, edition, self.chance)
            if before is None
            else story.a_year_later(before, self.chance)
        )
        self.standings[edition.id] = standing
        draft = replace(
            reviews.new(
                self.organisation, chapter.published, chapter.form, chapter.period, chapter.starts, self._new_id()
            ),
            started_by=Person(OWNER, ""),
        )
        suggested = work_out(self.unit, self.catalogue, draft, edition, chapter.starts)
        review = reviews.start_in(self.unit, draft, chapter.published, suggested, chapter.starts)
        sure = {one.question: one.answer for one in suggested if not one.is_hint}
        at = self._answers(review, edition, standing, chapter, sure)
        if chapter.reaches == 1:
            self._submit(review, at)

    def _answers(
        self,
        review: Review,
        edition: Edition,
        standing: story.Standing,
        chapter: Chapter,
        suggested: Mapping[str, Answer],
    ) -> datetime:
        """Answer as far as this review gets; gives when the last answer was given."""
        at = chapter.starts
        asked = [q for q in edition.questions.values() if chapter.form == "full" or q.id in edition.short_form]
        sheet = drafts.sheet_of(review, edition, {}, (), periods.today(at))
        states = scoring.in_scope(edition, sheet)
        for question in asked[: round(len(asked) * chapter.reaches)]:
            if states[question.id] == "outside":
                continue
            at = min(self.now, at + timedelta(days=self._pause(), seconds=self.chance.randint(40, 400)))
            given = story.answer(question, edition, standing, periods.today(at), self.chance)
            same = question.id in suggested and suggested[question.id].level == given.level is not None
            how: How = "confirmed" if same else "answered"
            answering.save(self.unit, review, question.id, given, "", how=how, seen=0, now=at)
            for indicator in question.indicators:
                if self.chance.random() < 0.6:  # noqa: PLR2004 (most numbers are known)
                    on = periods.today(at)
                    measured = story.measurement(indicator, standing, on, self.chance)
                    measured = replace(measured, measured_on=on.isoformat())
                    number = RecordedNumber(indicator.id, measured, on, at, Person(OWNER, ""))
                    number_statements.record(self.unit, review.organisation, number)
        return at

    def _pause(self) -> int:
        """Now and then some days go by between two answers."""
        return self.chance.randint(1, 6) if self.chance.random() < 0.08 else 0  # noqa: PLR2004 (about one in twelve)

    def _submit(self, review: Review, at: datetime) -> None:
        opened = opening.opened(self.unit, self.catalogue, review, at)
        left = [name for name in opened.shown if opened.states[name] == "unanswered"]
        for name in sorted(left):
            seen = opened.answers[name].revision if name in opened.answers else 0
            answering.save(
                self.unit, review, name, answering.judged(None, not_known=True), "", how="answered", seen=seen, now=at
            )
        if left:
            opened = opening.opened(self.unit, self.catalogue, review, at)
        submitting.write(self.unit, review, submitting.frozen_now(opened, at), at)
