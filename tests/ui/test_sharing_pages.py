"""What others see of us, an adviser's organisations, and a network, on their pages."""

import csv
import io
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import reviews
from assessments.access import networks, proposing, sharing
from assessments.access.sharing_words import LATEST
from assessments.roster import reading
from assessments.store.sharing import Wanted
from frameworks.questions import LevelQuestion
from scoring.answers import Answer
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD, around, sit_down
from tests.ui.submitted import submitted
from ui import composition
from ui.routes import ROUTES

LINES = "\n".join(f"Lantern School {n:02};school;primary;{1000 + n}" for n in range(60))


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


def html_of(page):
    return " ".join(element.proto.body for element in page.get("html"))


@pytest.fixture
def placed(rooms, school, now):
    found = around(rooms.own, now)
    networks.bring_in(rooms.own.reception(ADMINISTRATOR), school.id, found.region, since=now.date(), now=now)
    return found


@pytest.fixture
def in_trust(rooms, placed, school, now):
    networks.bring_in(rooms.own.reception(ADMINISTRATOR), school.id, placed.trust, since=now.date(), now=now)
    return placed


@pytest.fixture
def sit(monkeypatch, rooms):
    return lambda person: sit_down(monkeypatch, composition, rooms.own, person)


@pytest.fixture
def review(door, catalogue, school, now):
    """Submitted, with a comment."""
    first = next(iter(catalogue.latest("esafety").edition.questions))
    told = {first: Answer(level=3, comment="CANARY comment")}
    return submitted(door, catalogue, school, "esafety", now, form="short", other=told)


@pytest.fixture
def shown(door, school, placed, now):
    """Say yes to the team."""

    def given(share):
        wanted = Wanted("team", placed.team, None, share, now.date() + timedelta(days=30))
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=now)

    return given


def test_the_page_tells_who_sees_what_with_the_trust_first(visit, sit, in_trust, school):
    sit(1)
    page = visit("sharing", organisation=school.id)
    said = words(page)
    assert said.index("Northbridge") < said.index("Eastmere")
    assert "They see everything you submit" in said
    assert "It never sees what you answer" in said
    assert "Now that is: Tam Trust." in said
    assert "<b>Trust</b>" not in html_of(page)


def test_a_lead_says_yes_to_a_team_and_takes_it_back(visit, sit, rooms, door, placed, school, now):
    sit(1)
    page = visit("sharing", organisation=school.id)
    page.selectbox[0].set_value("The advisers of Harbour *advisers*").run()
    press(page, "Yes, show it to them")
    (seer,) = [one for one in sharing.seen(door, rooms.own.reception(1), school.id, now=now).seers if one.consent]
    assert seer.consent is not None
    assert (seer.share, seer.consent.wanted.until) == (2, now.date() + timedelta(days=365))
    assert "You said yes on 22 November 2026" in words(page)
    press(page, "Stop showing it")
    assert "sees nothing more" in words(page)
    assert [one for one in sharing.seen(door, rooms.own.reception(1), school.id, now=now).seers if one.consent] == []


def test_being_counted_is_a_question_of_its_own(visit, sit, rooms, door, placed, school, now):
    sit(1)
    page = press(visit("sharing", organisation=school.id), "Yes, count us")
    assert "You are counted." in words(page)
    page = press(page, "Stop being counted")
    assert sharing.seen(door, rooms.own.reception(1), school.id, now=now).counted is None


def test_what_was_asked_for_is_answered_with_less(visit, sit, rooms, door, placed, school, now):
    wanted = Wanted("team", placed.team, None, 4, now.date() + timedelta(days=30))
    sharing.ask(rooms.own.reception(ADVISER), (school.id,), wanted, now=now)
    sit(1)
    page = visit("sharing", organisation=school.id)
    assert "Asked by Ash Adviser on 22 November 2026." in words(page)
    page.radio[0].set_value(2)
    press(page, "Yes")
    (seer,) = [one for one in sharing.seen(door, rooms.own.reception(1), school.id, now=now).seers if one.consent]
    assert seer.consent is not None
    assert (seer.share, seer.consent.wanted.until) == (2, now.date() + timedelta(days=30))


def test_who_looked_is_listed_by_the_page_they_looked_at(visit, sit, placed, shown, review, school):
    shown(2)
    sit(ADVISER)
    page = visit("results", review=review.id)
    assert "Comments, reasons and evidence are not shared with you" in words(page)
    assert "CANARY" not in html_of(page)
    assert "See the answers" not in words(page)
    sit(1)
    said = words(visit("sharing", organisation=school.id))
    assert "22 November 2026 Ash Adviser as an adviser Your results" in said


@pytest.mark.parametrize("name", ["results.pdf", "review.json", "review.csv"])
def test_every_file_an_adviser_takes_is_written_down(visit, sit, placed, shown, review, school, name):
    shown(3)
    sit(ADVISER)
    client = TestClient(Starlette(routes=ROUTES))
    assert client.get(f"/download/{name}?review={review.id}").status_code == 200
    sit(1)
    assert "Ash Adviser as an adviser" in words(visit("sharing", organisation=school.id))


def test_an_adviser_sees_who_said_yes_and_how_far_they_are(visit, sit, placed, shown, review, school):
    shown(2)
    sit(ADVISER)
    page = visit("adviser")
    said = words(page)
    assert "1 organisation shows something to your team" in said
    assert "Levels and scores" in said
    assert "submitted 22 November 2026" in said
    assert f"/results?review={review.id}" in html_of(page)
    assert "CANARY" not in html_of(page)


def test_an_adviser_asks_by_name_and_learns_nothing_of_others(visit, sit, rooms, door, placed, school, now):
    sit(ADVISER)
    page = visit("adviser")
    field = next(one for one in page.text_input if one.label.startswith("Its number"))
    field.set_value("Nowhere School")
    press(page, "Ask")
    assert "There is no organisation with that number or name" in words(page)
    field = next(one for one in page.text_input if one.label.startswith("Its number"))
    field.set_value(school.name)
    press(page, "Ask")
    (request,) = sharing.seen(door, rooms.own.reception(1), school.id, now=now).requests
    assert request.wanted.share == 2


def test_a_network_sees_how_far_each_is_and_no_answer(visit, sit, placed, review, school):
    sit(REGION_LEAD)
    page = visit("network")
    said = words(page)
    assert "One organisation belongs to it" in said
    assert "Submitted" in said
    assert "submitted 22 November 2026" in said
    assert "CANARY" not in html_of(page)
    assert f"/results?review={review.id}" not in html_of(page)


def test_a_network_asks_those_it_found_and_sees_the_result_of_a_yes(
    visit, sit, rooms, door, placed, review, school, now
):
    sit(REGION_LEAD)
    page = press(visit("network", network=placed.region), "Ask 1 organisation found above")
    assert "They are asked." in words(page)
    (request,) = sharing.seen(door, rooms.own.reception(1), school.id, now=now).requests
    assert (request.wanted.network, request.wanted.share) == (placed.region, 2)
    sharing.answer(door, school.id, request.id, request.wanted, version=1, now=now)
    assert f"/results?review={review.id}" in html_of(visit("network", network=placed.region))


def test_an_organisation_leaves_a_network_by_itself(visit, sit, placed, school):
    sit(1)
    assert "You left Eastmere" in words(press(visit("sharing", organisation=school.id), "Leave Eastmere"))
    sit(REGION_LEAD)
    assert "No organisation belongs to it yet" in words(visit("network", network=placed.region))


def test_a_school_that_nobody_leads_any_more_is_pointed_out(visit, sit, rooms, placed, school):
    sit(REGION_LEAD)
    assert "nobody leads it" not in words(visit("network"))
    rooms.own.reception(None).write(
        lambda unit: unit.run("UPDATE {membership} SET role = 'reader' WHERE organisation_id = :id", id=school.id)
    )
    page = visit("network")
    assert "Accepted; nobody leads it: choose somebody" in words(page)
    assert f"/people?organisation={school.id}" in html_of(page)


def test_pasted_organisations_are_shown_before_they_are_taken(visit, sit, placed):
    sit(REGION_LEAD)
    page = visit("network", network=placed.region)
    page.text_area[0].set_value("Fog School;school\nMist School;school;primary;7").run()
    assert "Row 1: The school’s phase is missing" in words(page)
    assert not [button for button in page.button if button.label.startswith("Add these")]
    page.text_area[0].set_value("Fog School;school;primary\nMist School;school;primary;7").run()
    assert "Mist School Primary school 7" in words(page)
    press(page, "Add these 2")
    assert "All 3 organisations in Eastmere" in words(page)


def test_sixty_links_are_taken_away_as_a_table_by_a_post_alone(visit, sit, rooms, placed, now):
    networks.add_organisations(rooms.own.reception(REGION_LEAD), placed.region, reading.pasted(LINES).entries, now=now)
    sit(REGION_LEAD)
    assert "Make links for all 60 that nobody has joined" in words(visit("network", network=placed.region))
    client = TestClient(Starlette(routes=ROUTES), base_url="https://stocktake.example")
    assert client.get(f"/download/invitations.csv?network={placed.region}").status_code == 405
    answer = client.post("/download/invitations.csv", data={"network": str(placed.region)})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(table) == 61
    assert table[1][2].startswith("https://stocktake.example/join/")
    page = visit("network", network=placed.region)
    assert "60 unused links" in " ".join(button.label for button in page.button)
    assert table[1][2].rpartition("/")[2] not in html_of(page)
    sit(TRUST_LEAD)
    assert client.post("/download/invitations.csv", data={"network": str(placed.region)}).status_code == 404
    assert client.post("/download/invitations.csv", data={"network": "1%27"}).status_code == 404


def test_a_trust_proposes_and_the_school_sees_from_whom(visit, sit, rooms, catalogue, door, in_trust, school, now):
    draft = reviews.start(door, catalogue, school.id, "esafety", form="short", now=now)
    opened = reviews.open(door, catalogue, draft.id, now=now)
    of_levels = {q for q, one in opened.edition.questions.items() if isinstance(one, LevelQuestion)}
    question = next(iter(opened.shown & of_levels))
    proposing.propose(
        rooms.own.reception(TRUST_LEAD), catalogue, in_trust.trust, [school.id], "esafety", question, Answer(level=3),
        note="One <i>policy</i>", now=now,
    )  # fmt: skip
    sit(TRUST_LEAD)
    assert "proposed to 1 school" in words(visit("network", network=in_trust.trust))
    sit(1)
    section = opened.edition.section_of[question].id
    page = visit("review", review=draft.id, section=section, question=question)
    assert "Proposed by Northbridge Trust , not confirmed yet (22 November 2026)" in words(page)
    assert "<b>Trust</b>" not in html_of(page)


def test_what_happens_on_submission_is_said_above_the_button(visit, sit, shown, in_trust, quick, school):
    shown(3)
    sit(1)
    page = visit("submit", review=quick.id)
    said = words(page)
    assert "Those who lead Northbridge" in said
    assert "see your levels, scores and comments, without evidence, until 22 December 2026" in said
    assert f"/sharing?organisation={school.id}" in html_of(page)
    assert f"/sharing?organisation={school.id}" in html_of(visit("settings", organisation=school.id))


@pytest.mark.parametrize("name", ["sharing", "adviser", "network"])
def test_on_one_s_own_computer_there_are_no_such_pages(visit, school, name):
    assert "There is nothing here that you can open" in words(visit(name, organisation=school.id))


@pytest.mark.parametrize(("person", "name"), [(ADVISER, "network"), (REGION_LEAD, "adviser"), (ADVISER, "sharing")])
def test_who_has_no_such_page_is_told_nothing(visit, sit, placed, school, person, name):
    sit(person)
    assert "There is nothing here that you can open" in words(visit(name, organisation=school.id))
