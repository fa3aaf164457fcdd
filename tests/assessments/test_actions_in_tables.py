"""Actions as a table: what is taken along comes back the same, and a table is taken in whole or not at all."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments import actions, archiving, organisations
from assessments.actions import archived, importing, table
from assessments.errors import Refused
from assessments.planned import Planned
from reports import sheets
from tests.assessments.conftest import NOW

POLICY = Planned(
    what="=Write; the “policy”, down", framework="small", edition="2026", questions=("policy", "lead"), aim=4,
    owner_name="-The lead", due=date(2027, 3, 31), effort="large", cost=Decimal("1200.5"), funding="@Fund",
    plan="+Plan", theme="Leading", status="on_hold",
)  # fmt: skip
PLAIN = Planned(what="Ask three suppliers")


def made(found, as_file):
    return as_file(sheets.Table("Actions", table.HEAD, [table.row(one) for one in found], "Stocktake, 14 November"))


def text(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("as_file", [sheets.as_csv, lambda one: sheets.as_workbook([one])], ids=["CSV", "Excel"])
def test_what_one_organisation_takes_along_another_takes_in_the_same(door, catalogue, school, as_file):
    for planned in (POLICY, PLAIN):
        actions.add(door, catalogue, school.id, planned, shared=planned is POLICY, now=NOW)
    file = made(actions.of(door, school.id), as_file)
    reading = importing.read(file, catalogue)
    assert reading.faults == ()
    assert importing.arriving(door, school.id, reading.lines) == importing.Arriving((), (), 2)
    other = organisations.add(door, name="Elm Hall", kind="charity", now=NOW)
    importing.take(door, other.id, reading, now=NOW)
    found = actions.of(door, other.id)
    assert {(actions.written(one), one.shared) for one in found} == {(POLICY, True), (PLAIN, False)}


def test_a_row_with_a_number_changes_that_action_and_its_history_keeps_both(door, catalogue, school):
    first = actions.add(door, catalogue, school.id, POLICY, now=NOW)
    changed = replace(first, status="complete", owner="The head", owner_name="The head")
    reading = importing.read(made([changed], sheets.as_csv), catalogue)
    importing.take(door, school.id, reading, now=NOW + timedelta(days=1))
    (now,) = actions.of(door, school.id)
    assert (now.id, now.status, now.owner, now.revision) == (first.id, "complete", "The head", 2)
    (lines,) = actions.history(door, school.id).values()
    assert actions.between(*lines) == ("complete", "given to The head")


HEAD = ["What will be done", "Status", "Due", "Cost in pounds", "Effort", "Framework", "Version", "Questions"]
FAULTY = [
    (["Buy", "begun", "", "", "", "", "", ""], "Row 3: There is no status “begun”. Write one of: not started, in"),
    (["Buy", "", "soon", "", "", "", "", ""], "Row 3: “soon” is not a date."),
    (["Buy", "", "", "1.234", "", "", "", ""], "Row 3: Give the cost in pounds and pence"),
    (["Buy", "", "", "", "huge", "", "", ""], "Row 3: There is no effort “huge”."),
    (["", "complete", "", "", "", "", "", ""], "Row 3: Say in a sentence what will be done."),
    (["Buy", "", "", "", "", "", "", "policy"], "Row 3: Name the framework and its version"),
    (["Buy", "", "", "", "", "none", "2026", "policy"], "Row 3: There is no framework none 2026 here."),
    (["Buy", "", "", "", "", "small", "2026", "nothing"], "Row 3: This framework has no such question."),
]


@pytest.mark.parametrize(("row", "fault"), FAULTY, ids=[fault[7:40] for _, fault in FAULTY])
def test_a_row_that_cannot_be_read_is_told_by_its_number(catalogue, row, fault):
    reading = importing.read(text(HEAD, ["Good", "", "", "", "", "", "", ""], row), catalogue)
    assert len(reading.faults) == 1
    assert reading.faults[0].startswith(fault)


def test_a_file_without_our_headings_says_where_to_find_them(catalogue):
    for content in (b"", b"name,day\nx,y\n"):
        (fault,) = importing.read(content, catalogue).faults
        assert "empty" in fault or "No column is called “What will be done”" in fault


def test_one_row_that_cannot_be_kept_keeps_every_other_out(door, catalogue, school):
    reading = importing.read(text(HEAD, ["Good"], ["Bad", "begun"]), catalogue)
    with pytest.raises(Refused, match="nothing was taken"):
        importing.take(door, school.id, reading, now=NOW)
    gone = importing.Line(3, None, replace(PLAIN, owned_by=99), shared=False)
    both = importing.Reading((importing.Line(2, None, POLICY, shared=False), gone))
    with pytest.raises(Refused, match="does not belong"):
        importing.take(door, school.id, both, now=NOW)
    assert actions.of(door, school.id) == ()


def test_what_is_archived_can_be_taken_in_elsewhere(door, catalogue, school):
    for planned in (POLICY, PLAIN):
        actions.add(door, catalogue, school.id, planned, note="Begun", now=NOW)
    planned_table, changes = archived.tables(door, school.id)
    reading = importing.read(text(*archiving.safe(planned_table)), catalogue)
    assert importing.arriving(door, school.id, reading.lines) == importing.Arriving((), (), 2)
    assert sorted(line[4:] for line in changes[1:]) == [["not started", "Begun"], ["on hold", "Begun"]]
