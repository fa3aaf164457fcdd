"""Year on year: how much of a change comes from the same questions, and how much because the questions changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from frameworks.companions import Lineage
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.case import Case, case_of
from scoring.errors import NotTheSameFramework
from scoring.origins import Origins
from scoring.plan import Node
from scoring.results import OVERALL, READINGS, State

Status = Literal["improved", "slipped", "same", "new", "retired", "changed", "became_not_applicable"]
ENOUGH_OVERLAP = Fraction(3, 5)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question over the two reviews; levels are claimed, on the newer scale where they can be compared.

    `status` is None where nothing can be said: unanswered in either, not applicable before, or not asked.
    """

    question: str
    was: str | None
    before: Fraction | None
    after: Fraction | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """The change from an older review to a newer one, in levels of the newer scale.

    `like_for_like` rests on the `core` alone, `headline` on the two scores as published (None where their scales
    differ); `composition` is what remains, because the questions changed. `overlap` is the core's part of the newer
    review. `parts` says how much of `like_for_like` each question of the core brings; together they are it. Not
    comparable (`why_not` in words) means no arrow. `evidenced`: the newer overall score is the same with evidence in
    date.
    """

    like_for_like: Fraction | None
    headline: Fraction | None
    composition: Fraction | None
    overlap: Fraction | None
    core: tuple[str, ...]
    comparable: bool
    why_not: str | None
    questions: tuple[QuestionChange, ...]
    improved: bool
    evidenced: bool
    parts: Mapping[str, Fraction]


def change(
    newer_edition: Edition,
    newer: AnswerSheet,
    older_edition: Edition,
    older: AnswerSheet,
    lineage: Lineage | None = None,
) -> ChangeResult:
    """Compare two reviews of a framework. Raises NotTheSameFramework."""
    if newer_edition.id != older_edition.id:
        raise NotTheSameFramework(f"“{newer_edition.id}” and “{older_edition.id}” are different frameworks.")
    now = case_of(newer_edition, newer)
    if newer.form != older.form:
        return _never_compared(now)
    return _Years(now, case_of(older_edition, older), Origins(newer_edition, older_edition, lineage)).result()


def _never_compared(now: Case) -> ChangeResult:
    return ChangeResult(
        like_for_like=None,
        headline=None,
        composition=None,
        overlap=None,
        core=(),
        comparable=False,
        why_not="One is the quick form and the other is the full one.",
        questions=(),
        improved=False,
        evidenced=is_evidenced(now),
        parts={},
    )


def is_evidenced(case: Case) -> bool:
    """Whether the overall score is the same with evidence in date; never where the framework asks for none."""
    if case.plan.edition.scoring.evidence == "none":
        return False
    found = {case.figures(reading, case.official_figure).shares[OVERALL] for reading in READINGS}
    return None not in found and len(found) == 1


class _Years:
    """Two reviews side by side."""

    def __init__(self, now: Case, then: Case, origins: Origins) -> None:
        self.now = now
        self.then = then
        self.origins = origins
        self.weights = effective_weights(now)

    def result(self) -> ChangeResult:
        questions = (*self._questions(), *self._retired())
        moved = {
            line.question: line.after - line.before
            for line in questions
            if line.question in self.weights and line.before is not None and line.after is not None
        }
        overlap = Fraction(sum(self.weights[name] for name in moved)) if self.weights else None
        parts = self._parts(moved)
        like_for_like = sum(parts.values(), Fraction(0)) if parts else None
        headline = self._headline()
        comparable = overlap is not None and overlap >= ENOUGH_OVERLAP
        return ChangeResult(
            like_for_like=like_for_like,
            headline=headline,
            composition=None if headline is None or like_for_like is None else headline - like_for_like,
            overlap=overlap,
            core=tuple(moved),
            comparable=comparable,
            why_not=None if comparable else self._why_not(len(moved)),
            questions=questions,
            improved=comparable and like_for_like is not None and like_for_like > 0,
            evidenced=is_evidenced(self.now),
            parts=parts,
        )

    def _why_not(self, same: int) -> str:
        return f"Only {same} of {len(self.weights)} questions are the same and answered both times."

    def _parts(self, moved: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """What each move brings to the mean of the core's moves by their weights."""
        weights = Fraction(sum(self.weights[name] for name in moved))
        return {name: self.weights[name] * by / weights for name, by in moved.items()}

    def _headline(self) -> Fraction | None:
        after, before = self.now.overall, self.then.overall
        if after is None or before is None or not self._on_one_scale():
            return None
        return self.now.plan.level(after) - self.now.plan.level(before)

    def _on_one_scale(self) -> bool:
        return list(self.now.plan.edition.scale.levels) == list(self.then.plan.edition.scale.levels)

    def _questions(self) -> Iterator[QuestionChange]:
        for name in self.now.plan.edition.questions:
            if self.now.states[name] != "outside":
                yield self._question(name)

    def _question(self, name: str) -> QuestionChange:
        was = self.origins.sources(name)
        if not was:
            return QuestionChange(name, None, None, self._level_now(name), "new")
        states = [self.then.states[source] for source in was]
        source = was[0] if len(was) == 1 else None
        comparable = self.origins.is_comparable(name)
        before = self._level_before(name, source) if source is not None and comparable else None
        after = self._level_now(name)
        return QuestionChange(name, source, before, after, self._status(name, states, before, after))

    def _status(
        self, name: str, before_states: Sequence[State], before: Fraction | None, after: Fraction | None
    ) -> Status | None:
        answered_before = all(state == "answered" for state in before_states)
        if not answered_before:
            return None
        if self.now.states[name] == "not_applicable":
            return "became_not_applicable"
        if self.now.states[name] != "answered":
            return None
        if before is None or after is None:
            scored = self.now.claimed[name] is not None
            return "changed" if scored or not self.origins.is_comparable(name) else None
        return "improved" if after > before else "slipped" if after < before else "same"

    def _level_now(self, name: str) -> Fraction | None:
        share = self.now.claimed[name]
        if share is None or self.now.states[name] != "answered":
            return None
        return self.now.plan.level(share)

    def _level_before(self, name: str, source: str) -> Fraction | None:
        share = self.then.claimed[source]
        if share is None or self.then.states[source] != "answered":
            return None
        return self.origins.level_now(name, self.then.plan.level(share), self.now.plan.level(share))

    def _retired(self) -> Iterator[QuestionChange]:
        for name in self.origins.retired():
            if self.then.states[name] != "outside":
                share = self.then.claimed[name]
                level = None if share is None else self.then.plan.level(share)
                yield QuestionChange(name, name, level, None, "retired")


def effective_weights(case: Case) -> dict[str, Fraction]:
    """Each question's part of the whole: normalised weights multiplied down the tree, over what is in scope."""
    plan = case.plan
    counted = {name for name in plan.weights if name in plan.scored and case.states[name] != "outside"}
    found: dict[str, Fraction] = {}

    def share_out(node: Node, part: Fraction) -> None:
        if node.kind == "question":
            found[node.id] = part
            return
        taking = _taking(node, counted)
        total = sum(child.weight for child in taking)
        for child in taking:
            share_out(child, part * child.weight / total)

    share_out(plan.root, Fraction(1))
    return found


def _taking(node: Node, counted: set[str]) -> list[Node]:
    """The children that share a node's part: of some weight, and with a counted question below by such children."""
    return [
        child
        for child in node.children
        if child.weight > 0 and (child.id in counted if child.kind == "question" else _taking(child, counted))
    ]
