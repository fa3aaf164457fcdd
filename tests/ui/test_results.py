"""Results: one sentence, what next, one chart, and everything behind them, from what was submitted."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import answering, results, reviews, submitting, suggesting
from scoring.answers import Answer, Evidence
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, answered, retold, submitted
from ui import routes
from ui.formatting import plain

ROLES, GROUP, POLICY = "esafe.lead.roles", "esafe.lead.group", "esafe.lead.policy"


@pytest.fixture
def result(door, catalogue, school):
    """A primary school with every question at 3, but for one at 2 and one at 4."""
    other = {ROLES: Answer(level=2), GROUP: Answer(level=4)}
    return submitted(door, catalogue, school, "esafety", SECOND_YEAR, other=other)


def bodies(page):
    return " ".join(element.proto.body for element in page.get("html"))


def test_the_first_screen_says_where_it_stands_in_one_sentence(visit, result):
    page = visit("results", review=result.id)
    assert page.title[0].value == plain("Results: Online safety, 2026/27")
    # Roles weigh 3 (at 2), the group 1 (at 4): 5/2; the section of two strands 11/4; the whole (11/4 + 9) / 4 = 47/16.
    assert "2.9 of 5, Early steps ; 1 of 21 at good practice; 1 must-have not yet in place" in words(page)
    assert "Submitted on 14 November 2026" in words(page)


def test_a_must_have_not_yet_in_place_is_the_first_thing_to_do(visit, result):
    page = words(visit("results", review=result.id))
    first = page.index("Put in writing who leads")
    assert page.index("Do these next") < first
    assert "A must-have not yet in place: it needs “3 In place”." in page[first:]
    assert "Medium effort. One level up raises the overall level by" in page[first:]


def test_the_chart_says_the_same_in_words_and_as_a_table(visit, result):
    page = visit("results", review=result.id)
    chart = page.get("plotly_chart")[0].proto
    assert chart.alt.startswith("Level of each section out of 5, Oak *Hill* <b>School</b>, 2026/27. ")
    assert "Teaching and families 3" in chart.alt
    assert "Show as table" in words(page)


def test_a_draft_is_called_a_draft(visit, door, catalogue, school):
    draft = answered(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: None})
    page = words(visit("results", review=draft.id))
    assert "This review has not been submitted: these are the results of a draft" in page
    assert "3 of 5 on what you have answered; 20 of 21 answered; 0 of 20 at good practice" in page


def test_a_short_review_says_how_many_questions_it_rests_on(visit, door, catalogue, school):
    short = submitted(door, catalogue, school, "esafety", SECOND_YEAR, form="short")
    score = words(visit("results", review=short.id))
    assert "Quick form: 13 of 21 questions" in score


def test_how_it_was_worked_out_gives_the_page_s_own_figure_exactly(visit, result):
    page = words(visit("results", review=result.id, open="worked_out"))
    assert "The overall level is 2.9, exactly 47/16." in page
    assert "Leadership and policy 1 of 4 2.8 11/4 7/16" in page
    assert "With evidence in date" in page


def test_a_draft_is_worked_out_on_what_was_answered_and_without_the_rest(visit, door, catalogue, school):
    draft = answered(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: None})
    page = words(visit("results", review=draft.id, open="worked_out"))
    assert "The overall level is 3. " in page
    # Roles, weight 3, at the lowest: the strand (3 + 3) / 4 = 3/2, its section 9/4, the whole (9/4 + 9) / 4 = 45/16.
    assert "If the unanswered ones were not in place: 2.8" in page
    assert "exactly 45/16" in page


def test_what_people_typed_is_shown_as_they_typed_it(visit, door, catalogue, school):
    proof = Evidence("Notes <i>of</i> *May*", "2026-05-04", "https://example.org/a?b=1&c=2")
    other = {GROUP: Answer(level=4, comment="<script>alert(1)</script> *very* good", evidence=(proof,))}
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR, other=other)
    page = visit("results", review=review.id, open="sections")
    told = bodies(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *very* good" in told
    assert "<script" not in told
    assert (
        '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">Notes &lt;i&gt;of&lt;/i&gt; *May*</a>'
        in told
    )
    assert "4 May 2026" in words(visit("results", review=review.id, open="evidence"))


def test_a_change_is_explained_question_by_question(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    other = {ROLES: Answer(level=4), GROUP: Answer(level=4), POLICY: Answer(level=2)}
    later = submitted(door, catalogue, school, "esafety", SECOND_YEAR, other=other)
    page = words(visit("results", review=later.id, open="change"))
    assert "2 questions improved, 1 question slipped and 18 questions stayed the same." in page
    assert "21 of 21 questions are the same" in page
    assert page.index("Improved (2)") < page.index("Slipped (1)") < page.index("Stayed the same (18)")


def test_a_first_review_has_no_change_to_explain(visit, result):
    assert "Why did our score change?" not in [box.label for box in visit("results", review=result.id).expander]


@pytest.mark.parametrize("part", ["sections", "evidence", "marks", "standards", "facts", "years", "worked_out"])
def test_every_part_opens_by_its_address(visit, result, part):
    closed, opened = words(visit("results", review=result.id)), words(visit("results", review=result.id, open=part))
    assert len(opened) > len(closed)


def test_a_closed_part_costs_nothing(visit, result):
    assert "The overall level is" not in words(visit("results", review=result.id))


def test_the_files_say_what_they_leave_out(visit, result):
    assert "None of these holds working notes, or suggestions that nobody has confirmed yet." in words(
        visit("results", review=result.id)
    )


def test_steps_to_the_mark_name_the_shortest_way(visit, result):
    page = words(visit("results", review=result.id, open="marks"))
    assert "Secure Not met yet" in page
    assert "The shortest way there (1 question)" in page


def test_what_changed_after_reopening_is_said_and_can_be_seen(visit, door, catalogue, result, now):
    submitting.reopen(door, result.id, "We found the role description", now=now)
    answering.give(door, catalogue, result.id, ROLES, Answer(level=5), seen=1, now=now)
    page = words(visit("results", review=result.id))
    assert "has changed since it was submitted" in page
    assert "2.9 of 5" in page
    draft = words(visit("results", review=result.id, draft=1))
    assert "these are the results of a draft" in draft


def test_the_paper_of_a_reopened_draft_is_the_draft_s_own(visit, door, result, now):
    submitting.reopen(door, result.id, "We found the role description", now=now)
    address = f"/download/results.pdf?review={result.id}"
    assert f'{address}"' in bodies(visit("results", review=result.id))
    assert f'{address}&amp;draft=1"' in bodies(visit("results", review=result.id, draft=1))
    with TestClient(Starlette(routes=routes.ROUTES)) as asked:
        papers = [asked.get(path).content for path in (address, f"{address}&draft=1")]
    texts = [" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages) for paper in papers]
    assert ["not yet submitted" in text for text in texts] == [False, True]


def test_what_was_answered_before_is_said_in_the_words_of_the_text_used_then(visit, door, catalogue, school, tmp_path):
    before = retold(tmp_path, "esafety", "name: In place", "name: Half way")
    submitted(door, before, school, "esafety", FIRST_YEAR)
    later = submitted(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: Answer(level=4)})
    page = words(visit("results", review=later.id, open="change"))
    assert "3 Half way 4 Working well" in page


def test_another_address_is_not_found(visit):
    assert visit("results", review=404).title[0].value == "Page not found"


def test_without_a_review_there_is_a_list(visit, door, catalogue, school, result):
    reviews.start(door, catalogue, school.id, "governance", now=SECOND_YEAR)
    page = words(visit("results"))
    assert "Online safety, 2026/27" in page
    assert "Governance, 2026/27" in page


def test_evidence_that_lapsed_since_is_said_and_moves_no_figure(visit, door, catalogue, school):
    proof = Evidence("Old policy", "2025-11-20")
    other = {ROLES: Answer(level=3, evidence=(proof,))}
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR, other=other)
    page = words(visit("results", review=review.id))
    assert "1 piece of evidence went out of date after this was submitted." in page
    assert "no longer, since 20 November 2026" in words(visit("results", review=review.id, open="evidence"))


def test_answers_confirmed_together_are_counted(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    later = reviews.start(door, catalogue, school.id, "esafety", now=SECOND_YEAR)
    for strand in catalogue.latest("esafety").edition.sections[0].strands:
        suggesting.confirm_strand(door, catalogue, later.id, strand.id, now=SECOND_YEAR)
    for part in ("sections", "worked_out"):
        assert "5 answers were confirmed as unchanged" in words(visit("results", review=later.id, open=part))


def why_first(door, catalogue, draft):
    return {thing.why_first for thing in results.of(door, catalogue, draft.id, now=SECOND_YEAR).score.what_next}


def test_the_award_one_works_towards_is_chosen_on_a_draft_and_orders_what_comes_next(visit, door, catalogue, school):
    draft = answered(door, catalogue, school, "esafety", SECOND_YEAR)
    assert "blocks_award" not in why_first(door, catalogue, draft)
    page = visit("results", review=draft.id, open="marks")
    page.selectbox[0].select("mark").run()
    assert reviews.open(door, catalogue, draft.id, now=SECOND_YEAR).review.aims_for == "mark"
    assert "Saved. What to do next follows the one you chose." in words(page)
    assert "blocks_award" in why_first(door, catalogue, draft)
    again = visit("results", review=draft.id, open="marks")
    assert again.selectbox[0].value == "mark"
    again.selectbox[0].select("").run()
    assert reviews.open(door, catalogue, draft.id, now=SECOND_YEAR).review.aims_for is None


def test_a_submitted_review_says_what_it_worked_towards(visit, door, catalogue, school):
    draft = answered(door, catalogue, school, "esafety", SECOND_YEAR)
    reviews.set_aims_for(door, catalogue, draft.id, "secure", now=SECOND_YEAR)
    submitting.submit(door, catalogue, draft.id, now=SECOND_YEAR)
    page = visit("results", review=draft.id, open="marks")
    assert not page.selectbox
    assert "You are working towards “Secure”." in words(page)


def test_why_a_review_was_reopened_is_said_in_the_person_s_own_words(visit, door, catalogue, result):
    submitting.reopen(door, result.id, "One answer was <b>wrong</b>", now=SECOND_YEAR)
    assert "Reopened on 14 November 2026 because: One answer was &lt;b&gt;wrong&lt;/b&gt;" in bodies(
        visit("results", review=result.id)
    )
