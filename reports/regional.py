"""How a network stands, in three lengths from the same stored figures: one side, a paper for its board, every table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.wording import DASH
from reports import sheets
from reports.paper import Beside, Block, Chart, Heading, Paper, Point, Room, Words, listed, table
from reports.review_words import shortened
from reports.sheets import Value

WIDEST, MANY = 22, 5  # letters that a column is given room for, twice as many in tables of few columns
SHORT = 3  # rows of a table that is only begun on one side
ROOM = "What was decided, who sees to it, and by when:"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the figures as on its page: charts with what they found, tables, and where all of it is from.

    `brief` is the chart that stands for it on one side.
    """

    title: str
    charts: tuple[Chart, ...]
    brief: Chart | None
    tables: tuple[sheets.Table, ...]
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regional:
    """Everything the three lengths tell. `dated` is the day of the comparison figures, or today where there are none.

    `groups` has the mean of every section in every group shown, `in_short` in the ones looked at; `needs` and `targets`
    are tables of the parts.
    `not_shown` says which groups are withheld and why.
    """

    network: str
    framework: str
    language: str
    subtitle: str
    dated: date
    footer: str
    parts: tuple[Part, ...]
    groups: sheets.Table | None
    in_short: sheets.Table | None
    needs: sheets.Table | None
    targets: sheets.Table | None
    not_shown: tuple[str, ...]


def one_side(told: Regional, *, demo: bool = False) -> Paper:
    """What stands out, on one side of A4."""
    return _paper(told, _short(told), demo=demo, is_one_side=True)


def board_paper(told: Regional, *, demo: bool = False) -> Paper:
    """Every chart with its table, what would help most, the targets, and what is not shown and why."""
    return _paper(told, _long(told), demo=demo, is_one_side=False)


def full_tables(told: Regional) -> bytes:
    """Every table, names included, as a workbook."""
    own = [told.groups] if told.groups else []
    return sheets.as_workbook([*own, *(each for part in told.parts for each in part.tables)])


def _paper(told: Regional, blocks: Iterable[Block], *, demo: bool, is_one_side: bool) -> Paper:
    return Paper(
        title=f"{told.network}: {told.framework}",
        subtitle=told.subtitle,
        author=told.network,
        language=told.language,
        dated=told.dated,
        footer=told.footer,
        blocks=tuple(blocks),
        demo=demo,
        one_side=is_one_side,
    )


def _short(told: Regional) -> Iterator[Block]:
    findings = [chart.title for part in told.parts for chart in part.charts]
    if findings:
        yield Words(f"{findings[0]}.", "lead")
    yield listed(Point("", f"{one}.") for one in findings[1:])
    briefs = [part.brief for part in told.parts if part.brief and not part.brief.wide]
    if len(briefs) > 1:
        yield Beside((briefs[0],), (briefs[1],))
    if told.in_short:
        yield _printed(told.in_short)
    for title, each in (("Where help would do most", told.needs), ("Targets", told.targets)):
        if each is not None and each.rows:
            yield Heading(title)
            yield listed(_point(each.head, row) for row in each.rows[:SHORT])
    yield Heading("What was decided")
    yield Room(ROOM, 2)
    yield Heading("Where these figures are from")
    yield from (Words(part.source, "quiet") for part in told.parts if part.source)


def _point(names: Sequence[str], row: Sequence[Value]) -> Point:
    """The first cell, and the others after it, each with the name of its column."""
    head, *rest = map(_words, row)
    told = [f"{name}: {each}" for name, each in zip(names[1:], rest, strict=True) if each not in {"", DASH}]
    return Point(shortened(head), shortened("; ".join(told), 2))


def _long(told: Regional) -> Iterator[Block]:
    for part in told.parts:
        yield Heading(part.title)
        yield from part.charts
        if part.note:
            yield Words(part.note)
        for each in _without_names(part.tables):
            yield _printed(each)
        if part.source:
            yield Words(part.source, "quiet")
    if told.groups:
        yield Heading("Every group by section")
        yield _printed(told.groups)
    if told.not_shown:
        yield Heading("What is not shown, and why")
        yield listed(Point("", each) for each in told.not_shown)


def _without_names(tables: Iterable[sheets.Table]) -> Iterator[sheets.Table]:
    """A paper goes from hand to hand: what tells of each organisation by name stays in the workbook."""
    return (each for each in tables if each.rows and not each.by_name)


def _printed(each: sheets.Table) -> Block:
    rows = [tuple(map(_words, row)) for row in each.rows]
    columns = range(len(each.head))
    numbers = {at for at in columns if all(isinstance(row[at], int | float) for row in each.rows)}
    letters = [max(len(each.head[at]), *(len(row[at]) for row in rows)) for at in columns]
    most = WIDEST if len(each.head) > MANY else 2 * WIDEST
    return table(each.title, each.head, rows, numbers=numbers, widths=[min(max(one, 6), most) for one in letters])


def _words(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, int | float) else value
