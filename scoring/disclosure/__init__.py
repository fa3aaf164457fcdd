"""Which comparison figures may be shown so that no figure, nor any sum of them, tells of fewer than five organisations.

Pure and without names: organisations are numbers, a group is a set of contributions. The rules are those of the
design's disclosure.md; what reads and stores the groups is `assessments.comparison`.
"""

from scoring.disclosure.audit import disclosed, readable
from scoring.disclosure.groups import CHANGE, GONE, LEAST, Breakdown, Contribution, Group, Plan, Withheld
from scoring.disclosure.planning import plan
from scoring.disclosure.quantities import Quantity, quantity, ratio
from scoring.disclosure.shown import Spread, about, spread

__all__ = [
    "CHANGE",
    "GONE",
    "LEAST",
    "Breakdown",
    "Contribution",
    "Group",
    "Plan",
    "Quantity",
    "Spread",
    "Withheld",
    "about",
    "disclosed",
    "plan",
    "quantity",
    "ratio",
    "readable",
    "spread",
]
