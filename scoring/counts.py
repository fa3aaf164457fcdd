"""How much of a node is answered: counts of questions with weight > 0, and the share that is not applicable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.results import State


@dataclass(frozen=True, slots=True)
class Counts:
    """`answered` includes not known; `in_scope` includes not applicable. Weights are the questions' own."""

    answered: int
    not_applicable: int
    in_scope: int
    not_applicable_weight: int
    in_scope_weight: int

    @property
    def coverage(self) -> Fraction | None:
        """Answered and not applicable, of what is in scope; None when nothing is."""
        return Fraction(self.answered + self.not_applicable, self.in_scope) if self.in_scope else None

    @property
    def not_applicable_share(self) -> Fraction | None:
        """The not applicable, by weight, of what is in scope; None when nothing is."""
        return Fraction(self.not_applicable_weight, self.in_scope_weight) if self.in_scope else None


def count(questions: Iterable[str], states: Mapping[str, State], weights: Mapping[str, int]) -> Counts:
    """Count some questions; those without weight do not count."""
    answered = not_applicable = in_scope = left_weight = scope_weight = 0
    for name in questions:
        weight, state = weights.get(name), states[name]
        if weight is None or state == "outside":
            continue
        in_scope += 1
        scope_weight += weight
        if state == "not_applicable":
            not_applicable += 1
            left_weight += weight
        elif state != "unanswered":
            answered += 1
    return Counts(answered, not_applicable, in_scope, left_weight, scope_weight)
