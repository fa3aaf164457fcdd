"""Moving a draft to a newer version: what comes along, what does not, and the way back."""

import json
from decimal import Decimal

import pytest

from assessments import answering, audit, exchange, moving, reviews
from assessments.errors import BadAnswer, NotYours, Refused
from assessments.moving import Move
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Evidence
from tests.assessments.conftest import A_YEAR, CONTENT, NOW, WHOLE, Desk
from tests.signing import KEY, OURS

POLICY = Answer(level=4, comment="Looked at", evidence=(Evidence("Policy", "2026-09-01"),))


@pytest.fixture
def draft(desk, next_catalogue):
    """A draft of 2026, whole but for the devices, on the day 2027 appears."""
    desk.give_all(WHOLE | {"policy": POLICY, "devices": Answer(not_known=True)})
    return Desk(desk.door, next_catalogue, desk.review).later(hours=1)


def move(desk):
    return moving.move(desk.door, desk.catalogue, desk.review, now=desk.now)


def back(desk):
    return moving.move_back(desk.door, desk.catalogue, desk.review, now=desk.now)


def answers(desk):
    return {name: stored.answer for name, stored in desk.open().answers.items() if stored.answer != Answer()}


def test_before_moving_one_sees_what_is_kept_to_be_confirmed_changed_and_new(draft):
    assert moving.preview(draft.door, draft.catalogue, draft.review, now=draft.now) == Move(
        to="2027", kept=("filter", "devices"), suggested=("policy",), changed=("lead",), new=(), left=()
    )
    assert draft.open().review.edition == "2026"


def test_a_moved_draft_keeps_the_same_questions_answered_and_suggests_the_reworded(draft, door, school):
    assert move(draft).edition == "2027"
    opened = draft.open()
    assert answers(draft) == {
        "policy": Answer(comment="Looked at", evidence=POLICY.evidence),
        "filter": WHOLE["filter"],
        "devices": Answer(not_known=True),
    }
    assert {name: (one.answer, one.is_hint) for name, one in opened.suggestions.items()} == {
        "policy": (Answer(level=4), False), "lead": (Answer(option="yes"), True),
    }  # fmt: skip
    assert opened.newer_edition is None
    assert audit.acts(door, school.id)[-1].act == "review moved to a newer version"


def test_moving_back_finds_everything_as_it_was_and_keeps_later_answers_to_the_same_questions(draft, door):
    before, suggested = answers(draft), draft.open().suggestions
    move(draft)
    later = draft.later(hours=1)
    later.give("policy", Answer(level=2))
    later.give("filter", Answer(checked=frozenset({"web"})))
    review = back(later.later(hours=1))
    assert (review.edition, review.moved_from) == ("2026", None)
    assert answers(draft) == before | {"filter": Answer(checked=frozenset({"web"}))}
    assert draft.open().suggestions == suggested
    assert [past.answer.level for past in answering.history(door, draft.review, "policy")] == [4, None, 2, 4]
    with pytest.raises(Refused, match="was not moved"):
        back(draft)


def test_a_draft_moved_twice_comes_to_the_same(draft):
    move(draft)
    once = answers(draft)
    back(draft.later(hours=1))
    move(draft.later(hours=2))
    assert answers(draft) == once
    back(draft.later(hours=3))
    assert answers(draft)["policy"] == POLICY


def test_an_aim_for_a_question_survives_the_way_there_and_back(draft):
    reviews.set_aim(draft.door, draft.catalogue, draft.review, "lead", 5, now=NOW)
    reviews.set_aims_for(draft.door, draft.catalogue, draft.review, "secure", now=NOW)
    move(draft)
    back(draft.later(hours=1))
    assert (draft.open().sheet.aims, draft.open().sheet.aims_for) == ({"lead": 5}, "secure")


def test_undo_takes_back_no_part_of_a_move(draft):
    move(draft)
    assert answering.last_change(draft.door, draft.review) is None
    with pytest.raises(BadAnswer, match="Move the review back"):
        draft.undo("policy", 2)


def test_a_moved_draft_is_submitted_and_taken_in_elsewhere_on_its_new_version(draft, elsewhere):
    move(draft)
    later = draft.later(hours=1)
    later.give_all({"policy": Answer(level=5), "lead": Answer(option="no"), "devices": Answer(value=Decimal(9))})
    submission = later.submit()
    assert json.loads(submission.content)["sheet"]["edition"] == "2027"
    document = exchange.export_review(draft.door, draft.catalogue, draft.review, key=KEY, now=later.now)
    taken = exchange.import_review(elsewhere, draft.catalogue, document, trusted=OURS, now=later.now)
    assert (taken.edition, taken.status) == ("2027", "submitted")
    with pytest.raises(Refused, match="never submitted"):
        back(later)


def test_what_cannot_move_is_refused(desk, start, next_catalogue, catalogue, store):
    with pytest.raises(Refused, match="no newer version"):
        moving.preview(desk.door, catalogue, desk.review, now=NOW)
    with pytest.raises(Refused, match="framework is not here any more"):
        moving.preview(desk.door, Catalogue({}, {}, (), {}, ()), desk.review, now=NOW)
    with pytest.raises(NotYours):
        moving.move(store.for_user(2), next_catalogue, desk.review, now=NOW)
    desk.give_all().submit()
    with pytest.raises(Refused, match="never submitted"):
        moving.move(desk.door, next_catalogue, desk.review, now=NOW)


@pytest.fixture
def corrected(tmp_path):
    """The catalogue with a correction of the small framework, 2026.1, which only words its title better."""
    folder = tmp_path / "own" / "definitions" / "small"
    folder.mkdir(parents=True)
    text = (CONTENT / "definitions" / "small" / "2026.yaml").read_text()
    text = text.replace('edition: "2026"', 'edition: "2026.1"')
    text = text.replace("text: Is there a policy?", "text: Is there one?")
    (folder / "2026.1.yaml").write_text(text)
    found = Catalogue.load(CONTENT, tmp_path / "own")
    assert found.faults == ()
    return found


def test_a_draft_follows_a_correction_without_a_word_and_a_submission_never(desk, start, corrected, door, school):
    desk.give("policy", POLICY)
    opened = Desk(door, corrected, desk.review).open()
    assert (opened.review.edition, opened.edition.questions["policy"].text) == ("2026.1", "Is there one?")
    assert (opened.answers["policy"].answer, opened.newer_edition, opened.review.moved_from) == (POLICY, None, None)
    assert audit.acts(door, school.id)[-1].act == "correction followed"
    assert Desk(door, corrected, desk.review).give_all().submit()
    acts = len(audit.acts(door, school.id))
    assert Desk(door, corrected, desk.review).open().review.edition == "2026.1"
    assert len(audit.acts(door, school.id)) == acts


def test_what_was_suggested_is_still_suggested_after_a_correction(start, corrected):
    start(now=NOW - A_YEAR).give_all().submit()
    draft = start()
    before = draft.open().suggestions
    assert before
    assert Desk(draft.door, corrected, draft.review).open().suggestions == before


def test_a_submitted_review_stays_on_the_edition_it_was_submitted_on(desk, corrected):
    desk.give_all().submit()
    assert Desk(desk.door, corrected, desk.review).open().review.edition == "2026"
