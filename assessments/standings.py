"""Which figure a result shows: what was submitted, or for a draft where it stands on what has been answered."""

from fractions import Fraction

from assessments import wording
from frameworks.edition import Edition
from scoring.bands import band_of
from scoring.results import NodeScore, Score


def share_shown(node: NodeScore, *, draft: bool) -> Fraction | None:
    """The share of a node, exact; None where there is no score."""
    return node.claimed.so_far if draft else node.official


def level_shown(edition: Edition, node: NodeScore, *, draft: bool) -> Fraction | None:
    """The level of a node, exact; None where there is no score."""
    share = share_shown(node, draft=draft)
    return None if share is None else wording.level_of(edition, share)


def name_shown(edition: Edition, node: NodeScore, *, draft: bool) -> str | None:
    """The name of that level."""
    level = level_shown(edition, node, draft=draft)
    return None if level is None else band_of(edition, level, node.kind)


def standing_shown(edition: Edition, node: NodeScore, *, draft: bool) -> str:
    """As in "3.2 of 5 · In place"."""
    level = level_shown(edition, node, draft=draft)
    if level is None:
        return wording.NO_SCORE
    printed = wording.level(level, wording.limits(edition))
    return f"{printed} of {edition.scale.highest} · {band_of(edition, level, node.kind)}"


def two_readings(edition: Edition, score: Score, *, draft: bool) -> str | None:
    """The overall level as answered and with only the evidence in date, where the framework asks for evidence.

    Both are the figure this page shows: what counts, or for a draft where it stands on what has been answered.
    """
    answered, proved = score.overall.claimed, score.overall.evidenced
    if proved is None:
        return None
    left_out = draft or edition.scoring.unanswered == "left_out"
    pair = (answered.so_far, proved.so_far) if left_out else (answered.floor, proved.floor)
    said = []
    for share, words in zip(pair, ("as you answered", "with evidence in date"), strict=True):
        if share is None:
            return None
        level = wording.level(wording.level_of(edition, share), wording.limits(edition))
        said.append(f"{level} of {edition.scale.highest} {words}")
    return "; ".join(said)
