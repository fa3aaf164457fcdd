"""Results on one side of A4: one page, tagged, the page's figures, and people's words as they were typed."""

import io
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from assessments import headline, wording
from reports.one_side import DEMO, results_pdf
from tests.reports.conftest import SHOUTING


def text_of(pdf: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


@pytest.fixture
def paper(view):
    return results_pdf(view)


def test_results_fit_on_one_side_of_a4(paper):
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert len(pdf.pages) == 1
        width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


def test_results_still_fit_when_every_text_is_as_long_as_a_framework_may_make_it(view):
    long = "Longwinded " * 360
    sections = []
    for section in view.edition.sections:
        strands = [
            strand.model_copy(
                update={
                    "questions": tuple(
                        question.model_copy(
                            update={
                                "text": long,
                                "next_steps": {
                                    level: step.model_copy(update={"text": long})
                                    for level, step in question.next_steps.items()
                                },
                            }
                        )
                        for question in strand.questions
                    )
                }
            )
            for strand in section.strands
        ]
        sections.append(section.model_copy(update={"title": long, "strands": tuple(strands)}))
    nodes = {name: replace(node, title=long) for name, node in view.score.nodes.items()}
    steps = tuple(replace(thing, step=long) for thing in view.score.what_next)
    wordy = replace(
        view,
        edition=view.edition.model_copy(update={"sections": tuple(sections)}),
        score=replace(view.score, nodes=nodes, what_next=steps),
    )
    assert len(pypdf.PdfReader(io.BytesIO(results_pdf(wordy))).pages) == 1


def test_the_paper_can_be_read_by_a_screen_reader(paper):
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.StructTreeRoot
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert SHOUTING in meta["dc:title"]


def test_the_figures_are_those_of_the_page(view, paper):
    said = text_of(paper)
    assert headline.headline(view.edition, view.score, draft=False).sentence in said
    for section in view.edition.sections:
        level = view.score.nodes[section.id].level
        assert f"{section.title}" in said
        assert wording.level(level, wording.limits(view.edition)) in said


def test_what_people_typed_comes_out_as_typed(paper):
    assert SHOUTING in text_of(paper)


def test_a_demo_paper_says_so(view, paper):
    assert DEMO not in text_of(paper)
    assert DEMO in text_of(results_pdf(view, demo=True))


def test_a_draft_says_that_it_is_one(view, paper):
    assert "a draft, not yet submitted" not in text_of(paper)
    assert "a draft, not yet submitted" in text_of(results_pdf(replace(view, submission=None)))


def test_the_same_review_gives_the_same_bytes(view, paper):
    assert results_pdf(view) == paper
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert "/CreationDate" not in pdf.docinfo  # a clock would make every copy differ


def test_must_haves_not_in_place_head_what_needs_work(view, paper):
    said = text_of(paper)
    worst = min(view.score.below_minimum, key=lambda question: view.score.nodes[question].official)
    assert view.score.nodes[worst].title in said
    assert "Must-have not yet in place" in said
