"""What a short account of a result picks out: what goes well, what needs work, and how it was worked out in a line."""

from collections.abc import Iterator, Mapping

from assessments import wording
from assessments.standings import level_shown, share_shown
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.results import NodeScore, Score

ROLLUPS: Mapping[str, str] = {
    "mean": "The overall level is the weighted average of the sections",
    "min": "The overall level is that of the weakest section",
    "ladder": "The overall level counts the sections passed in order without a gap",
    "questions": "The overall level is the weighted average of all questions",
}

NO_STRENGTHS, NO_CHALLENGES = "No question is at good practice yet.", "No answered question is below good practice."


def strengths(edition: Edition, score: Score, most: int = 3, *, draft: bool = False) -> list[NodeScore]:
    """The strongest answered questions that reach their target, heaviest first among equals, then in file order."""
    below = {thing.question for thing in score.what_next}
    reached = [
        score.nodes[question.id]
        for question in edition.questions.values()
        if question.weight > 0 and question.id not in below and score.nodes[question.id].state == "answered"
    ]
    scored = [(share, node) for node in reached if (share := share_shown(node, draft=draft)) is not None]
    best = sorted(scored, key=lambda one: (-one[0], -edition.questions[one[1].node].weight))[:most]
    return [node for _, node in best]


def challenges(edition: Edition, score: Score, most: int = 3, *, draft: bool = False) -> list[NodeScore]:
    """The weakest questions below their target, must-haves first, then the lowest, the heaviest first among equals."""
    must_haves = set(score.below_minimum)
    weak = [score.nodes[thing.question] for thing in score.what_next]
    return sorted(
        weak,
        key=lambda node: (
            node.node not in must_haves,
            share_shown(node, draft=draft) or 0,
            -edition.questions[node.node].weight,
        ),
    )[:most]


def what_we_ask_for(edition: Edition, score: Score, most: int = 3) -> list[str]:
    """What those who govern are asked to do about the next things: decide, find what the large ones need, follow."""
    steps = score.what_next[:most]
    asked = []
    if score.below_minimum:
        asked.append(
            f"Put what is a must-have first: {wording.counted(len(score.below_minimum), 'is', 'are')} not in place."
        )
    large = [thing for thing in steps if thing.effort == "large"]
    if large:
        named = [edition.questions[thing.question].text.rstrip("?.") for thing in large]
        asked.append(f"Find the money or the time for what is a large effort: {wording.listed(named)}.")
    if steps:
        asked.append("Name who sees to each next step, and a day to hear how it went.")
    return asked


def how_in_a_line(edition: Edition, score: Score, sheet: AnswerSheet, *, draft: bool = False) -> str:
    """A few sentences a trustee can follow, true for this framework and this result."""
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
        left_out = draft or edition.scoring.unanswered == "left_out"
        counts = "are left out" if left_out else "count as the lowest level"
        parts.append(f"Questions without an answer {counts}.")
    if any(node.state == "not_known" for node in score.nodes.values()):
        parts.append("“We do not know” counts as the lowest level.")
    parts += _held(edition, score, draft=draft)
    if edition.scoring.evidence == "cap" and not draft:
        parts.append(f"Evidence was judged on {wording.day(sheet.as_of)}.")
    return " ".join(parts)


def _held(edition: Edition, score: Score, *, draft: bool) -> Iterator[str]:
    """Each section that is held down in the figures shown; where all questions are averaged none of it counts."""
    if edition.scoring.over == "questions":
        return
    for section in edition.sections:
        node = score.nodes[section.id]
        if not node.caps:
            continue
        cap = min(node.caps, key=lambda one: one.maximum_level)
        if level_shown(edition, node, draft=draft) == cap.maximum_level:
            label = edition.scale.levels[cap.maximum_level].shown_as or cap.maximum_level
            yield f"{section.title} is held at {label}: {cap.because.rstrip('.')}."
