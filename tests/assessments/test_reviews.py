"""Reviews: starting, widening, facts, aims, and what is refused."""

from dataclasses import replace

import pytest

from assessments import audit, editions, opening, organisations, periods, reviews, submitting
from assessments.errors import BadAnswer, NotYours, Refused, StoreUnavailable
from assessments.values import Progress
from scoring.answers import Answer, Fact
from tests.assessments.conftest import A_YEAR, NOW, WHOLE


def lines_of_all(rows, catalogue):
    return opening.lines(rows, catalogue, None, NOW)


def drafts_of_all(rows, catalogue):
    return tuple(opening.in_progress(rows, catalogue, NOW))


def asked_for(rows, catalogue, listed):
    """The statements that a list takes."""
    counted = Counted(rows)
    assert listed(counted, catalogue)
    return counted.asked


def test_a_review_starts_in_the_period_of_its_calendar_with_a_copy_of_the_profile(desk, door, start, school):
    review = desk.open().review
    assert (review.period.name, review.period.calendar, review.form, review.status) == (
        "2026/27", "academic", "full", "draft",
    )  # fmt: skip
    assert review.profile == school.profile
    assert start("wide").open().review.period.calendar == "financial"
    organisations.change(door, school.id, name="Renamed", kind="school", phase="secondary", now=NOW)
    assert desk.open().review.profile["phase"] == "primary"


def test_there_is_one_review_of_a_framework_in_a_period(desk, start):
    with pytest.raises(Refused, match="already a review of this framework for 2026/27"):
        start()
    assert start(period=periods.named("2025/26", "academic")).open().review.period.name == "2025/26"


@pytest.mark.parametrize(
    ("framework", "more", "sentence"),
    [
        ("nothing", {}, "no such framework"),
        ("wide", {"form": "short"}, "has no quick review"),
        ("small", {"period": periods.named("2027/28", "academic")}, "Choose 2026/27 or one of the 10 years before"),
        ("small", {"period": periods.named("2015/16", "academic")}, "Choose 2026/27 or one of the 10 years before"),
    ],
)
def test_what_cannot_be_started_is_refused(start, framework, more, sentence):
    with pytest.raises(Refused, match=sentence):
        start(framework, **more)


def test_a_framework_is_only_for_the_kinds_it_suits(start, door):
    charity = organisations.add(door, name="Kite Hill Project", kind="charity", now=NOW)
    with pytest.raises(Refused, match="not meant for this kind"):
        start("wide", organisation=charity)


def test_a_framework_that_asks_nothing_of_an_organisation_is_not_started(start, door):
    trust = organisations.add(door, name="Kite Trust", kind="trust", now=NOW)
    with pytest.raises(Refused, match="A wide check asks nothing of organisations like yours"):
        start("wide", organisation=trust)


def test_nobody_starts_a_review_for_somebody_else(store, catalogue, school):
    with pytest.raises(NotYours):
        reviews.start(store.for_user(2), catalogue, school.id, "small", now=NOW)


def test_progress_counts_what_is_asked_of_this_organisation(desk):
    assert desk.open().progress == Progress(0, 4)  # no boarders: bedrooms are outside; the remark weighs nothing
    desk.give("policy", Answer(level=3))
    desk.give("filter", Answer(not_applicable="None here"))
    opened = desk.open()
    assert opened.progress == Progress(2, 4)
    assert opened.sections == {"people": Progress(1, 2), "machines": Progress(1, 2)}


def test_a_quick_review_asks_nothing_outside_it_and_widens_keeping_its_answers(start):
    desk = start(form="short")
    assert desk.open().shown == {"policy", "lead"}
    desk.give("policy", Answer(level=3))
    reviews.widen(desk.door, desk.catalogue, desk.review, now=NOW)
    opened = desk.open()
    assert (opened.review.form, opened.progress, opened.answers["policy"].answer.level) == ("full", Progress(1, 4), 3)
    with pytest.raises(Refused, match="full review already"):
        reviews.widen(desk.door, desk.catalogue, desk.review, now=NOW)


def test_widening_a_submitted_quick_review_opens_it_on_top_of_what_was_submitted(start):
    desk = start(form="short").give_all({name: WHOLE[name] for name in ("policy", "lead")})
    desk.submit()
    widened = reviews.widen(desk.door, desk.catalogue, desk.review, now=NOW)
    assert (widened.form, widened.status, widened.submissions) == ("full", "reopened", 1)


def test_an_empty_draft_can_be_deleted_and_one_with_answers_cannot(desk, door, catalogue, start):
    desk.give("policy", Answer(level=3))
    with pytest.raises(Refused, match="holds answers"):
        reviews.delete_empty(door, desk.review, now=NOW)
    other = start("wide")
    reviews.delete_empty(door, other.review, now=NOW)
    with pytest.raises(NotYours):
        other.open()
    assert [line.review.id for line in reviews.mine(door, catalogue, now=NOW)] == [desk.review]


def test_a_fact_not_yet_given_is_asked_where_it_is_first_needed(door, start):
    village = organisations.add(door, name="Village School", kind="school", phase="primary", now=NOW)
    desk = start(organisation=village)
    assert {section: [fact.id for fact in facts] for section, facts in desk.open().facts_needed.items()} == {
        "machines": ["pupils", "boarding"]
    }
    reviews.set_facts(door, desk.catalogue, desk.review, {"boarding": True, "pupils": 90}, now=NOW)
    opened = desk.open()
    assert opened.facts_needed == {}
    assert "rooms" in opened.shown
    assert organisations.get(door, village.id).facts == {"boarding": True, "pupils": 90}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"boarding": "yes"}, "Choose yes or no"),
        ({"site": "moon"}, "Choose one of those listed"),
        ({"pupils": "many"}, "Type a number"),
        ({"pupils": -3}, "between 0 and"),
        ({"colour": 3}, "asks for no such fact"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(desk, facts, sentence):
    with pytest.raises(BadAnswer, match=sentence):
        reviews.set_facts(desk.door, desk.catalogue, desk.review, facts, now=NOW)


def test_a_fact_that_another_framework_understands_otherwise_is_asked_again(door, start):
    facts: dict[str, Fact] = {"boarding": "weekly", "pupils": 90}
    other = organisations.add(door, name="Kite School", kind="school", phase="primary", facts=facts, now=NOW)
    opened = start(organisation=other).open()
    assert [fact.id for fact in opened.facts_needed["machines"]] == ["boarding"]
    assert opened.review.profile == {"kind": "school", "phase": "primary", "pupils": 90}


def test_refreshing_the_copy_shows_first_which_questions_enter_and_leave(desk, door, school):
    facts = {"pupils": 300, "boarding": True}
    organisations.change(door, school.id, name=school.name, kind="school", phase="primary", facts=facts, now=NOW)
    preview = reviews.refresh_preview(door, desk.catalogue, desk.review, now=NOW)
    assert (preview.enter, preview.leave) == (("rooms",), ())
    assert preview.facts == {"boarding": (False, True), "pupils": (240, 300), "region": ("Eastmere", None)}
    assert "rooms" not in desk.open().shown
    reviews.refresh(door, desk.catalogue, desk.review, now=NOW)
    assert "rooms" in desk.open().shown


def test_aims_are_levels_of_the_framework_and_can_be_taken_back(desk, door, catalogue):
    reviews.set_aim(door, catalogue, desk.review, "policy", 5, now=NOW)
    reviews.set_aims_for(door, catalogue, desk.review, "secure", now=NOW)
    sheet = desk.open().sheet
    assert (sheet.aims, sheet.aims_for) == ({"policy": 5}, "secure")
    assert reviews.set_aim(door, catalogue, desk.review, "policy", None, now=NOW).aims == {}
    with pytest.raises(BadAnswer):
        reviews.set_aim(door, catalogue, desk.review, "policy", 9, now=NOW)
    with pytest.raises(BadAnswer):
        reviews.set_aims_for(door, catalogue, desk.review, "gold", now=NOW)


def test_the_list_shows_drafts_first_with_progress_then_results(desk, start, door, catalogue):
    earlier = start(now=NOW - A_YEAR).give_all()
    earlier.submit()
    desk.give("policy", Answer(level=3))
    draft, submitted = reviews.mine(door, catalogue, now=NOW)
    assert (draft.review.id, draft.progress, draft.submitted_at) == (desk.review, Progress(1, 4), None)
    assert (submitted.progress, submitted.submitted_at, submitted.band) == (None, NOW - A_YEAR, "In place")
    # people (2·4 + 5)/3 = 13/3; machines: ticked 3 of 4 = 4, 60/240 = 3, so 7/2; the whole (13/3 + 7/2)/2 = 47/12
    assert submitted.level == "47/12"


class Counted:
    """Rows that note which statements they were asked for."""

    def __init__(self, rows):
        self.person_id, self._rows, self.asked = rows.person_id, rows, []

    def rows(self, sql, /, **values):
        self.asked.append(sql)
        return self._rows.rows(sql, **values)

    def one(self, sql, /, **values):
        self.asked.append(sql)
        return self._rows.one(sql, **values)


@pytest.mark.parametrize("files", ["there", "gone"])
@pytest.mark.parametrize("listed", [lines_of_all, drafts_of_all])
def test_a_list_of_many_organisations_takes_as_many_statements_as_a_list_of_one(
    desk, start, door, school, catalogue, listed, files
):
    read_with = catalogue if files == "there" else replace(catalogue, editions={})
    desk.give("policy", Answer(level=3))
    start(now=NOW - A_YEAR).give_all().submit()
    for_one = door.read(lambda rows: asked_for(rows, read_with, listed))
    for number, level in enumerate((2, 3, 4)):
        another = organisations.add(
            door, name=f"School {number}", kind="school", phase="primary", facts=school.facts, now=NOW
        )
        start(organisation=another).give("policy", Answer(level=level))
        start(organisation=another, now=NOW - A_YEAR).give_all().submit()
    assert door.read(lambda rows: asked_for(rows, read_with, listed)) == for_one


def test_every_act_on_a_review_is_recorded_in_an_unbroken_chain(desk, door, school):
    desk.give_all().submit()
    submitting.reopen(door, desk.review, "A mistake", now=NOW)
    acts = audit.acts(door, school.id)
    assert [act.act for act in acts] == ["organisation added", "review started", "review submitted", "review reopened"]
    assert audit.broken_at(door, school.id) is None
    assert "A mistake" not in str(acts)


def test_an_act_is_never_changed_and_one_slipped_in_breaks_the_chain(desk, door, school):
    with pytest.raises(NotYours):
        door.write(lambda unit: unit.run("UPDATE {act} SET act = 'nothing' WHERE number = 1"))
    assert audit.broken_at(door, school.id) is None
    slipped_in = (
        "INSERT INTO {act} (organisation_id, number, at, person_id, act, about, hash)"
        " SELECT organisation_id, number + 1, at, person_id, 'nothing', about, hash FROM act"
        " ORDER BY number DESC LIMIT 1 RETURNING number"
    )
    (added,) = door.write(lambda unit: unit.run(slipped_in))
    assert audit.broken_at(door, school.id) == added["number"]


def test_a_draft_says_when_there_is_a_newer_version_of_its_framework(desk, next_catalogue):
    assert desk.open().newer_edition is None
    assert replace(desk, catalogue=next_catalogue).open().newer_edition == "2027"


def add_and_start(door, catalogue, key="form 1", **more):
    known = {"name": "Kite School", "kind": "school", "phase": "primary"} | more
    return reviews.add_and_start(door, catalogue, "small", **known, form="short", key=key, now=NOW)


def test_an_organisation_and_its_first_review_are_made_once_however_often_the_button_is_pressed(door, catalogue):
    first = add_and_start(door, catalogue)
    assert add_and_start(door, catalogue) == first
    assert [(one.name, one.id) for one in organisations.mine(door)] == [("Kite School", first.organisation)]
    assert (first.form, first.started_by.name) == ("short", "You")
    assert add_and_start(door, catalogue, key="form 2").organisation != first.organisation


def test_where_the_review_cannot_be_written_no_organisation_is_left_behind(door, catalogue, monkeypatch):
    def full(*_):
        raise StoreUnavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(editions, "keep", full)
        with pytest.raises(StoreUnavailable):
            add_and_start(door, catalogue)
    assert organisations.mine(door) == ()
    assert add_and_start(door, catalogue).status == "draft"


@pytest.mark.parametrize(
    ("more", "sentence"), [({"name": " "}, "Give the organisation a name"), ({"kind": "trust"}, "not meant for this")]
)
def test_what_cannot_be_started_adds_no_organisation(door, catalogue, more, sentence):
    with pytest.raises(Refused, match=sentence):
        add_and_start(door, catalogue, **more)
    assert organisations.mine(door) == ()
