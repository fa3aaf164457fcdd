"""The tables of a review as a workbook: the same tables as in its full report, and every question as a row."""

import re
from collections.abc import Iterable, Iterator

from assessments.results import ResultView
from assessments.tables import HEADINGS, question_rows
from reports import full_report, paper, report_actions, report_beside, sheets
from reports.full_report import Around
from reports.paper import Block
from reports.review_words import paper_of
from reports.sheets import Value

FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?")
WHOSE = 4  # columns that say of every row whose it is: once is enough in a workbook
LEVEL = HEADINGS.index("Level") - WHOSE


def review_xlsx(view: ResultView, around: Around, *, demo: bool = False) -> bytes:
    """The workbook; a draft and made-up results say so beneath every table."""
    return sheets.as_workbook(tuple(review_tables(view, around, demo=demo)))


def review_tables(view: ResultView, around: Around, *, demo: bool = False) -> Iterator[sheets.Table]:
    """Sections, questions, numbers, evidence, others and actions: those that there are."""
    told = paper_of(view, "", ())
    source = f"{view.organisation.name}. {told.subtitle} {told.footer}{f' {paper.DEMO}' if demo else ''}"
    yield from _tables(full_report.where_we_stand(view), source)
    rows = [[*row[:LEVEL], _figure(row[LEVEL]), *row[LEVEL + 1 :]] for row in _questions(view)]
    yield sheets.Table("Every question", HEADINGS[WHOSE:], rows, source)
    yield from _tables(report_actions.planned(view, around.actions, around.today), source)
    yield from _tables(full_report.numbers(view), source)
    yield from _tables(full_report.evidence(view), source)
    yield from _tables(report_beside.beside_others(view, around.peers, around.why_alone), source)


def _questions(view: ResultView) -> Iterator[list[str]]:
    return (row[WHOSE:] for row in question_rows(view))


def _tables(blocks: Iterable[Block], source: str) -> Iterator[sheets.Table]:
    for block in blocks:
        if isinstance(block, paper.Table):
            rows = [
                [_figure(each) if at in block.numbers else each for at, each in enumerate(row)] for row in block.rows
            ]
            yield sheets.Table(block.title, block.head, rows, source)


def _figure(words: str) -> Value:
    """A figure as it is printed, as a number."""
    return float(words) if FIGURE.fullmatch(words) else words
