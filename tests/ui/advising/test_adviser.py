"""An adviser's page: who stands where, who needs somebody most, what is low across them, and cases."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import organisations, portfolio
from assessments.access import cases, flagging, networks, sharing
from assessments.access.sharing_words import LATEST
from assessments.store.sharing import Wanted
from scoring.answers import Answer
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, around, sit_down
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, submitted
from ui import addresses, composition
from ui.routes import ROUTES

NAMES = ("Ash Bay School", "Birch Bay School", "Cedar Bay School", "Dune Bay School", "Elm Bay School")


def html_of(page):
    return " ".join(element.proto.body for element in page.get("html"))


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


def choose(page, label, value):
    next(one for one in page.selectbox if one.label == label).set_value(value).run()
    assert not page.exception, page.exception
    return page


@pytest.fixture
def placed(rooms, now):
    return around(rooms.own, now)


@pytest.fixture
def sit(monkeypatch, rooms):
    return lambda person: sit_down(monkeypatch, composition, rooms.own, person)


@pytest.fixture
def add(rooms, door, placed, now):
    """A school of the region that shows the team so much of it."""

    def added(name, share):
        school = organisations.add(door, name=name, kind="school", phase="primary", facts={"pupils": 240}, now=now)
        networks.bring_in(rooms.own.reception(ADMINISTRATOR), school.id, placed.region, since=now.date(), now=now)
        if share:
            wanted = Wanted("team", placed.team, None, share, now.date() + timedelta(days=30))
            sharing.give(door, school.id, wanted, version=LATEST["team"], now=now)
        return school

    return added


@pytest.fixture
def five(add, door, catalogue):
    """Levels by hand: 4 everywhere, 2 everywhere (3 the year before), 1 everywhere, status only, nothing begun."""
    schools = [add(name, share) for name, share in zip(NAMES, (2, 2, 3, 1, 2), strict=True)]
    submitted(door, catalogue, schools[1], "esafety", FIRST_YEAR, form="short", level=3)
    for school, level in zip(schools, (4, 2, 1, 1), strict=False):
        first = next(iter(catalogue.latest("esafety").edition.questions))
        told = {first: Answer(level=level, comment="CANARY comment")}
        submitted(door, catalogue, school, "esafety", SECOND_YEAR, form="short", level=level, other=told)
    return schools


def lines_of(page):
    """The rows of the table, each as the texts of its cells."""
    table = next(html for html in html_of(page).split("<table") if "Must-haves open" in html)
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table)[1:]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", unescape(cell)).split()) for cell in row] for row in rows]


def names_of(page):
    return [line[0] for line in lines_of(page)]


def test_each_stands_where_it_stands_and_no_more_is_shown_than_it_agreed_to(visit, sit, five):
    """The quick form asks a school for 10 must-haves, each at level 3 or above; a level down is a fall of 1."""
    sit(ADVISER)
    page = visit("adviser", framework="esafety", period="2026/27")
    day, whole = "14 November 2026", "13 of 13 (quick form)"
    must = "A must-have is below its minimum level. (10 questions)"
    low = "A section is at level 2 or below. (Leadership and policy; Filtering, monitoring and devices; 2 more)"
    down = "The same questions are down a whole level since the last review."
    down += " (Leadership and policy; Filtering, monitoring and devices; 2 more)"
    birch = f"{must} {low} {down} Open a case about Birch Bay School"
    cedar = f"{must} {low} Open a case about Cedar Bay School"
    assert lines_of(page) == [
        ["Ash Bay School", whole, "4 of 5 · Working well", "0", "first review", "–", day],
        ["Birch Bay School", whole, "2 of 5 · Early steps", "10", "−1 since 2025/26", birch, day],
        ["Cedar Bay School", whole, "1 of 5 · Not in place", "10", "first review", cedar, day],
        ["Dune Bay School", f"Submitted {day}", "not shown to you", "–", "–", "–", day],
        ["Elm Bay School", "Nothing begun", "–", "–", "–", "–", "–"],
    ]
    assert "CANARY" not in html_of(page)
    assert "“Leadership and policy” is at level 2 or below in 2 of 3, and so are 3 others." in words(page)
    assert "This rests on 3 results that you may see." in words(page)


def test_a_team_makes_a_flag_for_itself_and_ends_it(visit, sit, five, monkeypatch):
    sit(ADVISER)
    monkeypatch.setattr(composition, "desk_of", lambda _: composition.desk())
    page = choose(visit("adviser", framework="esafety"), "What do you want to be told of?", "question")
    say = next(one for one in page.text_input if one.label == "What shall it say?")
    say.set_value("Filtering is *weak*.")
    press(page, "Make this flag")
    assert "Choose the question that it is about." in words(page)
    say = next(one for one in page.text_input if one.label == "What shall it say?")
    assert say.value == "Filtering is *weak*."
    next(one for one in page.selectbox if one.label == "Which question?").set_value("esafe.tech.filtering")
    press(page, "Make this flag")
    assert "The flag is made." in words(page)
    flagged = {line[0]: "Filtering is *weak*. (1 question)" in line[5] for line in lines_of(page)}
    assert flagged == dict(zip(NAMES, (False, True, True, False, False), strict=True))
    assert "Filtering is *weak*. Online safety Harbour *advisers* 22 November 2026, Ash Adviser" in words(page)
    with TestClient(Starlette(routes=ROUTES)) as client:
        team = composition.desk().standing.teams[0].id
        text = client.get(addresses.download("flags.yaml", team=team)).text
        assert 'when: {"question": "esafe.tech.filtering", "at_most": 2}' in text
        assert client.get(addresses.download("flags.yaml", team=1)).status_code == 404
    which = next(one for one in page.selectbox if one.label == "End a flag")
    (name,) = flagging.of_teams(composition.desk().reception, composition.desk().catalogue,
                                [composition.desk().standing.teams[0].id], "esafety").values()  # fmt: skip
    which.set_value(name[0].id).run()
    press(page, "End this flag")
    assert "The flag has ended." in words(page)
    assert "Filtering is *weak*." not in words(page)


def test_the_table_is_sorted_by_the_address_and_says_so(visit, sit, five):
    sit(ADVISER)
    ash, birch, cedar, dune, elm = NAMES
    assert names_of(visit("adviser", sort="score")) == [cedar, birch, ash, dune, elm]
    assert names_of(visit("adviser", sort="-score")) == [ash, birch, cedar, dune, elm]
    page = visit("adviser", sort="-name")
    assert names_of(page) == [elm, dune, cedar, birch, ash]
    assert '<th scope="col" role="columnheader" aria-sort="descending"><a href="/adviser?' in html_of(page)
    assert names_of(visit("adviser", sort="nothing")) == list(NAMES)


def test_who_needs_somebody_most_stands_first_and_the_others_are_left_out(visit, sit, five):
    """Both have 10 must-haves open; the one that fell has more to look at, so it comes before the lower one."""
    sit(ADVISER)
    assert names_of(visit("adviser", show="need")) == ["Birch Bay School", "Cedar Bay School"]


def test_looking_at_the_table_is_written_down_once_a_day_for_each(visit, sit, five):
    sit(ADVISER)
    for _ in range(2):
        visit("adviser")
    sit(1)
    told = [words(visit("sharing", organisation=school.id)) for school in five]
    levels, status = ("Ash Adviser as an adviser Your results, in a table", "How far you are, in a table")
    assert [(said.count(levels), said.count(status)) for said in told] == [(1, 0), (1, 0), (1, 0), (0, 1), (0, 0)]


def test_some_are_put_side_by_side_on_compare(visit, sit, five):
    sit(ADVISER)
    page = visit("adviser")
    beside = next(one for one in page.multiselect if one.label == "Choose two or more")
    assert beside.options == [f"{name}, 2026/27" for name in NAMES[:3]]
    reviews = re.findall(r"results\?review=(\d+)", html_of(page))[:2]
    beside.set_value([int(one) for one in reviews]).run()
    assert f"/compare?reviews={reviews[0]}%2C{reviews[1]}" in html_of(page)
    assert "Compare these 2 side by side" in words(page)


def test_a_case_is_opened_from_what_is_pointed_out_and_the_leads_read_it(visit, sit, rooms, five, now):
    birch = five[1]
    sit(ADVISER)
    page = visit("adviser", case=birch.id)
    page.radio(key=f"adviser:case:why:{birch.id}").set_value("A section is at level 2 or below.")
    page.text_area(key=f"adviser:case:new note:{birch.id}").set_value("Offer <b>training</b>.")
    press(page, "Open the case")
    assert "A case about Birch Bay School is open." in words(page)
    assert "Birch Bay School A section is at level 2 or below. Offer training . 20 December 2026" in words(page)
    assert lines_of(page)[1][5].endswith("A case is open.")
    assert "Offer &lt;b&gt;training&lt;/b&gt;." in html_of(page)
    sit(1)
    said = words(visit("sharing", organisation=birch.id))
    assert "A section is at level 2 or below. Offer training . Harbour *advisers* 20 December 2026" in said
    assert "What advisers noted about us" not in words(visit("sharing", organisation=five[0].id))
    sit(ADVISER)
    page = visit("adviser")
    (case,) = cases.of_adviser(rooms.own.reception(ADVISER), now=now)
    press(choose(page, "Change or close a case", case.id), "Close the case")
    assert "No case is open." in words(page)
    assert "Closed lately" in words(page)


def test_who_was_asked_and_who_said_no_is_told_by_name(visit, sit, rooms, door, placed, add, now):
    waits, refused = add("Fir Bay School", 0), add("Gorse Bay School", 0)
    wanted = Wanted("team", placed.team, None, 2, now.date() + timedelta(days=30))
    sharing.ask(rooms.own.reception(ADVISER), (waits.id, refused.id), wanted, now=now)
    (request,) = sharing.seen(door, rooms.own.reception(1), refused.id, now=now).requests
    sharing.answer(door, refused.id, request.id, None, now=now)
    sit(ADVISER)
    said = words(visit("adviser"))
    assert "Fir Bay School Asked, no answer yet – – Asked 22 November 2026" in said
    assert "Gorse Bay School Said no – – Asked 22 November 2026" in said


def test_a_result_that_was_damaged_hides_no_other(visit, sit, rooms, five, tmp_path):
    with closing(sqlite3.connect(tmp_path / "own.db")) as file, file:
        file.execute("UPDATE shared_copy SET content = content || ' ' WHERE organisation_id = ?", (five[0].id,))
    portfolio._kept.clear()
    sit(ADVISER)
    page = visit("adviser", framework="esafety", period="2026/27")
    assert [line[2] for line in lines_of(page)][:2] == ["see the result", "2 of 5 · Early steps"]
