"""Cases: who may open one, who reads it, and that it is out of sight as soon as the organisation says no."""

from datetime import date, timedelta

import pytest

from assessments import archiving
from assessments.access import cases, sharing
from assessments.access.sharing_words import LATEST
from assessments.errors import NotYours, Refused
from assessments.store.sharing import Wanted
from tests.assessments.access.networked import ADVISER, READER, REGION_LEAD, STRANGER, advise, around, list_in
from tests.assessments.conftest import NOW

TOMORROW = NOW.date() + timedelta(days=1)


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.region)
    return there


@pytest.fixture
def show(door, school, placed):
    def shown(share):
        wanted = Wanted("team", placed.team, None, share, NOW.date() + timedelta(days=30))
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)

    return shown


@pytest.fixture
def begin(installation, school, placed):
    def begun(person=ADVISER, *, share=2, why="Low", note="Telephone", next_on: date | None = TOMORROW):
        return cases.begin(
            installation.at(person), school.id, placed.team, why=why, share=share, note=note, next_on=next_on, now=NOW
        )

    return begun


@pytest.fixture
def read(installation):
    def found(person=ADVISER):
        every = cases.of_adviser(installation.at(person), now=NOW)
        return [(case.why, case.note, case.next_on, case.opened_by.name, case.closed_at) for case in every]

    return found


@pytest.fixture
def leads(store, installation, school):
    """What somebody reads of it on the organisation's own page."""
    return lambda person: cases.of_organisation(store.for_user(person), installation.at(person), school.id)


def test_a_case_is_read_by_the_team_and_the_leads_and_nobody_else(
    begin, show, read, leads, installation, school, placed
):
    show(2)
    begin()
    whole = ("Low", "Telephone", TOMORROW, "Ash Adviser", None)
    assert read() == [whole]
    advise(installation, placed.team, STRANGER)
    assert read(STRANGER) == [whole]
    assert read(REGION_LEAD) == []
    assert [case.why for case in leads(1)] == ["Low"]
    installation.join(school.id, READER, "contributor")
    assert leads(READER) == ()
    assert leads(ADVISER) == ()


@pytest.mark.parametrize("share", [None, 1])
def test_a_case_rests_on_no_more_than_is_shown(begin, show, share):
    if share:
        show(share)
    with pytest.raises(NotYours):
        begin(share=2)


def test_only_the_team_opens_cases(begin, show):
    show(4)
    for person in (1, REGION_LEAD, STRANGER):
        with pytest.raises(NotYours):
            begin(person)


def test_less_shown_is_out_of_sight_at_once_and_cannot_be_changed(begin, show, read, installation, door, school):
    show(3)
    case = begin(share=3)
    show(2)
    assert read() == []
    with pytest.raises(NotYours):
        cases.close(installation.at(ADVISER), case.id, now=NOW)
    show(4)
    assert len(read()) == 1
    (seer,) = [one for one in sharing.seen(door, installation.at(1), school.id, now=NOW).seers if one.consent]
    assert seer.consent is not None
    sharing.withdraw(door, school.id, seer.consent.id, now=NOW)
    assert read() == []


def test_a_case_is_changed_while_it_is_open_and_closed_once(begin, show, read, leads, installation):
    show(2)
    case, desk = begin(), installation.at(ADVISER)
    cases.change(desk, case.id, note="Visit", next_on=None, now=NOW)
    assert read() == [("Low", "Visit", None, "Ash Adviser", None)]
    cases.close(desk, case.id, now=NOW)
    for again in (lambda: cases.close(desk, case.id, now=NOW),
                  lambda: cases.change(desk, case.id, note="", next_on=None, now=NOW)):  # fmt: skip
        with pytest.raises(Refused, match="closed already"):
            again()
    (kept,) = leads(1)
    assert (kept.closed_at, kept.closed_by.name) == (NOW, "Ash Adviser")


def test_an_organisation_takes_its_cases_along(begin, show, door, school):
    show(2)
    begin()
    at = NOW.isoformat()
    assert archiving.cases_table(door, school.id) == [
        ["team", "why", "note", "come back on", "opened", "closed"],
        ["Harbour advisers", "Low", "Telephone", "2026-11-15", at, ""],
    ]


def test_what_cannot_be_kept_is_refused_in_words(begin, show):
    show(2)
    with pytest.raises(Refused, match="why you open"):
        begin(why="  ")
    with pytest.raises(Refused, match="That day has passed"):
        begin(next_on=NOW.date() - timedelta(days=1))
    with pytest.raises(Refused, match="Shorten it to 1,000"):
        begin(note="x" * 1001)
