"""A blank form: every question with its levels, and last time's answers beside them."""

import io
from decimal import Decimal

import pikepdf
import pypdf
import pytest

from assessments.values import Said
from reports.blank_form import form_pdf
from scoring.answers import Answer, AnswerSheet, Measurement
from tests.ui.outcomes.editions import edition as small
from tests.ui.outcomes.editions import question as asking


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


def measured(**more):
    about = {"id": "n", "label": "Accounts closed", "unit": "count", "direction": "higher", "basis": "judgement"}
    return small("2026", [asking("a", indicators=(about | more,))])


PARTS = {"unit": "percent", "of": "Accounts closed in a day", "per": "People who left"}


@pytest.mark.parametrize(
    ("about", "last", "lines"),
    [
        ({}, None, ["Accounts closed:"]),
        ({"unit": "days"}, Measurement(value=Decimal(3)), ["Accounts closed, days (last time 3):"]),
        (PARTS, None, ["Accounts closed. Accounts closed in a day:", "out of People who left:"]),
        (
            PARTS,
            Measurement(of=Decimal(210), per=Decimal(240)),
            ["Accounts closed (last time 210 out of 240). Accounts closed in a day:", "out of People who left:"],
        ),
        (PARTS, Measurement(percent=Decimal(88)), ["Accounts closed (last time 88%). Accounts closed in a day:"]),
        (
            {"unit": "days", "date_of": "Last test"},
            Measurement(date="2026-10-12"),
            ["Accounts closed (last time 12 October 2026). Last test, date:"],
        ),
    ],
)
def test_a_number_has_room_for_its_parts_its_unit_and_last_times_figure(about, last, lines):
    said = text_of(form_pdf(measured(**about), numbers={"n": last} if last else None))
    assert all(line in said for line in lines)


def test_a_line_that_is_not_asked_is_not_printed():
    options = ({"id": "yes", "label": "Yes", "level": 5}, {"id": "no", "label": "No", "level": 1})
    driver = {"id": "wifi", "text": "Is there wireless?", "kind": "choice", "options": options}
    checks = (
        {"id": "log", "label": "A log is kept"},
        {"id": "guest", "label": "Guests are kept apart", "ask_if": {"question": "wifi", "is": "yes"}},
    )
    asked = small("2026", [driver, {"id": "net", "text": "What is in place?", "kind": "checklist", "checks": checks}])

    def printed(option):
        given = {"wifi": Answer(option=option)} if option else {}
        sheet = AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, given)
        return text_of(form_pdf(asked, sheet=sheet))

    assert "Guests are kept apart" in printed("yes")
    assert "Guests are kept apart" in printed(None)  # not known yet
    assert "Guests are kept apart" not in printed("no")
    assert "A log is kept" in printed("no")


@pytest.mark.parametrize(("language", "told"), [("cy-GB", "cy-GB"), ("fr", "fr"), ("Klingon", "en-GB")])
def test_a_form_is_in_the_language_of_its_framework(language, told):
    form = form_pdf(small("2026", [asking("a")], language=language))
    with pikepdf.open(io.BytesIO(form)) as pdf:
        assert str(pdf.Root.Lang) == told
