"""History, leaving and reminders: what a lead finds there, and that nobody of outside finds anything."""

import csv
import io
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from assessments import answering, organisations, reviews
from assessments.access import emergency, leaving
from assessments.errors import NotYours
from frameworks.questions import LevelQuestion
from reports.archive import write
from scoring.answers import Answer
from tests.signing import KEY
from tests.ui.administering.conftest import ADMIN, LEAD, OTHER
from tests.ui.conftest import words
from tests.ui.submitted import submitted

READER = 7


@pytest.fixture
def reader(people, school):
    people.person(READER, "Reed Reader")
    people.join(school.id, READER, "reader")
    return READER


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


@pytest.mark.parametrize("name", ["history", "leaving", "reminders"])
def test_somebody_of_outside_finds_no_such_page(visit_as, school, name):
    page = visit_as(OTHER, name, organisation=school.id)
    assert page.title[0].value == "Page not found"
    assert "Oak" not in words(page)


@pytest.mark.parametrize("name", ["history", "leaving"])
def test_a_reader_is_not_shown_what_only_leads_are(visit_as, school, reader, name):
    assert visit_as(reader, name, organisation=school.id).title[0].value == "Page not found"


def test_a_lead_reads_who_did_what_by_the_reviews_name(visit_as, people, school, quick):
    told = words(visit_as(LEAD, "history", organisation=school.id))
    assert "The chain holds" in told
    assert "You started Online safety" in told
    assert "2026/27" in told
    assert "22 November 2026, 14:32 · no. 2" in told
    assert told.index("no. 2") < told.index("no. 1"), "newest first"


def test_an_administrator_reads_any_organisations_history_without_its_reviews(visit_as, people, school, quick):
    told = words(visit_as(ADMIN, "history", organisation=school.id))
    assert "You started a review." in told
    assert "2026/27" not in told


def test_whoever_has_left_is_said_to_have_left(visit_as, people, school, reader, now):
    organisations.change(people.store.for_user(LEAD), school.id, name="Oak", kind="charity", now=now)
    people.person(9, "Elder")
    people.join(school.id, 9, "lead")
    people.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1 WHERE person_id = :id", id=LEAD))
    told = words(visit_as(9, "history", organisation=school.id))
    assert "You, who has left, changed the facts about the organisation." in told


def test_a_lead_lets_the_organisation_leave_and_brings_it_back(visit_as, people, school):
    page = visit_as(LEAD, "leaving", organisation=school.id)
    page.text_input[0].set_value("Oak")
    press(page, "Leave Stocktake")
    assert "To confirm, type the name" in words(page)
    page.text_input[0].set_value(school.name)
    press(page, "Leave Stocktake")
    assert "is leaving" in words(page)
    assert "On 22 December 2026, 14:32 everything is erased" in words(page)
    press(page, "Stay after all")
    assert "The organisation stays." in words(page)
    assert leaving.erased_from(people.store.for_user(LEAD), school.id) is None


def test_the_archive_holds_everything_that_can_be_taken_along(people, door, catalogue, school, now):
    review = submitted(door, catalogue, school, "esafety", now).id
    draft = reviews.start(door, catalogue, school.id, "cpd", now=now)
    opened = reviews.open(door, catalogue, draft.id, now=now)
    question = next(name for name in sorted(opened.shown) if isinstance(opened.edition.questions[name], LevelQuestion))
    answering.give(door, catalogue, draft.id, question, Answer(level=3), note="=ask Sol", seen=0, now=now)
    made = io.BytesIO()
    write(made, door, catalogue, school.id, key=KEY, now=now)
    with ZipFile(made) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {
            "READ-ME.txt",
            "acts.csv",
            "people.csv",
            "yes.csv",
            "cases.csv",
            "findings.csv",
            "signed.csv",
            "awards.csv",
            "figures.csv",
        } <= set(names)
        (folder,) = {name.rpartition("/")[0] for name in names if f"-{review}/" in name}
        assert {f"{folder}/{name}" for name in ("review.json", "review.csv", "results.pdf")} <= set(names)
        pdf = PdfReader(io.BytesIO(archive.read(f"{folder}/results.pdf")))
        assert "Oak *Hill* <b>School</b>" in pdf.pages[0].extract_text().replace("\n", " ")
        acts = list(csv.DictReader(io.StringIO(archive.read("acts.csv").decode("utf-8-sig"))))
        assert [int(act["number"]) for act in acts] == list(range(1, len(acts) + 1))
        (notes,) = [name for name in names if name.endswith("working-notes.csv")]
        assert "'=ask Sol" in archive.read(notes).decode("utf-8-sig")


def test_only_a_lead_gets_the_archive(people, catalogue, school, reader, now):
    for person in (OTHER, ADMIN, reader):
        with pytest.raises(NotYours):
            write(io.BytesIO(), people.store.for_user(person), catalogue, school.id, key=KEY, now=now)


def test_reminders_tell_what_comes_due_and_what_is_open(visit_as, school, quick):
    told = words(visit_as(LEAD, "reminders", organisation=school.id))
    assert "31 August 2027" in told
    assert "questions still open" in told
    assert "This installation sends no mail." in told


def test_an_emergency_stands_on_every_page_of_the_lead_while_it_lasts(visit_as, people, school, now):
    emergency.begin(people.at(ADMIN), school.id, because="They asked us by telephone.", now=now)
    for name in ("", "settings", "reminders"):
        told = words(visit_as(LEAD, name))
        assert "Ash *Admin* may read Oak *Hill*" in told
        assert "until 16:32, because: “They asked us by telephone.”" in told
    assert "Emergency access." not in words(visit_as(OTHER, ""))
    emergency.end(people.at(ADMIN), school.id, now=now)
    assert "Emergency access." not in words(visit_as(LEAD, ""))
