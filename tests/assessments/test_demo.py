"""The demo network: the same every time, whole, and figured like everything else."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction
from typing import get_args

import pytest

import scoring
from assessments import audit, demo, opening, organisations, reviews, showing, years
from assessments.errors import Refused
from assessments.store import open_store
from assessments.store import submissions as statements
from frameworks.catalogue import Catalogue
from frameworks.values import Kind, Phase
from tests.assessments.conftest import NOW

COUNT = 60
ON_1_SEPTEMBER = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped():
    return Catalogue.load()


def build(path, shipped, *, now=NOW, count=COUNT):
    store = open_store(path)
    assert demo.build(store, shipped, now=now, organisations=count) == count
    return store


@pytest.fixture(scope="module")
def network(tmp_path_factory, shipped):
    store = build(tmp_path_factory.mktemp("demo") / "demo.db", shipped)
    yield store.for_user(1)
    store.close()


def everything(path):
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = sorted(name for name in tables if not name.startswith(("_", "sqlite_")))
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in own}


def test_two_builds_hold_the_same_rows(tmp_path, shipped):
    for name in ("a", "b"):
        build(tmp_path / f"{name}.db", shipped, count=12).close()
    assert everything(tmp_path / "a.db") == everything(tmp_path / "b.db")


def test_the_demo_database_is_marked_as_such(network):
    assert network.read(showing.is_demo)


def test_there_are_all_kinds_and_phases_in_four_regions(network):
    found = organisations.mine(network)
    assert len({one.name for one in found}) == COUNT
    assert {one.kind for one in found} == set(get_args(Kind))
    assert {one.phase for one in found if one.phase} == set(get_args(Phase))
    assert len({one.region for one in found}) == 4


def test_most_improve_some_slip_some_never_finish_and_some_never_start(network, shipped):
    lines = reviews.mine(network, shipped, now=NOW)
    assert {line.review.period.name for line in lines} == {"2024/25", "2025/26", "2026/27"}
    drafts = [line for line in lines if line.review.status == "draft"]
    assert 10 <= len(drafts) <= len(lines) / 3
    assert COUNT * 0.8 <= len({line.review.organisation for line in lines}) < COUNT
    changes = [
        year.change.like_for_like
        for line in {(line.review.organisation, line.review.framework) for line in lines}
        for year in years.of(network, shipped, *line).years
        if year.change is not None and year.change.comparable and year.change.like_for_like is not None
    ]
    assert sum(change > 0 for change in changes) > len(changes) / 2
    assert sum(change < 0 for change in changes) > len(changes) / 20


def test_every_score_kept_equals_the_one_worked_out_anew(network, shipped):
    for line in reviews.mine(network, shipped, now=NOW)[::5]:
        if line.submitted_at is None:
            continue
        submission = network.read(lambda rows, review=line.review: statements.last(rows, review))
        kept = network.read(lambda rows, review=line.review: statements.scores(rows, review))
        score = scoring.score(shipped.by_sha256(line.review.sha256).edition, opening.sheet_in(submission))
        assert {row.code: Fraction(row.official_exact) for row in kept} == {
            row.code: score.nodes[row.code].official for row in kept
        }
        assert score.overall.coverage == 1


def test_nothing_in_it_is_from_the_future_and_the_chain_of_acts_is_whole(network, shipped):
    for organisation in organisations.mine(network)[:10]:
        assert audit.broken_at(network, organisation.id) is None
        assert all(act.at <= NOW for act in audit.acts(network, organisation.id))
    assert all(line.changed_at <= NOW for line in reviews.mine(network, shipped, now=NOW))


def test_it_can_be_built_on_the_first_day_of_a_period(tmp_path, shipped):
    build(tmp_path / "demo.db", shipped, now=ON_1_SEPTEMBER, count=6).close()


def test_it_can_be_told_in_frameworks_of_ones_own_with_every_kind_of_question(tmp_path, catalogue):
    store = build(tmp_path / "demo.db", catalogue, count=8)
    lines = reviews.mine(store.for_user(1), catalogue, now=NOW)
    assert {line.review.framework for line in lines} == {"small", "wide"}
    assert any(line.level is not None for line in lines)
    store.close()


def test_a_build_cut_short_is_finished_by_the_next(tmp_path, shipped):
    for now in (NOW, NOW):
        store = open_store(tmp_path / "demo.db")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("assessments.demo.network.settings.change", _cut)
            with pytest.raises(ConnectionError):
                demo.build(store, shipped, now=now, organisations=3)
        assert not demo.is_built(store)
        store.close()
    store = build(tmp_path / "demo.db", shipped, count=3)
    assert demo.is_built(store)
    assert len(organisations.mine(store.for_user(1))) == 3
    store.close()


def _cut(*_):
    raise ConnectionError


def test_it_is_never_built_among_organisations_of_ones_own(store, school, shipped):
    with pytest.raises(Refused, match="in a new one"):
        demo.build(store, shipped, now=NOW)
    assert len(organisations.mine(store.for_user(1))) == 1


def test_what_is_shown_is_remembered(door):
    assert showing.shown(door) == "own"
    showing.show(door, "demo")
    assert showing.shown(door) == "demo"
    with pytest.raises(Refused):
        showing.show(door, "theirs")  # type: ignore[arg-type]  # as a tampered widget would send it
