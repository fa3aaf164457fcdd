"""Erasing oneself over HTTP: asked twice, done once, and signed out everywhere; downloads that need a session."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from assessments import organisations
from assessments.access import system_acts
from assessments.store import administration as statements
from tests.assessments.access.conftest import join, make_person
from tests.ui.signed import browser, sign_in_needed, somebody
from ui import composition


@pytest.fixture(autouse=True)
def local(monkeypatch, rooms):
    sign_in_needed(monkeypatch)


@pytest.fixture
def ada(rooms, now):
    return somebody(rooms, now)


@pytest.fixture
def school(ada, rooms, now):
    return organisations.add(rooms.own.for_user(ada.id), name="Paper Boat", kind="charity", now=now)


def test_one_is_asked_whether_one_is_sure_and_then_gone(ada, rooms):
    with browser(ada.token) as client:
        assert "There is no way back" in client.get("/account/erase").text
        refused = client.post("/account/erase", data={})
        assert refused.status_code == 422
        assert "Tick the box first" in refused.text
        done = client.post("/account/erase", data={"sure": "yes"})
        assert (done.status_code, done.headers["location"]) == (303, "/sign-in")
        assert f'{composition.cookie_name()}="";' in done.headers["set-cookie"]
        client.cookies.set(composition.cookie_name(), ada.token)
        assert client.get("/account").status_code == 303, "the session is nobody's"
    nobody = rooms.own.reception(None)
    assert nobody.read(lambda rows: statements.one(rows, ada.id)) is None
    assert system_acts.every(nobody)[-1].act == "person erased"


def test_whoever_alone_leads_is_told_to_hand_over_first(ada, school, rooms):
    with browser(ada.token) as client:
        assert "Nobody else leads Paper Boat." in client.get("/account/erase").text
        refused = client.post("/account/erase", data={"sure": "yes"})
    assert refused.status_code == 422
    assert "First hand over" in refused.text


def test_the_archive_the_calendar_and_the_digest_need_a_session_and_are_not_kept_on_the_way(ada, school):
    paths = (f"/download/archive.zip?organisation={school.id}", "/download/calendar.ics", "/download/digest.txt",
             "/download/digest.csv")  # fmt: skip
    with browser() as stranger:
        for path in paths:
            assert stranger.get(path).headers["location"].startswith("/sign-in?next=")
    with browser(ada.token) as client:
        for path in paths:
            answer = client.get(path)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), path
        archive = client.get(paths[0])
        assert archive.headers["content-disposition"] == 'attachment; filename="stocktake-paper-boat.zip"'
        assert "people.csv" in ZipFile(BytesIO(archive.content)).namelist()


@pytest.mark.parametrize("query", ["", "?organisation=x", "?organisation=99"])
def test_there_is_no_archive_of_what_is_not_ones_own(ada, school, rooms, query):
    def other(unit):
        make_person(unit, 9, "Brook Reader")
        join(unit, school.id, 9, "reader")

    rooms.own.reception(None).write(other)
    with browser(ada.token) as client:
        assert client.get(f"/download/archive.zip{query}").status_code == 404
