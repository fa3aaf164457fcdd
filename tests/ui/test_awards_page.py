"""Awards on their pages: what is missing, applying, deciding, who is near the next one, and the certificate."""

import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pypdf
import pytest

from assessments import answering, awarding, organisations, reviews, submitting
from assessments.access import deciding, networks, sharing, teams
from assessments.store import invitations
from assessments.store.sharing import Wanted
from reports.certificate import certificate_pdf
from scoring.answers import Answer
from tests.assessments.awarded import next_year, this_year
from tests.ui.conftest import words
from tests.ui.signed import browser
from ui import composition
from ui.awarding import of_review

HOSTILE = "=Oak *Hill* <b>School</b> #set text(red) $x$"


@pytest.fixture(scope="session")
def catalogue():
    return this_year()


@pytest.fixture
def school(door, now):
    return organisations.add(
        door, name=HOSTILE, kind="school", phase="primary", region="Eastmere", facts={"pupils": 240}, now=now
    )


@pytest.fixture
def review(door, catalogue, school, now):
    """Submits a review of the school with these levels."""

    def submitted(one=3, two=3):
        made = reviews.start(door, catalogue, school.id, "tiny", now=now).id
        for question, level in (("one", one), ("two", two)):
            answering.give(door, catalogue, made, question, Answer(level=level), seen=0, now=now)
        submitting.submit(door, catalogue, made, now=now)
        return made

    return submitted


@pytest.fixture
def lead(known, school):
    return known("Lee Lead", organisation=school, role="lead")


@pytest.fixture
def adviser(rooms, known, school, door, now):
    """Somebody of a team that the school shows its levels to."""
    reception = rooms.own.reception(None)
    boss = known("Ada Administrator")
    reception.write(lambda unit: invitations.give(unit, invitations.Offer("administrator"), boss, now))
    desk = rooms.own.reception(boss)
    region = networks.add(desk, name="Eastmere", kind="region", now=now).id
    team = teams.make(desk, name="Harbour advisers", network_id=region, now=now).id
    networks.bring_in(desk, school.id, region, since=now.date(), now=now)
    person = known("Ash Adviser")
    reception.write(lambda unit: invitations.give(unit, invitations.Offer("adviser", team=team), person, now))
    wanted = Wanted("team", team, None, 2, now.date() + timedelta(days=30))
    sharing.give(door, school.id, wanted, version=1, now=now)
    return person


def test_a_page_says_what_is_missing_and_the_shortest_way(visit, review):
    told = words(visit("awards", review=review(two=1)))
    assert "Are there two? Reach 3 Working well" in told
    assert "The shortest way there (1 question)" in told
    assert "Started Held" in told
    assert "Valid until 22 November 2027" in told


def test_what_the_next_version_asks_for_is_told_on_the_page(review, door, now):
    found = awarding.of(door, next_year(), review(), now=now)
    told = of_review.award(found, next(line for line in found.lines if line.award.id == "mark"))
    assert "From the 2027 version this asks for more." in told
    assert "Is there one? Asks for 4 (until now 3)" in told


def test_a_lead_applies_and_takes_it_back(visit, review, signed_in, lead):
    made = review()
    signed_in(lead)
    app = visit("awards", review=made)
    app.text_area[0].set_value("Please come in March")
    app.button[0].click().run()
    assert "You have applied for “The mark”" in words(app)
    assert "Your note: Please come in March" in words(app)
    app.button[0].click().run()
    assert "The application is taken back." in words(app)


def test_on_ones_own_computer_there_is_nobody_to_apply_to(visit, review):
    app = visit("awards", review=review())
    assert "nobody else decides" in words(app)
    assert not app.button


def test_an_adviser_decides_with_a_reason_and_the_people_read_it(
    visit, review, adviser, lead, signed_in, door, catalogue, now
):
    made = review()
    awarding.apply(door, catalogue, made, "mark", note="<b>Come</b>", now=now)
    signed_in(adviser)
    assert "1 award to decide, and who is near the next" in words(visit("adviser"))
    app = visit("awards")
    assert "Waiting for a decision: 1" in words(app)
    assert HOSTILE.replace("<b>", " ").split()[0] in words(app)
    app.button[0].click().run()
    assert "Choose whether to give it" in words(app)
    app.radio[0].set_value("given")
    app.button[0].click().run()
    assert "Say why in a sentence" in words(app)
    app.text_area[0].set_value("Seen on *a* visit.")
    app.button[0].click().run()
    told = words(app)
    assert "Waiting for a decision: 0" in told
    assert "Given on 22 November 2026 by Harbour advisers." in told
    signed_in(lead)
    assert "Why: Seen on *a* visit." in words(visit("awards", review=made))


def test_who_shows_levels_and_is_two_questions_away_is_named_and_nobody_else(visit, review, adviser, signed_in):
    review(one=2, two=2)
    signed_in(adviser)
    told = words(visit("awards"))
    assert "Near the next award" in told
    assert "The mark 2 questions" in told


def test_whoever_is_in_no_office_is_sent_to_the_results(visit, school):
    assert "Open the results of a review first" in words(visit("awards"))


@pytest.fixture
def given(review, door, catalogue, adviser, rooms, now):
    """A review whose mark was given."""
    made = review()
    awarding.apply(door, catalogue, made, "mark", note="", now=now)
    desk = rooms.own.reception(adviser)
    [one] = deciding.waiting(desk, now=now)
    deciding.decide(desk, one.id, "given", reason="Seen.", now=now)
    return made


def test_a_certificate_is_one_tagged_side_with_peoples_words_as_they_typed_them(given, door, catalogue, now):
    found = awarding.of(door, catalogue, given, now=now)
    held = next(line.held for line in found.lines if line.award.id == "mark")
    assert held
    made = certificate_pdf(found, held)
    assert made == certificate_pdf(found, held)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    read = " ".join(pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    for said in (
        "The mark",
        HOSTILE,
        "Given by Harbour advisers on 22 November 2026.",
        "Valid until 22 November 2029.",
    ):
        assert said in read


def test_no_certificate_is_made_of_an_award_that_has_lapsed(given, door, catalogue, now):
    found = awarding.of(door, catalogue, given, now=now)
    held = next(line.held for line in found.lines if line.award.id == "mark")
    assert held
    assert held.until
    assert certificate_pdf(replace(found, today=held.until), held)
    with pytest.raises(ValueError, match="lapsed"):
        certificate_pdf(replace(found, today=held.until + timedelta(days=1)), held)


def test_a_certificate_is_sent_to_whoever_sees_the_award_and_to_nobody_once_it_has_lapsed(
    given, rooms, monkeypatch, now
):
    address = f"/download/certificate.pdf?review={given}&award="
    with browser() as visitor:
        assert visitor.get(address + "mark").headers["content-type"] == "application/pdf"
        assert visitor.get(address + "none").status_code == 404
        later = composition.Rooms(rooms.own, rooms.open_demo, rooms.catalogue, lambda: now + timedelta(days=1200))
        monkeypatch.setattr(composition, "rooms", lambda: later)
        assert visitor.get(address + "mark").status_code == 404
