"""A named view: figures over organisations whose results the reader may read anyway, where released ones are kept back.

Exact, and no release: it is read at the reader's own door. On one's own computer all organisations are one's own.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from statistics import median, quantiles

from assessments import periods
from assessments.comparison import grouping
from assessments.comparison.gathering import year_of
from assessments.comparison.values import Counted, Scope
from assessments.store import counting as sources
from assessments.store.protocol import Rows
from frameworks.edition import Edition
from scoring.disclosure import Spread

ENOUGH, SPREAD_FROM = 2, 4  # organisations to be more than one, and for quartiles to say anything
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """The organisations one may read: each as it is counted, and their official shares x 10,000 by node."""

    counted: Mapping[int, Counted]
    shares: Mapping[str, Mapping[int, int]]

    def members(self, key: str, *, without: int | None = None) -> frozenset[int]:
        """Those of a group, or of a merged one."""
        wanted = set(key.split("|"))
        found = (who for who, one in self.counted.items() if not wanted.isdisjoint(grouping.keys_of(one)))
        return frozenset(who for who in found if who != without)

    def figures(self, members: frozenset[int], edition: Edition) -> dict[str, Spread]:
        """The exact spread of the whole, sections and strands over some of them."""
        found = {}
        for code, shares in self.shares.items():
            there = [shares[one] for one in sorted(members) if one in shares]
            if len(there) >= ENOUGH:
                found[code] = _exactly(there, edition)
        return found


def known(rows: Rows, scope: Scope, now: datetime) -> Known:
    """What one may read of one framework, edition, period and form, at one's own door."""
    belongs: dict[int, set[int]] = defaultdict(set)
    day: date = periods.last_day(scope.period, periods.today(now))
    for row in sources.open_members(rows, day):
        belongs[row["organisation_id"]].add(row["network_id"])
    counted: dict[int, Counted] = {}
    shares: dict[str, dict[int, int]] = defaultdict(dict)
    for row in sources.readable_scores(rows, scope.framework, scope.period.calendar, scope.period.name, scope.form):
        if year_of(row["edition"]) == scope.edition:
            who = row["organisation_id"]
            shares[row["code"]][who] = row["official"]
            if who not in counted:
                networks = frozenset(belongs.get(who, ()))
                counted[who] = Counted(
                    who, row["number"], row["review_id"], row["edition_id"], row["kind"], row["phase"], row["region"],
                    row["size_band"], networks,
                )  # fmt: skip
    return Known(counted, shares)


def _exactly(shares: list[int], edition: Edition) -> Spread:
    lowest, span = edition.scale.lowest, edition.scale.highest - edition.scale.lowest

    def level(share: Fraction | int) -> Fraction:
        return lowest + Fraction(share) * span / WHOLE

    counts: dict[int, int] = defaultdict(int)
    for share in shares:
        counts[lowest + share * span // WHOLE] += 1
    mean = level(Fraction(sum(shares), len(shares)))
    if len(shares) < SPREAD_FROM:
        return Spread(len(shares), mean, counts=dict(counts))
    lower, _, upper = quantiles(map(Fraction, shares), n=4, method="inclusive")
    return Spread(len(shares), mean, level(lower), level(median(map(Fraction, shares))), level(upper), dict(counts))
