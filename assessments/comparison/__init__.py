"""Comparison figures: planned, made and read as releases; the only source of every figure about several organisations.

Only this package looks at everybody's rows, at counting's door, and it gives out nothing of one organisation. Pages,
reports and exports read what was released with `released`, `groups`, `figures`, `measure` and `peers`, each as the
reader who asks may see it.
"""

from assessments.comparison.peers import peers, why_not
from assessments.comparison.reading import every, figures, groups, measure, released
from assessments.comparison.values import Figure, Line, Looker, Peers, Released, Scope
from scoring.disclosure import Quantity, Spread

__all__ = [
    "Figure",
    "Line",
    "Looker",
    "Peers",
    "Quantity",
    "Released",
    "Scope",
    "Spread",
    "every",
    "figures",
    "groups",
    "measure",
    "peers",
    "released",
    "why_not",
]
