"""Keeps the benchmarks whole: each that is named is there, every page is measured, and no statement is missed."""

import importlib.util
from contextlib import closing
from datetime import UTC, datetime

from assessments.store import open_store, people, settings
from benchmarks import nation
from benchmarks.__main__ import BENCHMARKS
from benchmarks.dashboards import dashboards, others
from benchmarks.nation import Nation
from benchmarks.prepared import Prepared
from benchmarks.tapped import Tapped
from ui.addresses import PAGES
from ui.pages.figures import PARTS

LAID = Prepared("", Nation(1_000, 1_001, 1_002, 1_003, (7,), 7), datetime(2026, 11, 22, tzinfo=UTC))


def test_each_benchmark_that_is_named_is_there():
    assert [name for name in BENCHMARKS if importlib.util.find_spec(f"benchmarks.{name}") is None] == []


def test_every_page_is_measured_and_every_part_of_a_networks_figures():
    named = list(dashboards(LAID, "70", "small", "70,71"))
    rest = list(others(LAID, "70", {page.name for page in named}))
    assert {page.name for page in (*named, *rest)} == set(PAGES)
    assert {page.parts["part"] for page in named if page.name == "figures"} == set(PARTS)
    assert {page.person for page in rest} == {nation.HEAD, nation.ADVISER, nation.NATION_LEAD, nation.REGION_LEAD}


def test_a_tap_notes_every_statement_at_every_door(tmp_path):
    with closing(Tapped(open_store(tmp_path / "own.db"))) as store:
        with store.noting() as noted:
            store.for_user(1).write(lambda unit: people.name_oneself(unit, "Paper Boat"))
            store.for_user(1).read(lambda rows: (settings.setting(rows, "one"), settings.setting(rows, "two")))
            store.counting().read(lambda rows: rows.rows("SELECT organisation_id FROM roster"))
        store.for_user(1).read(lambda rows: settings.setting(rows, "after"))
    assert [(one.whose, one.writes, one.rows) for one in noted.statements if one.whose == "counting"] == [
        ("counting", False, 0)
    ]
    assert [one.values for one in noted.statements if "FROM setting" in one.sql] == [{"name": "one"}, {"name": "two"}]
    assert any(one.writes for one in noted.statements)
    assert noted.use_cases == 3
    assert noted.took >= sum(one.took for one in noted.statements) >= 0
