"""A blank form: every question with its levels, and last time's answers beside them."""

import io

import pikepdf
import pypdf
import pytest

from assessments.values import Said
from reports.blank_form import form_pdf


def text_of(pdf: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def edition(catalogue):
    return catalogue.latest("esafety").edition


def test_a_form_holds_every_question_and_every_level(edition):
    said = text_of(form_pdf(edition))
    for question in edition.questions.values():
        assert question.text in said
        for descriptor in question.levels.values():
            assert descriptor in said


def test_a_form_of_one_section_holds_that_section_alone(edition):
    first, second = edition.sections[:2]
    said = text_of(form_pdf(edition, section=first.id))
    assert all(question.text in said for question in first.questions)
    assert not any(question.text in said for question in second.questions)


def test_a_form_for_an_organisation_leaves_out_what_it_is_not_asked(edition):
    asked, left_out, *_ = edition.questions.values()
    said = text_of(form_pdf(edition, questions=frozenset({asked.id})))
    assert asked.text in said
    assert left_out.text not in said


def test_last_times_answer_stands_beside_its_question(edition):
    first = next(iter(edition.questions))
    last = {first: Said("3 In place", "", "this question was reworded")}
    said = text_of(form_pdf(edition, last=last, last_period="2025/26"))
    assert said.count("Last time") == 1
    assert "Last time (2025/26): 3 In place (this question was reworded)" in said


def test_a_section_that_is_not_there_is_refused(edition):
    with pytest.raises(KeyError):
        form_pdf(edition, section="no.such")


def test_a_form_can_be_read_by_a_screen_reader(edition):
    with pikepdf.open(io.BytesIO(form_pdf(edition))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize("framework", ["cpd", "esafety", "governance", "infrastructure", "io_health_check"])
def test_every_shipped_framework_prints_as_a_form(catalogue, framework):
    assert form_pdf(catalogue.latest(framework).edition).startswith(b"%PDF")
