"""Figures a network brings for its targets: read whole or not at all, and kept one a target and year."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments import archiving
from assessments.access import bringing, networks
from assessments.access.bringing import Read
from assessments.errors import NotYours, Refused
from assessments.store.brought import Brought
from assessments.store.networks import Belonging
from frameworks.targets import Target
from tests.assessments.access.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD, around
from tests.assessments.conftest import NOW

FAST = Target(id="fast", title="Half have fast lines", metric="brought", of=("fast",), value=50, by="2028-07-31")
TARGETS = {"fast": FAST}
TODAY = date(2026, 11, 14)


def belonging(number, name, reference=None):
    day = date(2026, 9, 1)
    return Belonging(number, name, "school", "primary", reference, 1, day, None, has_people=False, has_lead=False)


LINES = FAST.model_copy(update={"id": "lines", "title": "Each has fast lines", "at_least": 100, "unit": "Mbit/s"})
THERE = [belonging(7, "St. Kite School", "100001"), belonging(8, "Fog"), belonging(9, "Twin"), belonging(10, "TWIN")]


def read(text):
    return bringing.read(text, TARGETS | {"lines": LINES}, THERE, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "target;year;figure;source;date\nfast;2026/27;62.5;County survey;14/11/2026",
        "HALF have fast lines,2026/27,62.5 %,County survey,14 November 2026",
        "fast\t2026/27\t62.5\tCounty survey\t2026-11-14\n\n",
    ],
)
def test_a_line_is_read_however_people_part_it_and_by_id_or_title(text):
    assert read(text) == bringing.Read((Brought("fast", "2026/27", Decimal("62.5"), "County survey", TODAY),), ())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("slow;2026/27;62;Survey;2026-11-14", "there is no target called “slow”"),
        ("fast;2026;62;Survey;2026-11-14", "A period is named by two years"),
        ("fast;2026/27;many;Survey;2026-11-14", "Give the figure as a number"),
        ("fast;2026/27;62;;2026-11-14", "Say where the figure is from"),
        ("fast;2026/27;62;Survey;2026-11-15", "not later than today"),
        ("fast;2026/27;62;Survey;soon", "is not a date"),
        ("fast;2026/27;62;Survey", "Give 5 parts"),
        ("fast;2026/27;61;Survey;2026-11-13\nfast;2026/27;62;Survey;2026-11-14", "Line 2: This target and year"),
    ],
)
def test_every_fault_is_said_with_its_line(line, fault):
    (told,) = read(line).faults
    assert fault.casefold() in told.casefold()
    assert told.startswith("Line ")


def test_a_figure_of_each_organisation_is_read_by_its_number_or_its_name():
    found = read(
        "target;organisation;year;figure;source;date\nlines;100001;2026/27;80;Team;2026-11-13\n"
        "Each has fast lines;fog;2026/27;120;Team;2026-11-13\nlines;Saint Kite school;2025/26;40;Team;2025-11-13\n"
        "fast;2026/27;62.5;Survey;2026-11-14"
    )
    assert [(one.target, one.organisation, one.year, one.figure) for one in found.figures] == [
        ("lines", 7, "2026/27", 80), ("lines", 8, "2026/27", 120), ("lines", 7, "2025/26", 40),
        ("fast", None, "2026/27", Decimal("62.5")),
    ]  # fmt: skip
    assert found.faults == ()
    saved = "lines,St. Kite School,2026/27,80,Café,2026-11-13".encode("utf-16")
    (one,) = bringing.read_file(saved, {"lines": LINES}, THERE, TODAY).figures
    assert (one.organisation, one.source) == (7, "Café")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("lines;2026/27;62;Survey;2026-11-14", "Give 6 parts: target, organisation, year"),
        ("fast;Fog;2026/27;62;Survey;2026-11-14", "Give 5 parts"),
        ("lines;Mist;2026/27;62;Survey;2026-11-14", "No organisation of this network has the number or name “Mist”"),
        ("lines;twin;2026/27;62;Survey;2026-11-14", "Several organisations are called “twin”"),
        ("lines;Fog;2026/27;1;A;2026-11-13\nlines;FOG;2026/27;2;A;2026-11-14", "Line 2: This target and year"),
    ],
)
def test_a_line_about_an_organisation_that_is_not_known_is_a_fault(line, fault):
    (told,) = read(line).faults
    assert fault in told


def test_a_figure_of_an_organisation_is_read_by_its_leads_and_its_network_and_nobody_else(
    installation, door, school, catalogue
):
    placed = around(installation)
    networks.bring_in(installation.at(ADMINISTRATOR), school.id, placed.region, since=TODAY, now=NOW)
    desk, here = installation.at(REGION_LEAD), bringing.belonging(installation.at(REGION_LEAD), placed.region, now=NOW)
    catalogue = catalogue.with_targets({"lines": LINES})
    found = bringing.read(f"lines;{school.name};2026/27;80;Team;2026-11-13", {"lines": LINES}, here, TODAY)
    assert bringing.take(desk, placed.region, found, now=NOW) == 1
    again = Read(tuple(replace(one, figure=Decimal(90)) for one in found.figures), ())
    bringing.take(desk, placed.region, again, now=NOW)
    assert [(one.organisation, one.figure) for one in bringing.of_each(desk, placed.region, now=NOW)] == [
        (school.id, Decimal(90))
    ]
    assert bringing.of(desk, placed.region) == ()
    (told,) = bringing.about(door, desk, catalogue, school.id)
    assert (told.network, told.target, told.brought.figure) == ("Eastmere", LINES, Decimal(90))
    assert archiving.figures_table(door, school.id)[1:] == [
        ["Eastmere", "lines", "2026/27", "90", "Team", "2026-11-13"]
    ]
    for person in (REGION_LEAD, TRUST_LEAD, ADVISER):
        theirs = installation.store.for_user(person)
        assert bringing.about(theirs, installation.at(person), catalogue, school.id) == ()
    with pytest.raises(NotYours):
        bringing.of_each(installation.at(TRUST_LEAD), placed.region, now=NOW)

    networks.take_out(desk, school.id, placed.region, now=NOW)
    later = NOW + timedelta(days=2)
    assert bringing.of_each(desk, placed.region, now=later) == ()
    with pytest.raises(Refused, match="belongs to the network no more"):
        bringing.take(desk, placed.region, found, now=later)


def test_a_lead_takes_figures_whole_or_not_at_all_and_a_later_one_replaces_the_earlier(installation):
    placed = around(installation)
    desk = installation.at(REGION_LEAD)
    both = read("fast;2025/26;40;Survey;2025-11-14\nfast;2026/27;61;Survey;2026-11-13")
    assert bringing.take(desk, placed.region, both, now=NOW) == 2
    bringing.take(desk, placed.region, read("fast;2026/27;62;Survey again;2026-11-14"), now=NOW)
    assert [(one.year, one.figure, one.source) for one in bringing.of(desk, placed.region)] == [
        ("2026/27", Decimal(62), "Survey again"), ("2025/26", Decimal(40), "Survey"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="nothing was taken"):
        bringing.take(desk, placed.region, read("fast;2024/25;30;Survey;2024-11-14\nnothing"), now=NOW)
    for work in (bringing.of, lambda at, network: bringing.take(at, network, both, now=NOW)):
        with pytest.raises(NotYours):
            work(installation.at(TRUST_LEAD), placed.region)
    assert len(bringing.of(desk, placed.region)) == 2
