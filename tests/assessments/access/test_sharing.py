"""What an organisation says yes to: who decides, what each yes lets others see, and that it ends at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessments import comparing, exchange, results, reviews, years
from assessments.access import networks, sharing, teams
from assessments.access.sharing_words import AGREED, LATEST, asked, words
from assessments.errors import Damaged, NotYours, Refused
from assessments.plain import read, sha256
from assessments.store import reviews as review_statements
from assessments.store.sharing import Wanted
from scoring.answers import Answer, Evidence
from tests.assessments.access.networked import (
    ADVISER,
    READER,
    REGION_LEAD,
    STRANGER,
    TRUST_LEAD,
    advise,
    around,
    list_in,
)
from tests.assessments.conftest import NOW, WHOLE
from tests.signing import KEY, OURS

COMMENT, LINK = "CANARY said by the school", "https://example.org/canary"
UNTIL = date(2027, 11, 14)
SAID = WHOLE | {
    "policy": Answer(level=4, comment=COMMENT, evidence=(Evidence("CANARY policy", "2026-09-01", LINK),)),
}  # fmt: skip


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.region)
    return there


@pytest.fixture
def submitted(desk):
    desk.give_all(SAID).submit()
    return desk


def to_team(placed, share, until=UNTIL):
    return Wanted("team", placed.team, None, share, until)


def give(door, school, wanted, *, now=NOW):
    sharing.give(door, school.id, wanted, version=LATEST[wanted.purpose], now=now)


def live(door, installation, school):
    found = sharing.seen(door, installation.at(1), school.id, now=NOW)
    return [seer for seer in found.seers if seer.consent]


def share_seen(door, catalogue, submitted):
    """How much of what was submitted is shown through this door."""
    found = results.of(door, catalogue, submitted.review, now=NOW).submission
    assert found is not None
    return found.share


def test_without_a_yes_advisers_see_nothing(store, catalogue, placed, submitted):
    with pytest.raises(NotYours):
        results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)


@pytest.mark.parametrize(
    ("share", "comment", "title", "link"),
    [(2, "", "Not shared", None), (3, COMMENT, "Not shared", None), (4, COMMENT, "CANARY policy", LINK)],
)
def test_a_yes_shows_just_that_much_and_every_figure_is_that_of_the_whole(
    door, store, catalogue, placed, school, submitted, share, comment, title, link
):
    give(door, school, to_team(placed, share))
    view = results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)
    own = results.of(door, catalogue, submitted.review, now=NOW)
    assert view.score == own.score
    assert view.submission is not None
    assert view.submission.share == share
    policy = view.sheet.answers["policy"]
    assert (policy.level, policy.comment) == (4, comment)
    assert policy.evidence == (Evidence(title, "2026-09-01", link),)
    assert not view.is_inside


@pytest.mark.parametrize("share", [2, 3])
def test_what_an_outsider_takes_away_holds_only_their_copy(
    door, store, catalogue, placed, school, submitted, elsewhere, share
):
    give(door, school, to_team(placed, share))
    adviser = store.for_user(ADVISER)
    document = exchange.export_review(adviser, catalogue, submitted.review, key=KEY, now=NOW)
    table = exchange.rows(adviser, catalogue, submitted.review, now=NOW)
    for text in (document.decode(), str(table)):
        assert "CANARY policy" not in text
        assert LINK not in text
        assert (COMMENT in text) == (share == 3)
    assert read(document)["answers_file"]["answers"]["policy"]["level"] == 4
    assert {line["question"] for line in read(document)["history"]} == set(SAID)
    (kept,) = read(document)["submissions"]
    assert sha256(kept["content"]) == kept["sha256"]
    exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)


def test_that_a_review_was_begun_and_when_is_all_the_smallest_yes_shows(
    door, store, catalogue, placed, school, submitted
):
    give(door, school, to_team(placed, 1))
    adviser = store.for_user(ADVISER)
    (review,) = adviser.read(lambda rows: review_statements.every(rows, school.id))
    assert (review.status, review.submitted_at) == ("submitted", NOW)
    for look in (
        lambda: results.of(adviser, catalogue, submitted.review, now=NOW),
        lambda: exchange.export_review(adviser, catalogue, submitted.review, key=KEY, now=NOW),
        lambda: comparing.table(adviser, catalogue, [submitted.review]),
    ):
        with pytest.raises(NotYours):
            look()
    assert comparing.choices(adviser) == ()
    assert years.of(adviser, catalogue, school.id, "small").years == ()


def test_an_adviser_puts_side_by_side_what_is_shared(door, store, catalogue, placed, school, submitted):
    give(door, school, to_team(placed, 2))
    adviser = store.for_user(ADVISER)
    assert [choice.organisation for choice in comparing.choices(adviser)] == [school.name]
    assert comparing.table(adviser, catalogue, [submitted.review]).rows
    assert len(years.of(adviser, catalogue, school.id, "small").years) == 1


def test_a_draft_is_never_shown_to_anybody_of_outside(door, store, catalogue, placed, school, submitted):
    give(door, school, to_team(placed, 4))
    adviser = store.for_user(ADVISER)
    submitted.later(hours=1)
    from assessments import submitting

    submitting.reopen(door, submitted.review, "CANARY reason", now=NOW)
    submitted.give("lead", Answer(option="no"))
    view = results.of(adviser, catalogue, submitted.review, draft=True, now=NOW)
    assert view.sheet.answers["lead"] == Answer(option="yes")
    assert "CANARY reason" not in str(view.reopened)
    assert not view.changed_since
    with pytest.raises(NotYours):
        reviews.open(adviser, catalogue, submitted.review, now=NOW)


def test_a_new_submission_is_copied_while_the_yes_lives(door, store, catalogue, placed, school, submitted):
    from assessments import submitting

    give(door, school, to_team(placed, 2))
    submitting.reopen(door, submitted.review, "A slip", now=NOW)
    submitted.give("lead", Answer(option="no"))
    submitted.later(hours=1).submit()
    view = results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)
    assert view.sheet.answers["lead"] == Answer(option="no")
    assert view.submission is not None
    assert view.submission.number == 2


def test_a_copy_changed_afterwards_is_not_shown(door, store, tmp_path, catalogue, placed, school, submitted):
    give(door, school, to_team(placed, 2))

    def tamper(unit):
        unit.run("UPDATE {shared_copy} SET content = '{}'".replace("'{}'", ":text"), text='{"sheet":{}}')

    door.write(tamper)
    with pytest.raises(Damaged):
        results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)


@pytest.mark.parametrize("end", ["withdrawn", "member ended", "team ended", "past its last day"])
def test_what_was_shown_ends_at_once(door, store, installation, catalogue, placed, school, submitted, end):
    give(door, school, to_team(placed, 4, None if end == "never" else UNTIL))
    adviser = store.for_user(ADVISER)
    results.of(adviser, catalogue, submitted.review, now=NOW)
    if end == "withdrawn":
        (seer,) = live(door, installation, school)
        sharing.withdraw(door, school.id, seer.consent.id, now=NOW)
    elif end == "member ended":
        teams.end_member(installation.at(REGION_LEAD), placed.team, ADVISER, now=NOW)
    elif end == "team ended":
        teams.end(installation.at(REGION_LEAD), placed.team, now=NOW)
    else:
        door.write(lambda unit: unit.run("UPDATE {consent} SET until = '2020-01-01' WHERE organisation_id = :o",
                                         o=school.id))  # fmt: skip
    with pytest.raises(NotYours):
        results.of(adviser, catalogue, submitted.review, now=NOW)


def test_only_leads_decide(door, store, installation, placed, school):
    installation.join(school.id, READER, "contributor")
    with pytest.raises(Refused, match="Only a lead"):
        give(store.for_user(READER), school, to_team(placed, 2))
    for person in (ADVISER, REGION_LEAD, STRANGER):
        with pytest.raises(NotYours):
            give(store.for_user(person), school, to_team(placed, 2))
    give(door, school, to_team(placed, 2))
    (seer,) = live(door, installation, school)
    with pytest.raises(Refused, match="Only a lead"):
        sharing.withdraw(store.for_user(READER), school.id, seer.consent.id, now=NOW)


def test_a_yes_needs_a_day_that_is_to_come_and_an_amount(door, placed, school):
    wanted = to_team(placed, 2)
    for wrong in (
        replace(wanted, until=None),
        replace(wanted, until=date(2026, 11, 13)),
        replace(wanted, until=date(2036, 1, 1)),
        replace(wanted, share=0),
        replace(wanted, share=5),
        Wanted("counted", None, None, 2, None),
    ):
        with pytest.raises(Refused):
            give(door, school, wrong)
    for nowhere in (Wanted("team", 99, None, 2, UNTIL), Wanted("network", placed.team, None, 2, None)):
        with pytest.raises(NotYours):
            give(door, school, nowhere)


def test_a_smaller_yes_takes_the_place_of_a_greater_one(
    door, store, installation, catalogue, placed, school, submitted
):
    give(door, school, to_team(placed, 4))
    give(door, school, to_team(placed, 2), now=NOW + timedelta(minutes=1))
    assert [seer.share for seer in live(door, installation, school)] == [2]
    assert share_seen(store.for_user(ADVISER), catalogue, submitted) == 2


def test_words_once_agreed_to_are_kept_and_newer_ones_must_be_read_first(door, placed, school):
    assert set(LATEST) == {"team", "counted", "network"}
    assert "{whom}" not in asked("team", 1, whom="Harbour advisers", share=2)
    assert all(AGREED[purpose, 1].says for purpose in LATEST)
    with pytest.raises(Refused):
        words("team", 99)
    with pytest.raises(Refused):
        sharing.give(door, school.id, to_team(placed, 2), version=0, now=NOW)


def test_older_words_are_not_agreed_to_any_more(door, placed, school, monkeypatch):
    monkeypatch.setitem(AGREED, ("team", 2), AGREED["team", 1])
    monkeypatch.setitem(LATEST, "team", 2)
    with pytest.raises(Refused, match="The words changed"):
        sharing.give(door, school.id, to_team(placed, 2), version=1, now=NOW)
    give(door, school, to_team(placed, 2))


def test_with_its_team_a_yes_ends_for_good(door, installation, placed, school):
    give(door, school, to_team(placed, 4))
    teams.end(installation.at(REGION_LEAD), placed.team, now=NOW)
    assert live(door, installation, school) == []
    (ended,) = sharing.seen(door, installation.at(1), school.id, now=NOW).ended
    assert ended.withdrawn_at == NOW


def test_of_two_copies_the_fuller_one_is_given(door, store, installation, catalogue, placed, school, submitted):
    other = teams.make(installation.at(REGION_LEAD), name="Quay advisers", network_id=placed.region, now=NOW).id
    advise(installation, other, ADVISER)
    give(door, school, to_team(placed, 2))
    give(door, school, Wanted("team", other, None, 3, UNTIL))
    assert share_seen(store.for_user(ADVISER), catalogue, submitted) == 3


def test_being_counted_shows_nobody_anything(door, store, installation, catalogue, placed, school, submitted):
    give(door, school, Wanted("counted", None, None, 0, None))
    found = sharing.seen(door, installation.at(1), school.id, now=NOW)
    assert found.counted is not None
    assert [seer for seer in found.seers if seer.consent] == []
    for person in (ADVISER, REGION_LEAD):
        with pytest.raises(NotYours):
            results.of(store.for_user(person), catalogue, submitted.review, now=NOW)


def test_a_yes_to_a_network_is_for_its_own_leads(door, store, catalogue, placed, school, submitted):
    give(door, school, Wanted("network", None, placed.region, 2, None))
    assert share_seen(store.for_user(REGION_LEAD), catalogue, submitted) == 2
    with pytest.raises(NotYours):
        results.of(store.for_user(TRUST_LEAD), catalogue, submitted.review, now=NOW)


def test_a_trust_that_is_one_legal_body_sees_what_is_submitted(
    store, installation, door, catalogue, placed, school, submitted
):
    list_in(installation, school.id, placed.trust)
    view = results.of(store.for_user(TRUST_LEAD), catalogue, submitted.review, now=NOW)
    assert view.sheet.answers["policy"].evidence[0].title == "CANARY policy"
    first = sharing.seen(door, installation.at(1), school.id, now=NOW).seers[0]
    assert (first.name, first.share, [one.name for one in first.people]) == ("Northbridge Trust", 4, ["Tam Trust"])
    with pytest.raises(NotYours):
        results.of(store.for_user(REGION_LEAD), catalogue, submitted.review, now=NOW)
    networks.take_out(installation.at(TRUST_LEAD), school.id, placed.trust, now=NOW)
    with pytest.raises(NotYours):
        results.of(store.for_user(TRUST_LEAD), catalogue, submitted.review, now=NOW)


def test_an_organisation_is_asked_and_says_yes_to_less(door, store, installation, catalogue, placed, school, submitted):
    assert sharing.ask(installation.at(ADVISER), (school.id,), to_team(placed, 4), now=NOW) == 1
    assert sharing.ask(installation.at(ADVISER), (school.id,), to_team(placed, 4), now=NOW) == 0
    (request,) = sharing.seen(door, installation.at(1), school.id, now=NOW).requests
    assert (request.whom, request.wanted.share, request.asked_by.name) == ("Harbour advisers", 4, "Ash Adviser")
    sharing.answer(door, school.id, request.id, to_team(placed, 2), version=1, now=NOW)
    assert share_seen(store.for_user(ADVISER), catalogue, submitted) == 2
    assert sharing.seen(door, installation.at(1), school.id, now=NOW).requests == ()
    with pytest.raises(Refused, match="answered already"):
        sharing.answer(door, school.id, request.id, None, now=NOW)


def test_a_no_is_recorded_and_shows_nothing(door, store, installation, catalogue, placed, school, submitted):
    sharing.ask(installation.at(REGION_LEAD), (school.id,), to_team(placed, 4), now=NOW)
    (request,) = sharing.seen(door, installation.at(1), school.id, now=NOW).requests
    with pytest.raises(NotYours):
        sharing.answer(door, school.id, request.id, Wanted("network", None, placed.region, 4, None), version=1, now=NOW)
    sharing.answer(door, school.id, request.id, None, now=NOW)
    with pytest.raises(NotYours):
        results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)


@pytest.mark.parametrize("person", [TRUST_LEAD, STRANGER])
def test_only_a_team_or_its_network_asks_and_only_their_own_organisations(installation, school, placed, person):
    with pytest.raises(NotYours):
        sharing.ask(installation.at(person), (school.id,), to_team(placed, 2), now=NOW)
    with pytest.raises(NotYours):
        sharing.ask(installation.at(ADVISER), (school.id, 99), to_team(placed, 2), now=NOW)


def test_nobody_of_outside_reads_what_others_see(store, installation, placed, school):
    for person in (ADVISER, REGION_LEAD, STRANGER):
        with pytest.raises(NotYours):
            sharing.seen(store.for_user(person), installation.at(person), school.id, now=NOW)
