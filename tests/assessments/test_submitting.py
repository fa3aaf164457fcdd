"""Submitting once, what is frozen, and reopening on top of it."""

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from threading import Barrier, Thread

import pytest

import scoring
from assessments import numbers, opening, organisations, results, reviews, submitting
from assessments.errors import BadAnswer, NotYours, Refused
from assessments.plain import canonical, read, sha256
from assessments.store import submissions as statements
from assessments.values import Reopening
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import CONTENT, NOW, WHOLE


def test_the_check_list_says_what_is_open(desk, door, catalogue):
    desk.give("policy", Answer(level=5, comment="x"))
    desk.give("lead", Answer(option="no"))
    desk.give("filter", Answer(not_known=True))
    numbers.record(door, catalogue, desk.review, "pct_read", Measurement(of=Decimal(10), per=Decimal(40)), now=NOW)
    found = desk.check()
    assert (found.unanswered, found.not_known, found.without_evidence) == (("devices",), ("filter",), ("policy",))
    assert [rule.say for rule in found.consistency] == ["The policy works well, but nobody owns it."]
    # 10 of 40 is 25 percent: at least 20 and below 50, so level 2
    assert [(one.question, one.suggests, one.answered) for one in found.contradictions] == [("policy", 2, 5)]
    assert found.refusal == "1 question is not answered yet. Answer each one, or say “We do not know”."


def test_submitting_needs_every_question_answered_or_not_known(desk):
    desk.give("policy", Answer(level=3))
    with pytest.raises(Refused, match="3 questions are not answered yet"):
        desk.submit()
    for name in ("lead", "filter", "devices"):
        desk.give(name, Answer(not_known=True))
    assert desk.submit().number == 1


def test_questions_that_wait_for_a_fact_are_named_by_the_fact(start, door):
    village = organisations.add(door, name="Kite School", kind="school", phase="primary", facts={"pupils": 9}, now=NOW)
    desk = start(organisation=village).give_all(WHOLE | {"remark": Answer(text="None")})
    with pytest.raises(Refused, match=r"wait for a fact about your organisation\. First answer: Do any pupils board\?"):
        desk.submit()


def test_a_framework_may_take_less_than_everything(start):
    desk = start("wide")
    with pytest.raises(Refused, match="At least 1 of 2 must be"):
        desk.submit()
    desk.give("written", Answer(level=3))
    assert desk.check().refusal is None
    assert desk.submit().number == 1


def test_a_required_comment_is_asked_for_and_an_expected_one_only_called_to_mind(start, tmp_path):
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    file = folder / "definitions/wide/2026.yaml"
    text = file.read_text(encoding="utf-8").replace("{id: written,", "{id: written, comment: required,")
    file.write_text(text.replace("{id: known,", "{id: known, comment: expected,"), encoding="utf-8")
    desk = start("wide", catalogue=Catalogue.load(folder))
    desk.give_all({"written": Answer(level=3), "known": Answer(level=3)})
    assert desk.check().without_comment == ("written", "known")
    why = "1 answer needs a comment before you can submit. First write one for: Is it written down?"
    assert desk.check().refusal == why
    with pytest.raises(Refused) as refused:
        desk.submit()
    assert refused.value.sentence == why
    desk.give("written", Answer(level=3, comment="In the handbook"))
    assert desk.check().refusal is None
    assert desk.submit().number == 1


def test_submitting_three_times_gives_one_submission(desk, door):
    desk.give_all()
    first = desk.submit()
    assert desk.later(minutes=1).submit() == first
    assert desk.later(minutes=2).submit() == first
    review = desk.open().review
    assert door.read(lambda rows: statements.every(rows, review)) == (first,)


def test_submitting_from_several_windows_at_once_gives_one_submission(desk, door):
    desk.give_all()
    ready, got = Barrier(4), []

    def submit():
        ready.wait()
        got.append(desk.submit())

    threads = [Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert set(got) == {desk.submit()}


def test_an_answer_that_arrives_while_it_is_frozen_is_in_the_submission(desk, monkeypatch):
    desk.give_all()
    real, late = submitting.frozen_now, [Answer(option="no")]

    def slow(opened, now):
        if late:
            desk.give("lead", late.pop())
        return real(opened, now)

    monkeypatch.setattr(submitting, "frozen_now", slow)
    assert opening.sheet_in(desk.submit()).answers["lead"] == Answer(option="no")


def test_a_number_that_arrives_while_it_is_frozen_is_in_the_submission(desk, door, catalogue, monkeypatch):
    desk.give_all()
    real, late = submitting.frozen_now, [Measurement(percent=Decimal(80))]

    def slow(opened, now):
        if late:
            numbers.record(door, catalogue, desk.review, "pct_read", late.pop(), now=now)
        return real(opened, now)

    monkeypatch.setattr(submitting, "frozen_now", slow)
    submitted = opening.sheet_in(desk.submit()).indicators
    assert submitted == {"pct_read": Measurement(percent=Decimal(80), measured_on="2026-11-14")}


def test_a_submission_freezes_everything_its_figures_rest_on_and_no_names(desk, door, catalogue):
    number = Measurement(of=Decimal(212), per=Decimal(240))
    numbers.record(door, catalogue, desk.review, "pct_read", number, now=NOW)
    desk.give_all()
    desk.give("lead", Answer(option="yes", comment="Since May"), note="Ask again in June")
    submission = desk.submit()
    assert json.loads(submission.content) == {
        "format": 1,
        "scoring": "1",
        "number": 1,
        "period": {"calendar": "academic", "name": "2026/27"},
        "submitted_at": "2026-11-14T10:00:00+00:00",
        "edition_sha256": catalogue.latest("small").sha256,
        "confirmed_in_bulk": 0,
        "size_band": {"fact": "pupils", "from": [0, 101, 251, 501, 1001], "band": 1},
        "scope": {
            "policy": "answered", "lead": "answered", "filter": "answered", "devices": "answered", "rooms": "outside",
            "remark": "unanswered",
        },
        "sheet": {
            "framework": "small",
            "edition": "2026",
            "as_of": "2026-11-14",
            "form": "full",
            "profile": {"kind": "school", "phase": "primary", "region": "Eastmere", "pupils": 240, "boarding": False},
            "aims": {},
            "indicators": {"pct_read": {"of": 212, "per": 240, "measured_on": "2026-11-14"}},
            "answers": {
                "policy": {
                    "level": 4,
                    "evidence": [{"title": "Policy", "date": "2026-09-01", "url": "https://example.org/policy"}],
                },
                "lead": {"option": "yes", "comment": "Since May"},
                "filter": {"checked": ["mail", "web"]},
                "devices": {"value": 60},
            },
        },
    }  # fmt: skip


def test_the_frozen_text_is_canonical_and_its_hash_is_kept(desk):
    submission = desk.give_all().submit()
    assert canonical(read(submission.content)) == submission.content
    assert sha256(submission.content) == submission.sha256


def test_the_frozen_sheet_is_an_answers_file(desk):
    submission = desk.give_all().submit()
    edition = desk.open().edition
    assert scoring.read_sheet(read(submission.content)["sheet"], edition) == opening.sheet_in(submission)


def test_stored_scores_equal_those_worked_out_anew(desk, door):
    submission = desk.give_all().submit()
    opened = desk.open()
    score = scoring.score(opened.edition, opening.sheet_in(submission))
    rows = door.read(lambda rows: statements.scores(rows, opened.review))
    assert {row.code: Fraction(row.official_exact) for row in rows} == {
        code: score.nodes[code].official for code in ("overall", "people", "who", "machines", "which")
    }
    # the whole is 47/12 on 1..5, a share of 35/48 = 0.729166…, stored as 7292
    assert [(row.official, row.official_exact) for row in rows if row.code == "overall"] == [(7292, "35/48")]


def test_a_quick_review_counts_nothing_outside_it(start):
    desk = start(form="short").give_all({"policy": Answer(level=3), "lead": Answer(option="yes")})
    desk.submit()
    view = results.of(desk.door, desk.catalogue, desk.review, now=NOW)
    assert view.score.overall.level == Fraction(2 * 3 + 5, 3)
    assert view.score.overall.coverage == 1
    assert view.score.form_size == (2, 4)
    assert view.score.nodes["filter"].state == "outside"


def test_reopening_needs_a_reason_and_leaves_the_submission_official(desk, door, catalogue):
    first = desk.give_all().submit()
    with pytest.raises(BadAnswer, match="Say in a few words why"):
        submitting.reopen(door, desk.review, "  ", now=NOW)
    reopened = submitting.reopen(door, desk.review, "A mistake", now=NOW)
    assert (reopened.status, reopened.reopened_because) == ("reopened", "A mistake")
    desk.give("policy", Answer(level=1))
    view = results.of(door, catalogue, desk.review, now=NOW)
    assert (view.submission, view.changed_since, view.sheet.answers["policy"].level) == (first, True, 4)
    draft = results.of(door, catalogue, desk.review, draft=True, now=NOW)
    assert (draft.submission, draft.sheet.answers["policy"].level) == (None, 1)
    with pytest.raises(Refused, match="open already"):
        submitting.reopen(door, desk.review, "Again", now=NOW)


def test_submitting_again_adds_a_submission_and_replaces_the_scores(desk, door):
    first = desk.give_all().submit()
    submitting.reopen(door, desk.review, "A mistake", now=NOW)
    desk.give("policy", Answer(level=1))
    second = desk.later(days=1).submit()
    review = desk.open().review
    assert door.read(lambda rows: statements.every(rows, review)) == (first, second)
    overall = door.read(lambda rows: statements.scores(rows, review))[0]
    # people (2·1 + 5)/3 = 7/3, machines 7/2: (7/3 + 7/2)/2 = 35/12, a share of 23/48
    assert overall.official_exact == "23/48"


def test_why_and_when_a_review_was_reopened_stays_with_what_came_of_it(desk, door, catalogue):
    desk.give_all().submit()
    assert results.of(door, catalogue, desk.review, now=NOW).reopened == ()
    opened, corrected, again = (desk.later(days=day).now for day in (1, 2, 3))
    submitting.reopen(door, desk.review, "The filter was tested", now=opened)
    once = Reopening(opened, "The filter was tested", None)
    assert results.of(door, catalogue, desk.review, now=NOW).reopened == (once,)
    second = desk.later(days=2).submit()
    assert read(second.content)["reopened"] == {
        "at": "2026-11-15T10:00:00+00:00", "because": "The filter was tested",
    }  # fmt: skip
    submitting.reopen(door, desk.review, "A mistake", now=again)
    found = results.of(door, catalogue, desk.review, now=corrected)
    assert found.reopened == (replace(once, submission=2), Reopening(again, "A mistake", None))
    submitting.withdraw_reopening(door, catalogue, desk.review, now=again)
    assert results.of(door, catalogue, desk.review, now=again).reopened == (replace(once, submission=2),)


def test_a_reopening_given_up_puts_the_answers_back_and_keeps_the_history(desk, door, catalogue):
    first = desk.give_all().submit()
    submitting.reopen(door, desk.review, "A mistake", now=NOW)
    desk.give("policy", Answer(level=1))
    desk.give("remark", Answer(text="New"))
    reviews.set_aim(door, catalogue, desk.review, "policy", 5, now=NOW)
    back = submitting.withdraw_reopening(door, catalogue, desk.review, now=NOW)
    opened = desk.open()
    assert (back.status, back.aims) == ("submitted", {})
    assert opened.answers["policy"].answer == WHOLE["policy"]
    assert opened.answers["remark"].answer == Answer()
    assert desk.submit() == first
    with pytest.raises(Refused, match="nothing to give up"):
        submitting.withdraw_reopening(door, catalogue, desk.review, now=NOW)


def test_a_stranger_can_not_submit(store, desk):
    desk.give_all()
    with pytest.raises(NotYours):
        replace(desk, door=store.for_user(2)).submit()
    assert desk.open().review.status == "draft"


def test_evidence_that_lapsed_since_is_shown_and_moves_no_figure(desk, door, catalogue):
    desk.give_all().submit()
    at_once = results.of(door, catalogue, desk.review, now=NOW)
    later = results.of(door, catalogue, desk.review, now=NOW.replace(year=2027))
    assert at_once.lapsed == ()
    assert [(one.question, one.title, one.lapsed_on) for one in later.lapsed] == [
        ("policy", "Policy", date(2027, 9, 1))
    ]
    assert later.score == at_once.score


def test_every_figure_of_the_view_can_be_explained(desk, door, catalogue):
    desk.give_all().submit()
    view = results.of(door, catalogue, desk.review, now=NOW)
    told = results.explain(view)
    assert told.share == view.score.overall.official
    assert [child.node for child in told.children] == ["people", "machines"]
