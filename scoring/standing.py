"""Where each question stands for one organisation: outside, not applicable, unanswered, not known, or answered."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from frameworks.questions import (
    AppliesTo,
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
)
from scoring.answers import Answer, AnswerSheet, Fact, Profile
from scoring.conditions import Sight, Standing, Truth, every, holds
from scoring.evidence import is_current
from scoring.plan import Plan
from scoring.worth import Worth, checklist_worth, choice_worth, denominator, level_worth, number_worth, text_worth

NOTHING = Answer()
OUTSIDE = Standing("outside")
NOT_YET_SHOWN = Standing("unanswered", shown=False)
Moves = Mapping[str, Fraction]


def standings(plan: Plan, sheet: AnswerSheet, target: int, moves: Moves | None = None) -> dict[str, Standing]:
    """Where every question stands, in the order of the file. `moves` raises questions to a share, as if answered so."""
    found: dict[str, Standing] = {}
    shares: dict[str, Fraction | None] = {}
    sight = Sight(plan, sheet.profile, found, shares, target)
    asked = set({"short": plan.edition.short_form, "full": plan.edition.questions}[sheet.form])
    for question in plan.edition.questions.values():
        standing = _standing(question, sheet, sight) if question.id in asked else OUTSIDE
        if moves and question.id in moves:
            standing = _moved(standing, question, moves[question.id], plan)
        found[question.id] = standing
        shares[question.id] = standing.share
    return found


def _standing(question: BaseQuestion, sheet: AnswerSheet, sight: Sight) -> Standing:
    asked = _is_asked(question, sight)
    if asked is False:
        return OUTSIDE
    if asked is None:
        return NOT_YET_SHOWN
    answer = sheet.answers.get(question.id, NOTHING)
    if answer.not_applicable is not None or _is_zero_ratio(question, sheet.profile, "not_applicable"):
        return Standing("not_applicable")
    current = any(is_current(item, question.evidence, sheet.as_of) for item in answer.evidence)
    if _is_zero_ratio(question, sheet.profile, "lowest"):
        return Standing("answered", share=Fraction(0), evidenced=current)
    if answer.not_known:
        share = Fraction(0) if question.id in sight.plan.scored else None
        return Standing("not_known", share=share, evidenced=current)
    worth = _worth(question, answer, sight)
    if worth is None:
        return Standing("unanswered")
    return Standing("answered", worth.share, worth.stored, worth.figure, evidenced=current)


def _is_asked(question: BaseQuestion, sight: Sight) -> Truth:
    applies = True if question.applies_to is None else _applies(question.applies_to, sight)
    if applies is False or question.ask_if is None:
        return applies
    return every((applies, holds(question.ask_if, sight)))


def _applies(rule: AppliesTo, sight: Sight) -> Truth:
    return every(
        (
            _fact_is_among(sight.profile.get("kind"), rule.kinds),
            _fact_is_among(sight.profile.get("phase"), rule.phases),
            True if rule.when is None else holds(rule.when, sight),
        )
    )


def _fact_is_among(fact: Fact | None, allowed: tuple[str, ...] | None) -> Truth:
    if allowed is None:
        return True
    return None if fact is None else fact in allowed


def _is_zero_ratio(question: BaseQuestion, profile: Profile, decided: str) -> bool:
    """Whether the profile decides a ratio, whatever is typed: there is nothing to divide by."""
    if not isinstance(question, NumberQuestion) or question.number.ratio is None:
        return False
    return question.number.zero == decided and denominator(question.number.ratio, profile) == 0


def _worth(question: BaseQuestion, answer: Answer, sight: Sight) -> Worth | None:
    """What an answer of the question's own kind is worth; None when it is unanswered."""
    match question:
        case LevelQuestion():
            return level_worth(answer, sight.plan)
        case ChoiceQuestion():
            return choice_worth(question, answer, sight.plan)
        case ChecklistQuestion():
            in_scope = {check.id: holds(check.ask_if, sight) if check.ask_if else True for check in question.checks}
            return checklist_worth(question, answer, in_scope, sight.plan)
        case NumberQuestion():
            return number_worth(question, answer.value, sight.profile, sight.plan)
        case _:
            return text_worth(answer)


def _moved(standing: Standing, question: BaseQuestion, share: Fraction, plan: Plan) -> Standing:
    """The question raised to a share; options and ticks stay as stored, a whole level is stored as that level."""
    if standing.state in ("outside", "not_applicable") or not standing.shown:
        return standing
    raised = share if standing.share is None else max(share, standing.share)
    stored = standing.stored
    if isinstance(question, LevelQuestion):
        stored = frozenset({plan.whole_level(raised)})
    return replace(standing, state="answered", share=raised, stored=stored)
