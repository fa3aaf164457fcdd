"""A draft on paper and on the page: every figure is where it stands on what has been answered, and says so."""

import io

import pikepdf
import pytest

from assessments import answering, highlights, organisations, results, reviews
from assessments.standings import level_shown, two_readings
from reports.one_side import results_pdf
from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.reports.conftest import NOW
from tests.ui.outcomes.editions import edition, question


@pytest.fixture
def draft(door, catalogue):
    """One answer, level 2, in the first section; nothing else."""
    school = organisations.add(door, name="Oak Hill School", kind="school", phase="primary", now=NOW)
    review = reviews.start(door, catalogue, school.id, "esafety", form="full", now=NOW)
    answering.give(door, catalogue, review.id, "esafe.lead.roles", Answer(level=2), seen=0, now=NOW)
    return results.of(door, catalogue, review.id, now=NOW)


def described(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


def test_the_chart_on_paper_shows_what_was_answered_and_nothing_else(draft):
    first, *rest = draft.edition.sections
    said = f"Level of each section, of 5: {first.title} 2; " + "; ".join(f"{section.title} –" for section in rest) + "."
    assert said in described(results_pdf(draft))
    assert level_shown(draft.edition, draft.score.nodes[first.id], draft=True) == 2


def test_the_line_below_says_that_what_has_no_answer_is_left_out(draft):
    line = highlights.how_in_a_line(draft.edition, draft.score, draft.sheet, draft=True)
    assert "Questions without an answer are left out." in line


EVIDENCE = {"needed_from": 3, "lasts_months": 12, "examples": ("A note",)}


@pytest.mark.parametrize(
    ("unanswered", "draft", "words"),
    [
        ("lowest", True, "4 of 5 as you answered; 2 of 5 with evidence in date"),
        ("lowest", False, "2.5 of 5 as you answered; 1.5 of 5 with evidence in date"),  # the other question at 1
        ("left_out", False, "4 of 5 as you answered; 2 of 5 with evidence in date"),
    ],
)
def test_both_readings_are_the_figure_the_page_shows(unanswered, draft, words):
    rules = {"unanswered": unanswered, "evidence": "show"}
    asked = edition("2026", [question("a", evidence=EVIDENCE), question("b")], scoring=rules)
    given = score(asked, AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, {"a": Answer(level=4)}))
    assert two_readings(asked, given, draft=draft) == words


def held(over):
    options = ({"id": "yes", "label": "Yes", "level": 5}, {"id": "no", "label": "No", "level": 1})
    lead = {"id": "lead", "text": "Is somebody named?", "kind": "choice", "options": options}
    cap = {
        "id": "owner",
        "when": {"question": "lead", "is": "no"},
        "maximum_level": 2,
        "because": "Nobody owns this area.",
    }
    strand = {"id": "first", "title": "First", "questions": (lead, question("policy", 6))}
    sections = ({"id": "one", "title": "Leading", "caps": (cap,), "strands": (strand,)},)
    asked = edition("2026", [], sections=sections, scoring={"over": over} if over else {})
    answers = {"lead": Answer(option="no"), "policy": Answer(level=4)}
    sheet = AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, answers)
    return highlights.how_in_a_line(asked, score(asked, sheet), sheet)


def test_a_held_section_is_named():
    assert "Leading is held at 2: Nobody owns this area." in held(None)


def test_a_held_section_is_not_named_where_all_questions_are_averaged():
    assert "held" not in held("questions")
