"""How far a network is towards its targets: a bar each with what is needed, the pace in words, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import streamlit as st

from assessments import aimed_at_answers, aimed_for, periods
from assessments.access import aiming
from assessments.aimed_at_answers import Because, Shown, Year
from assessments.aimed_for import Aim, Elsewhere, OfEach
from assessments.needs import Low
from assessments.wording import DASH, counted, day, number
from frameworks.operating_files import Operating
from frameworks.targets import Target
from reports.sheets import Table
from scoring.targets import Distance, Pace
from ui import addresses
from ui.charts.bullet import Bar, bullet
from ui.charts.drawing import Figure
from ui.charts.drawn import palette
from ui.charts.shown import show
from ui.networking import figures_brought, figures_compared, figures_participation, figures_targets_made
from ui.networking.figures import Asked, taking
from ui.networking.figures_brought import Came
from ui.networking.figures_targets_made import group_words, years
from ui.tables import Html, table, tag

PART = "targets"
HEAD = ("Target", "Now", "Of whom", "Needed", "By", "Pace", "What is missing")
BECAUSE: Mapping[Because, str] = {
    "brought": "Not shown: this figure comes from elsewhere, and none has been brought.",
    "not made": "Not shown: no comparison figures have been made yet.",
    "two years": "Not shown: too few are counted in both years.",
    "few": "Not shown: too few are counted, or all stand alike.",
    "not yet": "Not shown yet: it is counted when comparison figures of these organisations are made next.",
    "alike": "Not shown: all stand alike, or all but one or two, so it would tell of each.",
    "no group": "Not shown: comparison figures are not made for exactly these organisations.",
}
ABOUT = (
    "Where it says “about”, the figures are comparison figures. How many came in the last year is then the change in "
    "the share of those counted, said of as many as are counted now."
)
PERCENT = 100
One = Aim | Shown | Elsewhere | Came | OfEach
Aims = tuple[One, ...]


def part(here: Asked) -> None:
    """Everything of it."""
    found = aims(here)
    if found:
        for figure in _charts(here, found):
            show(
                figure, palette(), addresses.download("figure.svg", chart=figure.name, **here.address | {"part": PART})
            )
        st.html(table("Every target", HEAD, [_row(one, here.desk.catalogue.operating) for one in found], stacks=HEAD))
        if any(isinstance(one, Shown) and one.pace for one in found):
            st.html(tag("p", ABOUT))
    else:
        st.html("<p>No target is about this framework yet. Make one below, or write some in a file.</p>")
    figures_targets_made.made(here)
    figures_brought.listed({one.target.id: one for one in found if isinstance(one, OfEach)})
    figures_brought.bringing(here, wanted(here))
    if found:
        taking(here, PART, _tables(here, found))


def wanted(here: Asked) -> tuple[Target, ...]:
    """What the network wants in the framework looked at."""
    if here.edition is None:
        return ()
    return aiming.wanted_of(here.desk.reception, here.desk.catalogue, here.branch.id, here.edition.id)


def aims(here: Asked) -> Aims:
    """The targets of the framework looked at, and those of figures brought from elsewhere, in the order written."""
    edition = here.edition
    if edition is None:
        return ()
    desk, network = here.desk, here.branch.id
    operating, today = desk.catalogue.operating, periods.today(desk.now)
    every, told = wanted(here), figures_participation.of(here)
    exact = {aim.target.id: aim for aim in aimed_for.aims(told, edition, every, operating)}
    made = aiming.of(desk.reception, desk.catalogue, network)
    made_on = {one.target.id: periods.today(one.kept.made_at) for one in made}
    at = aimed_at_answers.Looking(network, operating, today, made_on)
    both: Sequence[tuple[Year | None, Year | None]] = years(here) or [(None, None)]

    def shown(target: Target) -> Shown:
        """In the kind of year (school or financial) that shows it."""
        found = [aimed_at_answers.shown(target, now, before, at) for now, before in both]
        return max(found, key=lambda one: (one.low is not None, bool(one.groups)))

    of_awards: set[tuple[str, ...]] = set()

    def said_once(one: Shown) -> Shown:
        """What several targets for one award lack is said with the first of them."""
        if one.target.metric != "award" or not one.failing:
            return one
        again = one.target.of in of_awards
        of_awards.add(one.target.of)
        return replace(one, failing=()) if again else one

    came, each = figures_brought.came(here, every), figures_brought.each(here, every, told)
    return tuple(
        exact.get(one.id)
        or came.get(one.id)
        or each.get(one.id)
        or aimed_for.brought(one, operating, today)
        or said_once(shown(one))
        for one in every
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
    if isinstance(one, Aim | OfEach):
        return Bar(one.target.title, one.progress.share, _now(one), value)
    if isinstance(one, Came):
        return Bar(one.target.title, one.share, one.shown, value) if one.share is not None else None
    if one.low is None or not one.low.about:
        return None
    return Bar(one.target.title, Fraction(one.low.many, one.low.about), _now(one), value)


def _now(one: One) -> str:
    if isinstance(one, Elsewhere):
        return number(one.figure.value)
    if isinstance(one, Aim | OfEach):
        return f"{one.progress.met} of {one.progress.of}"
    if isinstance(one, Came):
        return one.shown
    return DASH if one.low is None else about(one.low)


def about(low: Low) -> str:
    """As in "about 25 of about 40"."""
    return f"{'at least ' if low.at_least else ''}about {low.many} of about {low.about}"


def _row(one: One, operating: Operating) -> Sequence[str]:
    needed = f"{number(one.target.value)} {'%' if one.target.is_of_organisations else one.target.unit}"
    head, by = (one.target.title, _now(one), _whom(one, operating)), day(one.target.by)
    if isinstance(one, Aim | OfEach):
        needed = f"{one.progress.needed} of {one.progress.of} ({needed})"
        return *head, needed, by, pace(one.pace), _missing(one)
    if isinstance(one, Elsewhere):
        source = f"Brought from elsewhere on {day(one.figure.on)}: {one.figure.source}"
        return *head, needed, by, _distance(one.distance), source
    if isinstance(one, Came):
        return *head, needed, by, one.pace, one.source
    missing = [_because(one)] if one.because else []
    missing += [f"“{question.text}” {about(low)} not there yet." for question, low in one.failing]
    return *head, needed, by, DASH if one.pace is None else pace(one.pace, roundly=True), " ".join(missing)


def _whom(one: One, operating: Operating) -> str:
    """Whom it is about; of figures of all networks, that they are."""
    if not isinstance(one, Shown) or not one.groups or one.because == "with others":
        return group_words(one.target.group, operating)
    titles = " and ".join(group.title for group in one.groups)
    return titles if one.groups[0].key.startswith("network:") else f"{titles}, of all networks"


def _because(one: Shown) -> str:
    """Why it is not shown, and what would change that."""
    if one.because == "with others":
        return f"Not shown: alone they are too few, so figures are of these together: {one.groups[0].title}."
    held = next((group for group in one.groups if group.standing != "published"), None)
    if one.because is None or held is None:
        return BECAUSE.get(one.because or "few", "")
    more = f" {held.needs} more counted would show it." if held.needs else ""
    return f"Not shown: {figures_compared.WHY.get(held.reason, figures_compared.WHY['few'])}.{more}"


def pace(told: Pace, *, roundly: bool = False) -> str:
    """How fast it must go, beside how fast it went: "12 more by 31 July 2027; 9 in the last year: too slow"."""
    so = "about " if roundly else ""
    if not told.more:
        return "Reached"
    if told.late:
        return f"{so}{told.more} short, and the day has passed"
    within = f", {told.within_a_year} of them within a year" if told.within_a_year < told.more else ""
    judged = {True: ": fast enough", False: ": too slow", None: ""}[told.fast_enough]
    return f"{so}{told.more} more by {day(told.by)}{within}; {_last_year(told, so)}{judged}"


def _distance(told: Distance) -> str:
    """As in "12 more; 8 more than a year before"."""
    more = f"{number(told.more)} more" if told.more else "Reached"
    if told.last_year is None:
        return more
    risen = "more" if told.last_year >= 0 else "less"
    return f"{more}; {number(abs(told.last_year))} {risen} than a year before"


def _last_year(told: Pace, so: str = "") -> str:
    if told.last_year is None:
        return "how many in the last year is not known"
    fewer = " fewer" if told.last_year < 0 else ""
    return f"{so if told.last_year else ''}{abs(told.last_year) or 'none'}{fewer} in the last year"


def _missing(one: Aim | OfEach) -> str:
    if not one.pace.more:
        return ""
    if isinstance(one, OfEach):
        without = one.progress.not_submitted
        below = one.progress.of - one.progress.met - without
        return f"{below} are not there yet, {without} have no figure of {one.year}"
    return f"{one.not_begun} have not begun, {one.begun} have begun and not submitted"


def tables(here: Asked) -> Iterator[Table]:
    """The targets as on the page, for the files."""
    return _tables(here, aims(here))


def _tables(here: Asked, found: Aims) -> Iterator[Table]:
    if found:
        rows = [_row(one, here.desk.catalogue.operating) for one in found]
        yield Table("Targets", HEAD, rows, f"As known on {day(here.desk.now.date())}.")
