"""What runs through several sections: for each theme how many of its questions are answered and at good practice."""

from collections.abc import Mapping

from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.results import Score
from ui.tables import Cell, Html, Row, bullets, folded, table, tag


def by_theme(edition: Edition, score: Score) -> Html:
    """Every theme that is asked about here, with its questions; a theme has counts and no level of its own."""
    asked = questions_of(edition, score)
    rows: list[Row] = []
    for theme in edition.themes:
        size = len(asked[theme.id])
        if size:
            answered, reached = _counts(score, asked[theme.id])
            rows.append(
                (theme.title, Cell(f"{answered} of {size}", number=True), Cell(f"{reached} of {size}", number=True))
            )
    lists = (
        folded(theme.title, bullets([question.text for question in asked[theme.id]]))
        for theme in edition.themes
        if asked[theme.id]
    )
    note = tag("p", "A theme runs through several sections. It has no level of its own.", "quiet")
    return Html.join([note, table("By theme", ("Theme", "Answered", "At good practice"), rows, titled=False), *lists])


def questions_of(edition: Edition, score: Score) -> Mapping[str, list[BaseQuestion]]:
    """The scored questions of every theme that are asked of this organisation in this form."""
    return {
        theme.id: [
            question
            for question in edition.questions.values()
            if theme.id in question.themes and question.weight > 0 and _is_asked(score, question)
        ]
        for theme in edition.themes
    }


def _is_asked(score: Score, question: BaseQuestion) -> bool:
    return score.nodes[question.id].state not in ("outside", "not_applicable")


def _counts(score: Score, questions: list[BaseQuestion]) -> tuple[int, int]:
    below = {thing.question for thing in score.what_next}
    states = {question.id: score.nodes[question.id].state for question in questions}
    answered = [name for name, state in states.items() if state in ("answered", "not_known")]
    return len(answered), sum(name not in below for name in answered)
