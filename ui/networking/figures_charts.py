"""The charts of how a network's organisations stand, each with its words, its table and its source."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments import wording
from assessments.comparison import Line, Spread
from scoring.results import OVERALL
from ui.charts.drawing import Figure
from ui.charts.heat import heat, heat_table
from ui.charts.palette import LIGHT, Palette
from ui.charts.ranges import Range, ranges
from ui.charts.tiles import Tile, tiles
from ui.networking.figures_compared import BY, TOO_FEW, Compared, dimension, level
from ui.networking.figures_findings import lowest_overall, most_changed, weakest, widest
from ui.tables import Cell, Row, table

AREAS_FOR_A_MAP = 6
CHANGE = "change:"


def charts(found: Compared, palette: Palette = LIGHT) -> Iterator[Figure]:
    """All there are of what is looked at."""
    yield heat_map(found, found.by, palette)
    for make in (tile_map, spread, change):
        made = make(found)
        if made is not None:
            yield made


def shown_columns(found: Compared, by: str) -> tuple[Line, ...]:
    """The groups of a breakdown that have figures of this year, after the one looked at."""
    first, *others = found.columns(by)
    return first, *(line for line in others if line.standing == "published" and line.reason != "matched")


def heat_map(found: Compared, by: str, palette: Palette) -> Figure:
    """Section by group."""
    columns = shown_columns(found, by)
    rows = [
        (title, [found.square(found.by_node[node].get(line.key)) for line in columns]) for node, title in found.nodes
    ]
    head = [f"{line.title} (about {line.about})" for line in columns]
    finding = weakest(found, columns[1:] or columns)
    return Figure(
        name=f"heat-{by}",
        finding=finding,
        measure=f"Mean of each section {BY[by].lower()}. {found.measure()}",
        source=found.source(),
        alt=finding + ".",
        table=heat_table(f"Mean of each section, {BY[by].lower()}", ("Section", *head), rows, palette),
        draw=lambda colours: heat(head, rows, colours),
    )


def tile_map(found: Compared) -> Figure | None:
    """The whole, region by region; None below six areas that have their place on a map."""
    operating = found.asked.desk.catalogue.operating
    areas = []
    for key, line in found.lines.items():
        region = operating.region(key.partition(":")[2]) if dimension(key) == "region" else None
        if region is not None and region.tile is not None:
            (column, row), figure = region.tile, found.by_node[OVERALL].get(key)
            mean = figure.mean if isinstance(figure, Spread) else None
            areas.append((Tile(column, row, line.title, found.square(figure)), line, mean))
    if sum(mean is not None for _, _, mean in areas) < AREAS_FOR_A_MAP:
        return None
    ordered = sorted(areas, key=lambda one: (one[2] is None, one[2] or Fraction(0)))
    rows = [
        (line.title, Cell(tile.square.shown, number=True), tile.square.word, _about(line)) for tile, line, _ in ordered
    ]
    return Figure(
        name="map",
        finding=lowest_overall([(tile.name, mean) for tile, _, mean in ordered if mean is not None]),
        measure=f"Mean overall by region. {found.measure()}",
        source=found.source(),
        alt="Overall by region. " + "; ".join(f"{tile.name}: {tile.square.shown}" for tile, *_ in ordered) + ".",
        table=table("Overall by region", ("Region", "Level", "Name of the level", "Counted"), rows),
        draw=lambda colours: tiles([tile for tile, *_ in ordered], colours),
    )


def _about(line: Line) -> str:
    return "" if line.about is None else f"about {line.about}"


def spread(found: Compared) -> Figure | None:
    """The middle half of the group looked at, section by section."""
    there = [(title, figure) for title, figure in _spreads(found, "") if figure.mean is not None]
    if not there:
        return None
    rows = [
        Range(title, level(each.mean), each.mean, each.lower, each.middle, each.upper)
        for title, each in there
        if each.mean is not None
    ]
    finding = widest(there) or f"Mean overall: {rows[0].shown}"
    head = ("Section", "Mean", "A quarter are below", "Middle", "A quarter are above", "Counted")
    scale = found.edition.scale
    return Figure(
        name="spread",
        finding=finding,
        measure=f"How far apart {_lower(found.line.title)} stand. {found.measure()}",
        source=found.source(),
        alt=finding + ". " + "; ".join(f"{row.name} {row.shown}" for row in rows) + ".",
        table=table("Spread of each section", head, [_spread_row(name, each) for name, each in there], stacks=head),
        draw=lambda colours: ranges(rows, colours, lowest=scale.lowest, highest=scale.highest),
        key=(("now", "Mean"), ("half", "The middle half"), ("peers", "The middle one")),
    )


def _lower(title: str) -> str:
    return "all organisations" if title.casefold() == "all organisations" else f"those of {title}"


def _spreads(found: Compared, before: str) -> Iterator[tuple[str, Spread]]:
    for node, title in found.nodes:
        figure = found.figures.get(before + node)
        if isinstance(figure, Spread):
            yield title, figure


def _spread_row(name: str, each: Spread) -> Row:
    cells = (each.mean, each.lower, each.middle, each.upper)
    return name, *(Cell(TOO_FEW if one is None else level(one), number=True) for one in cells), f"about {each.about}"


def change(found: Compared) -> Figure | None:
    """The change since the period before, of those that did both."""
    there = [(title, each, each.mean) for title, each in _spreads(found, CHANGE) if each.mean is not None]
    if not there:
        return None
    span = found.edition.scale.highest - found.edition.scale.lowest
    reach = max(1, *(int(abs(mean)) + 1 for _, _, mean in there))
    rows = [Range(title, wording.change(mean), mean, before=Fraction(0)) for title, _, mean in there]
    finding = most_changed([(title, mean) for title, _, mean in there])
    about = there[0][1].about
    head = ("Section", "Change", "Did both years")
    return Figure(
        name="change",
        finding=finding,
        measure=f"Change in levels since the year before, of organisations that did both. {found.measure()}",
        source=f"{found.source()} About {about} did both years.",
        alt=finding + ". " + "; ".join(f"{row.name} {row.shown}" for row in rows) + ".",
        table=table("Change of each section", head, _change_rows(there)),
        draw=lambda colours: ranges(rows, colours, lowest=-min(reach, span), highest=min(reach, span)),
        key=(("then", "The year before, as nought"), ("now", "This year")),
    )


def _change_rows(there: Sequence[tuple[str, Spread, Fraction]]) -> list[Row]:
    return [(title, Cell(wording.change(mean), number=True), f"about {each.about}") for title, each, mean in there]
