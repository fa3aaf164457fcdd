"""The demo network: the same every time, whole, and figured like everything else."""

from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest

import scoring
from assessments import audit, demo, opening, organisations, reviews, showing, years
from assessments.demo.roster import REGIONS
from assessments.errors import Refused
from assessments.plain import sha256
from assessments.store import open_store
from assessments.store import submissions as statements
from assessments.store.contents import contents
from frameworks.catalogue import Catalogue
from frameworks.values import Kind, Phase
from tests.assessments.conftest import NOW

COUNT = 60
ON_1_SEPTEMBER = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped():
    return Catalogue.load()


def test_every_made_up_region_has_its_place_on_a_map(shipped):
    found = shipped.with_operating(Path(demo.__file__).parent)
    assert found.faults == ()
    assert {region.title for region in found.operating.regions.values() if region.tile} == set(REGIONS)


def build(path, shipped, *, now=NOW, count=COUNT, periods=3, stories=600):
    store = open_store(path)
    assert demo.build(store, shipped, now=now, plan=demo.Plan(count, periods, stories)) == count
    return store


def fill(path, shipped, *, count, periods=3, stories=600, say=print):
    assert demo.fill(path, shipped, now=NOW, plan=demo.Plan(count, periods, stories), say=say) == count


@pytest.fixture(scope="module")
def network(tmp_path_factory, shipped):
    store = build(tmp_path_factory.mktemp("demo") / "demo.db", shipped)
    yield store.for_user(1)
    store.close()


def everything(path):
    with contents(path) as found:
        return {table.name: list(found.rows(table)) for table in found.tables}


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
                demo.build(store, shipped, now=now, plan=demo.Plan(3))
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


@pytest.mark.parametrize(("count", "periods", "stories"), [(60, 3, 600), (60, 3, 12), (63, 4, 20)])
def test_built_in_bulk_every_table_is_row_by_row_what_an_ordinary_build_makes_it(
    tmp_path, shipped, count, periods, stories
):
    build(tmp_path / "ordinary.db", shipped, count=count, periods=periods, stories=stories).close()
    fill(tmp_path / "bulk.db", shipped, count=count, periods=periods, stories=stories)
    ordinary, bulk = everything(tmp_path / "ordinary.db"), everything(tmp_path / "bulk.db")
    assert ordinary.keys() == bulk.keys()
    assert len(bulk["organisation"]) == count
    for table, rows in ordinary.items():
        assert bulk[table] == rows, table


def test_told_on_several_processors_it_is_the_same_network(tmp_path, shipped, monkeypatch):
    fill(tmp_path / "one.db", shipped, count=9, periods=2)
    monkeypatch.setattr("assessments.demo.bulk.TOLD_AT_ONCE", 3)
    fill(tmp_path / "several.db", shipped, count=9, periods=2)
    assert everything(tmp_path / "one.db") == everything(tmp_path / "several.db")


@pytest.fixture(scope="module")
def large(tmp_path_factory, shipped):
    """A network of 105 organisations, twelve stories told again and again over two periods."""
    file = tmp_path_factory.mktemp("large") / "demo.db"
    fill(file, shipped, count=105, periods=2, stories=12)
    with closing(open_store(file)) as store:
        yield store


def test_of_a_larger_network_each_block_of_forty_has_an_adviser_of_its_own(large):
    owner, first, second, nobody = (organisations.mine(large.for_user(person)) for person in (1, 2, 3, 4))
    assert [len(found) for found in (owner, first, second, nobody)] == [60, 40, 5, 0]
    assert len({one.name for one in (*owner, *first, *second)}) == 105
    assert len({one.id for one in (*owner, *first, *second)}) == 105
    assert {act.by.name for one in first for act in audit.acts(large.for_user(2), one.id)} == {"Adviser 1"}


def test_a_story_told_again_gives_the_same_figures_under_a_chain_of_acts_of_its_own(large, shipped):
    door = large.for_user(3)
    for organisation in organisations.mine(door):
        assert audit.broken_at(door, organisation.id) is None
        for line in reviews.mine(door, shipped, organisation_id=organisation.id, now=NOW):
            if line.submitted_at is None:
                continue
            submission = door.read(lambda rows, review=line.review: statements.last(rows, review))
            assert sha256(submission.content) == submission.sha256
            score = scoring.score(shipped.by_sha256(line.review.sha256).edition, opening.sheet_in(submission))
            assert {row.code: Fraction(row.official_exact) for row in door.read(scores_of(line.review))} == {
                name: node.official
                for name, node in score.nodes.items()
                if node.kind != "question" and node.official is not None
            }


def scores_of(review):
    return lambda rows: statements.scores(rows, review)


def test_how_far_it_is_is_said_in_words_and_a_build_broken_off_leaves_no_file(tmp_path, shipped):
    said: list[str] = []
    fill(tmp_path / "demo.db", shipped, count=3, periods=1, say=said.append)
    assert said == ["Telling 3 stories.", "3 of 3 organisations.", "Checking that every row points somewhere."]
    with pytest.raises(ConnectionError):
        fill(tmp_path / "other.db", shipped, count=3, periods=1, say=_cut)
    assert [file.name for file in tmp_path.iterdir()] == ["demo.db"]
    with closing(open_store(tmp_path / "demo.db")) as store:
        assert demo.is_built(store)


def test_in_bulk_nothing_is_built_over_what_is_there(tmp_path, shipped):
    with closing(open_store(tmp_path / "own.db")) as store:
        organisations.add(store.for_user(1), name="My school", kind="school", phase="primary", now=NOW)
    with pytest.raises(Refused, match="holds something already"):
        fill(tmp_path / "own.db", shipped, count=3)


@pytest.mark.parametrize("periods", [1, 6])
def test_over_more_or_fewer_periods_it_ends_at_much_the_same_levels(tmp_path, shipped, periods):
    with closing(build(tmp_path / "demo.db", shipped, count=16, periods=periods)) as store:
        lines = reviews.mine(store.for_user(1), shipped, now=NOW)
    assert len({line.review.period.name for line in lines if line.review.period.calendar == "academic"}) == periods
    levels = [Fraction(line.level) for line in lines if line.level is not None and line.review.period.name == "2026/27"]
    assert 2 < sum(levels) / len(levels) < 4


def test_what_is_shown_is_remembered(door):
    assert showing.shown(door) == "own"
    showing.show(door, "demo")
    assert showing.shown(door) == "demo"
    with pytest.raises(Refused):
        showing.show(door, "theirs")  # type: ignore[arg-type]  # as a tampered widget would send it
