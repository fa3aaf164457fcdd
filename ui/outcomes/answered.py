"""Answers in words, section by section: the level with its name, the comment and the evidence, all as typed."""

from assessments import wording
from assessments.explaining import held_words
from assessments.headline import next_things
from assessments.standings import standing_shown
from frameworks.edition import Edition, Section
from frameworks.questions import BaseQuestion, LevelQuestion
from scoring.answers import Answer, AnswerSheet, Evidence
from scoring.results import Score
from ui.outcomes.first_screen import help_with
from ui.outcomes.proofs import Files, piece
from ui.tables import Html, bullets, folded, markup, tag

NO_FILES: Files = {}


def by_section(edition: Edition, score: Score, sheet: AnswerSheet, *, draft: bool, files: Files = NO_FILES) -> Html:
    """Every section closed under its own standing; inside, its questions with their answers."""
    return Html.join(
        folded(
            f"{section.title}: {standing_shown(edition, score.nodes[section.id], draft=draft)}",
            _section(edition, section, score, sheet, files, draft=draft),
        )
        for section in edition.sections
        if any(score.nodes[question.id].state != "outside" for question in section.questions)
    )


def _section(
    edition: Edition, section: Section, score: Score, sheet: AnswerSheet, files: Files, *, draft: bool
) -> Html:
    parts: list[Html] = [tag("p", held_words(edition, held), "held") for held in score.nodes[section.id].caps]
    for strand in section.strands:
        asked = [question for question in strand.questions if score.nodes[question.id].state != "outside"]
        if not asked:
            continue
        standing = standing_shown(edition, score.nodes[strand.id], draft=draft)
        parts.append(tag("h3", Html(f"{markup(strand.title)} {tag('span', standing, 'quiet')}")))
        parts += [_question(edition, question, score, sheet, files) for question in asked]
    return Html.join(parts)


def _question(edition: Edition, question: BaseQuestion, score: Score, sheet: AnswerSheet, files: Files) -> Html:
    node = score.nodes[question.id]
    answer = None if node.state == "unanswered" else sheet.answers.get(question.id)
    kept = sheet.answers.get(question.id)
    parts = [tag("h4", question.text), tag("p", wording.answer_words(edition, question, answer), "answer")]
    descriptor = _descriptor(question, answer)
    if descriptor:
        parts.append(tag("p", descriptor, "quiet"))
    if answer is not None and not isinstance(question, LevelQuestion) and node.level is not None:
        printed = wording.level(node.level, wording.limits(edition))
        parts.append(tag("p", f"This gives level {printed} of {edition.scale.highest}", "quiet"))
    parts += _next(edition, score, question)
    if kept is not None and kept.comment:
        parts.append(Html(f"<blockquote>{markup(kept.comment)}</blockquote>"))
    if kept is not None and kept.evidence:
        parts.append(bullets([evidence_words(item, files) for item in kept.evidence]))
    return tag("div", Html.join(parts), "asked")


def _next(edition: Edition, score: Score, question: BaseQuestion) -> list[Html]:
    """What to do next about a question below good practice, with what helps."""
    steps = [step for step in next_things(edition, score, len(score.what_next)) if step.question == question.id]
    return [Html(tag("p", f"Next: {step.step}") + help_with(step)) for step in steps if step.step]


def _descriptor(question: BaseQuestion, answer: Answer | None) -> str | None:
    if isinstance(question, LevelQuestion) and answer is not None and answer.level is not None:
        return question.levels.get(answer.level)
    return None


def evidence_words(item: Evidence, files: Files) -> Html:
    """A piece of evidence with its date."""
    dated = f", {wording.day(item.date)}" if item.date else ", no date"
    return Html(f"{piece(item, files)}{markup(dated)}")
