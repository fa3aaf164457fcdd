"""Releases of a few schools, worked by hand: what is shown, what waits, who leaves, and that nothing is half made."""

from datetime import timedelta
from fractions import Fraction

import pytest

from assessments import comparison, submitting
from assessments.access import sharing
from assessments.comparison import making, releasing
from assessments.comparison.releasing import NothingNew
from assessments.errors import Damaged, Refused
from assessments.store import counting as sources
from assessments.store import releases as statements
from scoring.answers import Answer
from tests.assessments.access.conftest import make_person
from tests.assessments.comparison.schools import SCOPE, Schools, counts_of
from tests.assessments.conftest import NOW


@pytest.fixture
def schools(store, catalogue):
    for person in (2, 3):
        store.reception(None).write(lambda unit, person=person: make_person(unit, person, f"Person {person}"))
    return Schools(store, catalogue)


def shown(schools, key="all", name="overall", looker=None):
    looker = looker or schools.seen_by()
    release = comparison.released(looker, "small", calendar="academic")
    return None if release is None else comparison.figures(looker, release, key).get(name)


def lines(schools, looker=None):
    looker = looker or schools.seen_by()
    release = comparison.released(looker, "small", calendar="academic")
    assert release is not None
    return comparison.groups(looker, release)


def everything(schools):
    """Every byte that could be read of every figure."""
    return schools.store.for_user(2).read(
        lambda rows: rows.rows("SELECT release_id, grp, measure, shown FROM figure ORDER BY release_id, grp, measure")
    )


def test_of_nine_primaries_and_three_secondaries_the_primaries_would_give_the_others_away(schools):
    """Policy at 1, 2, 3 (three times) in primaries and 5 in secondaries: shares 0, 1/4, 1/2 and 1; mean 7/16."""
    for level in (1, 2, 3):
        for _ in range(3):
            schools.school(level)
    for _ in range(3):
        schools.school(5, phase="secondary", pupils=900)
    found = counts_of(schools.make())
    assert found["all"] == 12
    assert "phase:primary" not in found  # only merged with the secondaries, which is everybody
    assert found["phase:primary|phase:secondary"] == 12
    policy = shown(schools, name="q:policy")
    assert policy.about == 10
    assert policy.mean == Fraction(14, 5)  # level 1 + 4 x 7/16 = 2.75, to the nearest fifth
    assert (policy.lower, policy.middle, policy.upper) == (Fraction(9, 5), Fraction(13, 5), Fraction(18, 5))


def test_fewer_than_five_are_no_figure_and_it_says_how_many_more_would_be(schools):
    for level in (1, 2, 3, 4):
        schools.school(level)
    draft = releasing.preview(schools.counting, schools.catalogue, SCOPE, now=NOW)
    whole = next(group for group in draft.groups if group.key == "all")
    assert (whole.is_shown, whole.reason, whole.needs) == (False, "few", 1)


def test_who_did_not_agree_or_is_leaving_is_not_counted(schools):
    for level in (1, 2, 3, 4, 5):
        schools.school(level)
    schools.school(5, counted=False)
    assert counts_of(schools.make())["all"] == 5


def test_where_all_are_equal_nothing_is_shown(schools):
    for _ in range(6):
        schools.school(3)
    schools.make()
    assert shown(schools).mean is None
    assert shown(schools).about == 5


def test_a_figure_is_worked_out_again_only_when_five_have_changed(schools):
    desks = [schools.school(level) for level in (1, 1, 2, 2, 3, 3, 4, 4)]
    schools.make()
    before = everything(schools)
    for desk in desks[:4]:
        schools.again(desk, 5)
    with pytest.raises(NothingNew):
        schools.make(days=2)
    assert everything(schools) == before
    whole = next(g for g in releasing.preview(schools.counting, schools.catalogue, SCOPE, now=NOW).groups)
    assert (whole.key, whole.reason, whole.needs) == ("all", "waits", 1)
    schools.again(desks[4], 5)
    assert counts_of(schools.make(days=3))["all"] == 8
    assert shown(schools, name="q:policy").mean == Fraction(23, 5)  # five 5s, 3, 4 and 4: 4.5, and half a step goes up
    assert lines(schools)["all"].figures_of == (NOW + timedelta(days=3)).date()


def test_who_withdraws_is_left_out_of_the_next_release_and_what_was_shown_stands(schools):
    desks = [schools.school(level) for level in (1, 2, 3, 4, 5, 5)]
    schools.make()
    before = shown(schools)
    organisation = desks[0].open().organisation.id
    given = sharing.seen(schools.door, schools.store.reception(1), organisation, now=NOW).counted
    assert given is not None
    sharing.withdraw(schools.door, organisation, given.id, now=NOW + timedelta(days=1))
    later = NOW + timedelta(days=2)
    draft = releasing.preview(schools.counting, schools.catalogue, SCOPE, now=later)
    assert organisation not in draft.gathered.counted
    assert not draft.is_new
    assert shown(schools) == before
    for level in (2, 2, 3, 3, 4):
        schools.school(level)
    assert counts_of(schools.make(days=3))["all"] == 10


def test_erasing_an_organisation_takes_its_rows_and_leaves_the_figures(schools):
    desks = [schools.school(level) for level in (1, 2, 3, 4, 5, 5)]
    schools.make()
    before = everything(schools)
    schools.store.erase_organisation(desks[0].open().organisation.id)
    release = schools.counting.read(lambda rows: statements.every(rows)[0])
    assert len(schools.counting.read(lambda rows: statements.counted(rows, release.id))) == 5
    assert everything(schools) == before


def test_after_an_organisation_was_erased_no_later_figure_tells_what_it_had(schools):
    """Of six in Eastmere one is erased. Then with all ten counted and the five elsewhere, those five here would follow,
    and with the figure of the six the one that is gone.
    """
    desks = [schools.school(level) for level in (1, 2, 3, 4, 5, 5)]
    schools.make()
    schools.store.erase_organisation(desks[0].open().organisation.id)
    for level in (1, 2, 3, 4, 5):
        schools.school(level, region="Westhollow")
    found = counts_of(schools.make(days=2))
    assert (found["all"], found["region:Eastmere"], found["region:Westhollow"]) == (10, "waits", "subtracted")
    assert lines(schools)["region:Eastmere"].about == 5  # six, still


def test_moving_ones_own_draft_from_lowest_to_highest_changes_no_byte_of_any_shown_comparison(schools):
    """Neither what is stored, nor what its own head is shown, nor what a release made meanwhile would show."""
    desks = [schools.school(level) for level in (1, 2, 3, 4, 5, 5)]
    schools.make()
    own, review = schools.seen_by(1), desks[0].review
    organisation = desks[0].open().organisation.id

    def comparisons():
        groups = lines(schools, own)
        release = comparison.released(own, "small", calendar="academic")
        assert release is not None
        figures = {key: comparison.figures(own, release, key) for key in groups}
        measures = {name: comparison.measure(own, release, name) for name in (*figures["all"], "q:policy")}
        draft = releasing.preview(schools.counting, schools.catalogue, SCOPE, now=NOW)
        next_one = draft.gathered.counted[organisation], draft.gathered.shares, draft.is_new
        return everything(schools), repr((groups, figures, measures, comparison.peers(own, review), next_one))

    before = comparisons()
    submitting.reopen(desks[0].door, review, "Once more", now=desks[0].now)
    for level in (1, 5):
        desks[0].give("policy", Answer(level=level))
        assert comparisons() == before
    desks[0].submit()
    assert comparisons() != before  # so it can fail: what a release would count has changed now


def test_a_release_that_breaks_off_is_never_read_and_is_cleared_away(schools, monkeypatch):
    for level in (1, 2, 3, 4, 5):
        schools.school(level)

    def cut(*_):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(statements, "finish", cut)
        patch.setattr(making, "clear", lambda *_: None)
        with pytest.raises(ConnectionError):
            schools.make()
    assert everything(schools) != []
    assert comparison.released(schools.seen_by(), "small", calendar="academic") is None
    schools.make(days=2)
    kept = schools.store.for_user(2).read(lambda rows: rows.rows("SELECT number FROM release"))
    assert kept == [{"number": 1}]


def test_one_that_leaves_while_the_figures_are_worked_out_leaves_no_release(schools, monkeypatch):
    desks = [schools.school(level) for level in (1, 2, 3, 4, 5)]
    leaving = desks[0].open().organisation.id
    monkeypatch.setattr(sources, "left_since", lambda *_: {leaving})
    with pytest.raises(Refused, match="left while"):
        schools.make()
    assert everything(schools) == []


def test_a_submission_that_is_not_what_was_stored_stops_the_release(schools, monkeypatch):
    for level in (1, 2, 3, 4, 5):
        schools.school(level)
    monkeypatch.setattr("assessments.comparison.gathering.sha256", lambda _: "0" * 64)
    with pytest.raises(Damaged):
        schools.make()


def test_a_reader_who_knows_some_is_shown_those_instead_of_a_figure_they_could_see_through(schools):
    """Person 1 leads six of the ten: the other four would follow, so the figure is over the six."""
    for level in (1, 2, 3, 4, 5, 5):
        schools.school(level)
    for level in (1, 1, 2, 2):
        schools.school(level, who=3)
    schools.make()
    own = schools.seen_by(1)
    line = lines(schools, own)["all"]
    assert (line.reason, line.about) == ("known", 6)
    assert line.title == "All organisations: the 6 you may see"
    assert shown(schools, name="people", looker=own).about == 6
    assert lines(schools)["all"].reason is None


def test_on_ones_own_computer_peers_are_ones_other_organisations_without_a_release(schools):
    desks = [schools.school(level) for level in (1, 3, 5)]
    found = comparison.peers(schools.seen_by(1), desks[0].review)
    assert found is not None
    assert (found.is_named, found.about, found.title) == (
        True, 2, "Primary schools with 101 to 250 pupils: the 2 others you may see",
    )  # fmt: skip


def test_peers_are_widened_step_by_step_until_they_may_be_shown_and_the_steps_are_named(schools):
    """Of primaries of one's size there is one, of primaries there are three more; with six secondaries all are ten."""
    desk = schools.school(1, pupils=50)
    for level in (1, 2, 3):
        schools.school(level, who=3)
    for level in (1, 2, 3, 4, 5, 5):
        schools.school(level, phase="secondary", who=3)
    schools.make()
    found = comparison.peers(schools.seen_by(1), desk.review)
    assert found is not None
    assert (found.title, found.about, found.is_named) == ("Primary and secondary schools", 10, False)
    assert found.steps == ("Primary schools with 0 to 100 pupils",)
    assert comparison.why_not(schools.seen_by(1), desk.review) is None


def test_a_question_that_some_need_not_answer_is_shown_where_they_are_none_or_five_at_least(schools):
    """Two of nine have nothing to say, then five of fourteen; the others are at 2, 3, 4, 5, 5, 5, 4, 1 and 1: 30/9."""
    for level in (2, 3, 4, 5, 5, 5, 4):
        schools.school(level)
    for _ in range(2):
        schools.school(None)
    schools.make()
    assert shown(schools, name="q:policy") is None
    assert shown(schools, name="overall").about == 10
    for _ in range(3):
        schools.school(None)
    for _ in range(2):
        schools.school(1)
    schools.make(days=2)
    assert shown(schools, name="q:policy").mean == Fraction(17, 5)


def test_a_figure_of_a_part_of_a_group_is_kept_from_who_knows_two_of_it(schools):
    for level in (2, 3, 4, 5, 5, 5, 4):
        schools.school(level, who=3)
    for _ in range(5):
        schools.school(None, who=3)
    schools.school(1, who=1)
    for level in (1, 2):
        schools.school(level, who=2)
    schools.make()
    assert shown(schools, name="q:policy", looker=schools.seen_by(1)).about == 10
    assert shown(schools, name="overall", looker=schools.seen_by(2)).about == 15
    assert shown(schools, name="q:policy", looker=schools.seen_by(2)) is None
