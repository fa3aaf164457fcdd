"""What an award asks in a newer edition and did not before: thresholds that rise, told beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from frameworks.conditions import All, Condition, EveryQuestion, QuestionTest, ScoreTest
from frameworks.edition import Edition
from scoring.answers import AnswerSheet, Profile
from scoring.awards import conditions_of
from scoring.case import Case, case_of
from scoring.conditions import asked_of

Asked = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Raised:
    """A question, section or strand (or "overall") of the newer edition, with the level asked before and from then on.

    `before` is None where nothing was asked of it.
    """

    node: str
    before: Fraction | None
    after: Fraction


@dataclass(frozen=True, slots=True)
class Announced:
    """What changes for an award. `is_gone` where the newer edition has none of that id; `others` counts conditions that
    are no plain threshold and were not there before.
    """

    raised: tuple[Raised, ...]
    others: int
    is_gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.raised or self.others or self.is_gone)


def announced(older: Edition, newer: Edition, profile: Profile, award: str) -> Announced:
    """What an award of the older edition will ask, for an organisation like this, once the newer one is answered."""
    then, now = _blank(newer, profile), _blank(older, profile)
    if award not in {one.id for one in newer.awards}:
        return Announced((), 0, is_gone=True)
    before, after = dict(_thresholds(now, award)), dict(_thresholds(then, award))
    raised = [
        Raised(node, before.get(node), level)
        for node, level in after.items()
        if level > before.get(node, newer.scale.lowest - 1)
    ]
    known = list(_others(now, award))
    return Announced(tuple(raised), sum(condition not in known for condition in _others(then, award)))


def _blank(edition: Edition, profile: Profile) -> Case:
    return case_of(edition, AnswerSheet(edition.id, edition.edition, "2000-01-01", profile=profile))


def _required(case: Case, award: str) -> Iterator[Condition]:
    found = next((one for one in case.plan.edition.awards if one.id == award), None)
    yield from () if found is None else (part for each in conditions_of(case, found) for part in _parts(each))


def _parts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All):
        for part in condition.all:
            yield from _parts(part)
    else:
        yield condition


def _thresholds(case: Case, award: str) -> Iterator[tuple[str, Fraction]]:
    """The level asked of each node, the highest where several conditions ask; in the order of the file."""
    highest: dict[str, Fraction] = {}
    for condition in _required(case, award):
        for node, level in _asked(case, condition):
            highest[node] = max(Fraction(level), highest.get(node, Fraction(level)))
    return ((node, highest[node]) for node in case.plan.nodes if node in highest)


def _asked(case: Case, condition: Condition) -> Iterator[tuple[str, int | Decimal]]:
    match condition:
        case EveryQuestion(every_question=every):
            yield from asked_of(every, case.judging())
        case QuestionTest(question=name, at_least=least) if least is not None:
            if case.states[name] != "outside":
                yield name, least
        case ScoreTest(score=node, at_least=least) if least is not None:
            yield node, least


def _others(case: Case, award: str) -> Iterator[Condition]:
    return (each for each in _required(case, award) if not _is_threshold(each))


def _is_threshold(condition: Condition) -> bool:
    if isinstance(condition, QuestionTest | ScoreTest):
        return condition.at_least is not None
    return isinstance(condition, EveryQuestion)
