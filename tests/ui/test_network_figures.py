"""A network in figures on its page, and the same figures in the files one takes from it."""

import csv
import io
import re

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.access import networks
from assessments.comparison import Spread
from assessments.participation import Line
from assessments.roster import reading
from assessments.store.participation import Member
from reports import sheets
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD, around, sit_down
from tests.ui.released import mean, put
from tests.ui.submitted import submitted
from ui import addresses, composition
from ui.networking import figures_participation
from ui.routes import ROUTES

LIST = "=1+1 School;school;primary;1\nTall Ship School;school;secondary;2\nMoonbeam School;school;primary;3"
SVG = "http://www.w3.org/2000/svg"


@pytest.fixture
def placed(rooms, school, door, catalogue, now):
    """Four schools: ours submitted this year, the others are nobody's."""
    found = around(rooms.own, now)
    desk = rooms.own.reception(ADMINISTRATOR)
    networks.bring_in(desk, school.id, found.region, since=now.date(), now=now)
    networks.add_organisations(desk, found.region, reading.pasted(LIST).entries, now=now)
    submitted(door, catalogue, school, "esafety", now, form="short")
    return found


@pytest.fixture
def sit(monkeypatch, rooms):
    def down(person):
        sit_down(monkeypatch, composition, rooms.own, person)
        monkeypatch.setattr(composition, "desk_of", lambda _: composition.desk())

    return down


@pytest.fixture
def taken():
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield lambda name, **parts: client.get(addresses.download(name, **parts))


def test_a_lead_reads_how_many_took_part_and_takes_the_same_figures_away(visit, placed, sit, taken):
    sit(REGION_LEAD)
    said = words(visit("figures", network=placed.region))
    assert "1 of 4 have submitted for 2026/27" in said
    assert "2026/27 22 November 2026 4 0 1 25 % 0" in said
    assert "Primary school 1 of 3 33 % Secondary school 0 of 1 0 %" in said
    assert "Not begun: 3" in said
    assert "Submitted: 1 Oak *Hill*" in said

    told = taken("participation.csv", network=placed.region)
    assert told.status_code == 200
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert rows[1] == ["2026/27", "22 November 2026", "4", "0", "1", "25 %", "0"]
    assert rows[-1] == ["Source: Stocktake, as known on 22 November 2026. 4 organisations belong now."]

    book = openpyxl.load_workbook(io.BytesIO(taken("participation.xlsx", network=placed.region).content))
    years, by_name, handed_on = book.worksheets
    few = "too few to show"
    assert [cell.value for cell in handed_on[3]] == ["2026/27", "All", few, few], "one of four did"
    assert [cell.value for cell in years[3]] == ["2026/27", "22 November 2026", 4, 0, 1, "25 %", 0]
    assert (by_name["B3"].value, by_name["B3"].data_type) == ("=1+1 School", "s")

    drawn = taken("figure.svg", network=placed.region, chart="participation-academic")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert f'xmlns="{SVG}"' in drawn.text
    for said in (
        "1 of 4 have submitted for 2026/27",
        "2026/27 until today",
        "as known on 22 November",
        "organisations belong now",
    ):
        assert said in drawn.text


def test_a_network_in_figures_is_there_for_those_who_lead_it_alone(visit, placed, sit, taken):
    for person in (ADMINISTRATOR, TRUST_LEAD, ADVISER):
        sit(person)
        assert visit("figures", network=placed.region).title[0].value == "Page not found"
        for name in ("figure.svg", "participation.csv", "participation.xlsx"):
            assert taken(name, network=placed.region, chart="participation-academic").status_code == 404


def test_before_anybody_began_the_page_says_what_to_do(visit, placed, sit):
    sit(TRUST_LEAD)
    assert "No organisation of this network has begun a review yet" in words(visit("figures"))


SECTIONS = ("esafe.lead", "esafe.tech", "esafe.learn", "esafe.respond")


def region(overall, *sections):
    return {"overall": mean(overall)} | {code: mean(one) for code, one in zip(SECTIONS, sections, strict=True)}


@pytest.fixture
def compared(rooms, placed, catalogue, now):
    """A region of about 40, six areas that can be shown and one that cannot; every figure is here."""
    ours = {
        "overall": mean("3.2", 40, {1: 0, 2: 10, 3: 15, 4: 10, 5: 5}, "2.4", "3.2", "3.8"),
        "esafe.lead": mean("3.4", 40, None, "2.8", "3.4", "4"),
        "esafe.tech": mean("2.8", 40, None, "1.6", "2.8", "4.2"),
        "esafe.learn": mean("3", 40),
        "q:esafe.lead.policy": mean("2.8", 40, {1: 5, 2: 10, 3: 10, 4: 15, 5: 0}),
        "q:esafe.lead.roles": mean("3.6", 40, {3: 10, 4: 20, 5: 5}),
        "t:mark-10": Spread(40, None, counts={0: 35, 1: 5}),
        "change:overall": mean("0.2", 30),
        "change:esafe.lead": mean("0.4", 30),
    }
    groups = {
        ("all", "All organisations"): {"overall": mean("3", 60)},
        (f"network:{placed.region}", "Eastmere"): ours,
        ("region:London", "London"): region("3.4", "3.4", "3", "3.6", "3.6"),
        ("region:South East", "South East"): region("2.8", "3.2", "2.6", "3", "3.2"),
        ("region:South West", "South West"): region("3.2", "3.2", "3", "3.2", "3.4"),
        ("region:North West", "North West"): region("2.6", "2.8", "2.8", "2.8", "2.8"),
        ("region:North East", "North East"): region("3.2", "3.2", "3", "3.2", "3.4"),
        ("region:East Midlands", "East Midlands"): region("3.6", "3.6", "3.4", "3.6", "3.8"),
        ("region:Wales", "Wales"): ("few", 2),
        ("kind:school", "Schools"): {
            "q:esafe.learn.curriculum": mean("3.4", 20, {1: 0, 2: 5, 3: 5, 4: 5, 5: 5}),
            "q:esafe.lead.review": mean("3.4", 20, {1: 0, 2: 5, 3: 5, 4: 5, 5: 5}),
            "q:esafe.tech.monitoring": mean("2.4", 20, {1: 5, 2: 5, 3: 5, 4: 5, 5: 0}),
            "t:embedded-and-monitored": Spread(20, None, counts={0: 15, 1: 5}),
        },
        ("phase:primary", "Primary schools"): region("3", "3", "2.4", "3", "3.6"),
    }
    put(rooms.own, catalogue.latest("esafety"), groups, now, waiting=2)
    return placed


def test_a_lead_finds_the_weakest_section_of_one_region_and_what_help_would_do_most(visit, compared, sit):
    sit(REGION_LEAD)
    said = words(visit("figures", network=compared.region, part="standing"))
    assert "Comparison figures of 22 November 2026, 2026/27. 58 of the 60 counted are in them" in said
    assert "Weakest: Filtering, monitoring and devices in South East, 2.6" in said
    assert "Wales: too few to show, because too few are counted. 2 more counted would show it." in said
    assert "Lowest overall: North West, 2.6" in said
    assert "Widest apart: Filtering, monitoring and devices, the middle half from 1.6 to 4.2" in said
    assert "Most changed for the better: Leadership and policy, +0.4" in said
    assert "One course would help about 25 of about 40" in said  # 5 + 10 + 10 below level 4
    assert "about 15 of about 40" in said  # the hidden ones are all below: 40 - 10 - 20 - 5 = 5, and 10 at level 3
    by_phase = words(visit("figures", network=compared.region, part="standing", by="phase"))
    assert "Weakest: Filtering, monitoring and devices in Primary schools, 2.4" in by_phase


def test_where_figures_wait_for_their_change_the_page_shows_the_change_and_says_so(
    visit, rooms, placed, catalogue, now, sit
):
    groups = {
        ("change:all", "All organisations"): {"change:overall": mean("0.2", 30), "change:esafe.lead": mean("0.4", 30)},
        ("all", "All organisations"): ("matched", 3),
    }
    put(rooms.own, catalogue.latest("esafety"), groups, now)
    sit(REGION_LEAD)
    said = words(visit("figures", network=placed.region, part="standing"))
    assert "Most changed for the better: Leadership and policy, +0.4" in said
    assert (
        "All organisations: too few to show, because its change since the year before is shown, and too few have "
        "joined or left since. 3 more counted would show it."
    ) in said


def test_what_is_taken_away_says_what_the_page_says(compared, sit, taken):
    sit(REGION_LEAD)
    told = taken("standing.csv", network=compared.region)
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    few = "too few to show"
    assert ["South East", "20", "Filtering, monitoring and devices", "2.6", few, few, few] in rows
    assert ["Eastmere", "40", "Leadership and policy", "3.4", "2.8", "3.4", "4.0"] in rows
    assert not [row for row in rows if row[0] == "Wales"]
    needs = list(csv.reader(io.StringIO(taken("standing.csv", network=compared.region, table=2).text)))
    assert [row[3:] for row in needs[1:3]] == [["about 25", "40"], ["about 15", "40"]]
    book = openpyxl.load_workbook(io.BytesIO(taken("standing.xlsx", network=compared.region).content))
    assert [cell.value for cell in book.worksheets[1][3]] == ["Overall", 0.2, 30]
    for chart, holds in (("heat-region", "2.6"), ("map", "London"), ("spread", "2.8"), ("change", "+0.4")):
        drawn = taken("figure.svg", network=compared.region, part="standing", chart=chart).text
        assert holds in drawn
        assert "comparison figures of 22 November" in drawn
        assert "about 40" in drawn


def test_a_target_says_how_far_it_is_how_fast_it_must_come_and_who_is_missing(visit, compared, sit, taken):
    sit(REGION_LEAD)
    said = words(visit("figures", network=compared.region, part="targets"))
    nine_in_ten = (
        "Nine in ten have reviewed their online safety", "1 of 4", "Everybody it is for", "4 of 4 (90 %)",
        "31 July 2027", "3 more by 31 July 2027; 1 in the last year: too slow",
        "3 have not begun, 0 have begun and not submitted",
    )  # fmt: skip
    assert " ".join(nine_in_ten) in said
    assert "3 more by 31 July 2028, 2 of them within a year; 1 in the last year" in said  # 3 in 20 months: 1.8 in 12
    assert (
        "Every school has an online safety programme for pupils about 15 of about 20 Schools, of all networks 100 %"
        in said
    )
    assert "One in ten holds the good-practice mark about 5 of about 40 Eastmere 10 % 31 July 2027 Reached" in said
    assert (
        "One in five holds the good-practice mark – Eastmere 20 % 31 July 2028 – Not shown: too few are counted" in said
    )
    assert "in every school about 5 of about 20 Schools, of all networks 100 % 31 July 2029 about 15 more" in said
    assert "devices?” about 10 of about 20 not there yet. “Do you review" in said
    assert "is backed by evidence – Eastmere 100 % 31 July 2029 – Not shown: too few are counted in both years" in said
    rows = list(csv.reader(io.StringIO(taken("targets.csv", network=compared.region).content.decode("utf-8-sig"))))
    assert rows[1] == list(nine_in_ten)
    drawn = taken("figure.svg", network=compared.region, part="targets", chart="targets").text
    assert "about 15 of about 20" in drawn


def test_a_lead_brings_a_figure_and_a_line_that_cannot_be_read_takes_nothing(visit, placed, sit):
    sit(REGION_LEAD)
    app = visit("figures", network=placed.region, part="targets")
    lines = (
        "broadband-upgraded;2025/26;38;County survey;2025-11-20\nbroadband-upgraded;2026/27;44;County survey;2026-11-20"
    )
    app.text_area[0].set_value(f"{lines}\nnothing")
    take = next(one for one in app.button if one.label == "Bring these figures")
    take.click().run()
    assert "Nothing was taken. 1 line cannot be read. Line 3: Give 5 parts" in words(app)
    assert app.text_area[0].value.endswith("nothing")
    app.text_area[0].set_value(lines)
    next(one for one in app.button if one.label == "Bring these figures").click().run()
    said = words(app)
    assert "2 figures taken." in said
    assert "44 % (2026/27) Everybody it is for 50 percent of primary schools 31 July 2028 6 more by 31 July" in said
    assert "+6 in the last year" in said


def test_a_lead_makes_changes_and_ends_a_target_and_takes_them_as_a_file(visit, compared, sit, taken):
    sit(REGION_LEAD)
    app = visit("figures", network=compared.region, part="targets")
    labelled(app.selectbox, "What does an organisation do").set_value("question").run()
    title = labelled(app.text_input, "What is wanted")
    title.set_value("A policy *that* is known")
    whom = labelled(app.selectbox, "Of whom?")
    assert whom.options == [
        "Everybody it is for", "All in London", "All in South East", "All in South West", "All in North West",
        "All in North East", "All in East Midlands", "Schools", "Primary schools",
    ]  # fmt: skip
    labelled(app.button, "Make this target").click().run()
    assert "There is a problem. Choose at least one question." in words(app)
    assert labelled(app.text_input, "What is wanted").value == "A policy *that* is known"
    labelled(app.multiselect, "Which questions?").set_value(["esafe.lead.policy"])
    labelled(app.text_input, "How many of them").set_value("50 %")
    labelled(app.button, "Make this target").click().run()
    said = words(app)
    assert "The target is made." in said
    assert "A policy *that* is known about 25 of about 40 Eastmere 50 % 22 November 2027 Reached" in said
    assert "A policy *that* is known 22 November 2026, Rae Region" in said  # 10 at level 3 and 15 at level 4

    text = taken("targets.yaml", network=compared.region).text
    assert 'group: {"network": "Eastmere"}' in text
    assert 'of: ["esafe.lead.policy"]' in text
    (name,) = re.findall(r'id: "(own-[0-9a-f]+)"', text)
    sit(TRUST_LEAD)
    assert taken("targets.yaml", network=compared.region).status_code == 404
    sit(REGION_LEAD)

    labelled(app.selectbox, "Change or end a target").set_value(name).run()
    value = next(one for one in app.text_input if one.label.startswith("How many of them") and one.value == "50")
    value.set_value("a lot")
    labelled(app.button, "Keep the change").click().run()
    assert "Give how much is wanted as a number, such as 90." in words(app)
    next(one for one in app.text_input if one.value == "a lot").set_value("75")
    labelled(app.button, "Keep the change").click().run()
    assert "Eastmere 75 % 22 November 2027 about 5 more by 22 November 2027; how many in the last year" in words(app)
    labelled(app.selectbox, "Change or end a target").set_value(name).run()
    labelled(app.button, "End this target").click().run()
    said = words(app)
    assert "The target has ended." in said
    assert "about 25 of about 40 Eastmere" not in said
    assert "Targets that ended" in said


def test_a_figure_of_each_organisation_is_counted_by_its_network_and_read_by_the_organisation(visit, placed, sit):
    sit(REGION_LEAD)
    app = visit("figures", network=placed.region, part="targets")
    labelled(app.selectbox, "What does an organisation do").set_value("brought").run()
    labelled(app.text_input, "What is wanted").set_value("Fast lines")
    labelled(app.text_input, "What does it count?").set_value("Mbit/s")
    labelled(app.radio, "What do you bring?").set_value("A figure for each organisation")
    labelled(app.text_input, "Which figure is enough?").set_value("100")
    labelled(app.text_input, "How many of them").set_value("75")
    labelled(app.button, "Make this target").click().run()
    assert "Fast lines – Everybody it is for 75 % 22 November 2027 – Not shown: this figure comes" in words(app)

    lines = [
        f"Fast lines;{name};2026/27;{figure};Team;2026-11-20" for name, figure in (("3", 120), ("2", 80), ("9", 1))
    ]
    app.text_area[0].set_value("\n".join(lines))
    labelled(app.button, "Bring these figures").click().run()
    assert "Line 3: No organisation of this network has the number or name “9”." in words(app)
    lines[2] = "Fast lines;Oak *Hill* <b>School</b>;2026/27;100;Team;2026-11-20"
    app.text_area[0].set_value("\n".join([*lines, "Fast lines;3;2025/26;40;Team;2025-11-20"]))
    labelled(app.button, "Bring these figures").click().run()
    said = words(app)
    assert "4 figures taken." in said
    assert "Fast lines 2 of 4 Everybody it is for 3 of 4 (75 %) 22 November 2027 1 more by 22 November 2027" in said
    assert "2 in the last year: fast enough 1 are not there yet, 1 have no figure of 2026/27" in said
    assert "Tall Ship School 2026/27 80 no Team 20 November 2026" in said

    sit(composition.OWNER)
    said = words(visit("sharing"))
    assert "Eastmere Fast lines 2026/27 100 Mbit/s Team 20 November 2026" in said
    assert "80 Mbit/s" not in said


def labelled(widgets, begins):
    return next(one for one in widgets if one.label.startswith(begins))


def test_without_comparison_figures_the_page_says_what_they_come_from(visit, placed, sit, taken):
    sit(REGION_LEAD)
    assert "They come from organisations that said yes" in words(
        visit("figures", network=placed.region, part="standing")
    )
    assert taken("standing.csv", network=placed.region).status_code == 404


def test_a_group_without_figures_is_said_to_have_none_and_its_files_are_not_there(visit, compared, sit, taken):
    sit(REGION_LEAD)
    said = words(visit("figures", network=compared.region, part="standing", group="region:Wales"))
    assert "There are no such figures now. These are others." in said
    assert "Mean of each section by region" in said
    assert taken("standing.csv", network=compared.region, group="region:Wales").status_code == 404


def test_a_text_that_looks_like_a_formula_is_text_in_both_files():
    table = sheets.Table("Title: with [signs]", ("Name", "Many"), [("=1+1", 3), ("-2", None)], "Source")
    rows = list(csv.reader(io.StringIO(sheets.as_csv(table).decode("utf-8-sig"))))
    assert rows == [["Name", "Many"], ["'=1+1", "3"], ["'-2", ""], ["Source"]]
    sheet = openpyxl.load_workbook(io.BytesIO(sheets.as_workbook([table]))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [("=1+1", "s"), (3, "n")]
    assert sheet.title == "Title  with  signs"


def test_of_very_many_the_first_are_named_and_the_others_counted():
    one = Line(Member(1, "Paper *Boat*", "school", "primary", None), "not begun", None)
    few = figures_participation._named_of([one] * 2)
    many = figures_participation._named_of([one] * (figures_participation.MOST_NAMED + 1_234))
    assert (few.count("<li>"), many.count("<li>")) == (2, figures_participation.MOST_NAMED)
    assert "more" not in few
    assert "1,234 more are not listed here. Every name is in the files below." in many
