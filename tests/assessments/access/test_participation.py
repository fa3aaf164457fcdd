"""Participation over two years with joiners and leavers, worked by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial

import pytest

from assessments import organisations, participation, reviews, submitting
from assessments.access import networks
from assessments.errors import NotYours
from tests.assessments.access.networked import ADMINISTRATOR, REGION_LEAD, STRANGER, TRUST_LEAD, around
from tests.assessments.conftest import NOW, Desk

LAST_YEAR = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
LONG_AGO, LONG_AGO_AT = date(2025, 1, 1), datetime(2025, 1, 1, 12, 0, tzinfo=UTC)
FACTS = {"pupils": 240, "boarding": False}
STAYS = {  # name: since, until, what it did in 2025/26 and in 2026/27
    "Anchor": (LONG_AGO, None, "submitted", "submitted"),
    "Barge": (LONG_AGO, None, "begun", None),
    "Canoe": (date(2026, 10, 1), None, "submitted", "submitted"),  # joined after it had submitted
    "Dinghy": (LONG_AGO, date(2026, 9, 30), "submitted", None),  # left this autumn
    "Esk": (LONG_AGO, None, None, None),
    "Ferry": (LONG_AGO, date(2026, 3, 31), "submitted", None),  # left before last year's end
}


def told(door, catalogue, school, did, at):
    if did is not None:
        review = reviews.start(door, catalogue, school.id, "small", now=at)
        if did == "submitted":
            Desk(door, catalogue, review.id, at).give_all()
            submitting.submit(door, catalogue, review.id, now=at + timedelta(days=1))


@pytest.fixture
def region(installation, door, catalogue):
    there = around(installation)
    for name, (since, until, before, now) in STAYS.items():
        school = organisations.add(
            door, name=name, kind="school", phase="primary", region="Eastmere", facts=FACTS, now=LONG_AGO_AT
        )
        told(door, catalogue, school, before, LAST_YEAR)
        told(door, catalogue, school, now, NOW - timedelta(days=9))
        networks.bring_in(
            installation.at(ADMINISTRATOR), school.id, there.region, since=since, until=until, now=LONG_AGO_AT
        )
    return there


@pytest.fixture
def asked(installation, store, catalogue, region):
    def by(person, network=region.region):
        edition = catalogue.latest("small").edition
        return participation.of(store.reception(person), store.for_user(person), network, edition, now=NOW)

    return by


def went(year):
    return {line.member.name: line.went for line in year.lines}


def test_those_who_belonged_on_the_last_day_are_all_and_a_joiner_s_earlier_review_is_not_ours(asked):
    (found,) = asked(REGION_LEAD)
    this_year, last_year = found.years
    assert (this_year.period.name, this_year.day) == ("2026/27", NOW.date())
    assert went(this_year) == {
        "Anchor": "submitted", "Barge": "not begun", "Canoe": "submitted", "Esk": "not begun"
    }  # fmt: skip
    assert (this_year.share, this_year.left) == (Fraction(1, 2), 0)
    assert (last_year.period.name, last_year.day) == ("2025/26", date(2026, 8, 31))
    assert went(last_year) == {"Anchor": "submitted", "Barge": "begun", "Esk": "not begun"}
    assert (last_year.share, last_year.left) == (Fraction(1, 3), 1)  # Dinghy; Ferry had left before that day
    assert this_year.by(lambda member: member.phase or "") == {"primary": (2, 4)}
    days = {line.member.name: line.submitted_on for line in found.years[1].lines}
    assert days == {"Anchor": date(2026, 3, 11), "Barge": None, "Esk": None}


def test_only_who_leads_the_network_is_told_not_even_an_administrator(asked, region):
    for person in (ADMINISTRATOR, TRUST_LEAD, STRANGER):
        with pytest.raises(NotYours):
            asked(person)
    assert asked(REGION_LEAD, region.trust) == ()  # nobody belongs to it


def test_it_takes_the_same_few_statements_for_however_many_members_and_years(store, catalogue, region, monkeypatch):
    asked_for: list[str] = []
    for make in ("for_user", "reception"):
        monkeypatch.setattr(store, make, partial(counting, getattr(store, make), asked_for))
    edition = catalogue.latest("small").edition
    participation.of(store.reception(REGION_LEAD), store.for_user(REGION_LEAD), region.region, edition, now=NOW)
    assert len(asked_for) == 3 + 4  # one's rights; all organisations, those one knows, reviews, and the last days


def counting(make, asked_for, person):
    door = make(person)

    class Counted:
        person_id = person

        @staticmethod
        def read(work):
            return door.read(lambda rows: work(Rows(rows)))

    class Rows:
        person_id = person

        def __init__(self, rows):
            self.inner = rows

        def rows(self, sql, **values):
            asked_for.append(sql)
            return self.inner.rows(sql, **values)

        def one(self, sql, **values):
            asked_for.append(sql)
            return self.inner.one(sql, **values)

    return Counted()
