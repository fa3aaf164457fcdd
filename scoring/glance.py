"""What a table of many organisations shows of each: figures of its score, without what only its own page asks for.

No award, next step, warning or second reading is worked out, so that it takes a quarter of the time of a whole score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.bands import band_of
from scoring.case import case_of
from scoring.counts import Counts
from scoring.results import OVERALL, State
from scoring.whole import below_minimum


@dataclass(frozen=True, slots=True)
class Glance:
    """The same figures as a Score has: the official level of every node with a score, exact, and the name of the whole.

    `states` are of questions; `below_minimum` are the must-haves not yet in place.
    """

    levels: Mapping[str, Fraction]
    band: str | None
    counts: Counts
    states: Mapping[str, State]
    below_minimum: tuple[str, ...]

    @property
    def overall(self) -> Fraction | None:
        """The official level of the whole."""
        return self.levels.get(OVERALL)


def glance(edition: Edition, sheet: AnswerSheet) -> Glance:
    """The figures of one organisation's answers to one edition."""
    case = case_of(edition, sheet)
    levels = {name: case.plan.level(share) for name, share in case.official.shares.items() if share is not None}
    whole = levels.get(OVERALL)
    return Glance(
        levels=levels,
        band=None if whole is None else band_of(edition, whole),
        counts=case.counts,
        states=case.states,
        below_minimum=below_minimum(case),
    )
