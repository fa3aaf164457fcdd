"""The part of the full report with every question: what was answered, what that means, and what was said of it."""

from collections.abc import Iterator

from assessments import wording
from assessments.explaining import held_words
from assessments.headline import NextStep, next_things
from assessments.results import ResultView
from assessments.standings import standing_shown
from frameworks.edition import Section
from frameworks.questions import BaseQuestion, LevelQuestion
from reports.paper import Block, Heading, Point, Words, listed
from reports.review_words import printed
from scoring.answers import Answer, Evidence


def answers(view: ResultView) -> Iterator[Block]:
    """Every section with the questions asked of this organisation, in the order of the framework."""
    steps = {step.question: step for step in next_things(view.edition, view.score, len(view.score.what_next))}
    for section in view.edition.sections:
        if any(_asked(view, question) for question in section.questions):
            yield from _section(view, section, steps)


def _asked(view: ResultView, question: BaseQuestion) -> bool:
    return view.score.nodes[question.id].state != "outside"


def _section(view: ResultView, section: Section, steps: dict[str, NextStep]) -> Iterator[Block]:
    edition, draft, node = view.edition, view.submission is None, view.score.nodes[section.id]
    yield Heading(f"{section.title}: {standing_shown(edition, node, draft=draft)}")
    for held in node.caps:
        yield Words(held_words(edition, held))
    for strand in section.strands:
        asked = [question for question in strand.questions if _asked(view, question)]
        if asked:
            yield Heading(f"{strand.title}: {standing_shown(edition, view.score.nodes[strand.id], draft=draft)}", 3)
        for question in asked:
            yield from _question(view, question, steps.get(question.id))


def _question(view: ResultView, question: BaseQuestion, step: NextStep | None) -> Iterator[Block]:
    edition, node = view.edition, view.score.nodes[question.id]
    kept = view.sheet.answers.get(question.id)
    answer = None if node.state == "unanswered" else kept
    yield Heading(question.text, 4)
    yield Words(wording.answer_words(edition, question, answer), "strong")
    descriptor = _descriptor(question, answer)
    if descriptor:
        yield Words(descriptor)
    if answer is not None and not isinstance(question, LevelQuestion) and node.level is not None:
        yield Words(f"This gives level {printed(edition, node.level)} of {edition.scale.highest}", "quiet")
    if step is not None and step.step:
        yield Words(f"Next: {step.step}", "quiet")
    if kept is not None and kept.comment:
        yield Words(kept.comment, "quoted")
    if kept is not None and kept.evidence:
        yield listed(Point("", f"Evidence: {evidence_words(item)}") for item in kept.evidence)


def _descriptor(question: BaseQuestion, answer: Answer | None) -> str | None:
    if isinstance(question, LevelQuestion) and answer is not None and answer.level is not None:
        return question.levels.get(answer.level)
    return None


def evidence_words(item: Evidence) -> str:
    """A piece of evidence with its day, and its address or the name of its file: on paper there is no link to press."""
    where = (item.url, item.file.name if item.file else None)
    return ", ".join((wording.evidence_words(item), *filter(None, where)))
