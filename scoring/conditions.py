"""Works out a condition: true, false, or unknown (None) while something it looks at is not there yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from frameworks.conditions import (
    All,
    AnyOf,
    Condition,
    CoverageTest,
    Every,
    EveryQuestion,
    Not,
    NotApplicableTest,
    ProfileTest,
    QuestionTest,
    ScoreTest,
    Where,
)
from frameworks.questions import BaseQuestion
from frameworks.values import Level
from scoring.answers import Fact, Profile
from scoring.counts import Counts
from scoring.plan import Plan
from scoring.results import State

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands for one organisation.

    `share` is what the answer gives as claimed: None when unanswered, out of it, or never scored. `stored` is what `is`
    and `in` compare: the level, the option, or the ticked checks in scope. `figure` is the number typed, or the ratio.
    `shown` is False while it is not yet known whether the question is asked. `evidenced`: some evidence is current.
    """

    state: State
    share: Fraction | None = None
    stored: frozenset[int | str] = frozenset()
    figure: Fraction | None = None
    shown: bool = True
    evidenced: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a condition may look at. `shares` are the answers' in the reading at hand.

    `scores` gives for each node the figure that meets a condition and the ceiling that can still deny it. `hopeful`
    takes for given that what is open to answer will be answered.
    """

    plan: Plan
    profile: Profile
    standings: Mapping[str, Standing]
    shares: Mapping[str, Fraction | None]
    target: Level
    counts: Counts | None = None
    scores: Mapping[str, tuple[Fraction | None, Fraction | None]] = field(default_factory=dict)
    hopeful: bool = False


def holds(condition: Condition, sight: Sight) -> Truth:  # noqa: PLR0911 - one for each kind of condition
    """Whether a condition holds; None when that is not known yet."""
    match condition:
        case All(all=parts):
            return every(holds(part, sight) for part in parts)
        case AnyOf(any=parts):
            return _negated(every(_negated(holds(part, sight)) for part in parts))
        case Not(not_=part):
            return _negated(holds(part, sight))
        case ProfileTest():
            return fact_holds(condition, sight.profile)
        case QuestionTest():
            return _question(condition, sight)
        case ScoreTest():
            return _score(condition, sight)
        case EveryQuestion(every_question=asked):
            return every(reaches(sight, name, level) for name, level in asked_of(asked, sight))
        case CoverageTest(coverage=least):
            covered = counts_of(sight).coverage
            return True if covered is None or covered >= least.at_least or sight.hopeful else None
        case NotApplicableTest(not_applicable=most):
            left_out = counts_of(sight).not_applicable_share
            return left_out is None or left_out <= most.at_most


def every(parts: Iterable[Truth]) -> Truth:
    """True when all are true, false when one is false, else unknown."""
    known: Truth = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            known = None
    return known


def _negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def fact_holds(test: ProfileTest, profile: Profile) -> Truth:
    """A test on a fact of the profile; a fact not given is unknown for every test."""
    fact = profile.get(test.profile)
    if fact is None:
        return None
    if test.is_ is not None:
        return _alike(fact, test.is_)
    if test.in_ is not None:
        return any(_alike(fact, value) for value in test.in_)
    if test.answered:
        return True
    if isinstance(fact, str | bool):
        return False
    return _within(Fraction(fact), test.at_least, test.at_most)


def _alike(fact: Fact, value: Fact) -> bool:
    """Equal and of one nature: yes is not 1."""
    return isinstance(fact, bool) == isinstance(value, bool) and fact == value


def _within(value: Fraction | None, least: object, most: object) -> bool:
    if value is None:
        return False
    return (least is None or value >= least) and (most is None or value <= most)  # type: ignore[operator]


def _question(test: QuestionTest, sight: Sight) -> Truth:
    standing = sight.standings[test.question]
    if standing.state in ("outside", "not_applicable"):
        return False
    if standing.state == "unanswered":
        return True if test.answered and sight.hopeful else None
    if test.is_ is not None:
        return test.is_ in standing.stored
    if test.in_ is not None:
        return not standing.stored.isdisjoint(test.in_)
    if test.answered:
        return True
    if test.evidenced:
        return standing.evidenced
    if test.value_at_least is not None or test.value_at_most is not None:
        return _within(standing.figure, test.value_at_least, test.value_at_most)
    share = sight.shares[test.question]
    return _within(None if share is None else sight.plan.level(share), test.at_least, test.at_most)


def _score(test: ScoreTest, sight: Sight) -> Truth:
    """Met when the figure reaches it, not met when the ceiling does not; the other way round for at most."""
    figure, ceiling = sight.scores[test.score]
    if ceiling is None:
        return False
    if test.at_least is not None:
        limit = sight.plan.share(test.at_least)
        return False if ceiling < limit else True if figure is not None and figure >= limit else None
    limit = sight.plan.share(test.at_most or 0)
    return False if figure is not None and figure > limit else True if ceiling <= limit else None


def counts_of(sight: Sight) -> Counts:
    """How much of the whole is answered. Raises LookupError where that cannot be asked."""
    if sight.counts is None:
        raise LookupError("only awards, caps and consistency rules may ask how much is answered")
    return sight.counts


def asked_of(asked: Every, sight: Sight) -> Iterable[tuple[str, Level]]:
    """The counted questions that an every-question condition looks at, and the level each must reach."""
    questions = sight.plan.edition.questions
    for name in sight.plan.weights:
        if name not in sight.plan.scored or sight.standings[name].state in ("outside", "not_applicable"):
            continue
        if asked.where is not None and not _is_among(asked.where, questions[name], sight):
            continue
        level = needed(asked, questions[name], sight.target)
        if level is not None and not _is_unscored(name, sight):
            yield name, level


def _is_unscored(name: str, sight: Sight) -> bool:
    return sight.standings[name].state == "answered" and sight.shares[name] is None


def needed(asked: Every, question: BaseQuestion, target: Level) -> Level | None:
    """The level an every-question condition asks of one question; None when it asks nothing of it."""
    if asked.at_least == "minimum":
        return question.minimum_level
    if asked.at_least == "target":
        return mark_of(question, target)
    return asked.at_least


def mark_of(question: BaseQuestion, target: Level) -> Level:
    """The good-practice mark of a question: the scale's target, or its own minimum where that is higher."""
    return target if question.minimum_level is None else max(target, question.minimum_level)


def reaches(sight: Sight, name: str, level: Level) -> Truth:
    """Whether a counted question reaches a level; unknown while it is unanswered and the lowest would not do."""
    share = sight.shares[name]
    if share is None:
        return True if level <= sight.plan.lowest else None
    return share >= sight.plan.share(level)


def _is_among(where: Where, question: BaseQuestion, sight: Sight) -> bool:
    edition, kind = sight.plan.edition, str(sight.profile.get("kind"))
    return (
        (where.must_have is None or question.minimum_level is not None)
        and (where.duty is None or question.duty_for(kind).is_ == where.duty)
        and (where.theme is None or where.theme in question.themes)
        and (where.section is None or edition.section_of[question.id].id == where.section)
    )
