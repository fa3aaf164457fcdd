"""One's own result beside organisations like it, in words: which they are, one's place, and what is shown of them.

Everything of others comes from stored comparison figures, as they were rounded there; nothing is worked out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import positions, wording
from assessments.comparison.values import ALL, Peers
from assessments.finding import shortest_allowed
from frameworks.edition import Edition
from scoring.disclosure import Spread
from scoring.results import OVERALL, NodeScore

MIDDLE, HALF, PLACE = "Their middle", "Their middle half", "Where you stand"
AVERAGE, NOT_SHOWN = "Their average", "not shown"
LIKE_YOURS = "organisations like yours"
EXACT = "You may see the results of these organisations anyway, so their figures are exact and as they stand today."
ROUNDED = "Figures of others are rounded, so that nobody’s own result can be worked out from them."
DRAFT = (
    "A draft is never set beside others. The comparison appears here once this review is submitted, and rests on what "
    "was submitted."
)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What is shown of others at one node, in words; None where it is not. `where` is one's own place among them."""

    middle: str | None = None
    half: str | None = None
    where: str | None = None


def introduced(peers: Peers, period: str) -> str:
    """Which organisations these are, about how many, and of which day the figures are."""
    said = f"Beside {who(peers)}."
    if not peers.is_named:
        said = f"Beside {who(peers)}: about {peers.about}. Comparison figures of {wording.day(peers.figures_of)}."
    if peers.period not in ("", period):
        said += f" They are of {peers.period}: there are none of {period} yet."
    return said


def how_exact(peers: Peers) -> str:
    """How exact the figures of others are, and why."""
    return EXACT if peers.is_named else ROUNDED


def who(peers: Peers) -> str:
    """The group within a sentence."""
    return peers.title[:1].lower() + peers.title[1:]


def like(peers: Peers) -> str:
    """What to call them: only those of one's kind are like oneself."""
    return "all organisations" if peers.key == ALL else LIKE_YOURS


def place(edition: Edition, own: NodeScore, peers: Peers) -> str | None:
    """Where one stands as a whole, in a sentence; None where that is not shown."""
    spread = peers.measures.get(OVERALL)
    figures = None if spread is None else shown(edition, spread)
    if own.level is None or spread is None or figures is None:
        return None
    stands = f"Overall you stand at {wording.level(own.level, wording.limits(edition))} of {edition.scale.highest}."
    return f"{stands} Of {like(peers)} the {figures}: {positions.position(own.level, spread, edition.scale)}."


def not_placed() -> str:
    return f"The overall level of {LIKE_YOURS} is {NOT_SHOWN}: it would say too much of each of them."


def shown(edition: Edition, spread: Spread) -> str | None:
    """As in "middle is 3.2 and the middle half 2.8 to 3.6"; None where not even an average is shown."""
    middle = positions.middle_of(spread)
    if middle is None:
        return None
    printed = wording.level(middle, wording.limits(edition))
    if spread.lower is None or spread.upper is None or spread.middle is None:
        return f"average is {printed}"
    return f"middle is {printed} and the middle half {positions.half_words(edition, spread)}"


def theirs(edition: Edition, node: NodeScore, peers: Peers) -> Theirs:
    """The middle of others at a node, their middle half, and where one stands among them."""
    spread = peers.measures.get(question_code(node))
    middle = None if spread is None else positions.middle_of(spread)
    if spread is None or middle is None:
        return Theirs()
    is_average = "" if spread.middle is not None else " (average)"
    return Theirs(
        wording.level(middle, wording.limits(edition)) + is_average,
        positions.half_words(edition, spread),
        wording.DASH if node.level is None else positions.position(node.level, spread, edition.scale) or wording.DASH,
    )


def side(edition: Edition, node: NodeScore, peers: Peers) -> positions.Side | None:
    """On which side of the middle of others one stands."""
    spread = peers.measures.get(node.node)
    return None if node.level is None or spread is None else positions.side(node.level, spread, edition.scale)


def question_code(node: NodeScore) -> str:
    """What a release calls the measure of a node."""
    return f"q:{node.node}" if node.kind == "question" else node.node


def finding(sides: Mapping[str, positions.Side | None], *, of_average: bool = False, whom: str = LIKE_YOURS) -> str:
    """Which sections are below others, else which are above; what their rounding could hide is level."""
    known = {name: side for name, side in sides.items() if side is not None}
    below = [name for name, side in known.items() if side == "below"]
    above = [name for name, side in known.items() if side == "above"]
    every, beside = f"{len(known)} sections", f"the {'average' if of_average else 'middle'} of {whom}"
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
