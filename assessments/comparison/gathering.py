"""Gathers what a release is worked out from: who is counted, their stored scores, and what each submission holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from assessments import editions, periods
from assessments.access import aiming
from assessments.comparison.values import Counted, Scope
from assessments.errors import Damaged, Refused
from assessments.plain import read, sha256, sheet_of
from assessments.store import counting as sources
from assessments.store.protocol import Door, Row, Rows
from assessments.store.submissions import DAMAGED
from assessments.values import Period
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Edition
from frameworks.targets import Target
from scoring.answers import AnswerSheet, Form, Measurement
from scoring.case import Case, case_of
from scoring.measurements import figure_of
from scoring.printing import stored
from scoring.targets import parts_in
from scoring.years import change, is_evidenced

T = TypeVar("T")
TOGETHER = 250  # submissions read at once
QUESTION, NUMBER, TARGET = "q:", "n:", "t:"
OF_TWO_YEARS = "improved_and_evidenced"  # the metric that a submission is told by together with that of the year before
OF_SUBMISSIONS = {"at_target", "award", "question", "number", OF_TWO_YEARS}  # the metrics that they can be told by
CHANGED = "An organisation left while the figures were worked out, so none were kept. Make them again."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that could be made, with how many organisations submitted and how many of those may be counted."""

    scope: Scope
    submitted: int
    editions: Mapping[int, str]  # the numbers of its texts in the store, with their hashes


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything counted for one scope, by organisation: who, and their official shares x 10,000 by node."""

    counted: Mapping[int, Counted]
    shares: Mapping[str, Mapping[int, int]]
    edition: Edition
    edition_id: int
    networks: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a submission's content gives: shares x 10,000 by question, and figures by indicator.

    `parts` are both parts of a ratio, where both were given. `met` says which targets it meets, of those that
    concern it; of a target of two years, whether this year's part is met: that it is evidenced.
    """

    shares: Mapping[str, int]
    numbers: Mapping[str, Decimal]
    parts: Mapping[str, tuple[Decimal, Decimal]]
    met: Mapping[str, bool] = field(default_factory=dict)


def year_of(edition: str) -> str:
    """An edition without its correction: one with it in every comparison."""
    return str(edition_order(edition)[0])


def candidates(rows: Rows) -> tuple[Candidate, ...]:
    """Every framework, period and form with submissions, each on the edition that most of them are of."""
    found: dict[tuple[str, str, str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sources.periods_with_submissions(rows):
        key = row["framework"], row["calendar"], row["period"], row["form"]
        found[key][year_of(row["edition"])].append(row)
    return tuple(_candidate(key, year, texts) for key, years in found.items() for year, texts in years.items())


def _candidate(key: tuple[str, str, str, str], year: str, texts: Sequence[Row]) -> Candidate:
    framework, calendar, period, form = key
    checked: Form = "short" if form == "short" else "full"
    when = periods.named(period, "financial" if calendar == "financial" else "academic")
    scope = Scope(framework, year, when, checked)
    return Candidate(scope, sum(row["many"] for row in texts), {row["edition_id"]: row["sha256"] for row in texts})


def usual(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of each framework, period and form the comparison edition: the one with most submissions, then the newest."""
    best: dict[tuple[str, Period, str], Candidate] = {}
    for one in found:
        key = one.scope.framework, one.scope.period, one.scope.form
        if key not in best or _weight(one) > _weight(best[key]):
            best[key] = one
    return tuple(best.values())


def _weight(one: Candidate) -> tuple[int, str]:
    return one.submitted, one.scope.edition


def gather(rows: Rows, catalogue: Catalogue, candidate: Candidate, today: date) -> Gathered:
    """Who is counted and their stored scores, as they are at one moment."""
    scope = candidate.scope
    where = scope.period.calendar, scope.period.name, scope.form
    belongs: dict[int, set[int]] = defaultdict(set)
    for row in sources.open_members(rows, periods.last_day(scope.period, today)):
        belongs[row["organisation_id"]].add(row["network_id"])
    counted = {
        row["organisation_id"]: _counted(row, edition_id, belongs.get(row["organisation_id"], set()), scope.period)
        for edition_id in candidate.editions
        for row in sources.official(rows, edition_id, *where, today)
    }
    shares: dict[str, dict[int, int]] = defaultdict(dict)
    for edition_id in candidate.editions:
        for code, row in sources.scores(rows, edition_id, *where):
            if row["organisation_id"] in counted:
                shares[code][row["organisation_id"]] = row["official"]
    newest = max(candidate.editions)
    edition = editions.with_content(rows, catalogue, candidate.editions[newest])
    named = [(row["network_id"], row["name"]) for row in sources.networks(rows)]
    return Gathered(counted, shares, edition, newest, named)


def _counted(row: Row, edition_id: int, networks: Iterable[int], period: Period) -> Counted:
    return Counted(
        row["organisation_id"],
        row["number"],
        row["review_id"],
        edition_id,
        row["kind"],
        row["phase"],
        row["region"],
        row["size_band"],
        frozenset(networks),
        period.start.year,
    )


def contents(
    door: Door, catalogue: Catalogue, scope: Scope, counted: Sequence[Counted]
) -> Iterator[tuple[Counted, Content]]:
    """The content of each submission, each read and parsed once, some at a time. Raises Damaged, Refused."""
    targets = door.read(lambda rows: aiming.in_force(rows, catalogue, scope.framework))
    return _each(door, scope, counted, partial(content_of, catalogue=catalogue, targets=targets))


def improved(
    door: Door, catalogue: Catalogue, now: Scope, counted: Sequence[Counted], before: Mapping[int, Counted]
) -> frozenset[int]:
    """Who of those counted did better than the year before on the same questions. Raises Damaged, Refused."""
    earlier = replace(now, period=periods.before(now.period))
    both = sorted((one for one in counted if one.organisation in before), key=lambda one: one.organisation)
    answered, found = partial(_answered, catalogue=catalogue), set[int]()
    for begins in range(0, len(both), TOGETHER):
        some = both[begins : begins + TOGETHER]
        older = _each(door, earlier, [before[one.organisation] for one in some], answered)
        then = {one.organisation: each for one, each in older}
        newer = _each(door, now, some, answered)
        found |= {one.organisation for one, each in newer if change(*each, *then[one.organisation]).improved}
    return frozenset(found)


def _each(
    door: Door, scope: Scope, counted: Sequence[Counted], of: Callable[[Rows, Row], T]
) -> Iterator[tuple[Counted, T]]:
    """What is made of the document of each submission, some at a time."""
    by_edition: dict[int, list[Counted]] = defaultdict(list)
    for one in sorted(counted, key=lambda one: one.organisation):
        by_edition[one.edition].append(one)
    for edition_id, many in by_edition.items():
        for begins in range(0, len(many), TOGETHER):
            some = many[begins : begins + TOGETHER]
            yield from door.read(partial(_some, scope=scope, edition_id=edition_id, some=some, of=of))


def _some(
    rows: Rows, *, scope: Scope, edition_id: int, some: Sequence[Counted], of: Callable[[Rows, Row], T]
) -> list[tuple[Counted, T]]:
    between = some[0].organisation, some[-1].organisation
    where = scope.period.calendar, scope.period.name, scope.form
    found = {
        (row["organisation_id"], row["number"]): row for row in sources.documents(rows, edition_id, *where, between)
    }
    made = []
    for one in some:
        which = one.organisation, one.number
        row = found.get(which) or sources.document(rows, one.organisation, one.review, one.number)
        if row is None:
            raise Refused(CHANGED)
        made.append((one, of(rows, row)))
    return made


def content_of(rows: Rows, row: Row, *, catalogue: Catalogue, targets: Iterable[Target]) -> Content:
    """What one submission gives. Raises Damaged when it is not what was stored."""
    edition, sheet = _answered(rows, row, catalogue=catalogue)
    return measured(edition, sheet, targets)


def _answered(rows: Rows, row: Row, *, catalogue: Catalogue) -> tuple[Edition, AnswerSheet]:
    if sha256(row["content"]) != row["sha256"]:
        raise Damaged(DAMAGED)
    document = read(row["content"])
    return editions.with_content(rows, catalogue, document["edition_sha256"]), sheet_of(document["sheet"])


def measured(edition: Edition, sheet: AnswerSheet, targets: Iterable[Target] = ()) -> Content:
    """The official share of each question that has one, the figure of each indicator given, and the targets met.

    A target is looked at for everybody it can concern, whatever group it is about: its group only says which of the
    planned groups is read. Otherwise two targets about nearly the same group could be subtracted from each other.
    """
    case = case_of(edition, sheet)
    leaves = case.leaves(case.official_reading, case.official_figure)
    shares = {name: stored(share) for name, share in leaves.items() if share is not None}
    numbers: dict[str, Decimal] = {}
    parts: dict[str, tuple[Decimal, Decimal]] = {}
    for question in edition.questions.values():
        for indicator in question.indicators:
            given = sheet.indicators.get(indicator.id)
            figure = None if given is None else figure_of(given, indicator, sheet.as_of)
            if given is not None and figure is not None:
                numbers[indicator.id] = Decimal(figure.numerator) / Decimal(figure.denominator)
                parts |= _parts(indicator.id, given)
    found = {target.id: _met(target, case) for target in targets if target.metric in OF_SUBMISSIONS}
    return Content(shares, numbers, parts, {name: met for name, met in found.items() if met is not None})


def _met(target: Target, case: Case) -> bool | None:
    if target.metric == OF_TWO_YEARS:
        return is_evidenced(case)
    parts = parts_in(target, case)
    return None if parts is None else all(parts.values())


def _parts(name: str, given: Measurement) -> dict[str, tuple[Decimal, Decimal]]:
    return {} if given.of is None or not given.per else {name: (given.of, given.per)}
