"""Figures that a network brings for its targets: pasted from a table, and how far each is from what is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from assessments import periods
from assessments.access import bringing as rules
from assessments.store.brought import Brought
from assessments.wording import change, counted, day, number
from frameworks.targets import Target
from scoring.targets import Distance, distance
from ui import shell
from ui.formatting import bullets, html
from ui.networking.around import key
from ui.networking.figures import Asked
from ui.tables import tag

PERCENT = 100
EXAMPLE = "{target}; 2026/27; 62; County survey; 14 November 2026"


@dataclass(frozen=True, slots=True)
class Came:
    """One target about a figure that was brought: the last one, and how far it is."""

    target: Target
    last: Brought
    distance: Distance

    @property
    def share(self) -> Fraction | None:
        """As a share of 1, where its unit is percent."""
        is_percent = (self.target.unit or "percent").startswith("percent")
        return Fraction(self.last.figure) / PERCENT if is_percent else None

    @property
    def shown(self) -> str:
        return f"{number(self.last.figure)}{' %' if self.share is not None else ''} ({self.last.year})"

    @property
    def pace(self) -> str:
        """What is missing, beside what came in a year."""
        if not self.distance.more:
            return "Reached"
        rose = self.distance.last_year
        before = "" if rose is None else f"; {change(rose)} in the last year"
        return f"{number(self.distance.more)} more by {day(self.target.by)}{before}"

    @property
    def source(self) -> str:
        return f"Source: {self.last.source}, {day(self.last.dated)}"


def came(here: Asked, wanted: Iterable[Target]) -> Mapping[str, Came]:
    """The last figure of each, with the one of the year before."""
    targets = for_all(wanted)
    found: dict[str, Came] = {}
    every = rules.of(here.desk.reception, here.branch.id) if targets else ()
    for one in every:
        if one.target in targets and one.target not in found:
            before = periods.before(periods.named(one.year, "academic")).name
            then = next((each for each in every if (each.target, each.year) == (one.target, before)), None)
            target = targets[one.target]
            earlier = None if then is None else Fraction(then.figure)
            found[one.target] = Came(target, one, distance(target, Fraction(one.figure), earlier))
    return found


def for_all(wanted: Iterable[Target]) -> Mapping[str, Target]:
    """The targets about one figure for the whole network that it brings itself."""
    return {one.id: one for one in wanted if one.metric == "brought" and not one.is_of_organisations}


def bringing(here: Asked, wanted: Iterable[Target]) -> None:
    """A field for lines of a table; nothing is taken while one of them cannot be read."""
    targets = for_all(wanted)
    if not targets:
        return
    names = bullets(f"{one.title}: {one.id}" for one in targets.values())
    st.html(
        tag("h2", "Bring figures")
        + "<p>Some targets are about figures from elsewhere. Paste a line for each target and year: target, year, "
        f"figure, source and date. A figure that is there already is replaced.</p>{names}"
    )
    example = EXAMPLE.format(target=next(iter(targets)))
    with st.form(key(here.branch, "bring"), border=False):
        text = st.text_area("Figures", key=key(here.branch, "brought"), max_chars=rules.LONGEST, placeholder=example)
        if not st.form_submit_button("Bring these figures"):
            return
    found = rules.read(text or "", targets, periods.today(here.desk.now))
    if found.faults:
        many = html(counted(len(found.faults), "line cannot", "lines cannot"))
        st.html(
            '<div class="box wrong" role="alert"><p><strong class="word">Nothing was taken.</strong> '
            f"{many} be read.</p>{bullets(found.faults)}</div>"
        )
        return
    shell.done(
        lambda: rules.take(here.desk.reception, here.branch.id, found, now=here.desk.now),
        f"{counted(len(found.figures), 'figure')} taken.",
    )
