"""One's own submitted result beside organisations like it: which they are, one's place in words, and the chart.

Everything of others comes from stored comparison figures, as they were rounded there; nothing is worked out here.
"""

from collections.abc import Sequence

from assessments import beside_others, positions, wording
from assessments.beside_others import AVERAGE, HALF, MIDDLE, NOT_SHOWN, PLACE, finding, who
from assessments.comparison.values import Peers
from assessments.results import ResultView
from frameworks.edition import Edition
from scoring.disclosure import Spread
from scoring.results import NodeScore
from ui.charts.canvas import Others
from ui.charts.dot_range import Row, dot_range, in_drawn_order
from ui.charts.drawn import Chart, Mark
from ui.charts.palette import Palette
from ui.outcomes.sections_chart import axis_of
from ui.tables import Cell, Content, Html, bullets, folded, table, tag

CLOSEST = "It is the closest one that can be shown. In these, which are closer to you, too few are counted:"


def group(peers: Peers, period: str) -> Html:
    """Which organisations these are, about how many, of which day the figures are, and what waits."""
    waits = tag("p", peers.waiting, "quiet") if peers.waiting else Html("")
    tried = folded("How this group was chosen", Html(tag("p", CLOSEST) + bullets(peers.steps)))
    return Html.join([tag("p", beside_others.introduced(peers, period)), waits, tried if peers.steps else Html("")])


def note(peers: Peers) -> Html:
    """How exact the figures of others are, and why."""
    return tag("p", beside_others.how_exact(peers), "quiet small")


def place(edition: Edition, own: NodeScore, peers: Peers) -> Html:
    """Where one stands as a whole, in a sentence."""
    said = beside_others.place(edition, own, peers)
    return tag("p", beside_others.not_placed()) if said is None else tag("p", said, "standing")


def others(edition: Edition, spread: Spread) -> Others | None:
    """The figures of others for a chart; None where not even an average is shown."""
    middle, words = positions.middle_of(spread), beside_others.shown(edition, spread)
    if middle is None or words is None:
        return None
    if spread.lower is None or spread.upper is None or spread.middle is None:
        return Others(middle, None, words)
    return Others(middle, (spread.lower, spread.upper), words)


def sections_beside(view: ResultView, peers: Peers, palette: Palette, *, has_before: bool) -> Chart | None:
    """Every section beside others, furthest above them first; None where no section of theirs is shown."""
    edition, now = view.edition, view.score.nodes
    before = view.last_score.nodes if has_before and view.last_score else {}
    asked = [section for section in edition.sections if now[section.id].in_scope]
    rows = {section.id: _row(edition, now[section.id], before.get(section.id), peers) for section in asked}
    if not any(row.gap is not None for row in rows.values()):
        return None
    drawn = in_drawn_order(list(rows.values()))
    place_of = f"{view.organisation.name}, {view.review.period.name}"
    about = "" if peers.is_named else f" (about {peers.about}, figures of {wording.day(peers.figures_of)})"
    measure = f"Level of each section out of {edition.scale.highest}: {place_of}, beside {who(peers)}{about}"
    names = {row.name: node for node, row in rows.items()}
    sides = {row.name: beside_others.side(edition, now[names[row.name]], peers) for row in drawn}
    of_average = not any(row.others and row.others.half for row in drawn)
    found = finding(sides, of_average=of_average, whom=beside_others.like(peers))
    return Chart(
        figure=dot_range(list(rows.values()), axis_of(edition), palette),
        finding=found,
        measure=measure,
        key=_key(drawn),
        alt=f"{found}. {measure}: " + "; ".join(map(_said, drawn)) + ".",
        table=_table(edition, [(row, now[names[row.name]]) for row in drawn], peers),
    )


def _row(edition: Edition, now: NodeScore, before: NodeScore | None, peers: Peers) -> Row:
    last = before.level if before else None
    spread = peers.measures.get(now.node)
    figures = others(edition, spread) if spread else None
    printed = wording.DASH if last is None else wording.level(last, wording.limits(edition))
    return Row(now.title, now.level, last, _printed(edition, now), printed, figures)


def _printed(edition: Edition, node: NodeScore) -> str:
    return wording.DASH if node.level is None else wording.level(node.level, wording.limits(edition))


def _key(drawn: Sequence[Row]) -> list[tuple[Mark, str]]:
    key: list[tuple[Mark, str]] = [("now", "You now")]
    if any(row.before is not None for row in drawn):
        key.append(("then", "You last time"))
    halves = [row.others.half is not None for row in drawn if row.others]
    key.append(("peers", MIDDLE if any(halves) else AVERAGE))
    if any(halves):
        key.append(("half", HALF))
    return key


def _said(row: Row) -> str:
    last = f" (last time {row.before_text})" if row.before is not None else ""
    return f"{row.name} {row.now_text}{last}, their {row.others.text if row.others else f'figure is {NOT_SHOWN}'}"


def _table(edition: Edition, rows: Sequence[tuple[Row, NodeScore]], peers: Peers) -> Html:
    has_before = any(row.before is not None for row, _ in rows)
    head = ("Section", "You now", *(("You last time",) if has_before else ()), MIDDLE, HALF, PLACE)
    lines = []
    for row, node in rows:
        last = (Cell(row.before_text, number=True),) if has_before else ()
        lines.append((row.name, Cell(row.now_text, number=True), *last, *of_others(edition, node, peers)))
    return table(f"Level of each section out of {edition.scale.highest}", head, lines, stacks=head)


def of_others(edition: Edition, node: NodeScore, peers: Peers) -> tuple[Content | Cell, Content, Content]:
    """The middle of others at a node, their middle half, and where one stands among them."""
    theirs, hidden = beside_others.theirs(edition, node, peers), tag("span", NOT_SHOWN, "quiet")
    if theirs.middle is None:
        return hidden, hidden, hidden
    return Cell(theirs.middle, number=True), theirs.half or hidden, theirs.where or wording.DASH
