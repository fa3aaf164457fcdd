"""Comparison figures put into a store as they would have been made, so that every figure on a page is known by hand."""

from fractions import Fraction

from assessments import editions
from assessments.comparison import Spread
from assessments.comparison.written import written
from assessments.store import releases as statements
from assessments.store.columns import stamp
from assessments.store.releases import GroupRow


def put(store, published, groups, now, *, period="2026/27", waiting=0):
    """A release of one framework. `groups` has, by key and title, the figures by measure, or why there are none."""

    def kept(unit):
        return editions.keep(unit, published)

    edition = store.for_user(1).write(kept)
    edition_row = {
        "framework": published.edition.id, "edition": edition, "calendar": "academic", "period": period,
        "form": "full", "made_at": stamp(now), "made_by": None, "counted": 60, "waiting": waiting,
    }  # fmt: skip

    def made(unit):
        release = statements.begin(unit, edition_row)
        for grp, ((key, title), figures) in enumerate(groups.items()):
            shown = isinstance(figures, dict)
            about = max(each.about for each in figures.values()) if shown else None
            row = (None, None, about, release) if shown else (*figures, None, None)
            status = "published" if shown else "withheld"
            statements.add_groups(unit, release, [GroupRow(grp, key, title, status, *row)])
            for measure, figure in (figures if shown else {}).items():
                statements.add_figures(unit, release, [(grp, measure, written(figure))])
        statements.finish(unit, release, 1)

    store.counting().write(made)


def mean(level, about=20, counts=None, *quarters):
    """A spread as shown: the mean, the counts by level, and where a quarter are below, the middle, a quarter above."""
    if not quarters:
        return Spread(about, Fraction(level), counts=counts)
    lower, middle, upper = (Fraction(one) for one in quarters)
    return Spread(about, Fraction(level), lower=lower, middle=middle, upper=upper, counts=counts)
