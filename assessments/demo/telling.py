"""Tells one organisation's years through the same statements, scores and rows as ordinary use, inside one unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import scoring
from assessments import answering, drafts, opening, organisations, periods, reviews, submitting
from assessments.access.sharing_words import LATEST
from assessments.demo import story
from assessments.demo.planning import Planning
from assessments.demo.roster import SEED, Member
from assessments.store import acts
from assessments.store import numbers as number_statements
from assessments.store import sharing as sharing_statements
from assessments.store.protocol import Unit
from assessments.store.sharing import Consent, Wanted
from assessments.suggesting import work_out
from assessments.values import How, Period, Person, RecordedNumber, Review
from frameworks.catalogue import Catalogue, Published
from frameworks.edition import Edition
from scoring.answers import Answer, Form

MISSED = {"first": 0.1, "current": 0.25, "between": 0.08}  # how often a framework is left out in a year


COUNTED = 1  # the id of the consent that each organisation of the demo gives


@dataclass(frozen=True, slots=True)
class Chapter:
    """One review to be told: of what, when, in which form, and how far it gets (1 is submitted)."""

    published: Published
    period: Period
    starts: datetime
    form: Form
    reaches: float


class Telling:
    """One organisation's years up to now; the same each time, also when the unit runs again."""

    def __init__(self, unit: Unit, catalogue: Catalogue, member: Member, years: int, now: datetime) -> None:
        self.unit, self.catalogue, self.member, self.years, self.now = unit, catalogue, member, years, now
        self.chance = Random(f"{SEED} organisation {member.story}")  # noqa: S311 (a story, not a secret)
        self.ids = member.ids()
        self.organisation = member.organisation(next(self.ids))
        self.standings: dict[str, story.Standing] = {}
        self.plan = Planning(unit, self.organisation.id, now)

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
        self._agree_to_be_counted(first - timedelta(hours=23))
        for chapter in chapters:
            self._review(chapter)

    def _agree_to_be_counted(self, at: datetime) -> None:
        counted = Wanted("counted", None, None, 0, None)
        consent = Consent(COUNTED, counted, "", LATEST["counted"], at, self._oneself, None)
        sharing_statements.give(self.unit, self.organisation.id, consent)
        about: dict[str, str | int] = {"consent": COUNTED, "purpose": "counted", "share": 0}
        about["version"] = consent.version
        acts.record(self.unit, self.organisation.id, self.unit.person_id, "sharing agreed to", at, **about)

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
            for ago in reversed(range(self.years)):
                is_first = ago == self.years - 1
                missed = MISSED["first" if is_first else "between" if ago else "current"]
                if (joins_late and is_first) or self.chance.random() < missed:
                    continue
                period = periods.before(current, ago)
                reaches = 1.0 if self.chance.random() < (0.97 if ago else 0.6) else self.chance.uniform(0, 0.9)
                starts = self._moment(period, self.chance.uniform(0.05, 0.55))
                yield Chapter(published, period, starts, "short" if short else "full", reaches)

    def _review(self, chapter: Chapter) -> None:
        edition = chapter.published.edition
        before = self.standings.get(edition.id)
        standing = (
            story.first_standing(self.member.begins_at, self.years, edition, self.chance)
            if before is None
            else story.a_year_later(before, self.chance)
        )
        self.standings[edition.id] = standing
        draft = replace(
            reviews.new(
                self.organisation, chapter.published, chapter.form, chapter.period, chapter.starts, next(self.ids)
            ),
            started_by=self._oneself,
        )
        suggested = work_out(self.unit, self.catalogue, draft, edition, chapter.starts)
        review = reviews.start_in(self.unit, draft, chapter.published, suggested, chapter.starts)
        sure = {one.question: one.answer for one in suggested if not one.is_hint}
        at = self._answers(review, edition, standing, chapter, sure)
        if chapter.reaches == 1:
            self._submit(review, at)
            self.plan.submitted(edition, self.levels, at)

    @property
    def _oneself(self) -> Person:
        return Person(self.unit.person_id, "")

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
        self.levels = dict[str, int]()
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
            if given.level is not None:
                self.levels[question.id] = given.level
            answering.save(self.unit, review, question.id, given, "", how=how, seen=0, now=at)
            for indicator in question.indicators:
                if self.chance.random() < 0.6:  # noqa: PLR2004 (most numbers are known)
                    on = periods.today(at)
                    measured = story.measurement(indicator, standing, on, self.chance)
                    measured = replace(measured, measured_on=on.isoformat())
                    number = RecordedNumber(indicator.id, measured, on, at, self._oneself)
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
