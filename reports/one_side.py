"""Results on one side of A4 for governors or trustees, as a tagged PDF or in Word: how we stand, what we ask for."""

from collections.abc import Iterable, Iterator, Sequence

from assessments import headline, highlights
from assessments.planned import Action
from assessments.results import ResultView
from reports.paper import DEMO, Beside, Block, Heading, Paper, Point, Room, Words, as_pdf, listed
from reports.report_actions import money_to_find
from reports.review_words import in_short, paper_of, sections_chart, shortened, stands, why_and_help
from reports.word import as_word
from scoring.results import NodeScore

__all__ = ["DEMO", "one_side", "results_docx", "results_pdf"]

HEARD = "What was asked or decided, who sees to it, and by when:"


def results_pdf(view: ResultView, actions: Sequence[Action] = (), *, demo: bool = False) -> bytes:
    """The page for governors or trustees. Its figures are those of the results page; a draft says that it is one."""
    return as_pdf(one_side(view, actions, demo=demo))


def results_docx(view: ResultView, actions: Sequence[Action] = (), *, demo: bool = False) -> bytes:
    """The same in Word, to be changed by hand."""
    return as_word(one_side(view, actions, demo=demo))


def one_side(view: ResultView, actions: Sequence[Action] = (), *, demo: bool = False) -> Paper:
    """The page as a document; with actions it asks for the money that they still need."""
    return paper_of(
        view, f"{view.edition.name}: {view.organisation.name}", _blocks(view, actions), demo=demo, one_side=True
    )


def _blocks(view: ResultView, actions: Sequence[Action]) -> Iterator[Block]:
    edition, score, draft = view.edition, view.score, view.submission is None
    yield from in_short(view)
    yield sections_chart(view)
    yield Beside(
        (
            Heading("What is going well"),
            listed(_points(view, highlights.strengths(edition, score, draft=draft)), highlights.NO_STRENGTHS),
        ),
        (
            Heading("What needs work"),
            listed(_points(view, highlights.challenges(edition, score, draft=draft)), highlights.NO_CHALLENGES),
        ),
    )
    yield Heading("What to do next")
    yield listed(map(_step, headline.next_things(edition, score)), headline.nothing_next(score), numbered=True)
    money = money_to_find(view, actions)
    asked = [*highlights.what_we_ask_for(edition, score), *([money] if money else [])]
    if asked:
        yield Heading("What we ask of you")
        yield listed(Point("", shortened(each, 2)) for each in asked)
    yield Heading("What was heard")
    yield Room(HEARD, 2)
    yield Heading("How this was worked out")
    yield Words(highlights.how_in_a_line(edition, score, view.sheet, draft=draft))


def _points(view: ResultView, nodes: Iterable[NodeScore]) -> Iterator[Point]:
    return (Point(shortened(node.title), stands(view, node)) for node in nodes)


def _step(step: headline.NextStep) -> Point:
    return Point(shortened(step.step or step.text), shortened(why_and_help(step), 2))
