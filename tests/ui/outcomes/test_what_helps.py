"""Under a next step stands what helps with it: as links on the page, as addresses on paper."""

from assessments.headline import next_things
from reports.review_words import why_and_help
from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.answered import by_section
from ui.outcomes.first_screen import next_list

GUIDE = {"title": "A <guide>", "url": "https://example.org/guide"}
BOOK = {"title": "A book in the staff room"}
STEPS = {2: {"text": "Write it down.", "resources": (GUIDE, BOOK)}}
ASKED = edition("2026", [question("a", next_steps=STEPS), question("b")])
SHEET = AnswerSheet(
    "small", "2026", "2026-11-14", "full", {"kind": "school"}, {"a": Answer(level=2), "b": Answer(level=5)}
)
LINK = '<a href="https://example.org/guide" rel="noopener noreferrer">A &lt;guide&gt;</a>, A book in the staff room'


def test_what_helps_stands_under_the_step_as_links():
    assert f"What helps: {LINK}" in next_list(next_things(ASKED, score(ASKED, SHEET)))


def test_question_by_question_says_the_step_and_what_helps():
    page = by_section(ASKED, score(ASKED, SHEET), SHEET, draft=False)
    assert f"<p>Next: Write it down.</p><p>What helps: {LINK}</p>" in page
    assert page.count("Next: ") == 1  # the other question is at good practice


def test_on_paper_a_link_is_its_address():
    step = next_things(ASKED, score(ASKED, SHEET))[0]
    assert why_and_help(step).endswith("What helps: A <guide> (https://example.org/guide), A book in the staff room.")
