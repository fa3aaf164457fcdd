"""Figures a network brings for its targets: read whole or not at all, and kept one a target and year."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.access import bringing
from assessments.errors import NotYours, Refused
from assessments.store.brought import Brought
from frameworks.targets import Target
from tests.assessments.access.networked import REGION_LEAD, TRUST_LEAD, around
from tests.assessments.conftest import NOW

FAST = Target(id="fast", title="Half have fast lines", metric="brought", of=("fast",), value=50, by="2028-07-31")
TARGETS = {"fast": FAST}
TODAY = date(2026, 11, 14)


def read(text):
    return bringing.read(text, TARGETS, TODAY)


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
