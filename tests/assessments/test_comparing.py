"""Reviews side by side, and one organisation over the years."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments import comparing, numbers, organisations, years
from assessments.errors import NotYours, Refused
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import A_YEAR, NOW, WHOLE


@pytest.fixture
def neighbour(door):
    facts = {"pupils": 240, "boarding": True}
    name = "Lantern Hill Secondary School"
    return organisations.add(door, name=name, kind="school", phase="secondary", facts=facts, now=NOW)


def test_two_organisations_stand_side_by_side_by_section_and_question(desk, start, door, catalogue, neighbour):
    desk.give_all().submit()
    other = start(organisation=neighbour).give_all(WHOLE | {"rooms": Answer(level=1)})
    other.submit()
    table = comparing.table(door, catalogue, [desk.review, other.review])
    assert [column.organisation.name for column in table.columns] == [
        "Paper Boat Primary School", "Lantern Hill Secondary School",
    ]  # fmt: skip
    assert [row.node for row in table.rows] == [
        "overall", "people", "who", "policy", "lead", "machines", "which", "filter", "devices", "rooms", "remark",
    ]  # fmt: skip
    levels = {row.node: tuple(cell and cell.level for cell in row.cells) for row in table.rows}
    assert levels["people"] == (Fraction(13, 3), Fraction(13, 3))
    assert levels["machines"] == (Fraction(7, 2), Fraction(4 + 3 + 1, 3))
    rooms = next(row for row in table.rows if row.node == "rooms")
    assert [cell and cell.state for cell in rooms.cells] == ["outside", "answered"]


def test_over_versions_a_question_that_changed_stands_empty_and_a_note_says_so(start, door, next_catalogue):
    before = start(now=NOW - A_YEAR).give_all()
    before.submit()
    after = start(catalogue=next_catalogue).give_all()
    after.submit()
    table = comparing.table(door, next_catalogue, [before.review, after.review])
    lead = next(row for row in table.rows if row.node == "lead")
    assert [cell and cell.level for cell in lead.cells] == [None, 5]
    assert table.edition.edition == "2027"
    assert any("different versions" in note for note in table.notes)


def test_a_quick_review_beside_a_full_one_is_said(start, door, catalogue, desk, neighbour):
    desk.give_all().submit()
    quick = start(form="short", organisation=neighbour).give_all({name: WHOLE[name] for name in ("policy", "lead")})
    quick.submit()
    table = comparing.table(door, catalogue, [desk.review, quick.review])
    assert [column.form_size for column in table.columns] == [(4, 4), (2, 5)]
    assert any("Quick and full" in note for note in table.notes)


def test_what_cannot_be_compared_is_refused(desk, start, store, door, catalogue):
    with pytest.raises(Refused, match="between one and 8"):
        comparing.table(door, catalogue, [])
    with pytest.raises(Refused, match="not submitted yet"):
        comparing.table(door, catalogue, [desk.review])
    desk.give_all().submit()
    wide = start("wide").give_all({"written": Answer(level=3)})
    wide.submit()
    with pytest.raises(Refused, match="same framework"):
        comparing.table(door, catalogue, [desk.review, wide.review])
    with pytest.raises(NotYours):
        comparing.table(store.for_user(2), catalogue, [desk.review])


def test_only_what_was_submitted_can_be_chosen(desk, start, door):
    start("wide")
    desk.give_all().submit()
    assert [choice.review.id for choice in comparing.choices(door)] == [desk.review]
    assert comparing.choices(door, "wide") == ()


def test_the_years_follow_one_another_with_the_change_between_them(start, door, catalogue, school):
    for years_ago, level in ((2, 2), (1, 3), (0, 5)):
        desk = start(now=NOW - years_ago * A_YEAR).give_all(WHOLE | {"policy": Answer(level=level)})
        numbers.record(door, catalogue, desk.review, "pct_read", Measurement(percent=Decimal(20 * level)), now=desk.now)
        desk.submit()
    view = years.of(door, catalogue, school.id, "small")
    assert [year.review.period.name for year in view.years] == ["2024/25", "2025/26", "2026/27"]
    assert view.years[0].change is None
    # the policy has two thirds of half the whole: one level up is 1/3, two are 2/3
    assert [year.change and year.change.like_for_like for year in view.years[1:]] == [Fraction(1, 3), Fraction(2, 3)]
    assert [point.measurement.percent for point in view.numbers["pct_read"].points] == [40, 60, 100]


def test_years_of_a_framework_never_used_are_empty(door, catalogue, school, store):
    assert years.of(door, catalogue, school.id, "wide").years == ()
    with pytest.raises(NotYours):
        years.of(store.for_user(2), catalogue, school.id, "wide")
