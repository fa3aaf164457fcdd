"""Who took part: the years of a framework in a network as a chart and a table, this year by kind, and by name."""

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from assessments import participation
from assessments.handed_on import from_five
from assessments.participation import Line, Participation, Went, Year
from assessments.store.participation import Member
from assessments.wording import DASH, counted, day
from frameworks.edition import Calendar
from reports.sheets import Table
from ui import addresses
from ui.charts.bullet import Bar, bullet
from ui.charts.drawing import Figure
from ui.charts.drawn import palette
from ui.charts.shown import show
from ui.networking.figures import Asked, taking
from ui.networking.figures_compared import TOO_FEW
from ui.tables import Cell, Html, bullets, folded, table, tag
from ui.words import what_it_is

CALENDARS: dict[Calendar, str] = {"academic": "school year", "financial": "financial year"}
HEAD = ("Year", "Belonged on", "Organisations", "Begun, not submitted", "Submitted", "Of all", "Left since")
WENT: dict[Went, str] = {
    "not begun": "Not begun",
    "begun": "Begun, not submitted",
    "submitted": "Submitted",
}
MOST_NAMED = 200  # of each, on the page; a nation may have tens of thousands
HANDED = ("Year", "Group", "Submitted", "Organisations")
NAMES = ("Organisation", "Kind", "Region", "How far", "Submitted on")


def part(here: Asked) -> None:
    """Everything of it."""
    found = of(here)
    if not found:
        st.html("<p>No organisation that this framework is for belongs to the network.</p>")
    for each in found:
        show(figure(here, each), palette(), addresses.download("figure.svg", chart=name(each), **here.address))
        _this_year(each)
    if found:
        taking(here, "participation", _tables(here, found, by_name=False))


def of(here: Asked) -> tuple[Participation, ...]:
    """Participation in the framework looked at; nothing before anybody began one."""
    if here.edition is None:
        return ()
    return participation.of(here.desk.reception, here.desk.door, here.branch.id, here.edition, now=here.desk.now)


def name(told: Participation) -> str:
    """What its chart is called in an address."""
    return f"participation-{told.calendar}"


def figures(here: Asked) -> Iterator[Figure]:
    """Its charts, for the files."""
    return (figure(here, each) for each in of(here))


def tables(here: Asked) -> Iterator[Table]:
    """Its tables, for the files: the years, and everybody by name in each."""
    return _tables(here, of(here))


def _tables(here: Asked, found: Iterable[Participation], *, by_name: bool = True) -> Iterator[Table]:
    """The tables; those by name are long, and left empty where only their titles are needed."""
    for told in found:
        source = figure(here, told).source
        named = f"Who took part, by {CALENDARS[told.calendar]}"
        rows = [[cell.content if isinstance(cell, Cell) else cell for cell in _row(year)] for year in told.years]
        yield Table(named, HEAD, [[_figure(each) for each in row] for row in rows], source)
        lines = [_line(year, line) for year in told.years for line in year.lines] if by_name else []
        yield Table(f"By name, by {CALENDARS[told.calendar]}", ("Year", *NAMES), lines, source, by_name=True)
        yield Table(f"To hand on, from five, by {CALENDARS[told.calendar]}", HANDED, _handed_on(told.years[0]), source)


def _handed_on(now: Year) -> list[Sequence[str | int]]:
    """The running year as anybody may be given it: a row for all, and for each kind and region of which it is shown."""
    kinds, regions = now.by(_kind), now.by(_region)
    whole, _ = from_five(kinds)
    every = [("All", whole), *from_five(kinds)[1].items(), *from_five(regions)[1].items()]
    return [[now.period.name, name, *(count or (TOO_FEW, TOO_FEW))] for name, count in every]


def _kind(one: Member) -> str:
    return what_it_is(one.kind, one.phase)  # type: ignore[arg-type]  # as kept


def _region(one: Member) -> str:
    return one.region or "No region given"


def _figure(shown: str) -> str | int:
    return int(shown) if shown.isascii() and shown.isdigit() else shown


def _line(year: Year, line: Line) -> tuple[str, ...]:
    one = line.member
    submitted = "" if line.submitted_on is None else line.submitted_on.isoformat()
    return year.period.name, one.name, what_it_is(one.kind, one.phase), one.region or "", WENT[line.went], submitted  # type: ignore[arg-type]  # as kept


def figure(here: Asked, told: Participation) -> Figure:
    """The share that submitted, a bar a year, the newest first."""
    now = told.years[0]
    bars = [Bar(_named(year), year.share, f"{year.many('submitted')} of {len(year.lines)}") for year in told.years]
    framework = here.edition.name if here.edition else ""
    return Figure(
        name=name(told),
        finding=f"{now.many('submitted')} of {len(now.lines)} have submitted for {now.period.name}",
        measure=f"{framework}: reviews submitted, of all organisations of {here.branch.name} that it is for, "
        f"by {CALENDARS[told.calendar]}",
        source=f"Source: Stocktake, as known on {day(told.known_on)}. "
        f"{counted(len(now.lines), 'organisation')} {'belongs' if len(now.lines) == 1 else 'belong'} now.",
        alt="Submitted, by year. " + "; ".join(f"{bar.name}: {bar.shown}" for bar in bars) + ".",
        table=table(f"Who took part, by {CALENDARS[told.calendar]}", HEAD, map(_row, told.years), stacks=HEAD),
        draw=lambda colours: bullet(bars, colours),
    )


def _named(year: Year) -> str:
    return year.period.name if year.day == year.period.end else f"{year.period.name} until today"


def percent(year: Year) -> str:
    """The share that submitted, in whole percents, half-up."""
    return DASH if year.share is None else f"{int(year.share * 100 + year.share.__class__(1, 2))} %"


def _row(year: Year) -> Sequence[str | Cell]:
    numbers = (len(year.lines), year.many("begun"), year.many("submitted"))
    cells = [Cell(str(each), number=True) for each in numbers]
    return (
        year.period.name, day(year.day), *cells, Cell(percent(year), number=True), Cell(str(year.left), number=True),
    )  # fmt: skip


def _this_year(told: Participation) -> None:
    """The running year by kind and by region, and by name."""
    now = told.years[0]
    kinds, regions = now.by(_kind), now.by(_region)
    for title, groups in (("By kind", kinds), ("By region", regions)):
        if len(groups) > 1:
            rows = [
                (each, Cell(f"{done} of {many}", number=True), Cell(_share(done, many), number=True))
                for each, (done, many) in groups.items()
            ]
            st.html(
                table(
                    f"{title}, {now.period.name}", (title.removeprefix("By ").capitalize(), "Submitted", "Of all"), rows
                )
            )
    st.html(tag("h3", f"By name, {now.period.name}") + Html.join(_by_name(now)))
    left = sum(year.left for year in told.years)
    if left:
        st.html(
            '<p class="quiet">Organisations that left the network are in the column “Left since” and in no other '
            "figure: how far they went is not yours to see any more.</p>"
        )


def _share(done: int, many: int) -> str:
    return f"{(200 * done + many) // (2 * many)} %"


def _by_name(now: Year) -> Iterator[Html]:
    for went, words in WENT.items():
        there = [line for line in now.lines if line.went == went]
        if there:
            yield folded(f"{words}: {len(there)}", _named_of(there))


def _named_of(there: Sequence[Line]) -> Html:
    """The first of them by name; where there are very many, how many more, and where they are."""
    more = len(there) - MOST_NAMED
    rest = [tag("p", f"{more:,} more are not listed here. Every name is in the files below.")] if more > 0 else []
    return Html.join([bullets(map(_said, there[:MOST_NAMED])), *rest])


def _said(line: Line) -> str:
    return line.member.name if line.submitted_on is None else f"{line.member.name}, {day(line.submitted_on)}"
