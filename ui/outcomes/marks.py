"""Steps to the mark: what an award says, and the shortest way there."""

from assessments import wording
from frameworks.edition import Award, Edition
from scoring.results import AwardResult, Score
from ui.tables import Html, table, tag


def terms(award: Award) -> list[tuple[str, str]]:
    """What an award says, who decides it, and how long it lasts."""
    decided = "an adviser, after looking at the evidence" if award.decided_by == "adviser" else "this review by itself"
    lasts = [("Lasts", f"{award.valid_months} months")] if award.valid_months else []
    means = [("What it says", award.text)] if award.text else []
    return [*means, ("Decided by", decided), *lasts]


def shortest_way(edition: Edition, score: Score, result: AwardResult) -> list[Html]:
    """The cheapest questions to move up, or that there are none; nothing where the award is met."""
    if result.verdict == "met":
        return []
    if result.path is None:
        return [tag("p", "Raising levels alone does not reach it; see what it asks for above.")]
    if not result.path:
        return []
    moves = [(_title(edition, q), _now(edition, score, q), label(edition, to)) for q, to in result.path]
    title = f"The shortest way there ({wording.counted(len(moves), 'question')})"
    return [table(title, ("Question", "Now", "Reach"), moves)]


def _title(edition: Edition, question: str) -> str:
    return edition.questions[question].text if question in edition.questions else question


def _now(edition: Edition, score: Score, question: str) -> str:
    node = score.nodes[question]
    if node.state == "not_known":
        return wording.NOT_KNOWN
    return (
        wording.NOT_ANSWERED
        if node.level is None or node.state == "unanswered"
        else wording.level(node.level, wording.limits(edition))
    )


def label(edition: Edition, level: int) -> str:
    """A level as people read it."""
    return wording.scale_label(edition, level) if level in edition.scale.levels else str(level)
