"""The application tidies up by itself once a day, at a quiet hour, and only where people sign in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from assessments import organisations
from assessments.access import leaving, system_acts
from assessments.errors import StoreUnavailable
from tests.ui.signed import sign_in_needed
from ui import composition, daily

NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def at(monkeypatch, rooms):
    """Let it be another moment, and look."""

    def look(now):
        moved = composition.Rooms(rooms.own, rooms.open_demo, rooms.catalogue, lambda: now)
        monkeypatch.setattr(composition, "_rooms", moved)
        daily.once()
        return [act.act for act in system_acts.every(rooms.own.reception(None))].count("tidied")

    return look


def test_it_is_done_at_night_once_a_day(at):
    assert at(NIGHT) == 1
    assert at(NIGHT + timedelta(hours=1)) == 1
    assert at(NIGHT + timedelta(hours=12)) == 1
    assert at(NIGHT + DAY) == 2


def test_a_computer_that_is_off_at_night_does_it_by_day_once_it_is_overdue(at):
    at(NIGHT)
    noon = NIGHT + timedelta(hours=10)
    assert at(noon + DAY) == 1
    assert at(noon + 2 * DAY) == 2


def test_an_organisation_that_left_is_erased_by_it(at, rooms, school, now):
    leaving.leave(rooms.own.reception(1), school.id, name=school.name, now=NIGHT - 30 * DAY)
    at(NIGHT)
    assert organisations.mine(rooms.own.for_user(1)) == ()


def test_what_cannot_be_done_now_stops_nothing(monkeypatch, rooms):
    def away():
        raise StoreUnavailable("The database is away.")

    monkeypatch.setattr(composition, "rooms", away)
    daily.once()


@pytest.mark.parametrize(("mode", "looks"), [("single", 0), ("local", 1)])
def test_it_looks_only_where_people_sign_in_and_ends_with_the_application(monkeypatch, rooms, mode, looks):
    sign_in_needed(monkeypatch, mode)
    monkeypatch.setattr(daily, "LOOK_EVERY", 0)
    looked = []

    async def run():
        done = asyncio.Event()
        loop = asyncio.get_running_loop()

        def once():
            looked.append(1)
            loop.call_soon_threadsafe(done.set)

        monkeypatch.setattr(daily, "once", once)
        async with daily.tidied():
            if looks:
                await asyncio.wait_for(done.wait(), 10)
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    with ThreadPoolExecutor(1) as beside:  # the browser's tests may have left a loop in this thread
        assert beside.submit(asyncio.run, run()).result() == []
    assert bool(looked) == bool(looks)
