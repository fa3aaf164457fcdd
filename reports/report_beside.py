"""The part of the full report that sets one's own result beside others, as stored comparison figures show them."""

from collections.abc import Iterator

from assessments import beside_others as told
from assessments import positions
from assessments.comparison.values import Peers
from assessments.results import ResultView
from reports import charts
from reports.paper import Block, Chart, Heading, Words, table
from reports.review_words import NAME, printed, shortened
from scoring.results import NodeScore


def beside_others(view: ResultView, peers: Peers | None, why_alone: str) -> Iterator[Block]:
    """Each section beside others, or in a sentence why there is nothing beside it; never a draft."""
    yield Heading("Compared with organisations like ours")
    if view.submission is None or peers is None:
        yield Words(told.DRAFT if view.submission is None else why_alone)
        return
    yield Words(told.introduced(peers, view.review.period.name))
    if peers.waiting:
        yield Words(peers.waiting, "quiet")
    yield Words(told.place(view.edition, view.score.overall, peers) or told.not_placed())
    nodes = [view.score.nodes[section.id] for section in view.edition.sections if view.score.nodes[section.id].in_scope]
    if any(told.side(view.edition, node, peers) for node in nodes):
        yield _chart(view, nodes, peers)
    rows = []
    for node in nodes:
        theirs = told.theirs(view.edition, node, peers)
        shown = [each or told.NOT_SHOWN for each in (theirs.middle, theirs.half, theirs.where)]
        rows.append((node.title, printed(view.edition, node.level), *shown))
    head = ("Section", "You now", told.MIDDLE, told.HALF, told.PLACE)
    yield table("Each section beside others", head, rows, numbers=(1, 2), widths=(5, 2, 3, 3, 4))
    yield Words(told.how_exact(peers), "quiet")


def _chart(view: ResultView, nodes: list[NodeScore], peers: Peers) -> Chart:
    edition = view.edition
    rows = [_row(view, node, peers) for node in nodes]
    sides = {node.title: told.side(edition, node, peers) for node in nodes}
    spreads = (peers.measures.get(node.node) for node in nodes)
    of_average = not any(each and each.lower is not None for each in spreads)
    found = told.finding(sides, of_average=of_average, whom=told.like(peers))
    said = []
    for node in nodes:
        spread = peers.measures.get(node.node)
        theirs = told.shown(edition, spread) if spread is not None else None
        said.append(f"{node.title} {printed(edition, node.level)}, their {theirs or f'figure is {told.NOT_SHOWN}'}")
    measure = f"Level of each section, of {edition.scale.highest}, beside {told.who(peers)}"
    return Chart(
        title=found,
        measure=f"{measure}.",
        svg=charts.dots(rows, lowest=edition.scale.lowest, highest=edition.scale.highest),
        alt=f"{measure}: {'; '.join(said)}.",
    )


def _row(view: ResultView, node: NodeScore, peers: Peers) -> charts.Row:
    spread = peers.measures.get(node.node)
    name, value = shortened(node.title, letters=NAME), printed(view.edition, node.level)
    if spread is None:
        return charts.Row(name, node.level, None, value)
    half = None
    if spread.lower is not None and spread.upper is not None:
        half = (spread.lower, spread.upper)
    return charts.Row(name, node.level, None, value, half, positions.middle_of(spread))
