"""Awards: whether each is met, open or not met, condition by condition, and the cheapest way to meet it."""

from collections.abc import Iterable

from frameworks.conditions import AtMostShare, Condition, NotApplicableTest
from frameworks.edition import Award
from scoring.award_words import actual, asks, shortfall
from scoring.case import Case
from scoring.conditions import Sight, Truth, holds
from scoring.path import Path, cheapest_path
from scoring.results import AwardResult, ConditionResult, Verdict

NO_MOVES = Path((), 0, is_cheapest=True)
_WORST_FIRST: tuple[Verdict, ...] = ("not_met", "open", "met")


def awards(case: Case) -> tuple[AwardResult, ...]:
    """Every award of the edition on a full review; a short one decides none."""
    if case.sheet.form == "short":
        return ()
    sight = case.judging()
    return tuple(_award(case, award, sight) for award in case.plan.edition.awards)


def _award(case: Case, award: Award, sight: Sight) -> AwardResult:
    required = conditions_of(case, award)
    results = tuple(_result(condition, sight) for condition in required)
    verdict = worst(result.verdict for result in results)
    path = NO_MOVES if verdict == "met" else cheapest_path(case, required)
    return AwardResult(
        award=award.id,
        title=award.title,
        verdict=verdict,
        conditions=results,
        path=path.moves if path else None,
        path_cost=path.cost if path else None,
        path_is_cheapest=path is None or path.is_cheapest,
    )


def conditions_of(case: Case, award: Award) -> tuple[Condition, ...]:
    """What an award asks, with the limit the framework sets on what may be not applicable."""
    most = case.plan.edition.scoring.maximum_not_applicable
    if most is None:
        return award.requires
    return (*award.requires, NotApplicableTest(not_applicable=AtMostShare(at_most=most)))


def _result(condition: Condition, sight: Sight) -> ConditionResult:
    return ConditionResult(
        verdict=verdict_of(holds(condition, sight)),
        asks=asks(condition, sight),
        actual=actual(condition, sight),
        shortfall=shortfall(condition, sight),
    )


def verdict_of(truth: Truth) -> Verdict:
    """True is met, unknown is open, false is not met."""
    return "open" if truth is None else "met" if truth else "not_met"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; met when there is none."""
    return min(verdicts, key=_WORST_FIRST.index, default="met")
