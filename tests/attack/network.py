"""Sixty schools by chance in a real store, what happens to them over two years, and the releases made meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

from assessments import answering, drafts, opening, organisations, periods, reviews, submitting
from assessments.access import networks, sharing, teams
from assessments.access.sharing_words import LATEST
from assessments.comparison import Scope, releasing
from assessments.comparison.releasing import NothingNew
from assessments.shared_copies import LEVELS
from assessments.store import numbers
from assessments.store.protocol import Store, Unit
from assessments.store.sharing import Wanted
from assessments.values import Organisation, Person, RecordedNumber, Review
from frameworks.catalogue import Catalogue
from frameworks.values import Phase
from scoring.answers import Answer, Evidence, Measurement
from tests.ui.networked import ADMINISTRATOR, PEOPLE, put, put_people

CONTENT = Path(__file__).parent / "content"
FRAMEWORK = "attacked"
QUESTIONS = ("policy", "training", "filter", "backup")
REGIONS = ("Ash", "Birch", "Cedar", "Elder", "Fir", "Hazel")
PHASES: tuple[Phase, ...] = ("primary", "secondary", "special", "pupil_referral_unit")
SHARES = (60, 25, 10, 5)  # of a hundred
PUPILS = (90, 200, 600)  # one for each size band
SIZE, FIRST, AGAIN, GRANTS = 60, 50, 5, 4
EVERYBODY, LEAD, HEAD, ADVISER, BOTH = 1, 11, 12, 13, 14  # but for the last, people of tests.ui.networked
COUNTED = Wanted("counted", None, None, 0, None)
LAST_YEAR, THIS_YEAR = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 11, 2, 9, tzinfo=UTC)
OPENED = datetime(2025, 9, 8, 9, tzinfo=UTC)
A_DAY, YEARS = timedelta(days=1), (periods.starting(2025, "academic"), periods.starting(2026, "academic"))
Sheet = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class School:
    """One of them: its id and name, where it stands in each dimension, and who leads it."""

    id: int
    name: str
    region: str
    phase: Phase
    pupils: int
    led_by: int


@dataclass
class Network:
    """All of them. `sheets` is what each answered in each submission: by its id, the year and the number."""

    store: Store
    catalogue: Catalogue
    seed: int
    now: datetime = LAST_YEAR
    schools: list[School] = field(default_factory=list)
    reviews: dict[tuple[int, str], Review] = field(default_factory=dict)
    sheets: dict[tuple[int, str, int], Sheet] = field(default_factory=dict)
    root: int = 0
    club: int = 0
    team: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    @property
    def by_id(self) -> dict[int, School]:
        return {school.id: school for school in self.schools}

    def led_by(self, person: int) -> list[School]:
        return [school for school in self.schools if school.led_by == person]

    def known_to(self, person: int) -> frozenset[int]:
        """The schools whose results somebody may read by name: their own, or those that said yes to their team."""
        granted = self.schools[:GRANTS] if person in (ADVISER, BOTH) else self.led_by(person)
        return frozenset(school.id for school in granted)

    def build(self) -> None:
        """The sixty, the people around them, and who belongs where; nobody has submitted anything."""
        people = PEOPLE | {BOTH: "Bea Both"}
        self.store.reception(None).write(lambda unit: put_people(unit, OPENED, people))
        self._places()
        regions = self.chance.sample(REGIONS, self.chance.choice((3, 4, 6)))
        for place in range(SIZE):
            phase = self.chance.choices(PHASES, SHARES)[0]
            name = f"{chr(65 + place // 26)}{chr(97 + place % 26)} School"
            led_by = HEAD if place == GRANTS else EVERYBODY
            pupils = self.chance.choice(PUPILS)
            self.schools.append(School(1000 + place, name, self.chance.choice(regions), phase, pupils, led_by))
        for person in (EVERYBODY, HEAD):
            self.store.for_user(person).write(partial(self._add, person))
        self._join()
        until = periods.today(self.now) + timedelta(days=600)
        for school in self.schools[:GRANTS]:
            wanted = Wanted("team", self.team, None, LEVELS, until)
            sharing.give(self.store.for_user(EVERYBODY), school.id, wanted, version=LATEST["team"], now=OPENED)

    def _places(self) -> None:
        desk = self.store.reception(ADMINISTRATOR)
        self.root = networks.add(desk, name="Eastmere", kind="region", now=OPENED).id
        self.club = networks.add(desk, name="The Lantern Club", kind="club", parent=self.root, now=OPENED).id
        self.team = teams.make(desk, name="Harbour advisers", network_id=self.root, now=OPENED).id
        for person in (LEAD, BOTH):
            put(self.store, "_network_lead", "network_id", self.root, person)
        for person in (ADVISER, BOTH):
            put(self.store, "_team_member", "team_id", self.team, person)

    def _add(self, person: int, unit: Unit) -> None:
        for school in self.led_by(person):
            facts = {"pupils": school.pupils}
            organisations.add_in(
                unit, Organisation(school.id, school.name, "school", school.phase, school.region, facts), OPENED
            )
            sharing.give_in(unit, school.id, COUNTED, LATEST["counted"], 1, OPENED)

    def _join(self) -> None:
        club = set(self.chance.sample([school.id for school in self.schools], 14))

        def work(unit: Unit) -> None:
            for school in self.schools:
                for network in (self.root, self.club) if school.id in club else (self.root,):
                    networks._join(unit, school.id, network, OPENED.date(), None, OPENED)

        self.store.reception(ADMINISTRATOR).write(work)

    def answers(self) -> Sheet:
        """What one school says, by chance; now and then a question is not for it."""
        usual = self.chance.choice((1, 2, 3, 3, 4, 5))
        proof = (Evidence("A paper", self.now.date().isoformat()),) if self.chance.random() < 0.5 else ()
        sheet = {
            name: Answer(level=min(5, max(1, usual + self.chance.randint(-1, 1))), evidence=proof) for name in QUESTIONS
        }
        if self.chance.random() < 0.15:
            sheet["training"] = Answer(not_applicable="Nobody works here alone.")
        return sheet

    def submit(self, chosen: Sequence[School], year: int = 0) -> None:
        """Each starts its review of a year, answers and submits, all in one go."""
        for person in (EVERYBODY, HEAD):
            some = [school for school in chosen if school.led_by == person]
            self.store.for_user(person).write(partial(self._submit, some, year))

    def _submit(self, chosen: Sequence[School], year: int, unit: Unit) -> None:
        for school in chosen:
            published = self.catalogue.latest(FRAMEWORK)
            facts = {"pupils": school.pupils}
            organisation = Organisation(school.id, school.name, "school", school.phase, school.region, facts)
            draft = reviews.new(organisation, published, "full", YEARS[year], self.now, school.id * 10 + year)
            draft = replace(draft, started_by=Person(unit.person_id, ""))
            review = reviews.start_in(unit, draft, published, (), self.now)
            self.reviews[school.id, YEARS[year].name] = review
            self._number(unit, review)
            self._answer(review, unit)

    def _number(self, unit: Unit, review: Review) -> None:
        if self.chance.random() < 0.7:
            everybody = self.chance.randint(20, 80)
            read = Decimal(self.chance.randint(1, everybody))
            measured = Measurement(of=read, per=Decimal(everybody), measured_on=self.now.date().isoformat())
            recorded = RecordedNumber("pct_read", measured, self.now.date(), self.now, Person(unit.person_id, ""))
            numbers.record(unit, review.organisation, recorded)

    def _answer(self, review: Review, unit: Unit) -> None:
        sheet, review = self.answers(), drafts.mine(unit, review.id)
        opened = opening.opened(unit, self.catalogue, review, self.now)
        for name, answer in sheet.items():
            seen = opened.answers[name].revision if name in opened.answers else 0
            answering.save(unit, opened.review, name, answer, "", how="answered", seen=seen, now=self.now)
        opened = opening.opened(unit, self.catalogue, review, self.now)
        made = submitting.write(unit, opened.review, submitting.frozen_now(opened, self.now), self.now)
        self.sheets[review.organisation, review.period.name, made.number] = sheet

    def again(self, chosen: Sequence[School], year: int = 0) -> None:
        """Each opens its review again, answers otherwise and submits."""
        for school in chosen:
            review = self.reviews[school.id, YEARS[year].name]
            door = self.store.for_user(school.led_by)
            submitting.reopen(door, review.id, "We looked at it again.", now=self.now)
            door.write(partial(self._answer, review))

    def withdraw(self, school: School) -> None:
        """It is not to be counted any more."""
        door = self.store.for_user(school.led_by)
        given = sharing.seen(door, self.store.reception(school.led_by), school.id, now=self.now).counted
        assert given is not None
        sharing.withdraw(door, school.id, given.id, now=self.now)

    def release(self, year: int = 0) -> None:
        """The figures of a year, as anybody who may would make them that day."""
        scope = Scope(FRAMEWORK, "2026", YEARS[year])
        with suppress(NothingNew):
            releasing.make(self.store.counting(), self.catalogue, scope, by=None, now=self.now)

    def events(self) -> Iterator[str]:
        """What happens, one thing at a time; after each there are figures, and people look."""
        first, late = self.schools[:FIRST], self.schools[FIRST:]
        self.submit(first)
        yield self._told("the first figures", 0)
        self.submit(late[:1])
        yield self._told("one submission", 0)
        region, another = self.chance.sample(sorted({school.region for school in first}), 2)
        inside = [school for school in first if school.region == region]
        outside = next(school for school in first if school.region == another)
        self.again([*inside[:AGAIN], outside])
        yield self._told("five resubmissions in one region and one in another", 0)
        gone = self.chance.choice(first)
        self.withdraw(gone)
        yield self._told("one withdrawal", 0)
        self.now = THIS_YEAR
        left = self.chance.randrange(8)
        stay = [school for school in first if school is not gone][: FIRST - 1 - left]
        self.submit([*stay, *late[1 : 1 + self.chance.randrange(9)]], year=1)
        yield self._told("a new year", 1)
        self.again(stay[-AGAIN - 1 :], year=1)
        self.again(inside[-1:], year=0)
        self.release(0)
        yield self._told("six resubmissions of the new year, and one of the year before", 1)

    def _told(self, what: str, year: int) -> str:
        self.now += A_DAY
        self.release(year)
        self.now += timedelta(hours=1)
        return what
