"""One's own submitted result beside organisations like it: which they are, one's place in words, and the chart.

Everything of others comes from stored comparison figures, as they were rounded there; nothing is worked out here.
"""

from collections.abc import Mapping, Sequence

from assessments import positions, wording
from assessments.comparison.values import Peers
from assessments.finding import shortest_allowed
from assessments.results import ResultView
from frameworks.edition import Edition
from scoring.disclosure import Spread
from scoring.results import OVERALL, NodeScore
from ui.charts.canvas import Others
from ui.charts.dot_range import Row, dot_range, in_drawn_order
from ui.charts.drawn import Chart, Mark
from ui.charts.palette import Palette
from ui.outcomes.sections_chart import axis_of
from ui.tables import Cell, Content, Html, bullets, folded, table, tag

MIDDLE, HALF, PLACE = "Their middle", "Their middle half", "Where you stand"
AVERAGE, NOT_SHOWN = "Their average", "not shown"
LIKE_YOURS = "organisations like yours"
EXACT = "You may see the results of these organisations anyway, so their figures are exact and as they stand today."
ROUNDED = "Figures of others are rounded, so that nobody’s own result can be worked out from them."
CLOSEST = "It is the closest one that can be shown. In these, which are closer to you, too few are counted:"
DRAFT = (
    "A draft is never set beside others. The comparison appears here once this review is submitted, and rests on what "
    "was submitted."
)


def group(peers: Peers, period: str) -> Html:
    """Which organisations these are, about how many, of which day the figures are, and what waits."""
    said = f"Beside {who(peers)}."
    if not peers.is_named:
        said = f"Beside {who(peers)}: about {peers.about}. Comparison figures of {wording.day(peers.figures_of)}."
    if peers.period not in ("", period):
        said += f" They are of {peers.period}: there are none of {period} yet."
    waits = tag("p", peers.waiting, "quiet") if peers.waiting else Html("")
    tried = folded("How this group was chosen", Html(tag("p", CLOSEST) + bullets(peers.steps)))
    return Html.join([tag("p", said), waits, tried if peers.steps else Html("")])


def note(peers: Peers) -> Html:
    """How exact the figures of others are, and why."""
    return tag("p", EXACT if peers.is_named else ROUNDED, "quiet small")


def who(peers: Peers) -> str:
    """The group within a sentence."""
    return peers.title[:1].lower() + peers.title[1:]


def place(edition: Edition, own: NodeScore, peers: Peers) -> Html:
    """Where one stands as a whole, in a sentence."""
    spread = peers.measures.get(OVERALL)
    figures = None if spread is None else others(edition, spread)
    if own.level is None or spread is None or figures is None:
        return tag("p", f"The overall level of {LIKE_YOURS} is {NOT_SHOWN}: it would say too much of each of them.")
    stands = f"Overall you stand at {_printed(edition, own)} of {edition.scale.highest}."
    where = positions.position(own.level, spread, edition.scale)
    return tag("p", f"{stands} Of {LIKE_YOURS} the {figures.text}: {where}.", "standing")


def others(edition: Edition, spread: Spread) -> Others | None:
    """The figures of others for a chart; None where not even an average is shown."""
    middle = positions.middle_of(spread)
    if middle is None:
        return None
    printed = wording.level(middle, wording.limits(edition))
    if spread.lower is None or spread.upper is None or spread.middle is None:
        return Others(middle, None, f"average is {printed}")
    half = positions.half_words(edition, spread)
    return Others(middle, (spread.lower, spread.upper), f"middle is {printed} and the middle half {half}")


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
    sides = {row.name: _side(edition, now[names[row.name]], peers) for row in drawn}
    found = finding(sides, of_average=not any(row.others and row.others.half for row in drawn))
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


def _side(edition: Edition, node: NodeScore, peers: Peers) -> positions.Side | None:
    spread = peers.measures.get(node.node)
    return None if node.level is None or spread is None else positions.side(node.level, spread, edition.scale)


def finding(sides: Mapping[str, positions.Side | None], *, of_average: bool = False) -> str:
    """Which sections are below others, else which are above; what their rounding could hide is level."""
    known = {name: side for name, side in sides.items() if side is not None}
    below = [name for name, side in known.items() if side == "below"]
    above = [name for name, side in known.items() if side == "above"]
    every, beside = f"{len(known)} sections", f"the {'average' if of_average else 'middle'} of {LIKE_YOURS}"
    match len(below), len(above):
        case 0, 0:
            said = [f"No section is far from {beside}"]
        case 0, most if most == len(known):
            said = [f"Every section compared is above {beside}"]
        case 0, some:
            said = [f"{some} of {every} {'is' if some == 1 else 'are'} above {beside} and none below"]
        case most, _ if most == len(known):
            said = [f"Every section compared is below {beside}"]
        case 1, _:
            said = [f"{below[0]} is the one section below {beside}", f"One of {every} is below {beside}"]
        case some, _:
            said = [f"{some} of {every} are below {beside}"]
    return shortest_allowed(said)


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
    return table(f"Level of each section out of {edition.scale.highest}", head, lines)


def of_others(edition: Edition, node: NodeScore, peers: Peers) -> tuple[Content | Cell, Content, Content]:
    """The middle of others at a node, their middle half, and where one stands among them."""
    spread = peers.measures.get(question_code(node))
    middle = None if spread is None else positions.middle_of(spread)
    if spread is None or middle is None:
        hidden = tag("span", NOT_SHOWN, "quiet")
        return hidden, hidden, hidden
    printed = wording.level(middle, wording.limits(edition))
    is_average = "" if spread.middle is not None else " (average)"
    where = None if node.level is None else positions.position(node.level, spread, edition.scale)
    half = positions.half_words(edition, spread) or tag("span", NOT_SHOWN, "quiet")
    return Cell(f"{printed}{is_average}", number=True), half, where or wording.DASH


def question_code(node: NodeScore) -> str:
    """What a release calls the measure of a node."""
    return f"q:{node.node}" if node.kind == "question" else node.node
