"""Says in words what a condition asks, what is there, and which questions fall short."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil

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
)
from frameworks.questions import ChecklistQuestion, ChoiceQuestion
from frameworks.values import Binding
from scoring.answers import Fact
from scoring.conditions import Sight, asked_of, counts_of, holds, reaches
from scoring.printing import level_text, level_words, number_text, percent_text
from scoring.results import OVERALL

Shortfall = tuple[tuple[str, int], ...]
_DUTIES: Mapping[Binding, str] = {
    "statutory": "that the law asks for",
    "expected": "that is expected",
    "good_practice": "that is good practice",
}


def asks(condition: Condition, sight: Sight) -> str:  # noqa: PLR0911 - one for each kind of condition
    """What the condition asks."""
    match condition:
        case All(all=parts):
            return "; and ".join(asks(part, sight) for part in parts)
        case AnyOf(any=parts):
            return "; or ".join(asks(part, sight) for part in parts)
        case Not(not_=part):
            return f"not: {asks(part, sight)}"
        case ProfileTest():
            return f"{fact_label(condition.profile, sight)} {_test_words(condition)}"
        case QuestionTest():
            return f"“{sight.plan.edition.questions[condition.question].text}” {_question_words(condition, sight)}"
        case ScoreTest():
            return f"{_score_name(condition.score, sight)} {_test_words(condition)}"
        case EveryQuestion(every_question=asked):
            return _every_words(asked, sight)
        case CoverageTest(coverage=least):
            in_scope = counts_of(sight).in_scope
            return f"at least {ceil(Fraction(least.at_least) * in_scope)} of {in_scope} answered"
        case NotApplicableTest(not_applicable=most):
            return f"at most {percent_text(Fraction(most.at_most))} not applicable"


def fact_label(name: str, sight: Sight) -> str:
    """What a profile fact is called."""
    fact = sight.plan.edition.facts.get(name)
    return name if fact is None else fact.label


def _score_name(node: str, sight: Sight) -> str:
    return "the overall level" if node == OVERALL else sight.plan.nodes[node].title


def _test_words(test: ProfileTest | ScoreTest) -> str:
    """The limit a test sets."""
    if isinstance(test, ProfileTest):
        if test.is_ is not None:
            return f"is {_fact(test.is_)}"
        if test.in_ is not None:
            return f"is one of {', '.join(_fact(value) for value in test.in_)}"
        if test.answered:
            return "is answered"
    if test.at_least is not None:
        return f"is at least {number_text(Fraction(test.at_least))}"
    return f"is at most {number_text(Fraction(test.at_most or 0))}"


def _question_words(test: QuestionTest, sight: Sight) -> str:
    if test.evidenced:
        return "has evidence in date"
    if test.value_at_least is not None:
        return f"is at least {number_text(Fraction(test.value_at_least))}"
    if test.value_at_most is not None:
        return f"is at most {number_text(Fraction(test.value_at_most))}"
    if test.is_ is not None:
        return f"is {_option(test.question, test.is_, sight)}"
    if test.in_ is not None:
        return f"is one of {', '.join(_option(test.question, value, sight) for value in test.in_)}"
    if test.at_least is not None:
        return f"is at least {level_words(sight.plan.edition, Fraction(test.at_least))}"
    if test.at_most is not None:
        return f"is at most {level_words(sight.plan.edition, Fraction(test.at_most))}"
    return "is answered"


def _option(name: str, stored: int | str, sight: Sight) -> str:
    """What a stored level, option or tick is called."""
    edition = sight.plan.edition
    question = edition.questions[name]
    if isinstance(question, ChoiceQuestion):
        return next(f"“{option.label}”" for option in question.options if option.id == stored)
    if isinstance(question, ChecklistQuestion):
        return next(f"“{check.label}”" for check in question.checks if check.id == stored)
    return level_words(edition, Fraction(stored))


def _fact(value: Fact) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _every_words(asked: Every, sight: Sight) -> str:
    what = "must-have" if asked.where is not None and asked.where.must_have else "question"
    match asked.at_least:
        case "minimum":
            level = "its own minimum"
        case "target":
            level = "the good-practice mark"
        case least:
            level = level_words(sight.plan.edition, least)
    return f"every {what} reaches {level}" + "".join(_where_words(asked, sight))


def _where_words(asked: Every, sight: Sight) -> Iterator[str]:
    if asked.where is None:
        return
    if asked.where.duty is not None:
        yield f" {_DUTIES[asked.where.duty]}"
    if asked.where.theme is not None:
        themes = {theme.id: theme.title for theme in sight.plan.edition.themes}
        yield f" on {themes[asked.where.theme]}"
    if asked.where.section is not None:
        yield f" in {sight.plan.nodes[asked.where.section].title}"


def actual(condition: Condition, sight: Sight) -> str:
    """What is there."""
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            return "; ".join(actual(part, sight) for part in parts)
        case Not(not_=part):
            return actual(part, sight)
        case ProfileTest():
            fact = sight.profile.get(condition.profile)
            return "not given" if fact is None else _fact(fact)
        case QuestionTest():
            return _standing_words(condition, sight)
        case ScoreTest():
            return _score_words(condition, sight)
        case EveryQuestion(every_question=asked):
            reached = [reaches(sight, name, level) is True for name, level in asked_of(asked, sight)]
            return f"{sum(reached)} of {len(reached)}"
        case CoverageTest():
            counts = counts_of(sight)
            return f"{counts.answered + counts.not_applicable} of {counts.in_scope} answered"
        case NotApplicableTest():
            return f"{percent_text(counts_of(sight).not_applicable_share or Fraction(0))} not applicable"


def _standing_words(test: QuestionTest, sight: Sight) -> str:
    standing = sight.standings[test.question]
    if standing.state != "answered":
        return {"outside": "not asked", "not_applicable": "not applicable", "unanswered": "not answered"}.get(
            standing.state, "not known"
        )
    if test.evidenced:
        return "in date" if standing.evidenced else "no evidence in date"
    if test.value_at_least is not None or test.value_at_most is not None:
        return "no figure" if standing.figure is None else number_text(standing.figure)
    if test.is_ is not None or test.in_ is not None:
        return ", ".join(sorted(_option(test.question, stored, sight) for stored in standing.stored)) or "none"
    share = sight.shares[test.question]
    return "answered" if share is None else level_words(sight.plan.edition, sight.plan.level(share))


def _score_words(test: ScoreTest, sight: Sight) -> str:
    figure, ceiling = sight.scores[test.score]
    if figure is None:
        return "no score" if ceiling is None else "not answered"
    level = sight.plan.level(figure)
    words = level_text(sight.plan.edition, level)
    if test.at_least is not None and level < test.at_least:
        words += f", {number_text(Fraction(test.at_least) - level)} short"
    return words


def shortfall(condition: Condition, sight: Sight) -> Shortfall:
    """The questions that fall short of an unmet condition, and the level each must reach."""
    needed: dict[str, int] = {}
    for name, level in _falling_short(condition, sight):
        needed[name] = max(level, needed.get(name, level))
    return tuple(needed.items())


def _falling_short(condition: Condition, sight: Sight) -> Iterable[tuple[str, int]]:
    if holds(condition, sight) is True:
        return
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _falling_short(part, sight)
        case QuestionTest(at_least=least) if least is not None:
            yield condition.question, ceil(least)
        case EveryQuestion(every_question=asked):
            yield from (
                (name, level) for name, level in asked_of(asked, sight) if reaches(sight, name, level) is not True
            )
