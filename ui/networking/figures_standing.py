"""The part "How they stand" of a network's figures: charts and needs from comparison figures, and what is not shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import streamlit as st

from assessments.comparison import Spread
from assessments.errors import NotYours
from assessments.needs import Low, Need, needs
from assessments.wording import counted, day, scale_label
from reports.sheets import Table, Value
from ui import addresses, keys, shell
from ui.charts.drawing import Figure
from ui.charts.drawn import palette
from ui.charts.shown import show
from ui.formatting import html, plain
from ui.networking import figures_charts
from ui.networking.figures import Asked, taking
from ui.networking.figures_compared import BY, TOO_FEW, Compared, code, from_when, named, of, releases, withheld
from ui.tables import Cell, bullets, folded, table, tag

PART = "standing"
AT_ONCE = 12
NONE = (
    "There are no comparison figures to show yet. They come from organisations that said yes to being counted, once "
    "there are enough of them, and are made by whoever looks after Stocktake."
)
NEEDS_HEAD = ("Question", "Section", "Asked for", "Below it")


def part(here: Asked) -> None:
    """Everything of it."""
    try:
        found = of(here)
    except NotYours:
        shell.note("There are no such figures now. These are others.")
        here = replace(here, period="", group="")
        found = of(here)
    if found is None:
        st.html(f"<p>{NONE}</p>")
        return
    _choosing(here, found)
    colours = palette()
    where = here.address | {"part": PART}
    for figure in figures_charts.charts(found, colours):
        is_table = figure.name.startswith("heat")
        show(figure, colours, addresses.download("figure.svg", chart=figure.name, **where), drawn=not is_table)
        if is_table:
            _not_shown(found)
    _needs(found)
    taking(here, PART, _tables(found))


def _choosing(here: Asked, found: Compared) -> None:
    """Which figures, of whom and by what; all of it stands in the address."""
    released = found.released
    waits = ""
    if released.waiting:
        shown = released.counted - released.waiting
        waits = f" {shown} of the {released.counted} counted are in them; the others wait until there are enough."
    st.html(f"<p>{html(f'Comparison figures of {day(released.made_at.date())}, {released.period.name}.{waits}')}</p>")
    there = {key: line for key, line in found.lines.items() if line.standing == "published" and _plain(key)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        there_are = releases(here)
        every = {code(one): named(one, there_are) for one in there_are}
        period = _chosen("Year", "period", every, code(released))
        group = _chosen("Of whom", "group", {key: line.title for key, line in there.items()}, found.group)
        by = _chosen("Side by side", "by", dict(BY), found.by)
    if (period, group, by) != (code(released), found.group, found.by):
        st.query_params.from_dict({**st.query_params.to_dict(), "period": period, "group": group, "by": by})
        st.rerun()


def _plain(key: str) -> bool:
    """Groups of organisations like one's own are the others under other names."""
    return not key.startswith("peers:")


def _chosen(label: str, name: str, choices: dict[str, str], here: str) -> str:
    if len(choices) == 1:
        return here
    options = list(choices)
    given = st.selectbox(
        label, options, options.index(here) if here in options else 0, width=300,
        format_func=lambda one: plain(choices.get(one, "")), key=keys.page("figures", f"{name}:{here}"),
    )  # fmt: skip
    return given or here


def _not_shown(found: Compared) -> None:
    told = list(withheld(found.columns(found.by)))
    if told:
        st.html(folded(f"Not shown: {counted(len(told), 'group')}", bullets(told)))


def figures(here: Asked) -> Iterator[Figure]:
    """Its charts, for the files."""
    found = of(here)
    return iter(()) if found is None else figures_charts.charts(found)


def _needs(found: Compared) -> None:
    every = needs(found.edition, found.figures)
    if not every:
        return
    first = every[0]
    finding = f"One course would help {about(first.low)} of about {first.low.about}"
    rows = [_need_row(found, one) for one in every[:AT_ONCE]]
    st.html(
        tag("h2", finding)
        + tag(
            "p",
            f"Questions where most are below the level asked for: about how many would gain. {found.measure()}",
            "quiet",
        )
        + table("Where a course or an offer would help most", NEEDS_HEAD, rows, titled=False, stacks=NEEDS_HEAD)
        + tag("p", found.source(), "quiet small")
    )


def about(low: Low) -> str:
    """As in "about 40"; "about 40 or more" where one of the counts is hidden."""
    return f"about {low.many}{' or more' if low.at_least else ''}"


def _need_row(found: Compared, one: Need) -> tuple[str | Cell, ...]:
    of_all = f"{about(one.low)} of about {one.low.about}"
    return one.question.text, one.section, scale_label(found.edition, one.level), Cell(of_all, number=True)


def tables(here: Asked) -> Iterator[Table]:
    """Its tables, for the files: every group by section, one group's sections, its change, and its needs."""
    found = of(here)
    return iter(()) if found is None else _tables(found)


def _tables(found: Compared) -> Iterator[Table]:
    head = ("Group", "Counted, about", "Section", "Mean", "A quarter are below", "Middle", "A quarter are above")
    shown = [line for key, line in found.lines.items() if line.standing == "published" and _plain(key)]
    rows: list[Sequence[Value]] = [
        [line.title, each.about, title, *map(_level, (each.mean, each.lower, each.middle, each.upper))]
        for line in shown
        for node, title in found.nodes
        if isinstance(each := found.by_node[node].get(line.key), Spread)
    ]
    made = found.released.made_at.date()
    yield Table("Every group by section", head, rows, f"{found.measure()}. {from_when(made)}")
    source = f"{found.measure()}. {found.source()}"
    changed: list[Sequence[Value]] = [
        [title, _level(each.mean), each.about]
        for node, title in found.nodes
        if isinstance(each := found.figures.get(figures_charts.CHANGE + node), Spread)
    ]
    yield Table("Change since the year before", ("Section", "Change", "Did both years, about"), changed, source)
    low: list[Sequence[Value]] = [
        [one.question.text, one.section, scale_label(found.edition, one.level), about(one.low), one.low.about]
        for one in needs(found.edition, found.figures)
    ]
    yield Table("Where help would do most", (*NEEDS_HEAD, "Counted, about"), low, source)


def _level(value: Fraction | None) -> str | float:
    return TOO_FEW if value is None else float(value)
