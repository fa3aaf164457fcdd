"""Reviews side by side, and one organisation over the years."""

import shutil
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments import comparing, editions, numbers, organisations, years
from assessments.errors import NotYours, Refused
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import A_YEAR, CONTENT, NOW, WHOLE


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


@pytest.fixture
def retold(tmp_path):
    """The same version with another text: the meaning of `lead` was changed in place, and raised its revision."""

    def told(*changed):
        folder = tmp_path / f"content{len(changed)}"
        shutil.copytree(CONTENT, folder)
        file = folder / "definitions/small/2026.yaml"
        text = file.read_text(encoding="utf-8")
        for old, new in changed:
            assert old in text
            text = text.replace(old, new)
        file.write_text("# Looked through\n" + text, encoding="utf-8")
        return Catalogue.load(folder)

    return told


LEAD = ("Does somebody lead?", "Does somebody lead and report?")
REVISION = ("id: lead\n", "id: lead\n            revision: 2\n")
TEXTS = "These reviews rest on different texts of version 2026: a question may not ask the same in each."


def test_another_text_under_the_same_name_is_said_at_the_start_in_compare_and_over_the_years(
    start, door, catalogue, school, retold
):
    other = retold(LEAD, REVISION)
    assert editions.another_text(door, other, other.latest("small").edition) is None
    before = start(now=NOW - A_YEAR).give_all()
    before.submit()
    assert editions.another_text(door, catalogue, catalogue.latest("small").edition) is None
    assert editions.another_text(door, other, other.latest("small").edition) == (
        "Reviews here already rest on another text of version 2026. This one will take the text of today. Whoever "
        "changed the file should give it a version of its own, such as 2026.1."
    )
    after = start(catalogue=other)
    assert after.open().suggestions["lead"].is_hint
    after.give_all().submit()
    assert comparing.table(door, other, [before.review, after.review]).notes == (TEXTS,)
    view = years.of(door, other, school.id, "small")
    assert view.notes == (TEXTS,)
    assert view.years[1].change
    status = {line.question: line.status for line in view.years[1].change.questions}
    assert (status["policy"], status["lead"]) == ("same", "changed")


def test_a_text_that_differs_in_remarks_only_is_the_same(start, door, school, retold):
    start(now=NOW - A_YEAR).give_all().submit()
    other = retold()
    start(catalogue=other).give_all().submit()
    assert editions.another_text(door, other, other.latest("small").edition) is None
    assert years.of(door, other, school.id, "small").notes == ()


OTHER_LEVELS = "Some of these reviews rest on other levels: their figures stand empty, for they mean something else."


def test_figures_on_another_scale_stand_empty_and_a_note_says_so(start, door, catalogue, retold):
    shorter = retold(
        ("    5: {name: Leading the way, meaning: Shared.}\n", ""),
        (', 5: "Shared."}', "}"),
        (', 5: "All and checked."}', "}"),
        ("level: 5}", "level: 4}"),
        (", 5: 1}", "}"),
    )
    before = start(now=NOW - A_YEAR, catalogue=shorter).give_all()
    before.submit()
    after = start().give_all()
    after.submit()
    table = comparing.table(door, catalogue, [after.review, before.review])
    assert table.notes == (TEXTS, OTHER_LEVELS)
    assert table.rows[0].cells[0]
    assert {row.cells[1] for row in table.rows} == {None}


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
