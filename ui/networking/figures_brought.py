"""Figures that a network brings for its targets: pasted from a table, and how far each is from what is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from assessments import aimed_for, periods
from assessments.access import bringing as rules
from assessments.aimed_for import OfEach
from assessments.participation import Participation
from assessments.store.brought import Brought
from assessments.wording import change, counted, day, number
from frameworks.targets import Target
from scoring.targets import Distance, distance
from ui import shell, uploads
from ui.formatting import bullets, html
from ui.networking.around import key
from ui.networking.figures import Asked
from ui.tables import Html, folded, table, tag

PERCENT = 100
OF_ALL = "{target}; 2026/27; 62; County survey; 14 November 2026"
OF_EACH = "{target}; 100001; 2026/27; 62; County survey; 14 November 2026"
FIGURES_AT_ONCE = 200


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


def each(here: Asked, wanted: Iterable[Target], told: Sequence[Participation]) -> Mapping[str, OfEach]:
    """Of each target about a figure of each organisation, how many have enough."""
    targets, edition = of_organisations(wanted), here.edition
    if not targets or edition is None:
        return {}
    figures = rules.of_each(here.desk.reception, here.branch.id, now=here.desk.now)
    operating = here.desk.catalogue.operating
    found = {name: aimed_for.of_each(told, edition, one, operating, figures) for name, one in targets.items()}
    return {name: one for name, one in found.items() if one is not None}


def of_organisations(wanted: Iterable[Target]) -> Mapping[str, Target]:
    """The targets about a figure that it brings for each organisation."""
    return {one.id: one for one in wanted if one.metric == "brought" and one.is_of_organisations}


def listed(found: Mapping[str, OfEach]) -> None:
    """Every figure of an organisation, for those who brought them, folded away."""
    for one in found.values():
        rows = [
            (name, of.year, number(of.figure), "yes" if enough else "no", of.source, day(of.dated))
            for name, of, enough in one.figures[:FIGURES_AT_ONCE]
        ]
        head = ("Organisation", "Year", one.target.unit or "Figure", "Enough", "Source", "Of which day")
        more = len(one.figures) - len(rows)
        note = tag("p", f"And {more} more.") if more > 0 else Html("")
        said = tag("p", "Those who lead this network read these, and each organisation its own. Nobody else does.")
        shown = Html.join(
            [
                said,
                table(f"Figures of each organisation: {one.target.title}", head, rows, titled=False, stacks=head),
                note,
            ]
        )
        st.html(folded(f"Figures of each organisation: {one.target.title}", shown))


def bringing(here: Asked, wanted: Iterable[Target]) -> None:
    """Fields for lines of a table, or a file; nothing is taken while one of the lines cannot be read."""
    alone, several = for_all(wanted), of_organisations(wanted)
    targets = {**alone, **several}
    if not targets:
        return
    st.html(tag("h2", "Bring figures") + _how(alone, several))
    example = (OF_ALL if alone else OF_EACH).format(target=next(iter(targets)))
    turn = st.session_state.get(key(here.branch, "brought turn"), 0)
    with st.form(key(here.branch, "bring"), border=False):
        text = st.text_area("Figures", key=key(here.branch, f"brought:{turn}"), placeholder=example)
        file = st.file_uploader(
            "Or a CSV file", type=["csv", "txt", "tsv"], key=key(here.branch, f"file of figures:{turn}")
        )
        if not st.form_submit_button("Bring these figures"):
            return
    there = rules.belonging(here.desk.reception, here.branch.id, now=here.desk.now) if several else ()
    today = periods.today(here.desk.now)
    if file is not None:
        found = rules.read_file(file.getvalue(), targets, there, today)
    else:
        found = rules.read(text or "", targets, there, today)
    if found.faults:
        _faults(found.faults)
        return

    def take() -> None:
        rules.take(here.desk.reception, here.branch.id, found, now=here.desk.now)
        uploads.let_go(file)
        st.session_state[key(here.branch, "brought turn")] = turn + 1

    shell.done(take, f"{counted(len(found.figures), 'figure')} taken.")


def _how(alone: Mapping[str, Target], several: Mapping[str, Target]) -> str:
    """What a line holds, for targets of all together and for those of each organisation."""
    said = "<p>Some targets are about figures from elsewhere. A figure that is there already is replaced.</p>"
    if alone:
        names = bullets(f"{one.title}: {one.id}" for one in alone.values())
        said += f"<p>Give a line for each target and year: target, year, figure, source and date.</p>{names}"
    if several:
        names = bullets(f"{one.title}: {one.id}" for one in several.values())
        said += (
            "<p>Of these every organisation has its own figure. Give a line for each: target, organisation (its number "
            f"or name), year, figure, source and date. The organisation can read it too.</p>{names}"
        )
    return said


def _faults(faults: Sequence[str]) -> None:
    many = html(counted(len(faults), "line cannot", "lines cannot"))
    told = [*faults[:FIGURES_AT_ONCE], *(["And more."] if len(faults) > FIGURES_AT_ONCE else [])]
    st.html(
        '<div class="box wrong" role="alert"><p><strong class="word">Nothing was taken.</strong> '
        f"{many} be read.</p>{bullets(told)}</div>"
    )
