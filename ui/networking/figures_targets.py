"""How far a network is towards its targets: a bar each with what is needed, the pace in words, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import streamlit as st

from assessments import aimed_for, comparison, periods
from assessments.aimed_for import Aim, Because, Elsewhere, Shown
from assessments.comparison import Figure as Released
from assessments.needs import Low
from assessments.wording import DASH, counted, day, number
from frameworks.targets import Target
from reports.sheets import Table
from scoring.targets import Distance, Pace
from ui import addresses
from ui.charts.bullet import Bar, bullet
from ui.charts.drawing import Figure
from ui.charts.drawn import palette
from ui.charts.shown import show
from ui.networking import figures_brought, figures_compared, figures_participation
from ui.networking.figures import Asked, taking
from ui.networking.figures_brought import Came
from ui.tables import Html, table

PART = "targets"
HEAD = ("Target", "Now", "Needed", "By", "Pace", "What is missing")
BECAUSE: Mapping[Because, str] = {
    "brought": "Not shown: this figure comes from elsewhere, and none has been brought.",
    "not worked out": "Not shown: it depends on two years together, which comparison figures do not hold.",
    "no figures": "Not shown: too few are counted, or all stand alike.",
}
PERCENT = 100
One = Aim | Shown | Elsewhere | Came
Aims = tuple[One, ...]


def part(here: Asked) -> None:
    """Everything of it."""
    found = aims(here)
    if not found:
        st.html("<p>No target is about this framework. Whoever looks after Stocktake writes them in a file.</p>")
        return
    for figure in _charts(here, found):
        show(figure, palette(), addresses.download("figure.svg", chart=figure.name, **here.address | {"part": PART}))
    st.html(table("Every target", HEAD, map(_row, found)))
    figures_brought.bringing(here)
    taking(here, PART, _tables(here, found))


def aims(here: Asked) -> Aims:
    """The targets of the framework looked at, and those of figures brought from elsewhere, in the order written."""
    edition = here.edition
    if edition is None:
        return ()
    operating = here.desk.catalogue.operating
    wanted = [one for one in operating.targets.values() if one.framework in {None, edition.id}]
    exact = {aim.target.id: aim for aim in aimed_for.aims(figures_participation.of(here), edition, wanted, operating)}
    released = next((one for one in figures_compared.releases(here) if one.form == "full"), None)
    measures: dict[str, Mapping[str, Released]] = {}
    today = periods.today(here.desk.now)

    def shown(target: Target) -> Shown:
        key = aimed_for.group_key(target, here.branch.id, operating)
        if released is not None and key is not None and key not in measures:
            measures[key] = comparison.figures(here.desk, released, key)
        return aimed_for.shown(target, edition, key, measures.get(key or "", {}))

    came = figures_brought.came(here)
    return tuple(
        exact.get(one.id) or came.get(one.id) or aimed_for.brought(one, operating, today) or shown(one)
        for one in wanted
    )


def figures(here: Asked) -> Iterator[Figure]:
    """Its chart, for the files."""
    return _charts(here, aims(here))


def _charts(here: Asked, found: Aims) -> Iterator[Figure]:
    """None where no share can be shown."""
    bars = [bar for bar in map(_bar, found) if bar is not None]
    if not bars:
        return
    exact = [one for one in found if isinstance(one, Aim)]
    behind = next((one for one in exact if one.pace.more), None)
    finding = "What comes from who took part is reached" if exact else "How far the targets are"
    if behind is not None:
        finding = f"{behind.pace.more} more by {day(behind.pace.by)}; {_last_year(behind.pace)}"
    yield Figure(
        name="targets",
        finding=finding,
        measure=f"Share that meets each target, {here.branch.name}. The line is what the target asks for.",
        source=f"Source: Stocktake, as known on {day(here.desk.now.date())}. {_of_how_many(found)}",
        alt=finding + ". " + "; ".join(f"{bar.name}: {bar.shown}" for bar in bars) + ".",
        table=Html(""),  # it stands open below, with the targets that have no bar
        draw=lambda colours: bullet(bars, colours),
    )


def _of_how_many(found: Aims) -> str:
    many = max((one.progress.of for one in found if isinstance(one, Aim)), default=0)
    return f"Of {counted(many, 'organisation')} that it is for; “about” is of those counted in comparison figures."


def _bar(one: One) -> Bar | None:
    value = Fraction(one.target.value) / PERCENT
    if isinstance(one, Elsewhere):
        share = Fraction(one.figure.value) / PERCENT
        is_share = (one.target.unit or "").startswith("percent") and share <= 1
        return Bar(one.target.title, share, _now(one), value) if is_share else None
    if isinstance(one, Aim):
        return Bar(one.target.title, one.progress.share, _now(one), value)
    if isinstance(one, Came):
        return Bar(one.target.title, one.share, one.shown, value) if one.share is not None else None
    if one.low is None or not one.low.about:
        return None
    return Bar(one.target.title, Fraction(one.low.many, one.low.about), _now(one), value)


def _now(one: One) -> str:
    if isinstance(one, Elsewhere):
        return number(one.figure.value)
    if isinstance(one, Aim):
        return f"{one.progress.met} of {one.progress.of}"
    if isinstance(one, Came):
        return one.shown
    return DASH if one.low is None else about(one.low)


def about(low: Low) -> str:
    """As in "about 25 of about 40"."""
    return f"{'at least ' if low.at_least else ''}about {low.many} of about {low.about}"


def _row(one: One) -> Sequence[str]:
    needed = f"{number(one.target.value)} {one.target.unit or '%'}"
    by = day(one.target.by)
    if isinstance(one, Aim):
        needed = f"{one.progress.needed} of {one.progress.of} ({needed})"
        return one.target.title, _now(one), needed, by, pace(one.pace), _missing(one)
    if isinstance(one, Elsewhere):
        source = f"Brought from elsewhere on {day(one.figure.on)}: {one.figure.source}"
        return one.target.title, _now(one), needed, by, _distance(one.distance), source
    if isinstance(one, Came):
        return one.target.title, _now(one), needed, by, one.pace, one.source
    missing = [BECAUSE[one.because]] if one.because else []
    missing += [f"“{question.text}” {about(low)} not there yet." for question, low in one.failing]
    return one.target.title, _now(one), needed, by, DASH, " ".join(missing)


def pace(told: Pace) -> str:
    """How fast it must go, beside how fast it went: "12 more by 31 July 2027; 9 in the last year: too slow"."""
    if not told.more:
        return "Reached"
    if told.late:
        return f"{told.more} short, and the day has passed"
    within = f", {told.within_a_year} of them within a year" if told.within_a_year < told.more else ""
    judged = {True: ": fast enough", False: ": too slow", None: ""}[told.fast_enough]
    return f"{told.more} more by {day(told.by)}{within}; {_last_year(told)}{judged}"


def _distance(told: Distance) -> str:
    """As in "12 more; 8 more than a year before"."""
    more = f"{number(told.more)} more" if told.more else "Reached"
    if told.last_year is None:
        return more
    risen = "more" if told.last_year >= 0 else "less"
    return f"{more}; {number(abs(told.last_year))} {risen} than a year before"


def _last_year(told: Pace) -> str:
    return "how many in the last year is not known" if told.last_year is None else f"{told.last_year} in the last year"


def _missing(one: Aim) -> str:
    if not one.pace.more:
        return ""
    return f"{one.not_begun} have not begun, {one.begun} have begun and not submitted"


def tables(here: Asked) -> Iterator[Table]:
    """The targets as on the page, for the files."""
    return _tables(here, aims(here))


def _tables(here: Asked, found: Aims) -> Iterator[Table]:
    if found:
        yield Table("Targets", HEAD, [_row(one) for one in found], f"As known on {day(here.desk.now.date())}.")
