"""Visits: whose days went where, what is left in the year, and who reads the notes."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from assessments import archiving
from assessments.access import sharing, visit_sheet, visiting
from assessments.access.sharing_words import LATEST
from assessments.errors import NotYours, Refused
from assessments.store.sharing import Wanted
from reports.visit_sheet import visit_sheet as paper
from tests.assessments.access.networked import ADVISER, READER, STRANGER, around, list_in
from tests.assessments.conftest import NOW

TODAY = NOW.date()
LAST_YEAR = date(2026, 8, 31)  # a school's year begins on 1 September


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.region)
    return there


@pytest.fixture
def show(door, school, placed):
    def shown(share):
        wanted = Wanted("team", placed.team, None, share, TODAY + timedelta(days=30))
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)

    return shown


@pytest.fixture
def note(installation, school, placed):
    def noted(on=TODAY, half_days=1, *, by=ADVISER, words="The policy is being rewritten.", now=NOW):
        return visiting.note(
            installation.at(by), school.id, placed.team, on=on, half_days=half_days, note=words, now=now
        )

    return noted


@pytest.fixture
def account(installation, placed):
    def found():
        [one] = visiting.accounts(installation.at(ADVISER), placed.team, now=NOW)
        return one.entitled, one.used, one.left, one.last and one.last.on

    return found


def test_days_are_counted_in_the_organisation_s_year_against_what_its_kind_has(
    show, note, account, installation, placed
):
    show(1)
    assert account() == (None, 0, None, None)
    visiting.entitle(installation.at(ADVISER), placed.team, "school", 5, now=NOW)
    visiting.entitle(installation.at(ADVISER), placed.team, "charity", 9, now=NOW)
    note(LAST_YEAR, 4)
    assert account() == (5, 0, 5, LAST_YEAR)
    note(date(2026, 9, 1), 2)
    note(TODAY, 4)
    assert account() == (5, 6, -1, TODAY)
    assert visiting.days(5) == Fraction(5, 2)


def test_only_the_team_of_an_organisation_that_shows_it_something_writes_and_reads(
    show, note, installation, placed, school, store
):
    with pytest.raises(NotYours):
        note()
    show(1)
    for person in (STRANGER, READER, 1):
        with pytest.raises(NotYours):
            note(by=person)
        with pytest.raises(NotYours):
            visiting.accounts(installation.at(person), placed.team, now=NOW)
        with pytest.raises(NotYours):
            visiting.entitle(installation.at(person), placed.team, "school", 1, now=NOW)
    note()
    later = NOW + timedelta(days=40)
    with pytest.raises(NotYours):
        note(now=later)
    with pytest.raises(NotYours):
        visiting.of_team(installation.at(ADVISER), school.id, placed.team, now=later)


def test_the_leads_read_what_was_noted_and_take_it_along(show, note, installation, store, school, door):
    show(1)
    note(words="  Agreed: *roles* ")
    installation.join(school.id, READER, "contributor")
    [mine] = visiting.of_organisation(door, installation.at(1), school.id)
    assert (mine.note, mine.team_name, mine.made_by.name) == ("Agreed: *roles*", "Harbour advisers", "Ash Adviser")
    assert visiting.of_organisation(store.for_user(READER), installation.at(READER), school.id) == ()
    assert archiving.visits_table(door, school.id)[1][:4] == ["Harbour advisers", "2026-11-14", "1", "Agreed: *roles*"]


@pytest.mark.parametrize(
    ("on", "half_days", "sentence"),
    [
        (TODAY + timedelta(days=1), 1, "not one to come"),
        (TODAY - timedelta(days=801), 1, "more than two years ago"),
        (TODAY, 61, "between 0 and 30 days"),
        (TODAY, -1, "between 0 and 30 days"),
    ],
)
def test_a_day_or_length_that_cannot_be_is_refused(show, note, on, half_days, sentence):
    show(1)
    with pytest.raises(Refused, match=sentence):
        note(on, half_days)


def test_a_slip_is_taken_back_once(show, note, account, installation):
    show(1)
    visit = note()
    with pytest.raises(NotYours):
        visiting.take_back(installation.at(STRANGER), visit, now=NOW)
    visiting.take_back(installation.at(ADVISER), visit, now=NOW)
    assert account() == (None, 0, None, None)
    with pytest.raises(Refused, match="already"):
        visiting.take_back(installation.at(ADVISER), visit, now=NOW)


@pytest.fixture
def sheet(store, installation, catalogue, school, placed):
    def made(person=ADVISER):
        return visit_sheet.of(
            store.for_user(person), installation.at(person), catalogue, school.id, placed.team, now=NOW
        )

    return made


def texts(value):
    """Every text of a document."""
    if isinstance(value, str):
        return [value]
    parts = value if isinstance(value, tuple) else [getattr(value, name) for name in getattr(value, "__slots__", ())]
    return [text for part in parts for text in texts(part)]


def test_the_sheet_holds_what_the_team_may_see_and_no_more(show, note, sheet, desk, installation, placed, school):
    """A small check with the policy missing, which has no must-have; results only once levels are shown."""
    desk.give_all().submit()
    with pytest.raises(NotYours):
        sheet()
    show(1)
    note(words="Look at the filter.")
    visiting.entitle(installation.at(ADVISER), placed.team, "school", 6, now=NOW)
    year = visiting.year_of("school", TODAY)
    said = " ".join(texts(paper(sheet(), year)))
    assert "0.5 days of 3 days used in 2026/27, 2.5 days left." in said
    assert "Last visit 14 November 2026. Look at the filter." in said
    assert "No results are shown to this team." in said
    show(2)
    said = " ".join(texts(paper(sheet(), year)))
    assert "A small check, 2026/27" in said
    assert "3.9 of 5" in said
    with pytest.raises(NotYours):
        sheet(STRANGER)
