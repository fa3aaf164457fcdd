"""What a short account of a result picks out: what goes well, what needs work, and how it was worked out in a line."""

from collections.abc import Mapping

from assessments import wording
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.results import NodeScore, Score

ROLLUPS: Mapping[str, str] = {
    "mean": "The overall level is the weighted average of the sections",
    "min": "The overall level is that of the weakest section",
    "ladder": "The overall level counts the sections passed in order without a gap",
    "questions": "The overall level is the weighted average of all questions",
}


def strengths(edition: Edition, score: Score, most: int = 3) -> list[NodeScore]:
    """The strongest answered questions that reach their target, heaviest first among equals, then in file order."""
    below = {thing.question for thing in score.what_next}
    reached = [
        score.nodes[question.id]
        for question in edition.questions.values()
        if question.weight > 0 and question.id not in below and score.nodes[question.id].state == "answered"
    ]
    scored = [node for node in reached if node.official is not None]
    return sorted(scored, key=lambda node: (-(node.official or 0), -edition.questions[node.node].weight))[:most]


def challenges(edition: Edition, score: Score, most: int = 3) -> list[NodeScore]:
    """The weakest questions below their target, must-haves first, then the lowest, the heaviest first among equals."""
    must_haves = set(score.below_minimum)
    weak = [score.nodes[thing.question] for thing in score.what_next]
    return sorted(
        weak,
        key=lambda node: (node.node not in must_haves, node.official or 0, -edition.questions[node.node].weight),
    )[:most]


def how_in_a_line(edition: Edition, score: Score, sheet: AnswerSheet) -> str:
    """One or two sentences a trustee can follow, true for this framework and this result."""
    scale, whole = edition.scale, score.overall
    rule = "questions" if edition.scoring.over == "questions" else edition.scoring.rollup
    parts = [
        f"Each answer stands on a scale of {scale.lowest} to {scale.highest}. {ROLLUPS[rule]}.",
        f"{whole.answered + whole.not_applicable} of {whole.in_scope} questions were answered.",
    ]
    if whole.not_applicable:
        were = "was" if whole.not_applicable == 1 else "were"
        parts.append(f"{wording.counted(whole.not_applicable, 'question')} that did not apply {were} left out.")
    waiting = whole.in_scope - whole.answered - whole.not_applicable
    if waiting:
        counts = "are left out" if edition.scoring.unanswered == "left_out" else "count as the lowest level"
        parts.append(f"Questions without an answer {counts}.")
    if any(node.state == "not_known" for node in score.nodes.values()):
        parts.append("“We do not know” counts as the lowest level.")
    if any(node.caps for node in score.nodes.values()):
        held = [cap for node in score.nodes.values() for cap in node.caps]
        parts.append(
            " ".join(f"One section is held at {cap.maximum_level}: {cap.because.rstrip('.')}." for cap in held)
        )
    if edition.scoring.evidence == "cap":
        parts.append(f"Evidence was judged on {wording.day(sheet.as_of)}.")
    return " ".join(parts)
