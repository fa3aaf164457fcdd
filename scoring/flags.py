"""Whether a flag holds for a submission beside the one before, and which sections and questions it rests on.

A flag is a named look at one organisation: it is for the team that was granted it, never a figure of a group.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from frameworks.companions import Lineage
from frameworks.conditions import EveryQuestion, QuestionTest, ScoreTest
from frameworks.edition import Edition
from frameworks.flags import (
    ANY_SECTION,
    AllOf,
    ChangeTest,
    EvidenceTest,
    Flag,
    FlagCondition,
    NoneOf,
    OneOf,
    every_test,
)
from frameworks.values import Model
from scoring.answers import AnswerSheet
from scoring.case import case_of
from scoring.changes import changes_in, node_changes
from scoring.conditions import Truth, asked_of, every, holds, reaches
from scoring.results import OVERALL
from scoring.years import ChangeResult


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was submitted: the edition and the answers. `lineage` leads to it from the edition before."""

    edition: Edition
    sheet: AnswerSheet
    lineage: Lineage | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that holds, what it says, and the nodes and questions it rests on, in the order of the file."""

    flag: str
    say: str
    because: tuple[str, ...]


def raised(
    flags: Iterable[Flag],
    now: Reviewed,
    before: Reviewed | None = None,
    *,
    today: str,
    change: ChangeResult | None = None,
) -> tuple[Raised, ...]:
    """The flags that hold for a submission, in their order. `today` is the ISO day evidence is looked at.

    A test that cannot be decided (nothing was submitted before, too little is the same, the edition has no such
    question) holds no flag. `before` is the last submission of an earlier period, of the same form; `change` the change
    since then, where somebody worked it out already.
    """
    judging = _Judging(now, before, today, change)
    about = (flag for flag in flags if flag.framework in {None, now.edition.id})
    return tuple(
        Raised(flag.id, flag.say, judging.because(flag.when)) for flag in about if judging.holds(flag.when) is True
    )


class _Judging:
    """One submission as flags look at it; each part is worked out when first asked for."""

    def __init__(self, now: Reviewed, before: Reviewed | None, today: str, change: ChangeResult | None) -> None:
        self.now = now
        self.before = before
        self.today = today
        self.change = change
        self.case = case_of(now.edition, now.sheet)
        self.sight = self.case.judging()
        self.sections = tuple(section.id for section in now.edition.sections)

    @cached_property
    def changes(self) -> Mapping[str, Fraction]:
        """The like-for-like change of each node that can be compared."""
        if self.before is None:
            return {}
        now, before = self.now, self.before
        if self.change is not None:
            return changes_in(self.change, now.edition, now.sheet)
        return node_changes(now.edition, now.sheet, before.edition, before.sheet, now.lineage)

    @cached_property
    def lapsed(self) -> tuple[str, ...]:
        """The questions whose answer rested on evidence on the day of submission and does not today."""
        then, later = self.case, case_of(self.now.edition, replace(self.now.sheet, as_of=self.today))
        return tuple(
            name
            for name, share in then.evidenced.items()
            if share is not None and (left := later.evidenced[name]) is not None and left < share
        )

    def holds(self, condition: FlagCondition) -> Truth:
        match condition:
            case AllOf(all=parts):
                return every(self.holds(part) for part in parts)
            case OneOf(any=parts):
                return _one_of(self.holds(part) for part in parts)
            case NoneOf(not_=part):
                return _opposite(self.holds(part))
            case EvidenceTest():
                return bool(self.lapsed)
            case ChangeTest():
                return _one_of(self._changed(node, condition) for node in self._nodes(condition.change))
            case ScoreTest():
                return _one_of(self._scored(node, condition) for node in self._nodes(condition.score))
            case QuestionTest() if condition.question not in self.sight.standings:
                return None
            case _:
                return holds(condition, self.sight)

    def _nodes(self, name: str) -> tuple[str, ...]:
        return self.sections if name == ANY_SECTION else (name,)

    def _changed(self, node: str, test: ChangeTest) -> Truth:
        by = self.changes.get(node)
        return None if by is None else by <= test.at_most

    def _scored(self, node: str, test: ScoreTest) -> Truth:
        return holds(test.model_copy(update={"score": node}), self.sight) if node in self.sight.scores else None

    def because(self, condition: FlagCondition) -> tuple[str, ...]:
        """What the tests that speak for the flag look at; of every-question tests, the questions that fall short."""
        named = {name for _, test in every_test(condition, ()) for name in self._rests_on(test)}
        order = (OVERALL, *self.sections, *self._strands(), *self.now.edition.questions)
        return tuple(name for name in order if name in named)

    def _strands(self) -> Iterator[str]:
        return (strand.id for section in self.now.edition.sections for strand in section.strands)

    def _rests_on(self, test: Model) -> Iterable[str]:
        match test:
            case EvidenceTest():
                return self.lapsed
            case ChangeTest():
                return [node for node in self._nodes(test.change) if self._changed(node, test)]
            case ScoreTest():
                return [node for node in self._nodes(test.score) if self._scored(node, test)]
            case QuestionTest():
                return [test.question] if self.holds(test) is not None else []
            case EveryQuestion(every_question=asked):
                wanted = asked_of(asked, self.sight)
                return [name for name, level in wanted if reaches(self.sight, name, level) is False]
            case _:
                return ()


def _opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _one_of(parts: Iterable[Truth]) -> Truth:
    return _opposite(every(_opposite(part) for part in parts))
