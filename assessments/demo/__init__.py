"""The demo network: plainly fictional organisations over some periods, the same every time."""

from assessments.demo.bulk import fill, size, told
from assessments.demo.county import links, populate
from assessments.demo.network import build, is_built
from assessments.demo.releases import release
from assessments.demo.roster import MOST_PERIODS, OWNED, Plan

__all__ = ["MOST_PERIODS", "OWNED", "Plan", "build", "fill", "is_built", "links", "populate", "release", "size", "told"]
