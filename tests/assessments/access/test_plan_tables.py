"""A network's plan as a table: what is taken along comes back the same, and a table is taken in whole or not at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessments.access import plan_tables, planning
from assessments.errors import NotYours, Refused
from assessments.regional import Intended
from reports import sheets
from tests.assessments.access.networked import REGION_LEAD, STRANGER, TRUST_LEAD, around
from tests.assessments.conftest import NOW

NAMED = "Northbridge Trust"
BROADBAND = Intended(
    what="=Buy broadband; together", theme="investment", priority="high", lead="-The office", starts=date(2027, 1, 4),
    due=date(2027, 7, 20), cost=Decimal("25000.5"), funding="@Fund", status="in_progress",
)  # fmt: skip


@pytest.fixture
def there(installation):
    return around(installation)


def made(found, there, as_file=sheets.as_csv):
    rows = [plan_tables.row(one, {there.trust: NAMED}) for one in found]
    return as_file(sheets.Table("Plan", plan_tables.HEAD, rows, "Stocktake, 14 November 2026"))


@pytest.mark.parametrize("as_file", [sheets.as_csv, lambda one: sheets.as_workbook([one])], ids=["CSV", "Excel"])
def test_what_is_taken_along_is_taken_in_the_same(installation, there, as_file):
    lead = installation.at(REGION_LEAD)
    for more in ({}, {"whom": "members"}, {"whom": "below", "below": there.trust}):
        planning.add(lead, there.region, replace(BROADBAND, **more), now=NOW)
    own = planning.of(lead, there.region).own
    file = made(own, there, as_file)
    assert plan_tables.read(lead, there.region, file, now=NOW) == plan_tables.Reading(same=3)
    changed = made([replace(own[0], status="complete"), *own[1:]], there, as_file)
    plan_tables.take(lead, there.region, changed, now=NOW)
    assert {one.id: one.status for one in planning.of(lead, there.region).own} == {
        one.id: "complete" if one is own[0] else "in_progress" for one in own
    }
    assert [len(planning.history(lead, there.region, one.id)) for one in own] == [2, 1, 1]


def test_rows_without_a_number_are_new_and_one_fault_keeps_all_out(installation, there):
    lead = installation.at(REGION_LEAD)
    head = "What will be done,For,Theme,Priority,Status\n"
    new = f"{head}Meet twice a year,Its members,Coordination,,\nShare a helpdesk,{NAMED},support,low,on hold\n".encode()
    plan_tables.take(lead, there.region, new, now=NOW)
    assert [(one.what, one.whom, one.below, one.theme, one.priority, one.status)
            for one in planning.of(lead, there.region).own] == [
        ("Meet twice a year", "members", None, "coordination", "medium", "not_started"),
        ("Share a helpdesk", "below", there.trust, "support", "low", "on_hold"),
    ]  # fmt: skip
    faulty = f"{head}Good,,Support,,\nBad,,Nothing,,\nWorse,Elsewhere,Support,,\n".encode()
    faults = plan_tables.read(lead, there.region, faulty, now=NOW).faults
    assert [fault.split(". ")[0] for fault in faults] == [
        "Row 3: There is no theme “Nothing”", "Row 4: “elsewhere” is no part of this network"
    ]  # fmt: skip
    with pytest.raises(Refused, match="nothing was taken"):
        plan_tables.take(lead, there.region, faulty, now=NOW)
    assert len(planning.of(lead, there.region).own) == 2


def test_only_those_who_lead_take_a_table_in(installation, there):
    file = b"What will be done,Theme\nOurs,Support\n"
    for person in (TRUST_LEAD, STRANGER):
        for use in (plan_tables.read, plan_tables.take):
            with pytest.raises(NotYours):
                use(installation.at(person), there.region, file, now=NOW)
