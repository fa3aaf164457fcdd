"""Targets: what each organisation meets of one, how far a group has come, how fast it must go, and what is failing.

Everything but `reviewed` and `submitted` depends on answers, so what is worked out here for a group is a figure under
the release (disclosure.md 12): whoever shows it decides first whether it may be shown. Nothing here decides that.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from frameworks.conditions import Condition, ScoreTest, leaves
from frameworks.edition import Edition
from frameworks.questions import Indicator
from frameworks.targets import Target
from scoring.answers import AnswerSheet
from scoring.awards import conditions_of
from scoring.case import Case, case_of
from scoring.conditions import every, holds
from scoring.days import months_between
from scoring.measurements import figure_of
from scoring.results import OVERALL
from scoring.years import ChangeResult, is_evidenced

Parts = Mapping[str, bool]  # whether each part of a target is met, by its code
YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the roster on the day progress is counted; `region` is the id of one."""

    id: int
    kind: str
    phase: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a group has come. `of` is the roster without those it does not concern, `needed` how many must meet it.

    `failing` counts, of those who submitted, how many do not meet each part: one may fail several.
    """

    of: int
    met: int
    not_submitted: int
    needed: int
    failing: Mapping[str, int]

    @property
    def more(self) -> int:
        """How many more must meet it."""
        return max(self.needed - self.met, 0)

    @property
    def share(self) -> Fraction | None:
        """The share that meets it; None where it concerns nobody."""
        return Fraction(self.met, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Pace:
    """How many more `by` the day, how many of them within a year, and how many came in the last one (None: not known).

    `late`: the day has passed. `give` is how far off what came in a year may be, where it is known roundly.
    """

    more: int
    by: str
    within_a_year: int
    last_year: int | None
    late: bool
    give: int = 0

    @property
    def fast_enough(self) -> bool | None:
        """Whether going on as last year reaches it; None where that is not known."""
        if not self.more:
            return True
        if self.last_year is None or abs(self.last_year - self.within_a_year) < self.give:
            return None
        return not self.late and self.last_year >= self.within_a_year


def concerns(target: Target, member: Member, suits: Collection[str] = ()) -> bool:
    """Whether a target is about an organisation: its group, and without kinds all that the framework suits."""
    group = target.group
    kinds = group.kinds or suits
    return (
        (not kinds or member.kind in kinds)
        and (not group.phases or member.phase in group.phases)
        and (not group.regions or member.region in group.regions)
    )


def parts_of(target: Target, edition: Edition, sheet: AnswerSheet, change: ChangeResult | None = None) -> Parts | None:
    """What one submission meets, part by part; an organisation meets the target when it meets every part.

    None where the target does not concern it: it is asked none of the questions. `change` is from the submission of the
    period before, for an improvement. An award counts as held when everything it asks for is there. A number that was
    not given meets nothing. For a figure brought from elsewhere see `figure_met`.
    """
    return parts_in(target, case_of(edition, sheet), change)


def parts_in(target: Target, case: Case, change: ChangeResult | None = None) -> Parts | None:
    """The same of a submission read through its edition, for looking at several targets."""
    match target.metric:
        case "reviewed" | "submitted":
            return {target.metric: True}
        case "improved_and_evidenced":
            improved = change is not None and change.improved
            return {"improved": improved, "evidenced": is_evidenced(case)}
        case "award":
            return _award(target, case)
        case "at_target":
            return _at_target(target, case) or None
        case "question":
            return _questions(target, case) or None
        case "number":
            return _numbers(target, case) or None
        case _:
            raise LookupError("a figure brought from elsewhere is not in a submission")


def figure_met(target: Target, figure: Fraction | None) -> bool:
    """Whether a figure is at least, or at most, what the target asks for; one that is not there is not."""
    if figure is None:
        return False
    return (target.at_least is None or figure >= target.at_least) and (
        target.at_most is None or figure <= target.at_most
    )


def _award(target: Target, case: Case) -> Parts | None:
    wanted = [award for award in case.plan.edition.awards if award.id in target.of]
    if not wanted:
        return None
    if case.sheet.form == "short":
        return {award.id: False for award in wanted}
    return {award.id: _holds(case, conditions_of(case, award)) for award in wanted}


def _holds(case: Case, conditions: Sequence[Condition]) -> bool:
    """Whether all hold. The scores of every node, the slow part, are worked out only where one looks at them."""
    asks_scores = any(isinstance(test, ScoreTest) for one in conditions for test in leaves(one))
    sight = case.judging() if asks_scores else case.sight(case.official_reading)
    return every(holds(one, sight) for one in conditions) is True


def _at_target(target: Target, case: Case) -> dict[str, bool]:
    """A node without a score leaves it."""
    level = case.target if target.at_least is None else target.at_least
    shares = {name: case.official.shares.get(name) for name in target.of or (OVERALL,)}
    return {name: share >= case.plan.share(level) for name, share in shares.items() if share is not None}


def _questions(target: Target, case: Case) -> dict[str, bool]:
    """A question that is not asked, or not applicable, leaves it."""
    needed = case.plan.share(target.at_least or 0)
    shares = case.shares(case.official_reading)
    return {
        name: (share := shares[name]) is not None and share >= needed
        for name in target.of
        if case.states.get(name, "outside") not in {"outside", "not_applicable"}
    }


def _numbers(target: Target, case: Case) -> dict[str, bool]:
    """A number whose questions are not asked, or not applicable, leaves it."""
    found: dict[str, bool] = {}
    for question in case.plan.edition.questions.values():
        if case.states[question.id] not in {"outside", "not_applicable"}:
            wanted = [indicator for indicator in question.indicators if indicator.id in target.of]
            found |= {indicator.id: figure_met(target, _figure(indicator, case.sheet)) for indicator in wanted}
    return found


def _figure(indicator: Indicator, sheet: AnswerSheet) -> Fraction | None:
    measured = sheet.indicators.get(indicator.id)
    return None if measured is None else figure_of(measured, indicator, sheet.as_of)


def progress(target: Target, group: Iterable[int], found: Mapping[int, Parts | None]) -> Progress:
    """How far the organisations of a group have come. `found` has the parts of each that submitted.

    Who submitted nothing counts in `of` and does not meet it: the roster is the denominator. Whom it does not concern
    (None) counts nowhere.
    """
    concerned = [one for one in group if found.get(one, {}) is not None]
    submitted = [parts for one in concerned if (parts := found.get(one)) is not None]
    codes = list(dict.fromkeys(code for parts in submitted for code in parts))
    return Progress(
        of=len(concerned),
        met=sum(all(parts.values()) for parts in submitted),
        not_submitted=len(concerned) - len(submitted),
        needed=ceil(Fraction(target.value) * len(concerned) / 100),
        failing={code: sum(parts.get(code) is False for parts in submitted) for code in codes},
    )


def pace(target: Target, now: Progress, a_year_ago: Progress | None, *, today: str, give: int = 0) -> Pace:
    """How fast a group must go from `today` (an ISO day) to be there in time, beside how fast it went in a year.

    `give` is how far off the difference of the two may be, where both were rounded.
    """
    months = months_between(today, target.by) if today <= target.by else 0
    within = now.more if months <= YEAR else ceil(Fraction(now.more * YEAR, months))
    last_year = None if a_year_ago is None else now.met - a_year_ago.met
    return Pace(now.more, target.by, within, last_year, late=today > target.by, give=give)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one figure for a whole group is from its target, in the target's unit. Nothing brought yet: None."""

    figure: Fraction | None
    value: Fraction
    last_year: Fraction | None

    @property
    def more(self) -> Fraction | None:
        """How much is missing; 0 when it is reached."""
        return None if self.figure is None else max(self.value - self.figure, Fraction(0))


def distance(target: Target, figure: Fraction | None, a_year_ago: Fraction | None = None) -> Distance:
    """Where a figure brought for a whole group stands, and how much it rose in a year."""
    rose = None if figure is None or a_year_ago is None else figure - a_year_ago
    return Distance(figure, Fraction(target.value), rose)
