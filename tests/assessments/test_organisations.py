"""Organisations and their bounds."""

from decimal import Decimal

import pytest

from assessments import audit, organisations
from assessments.errors import BadOrganisation, NotYours
from tests.assessments.conftest import NOW


def test_an_organisation_comes_back_as_it_was_given(door, school):
    assert organisations.get(door, school.id) == school
    assert school.profile == {
        "kind": "school", "phase": "primary", "region": "Eastmere", "pupils": 240, "boarding": False,
    }  # fmt: skip


def test_one_owner_holds_several_organisations_listed_by_name(door, school):
    organisations.add(door, name="Kite Hill Community Project", kind="charity", facts={"staff": 4}, now=NOW)
    assert [one.name for one in organisations.mine(door)] == [
        "Kite Hill Community Project",
        "Paper Boat Primary School",
    ]


def test_a_change_is_whole_and_recorded(door, school):
    organisations.change(door, school.id, name="Paper Boat Junior School", kind="school", phase="primary", now=NOW)
    changed = organisations.get(door, school.id)
    assert (changed.name, changed.region, changed.facts) == ("Paper Boat Junior School", None, {})
    assert [act.act for act in audit.acts(door, school.id)] == ["organisation added", "organisation changed"]


def test_an_organisation_that_is_somebody_elses_looks_as_if_it_were_missing(store, school):
    stranger = store.for_user(2)
    with pytest.raises(NotYours) as theirs:
        organisations.get(stranger, school.id)
    with pytest.raises(NotYours) as missing:
        organisations.get(stranger, school.id + 1)
    assert theirs.value.sentence == missing.value.sentence
    with pytest.raises(NotYours):
        organisations.change(stranger, school.id, name="Mine", kind="charity", now=NOW)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "  "}, "Give the organisation a name."),
        ({"name": "x" * 201}, "The name is 201 characters long. Shorten it to 200 at most."),
        (
            {"name": "A\x07B"},
            "The name holds a character that cannot be shown. Delete it, or type the text again.",
        ),
        ({"kind": "bank"}, "Choose what kind of organisation this is."),
        (
            {"phase": None},
            "Choose the school's phase, such as primary: some questions are only asked of some phases.",
        ),
        ({"facts": {"pupils": -1}}, "The number of pupils must be between 0 and 10,000,000."),
        ({"facts": {"pupils": Decimal("12.5")}}, "The number of pupils must be a whole number, such as 240."),
        ({"facts": {"pupils": True}}, "The number of pupils must be a whole number, such as 240."),
        ({"facts": {"pupils": Decimal("NaN")}}, "The number of pupils must be a whole number, such as 240."),
        (
            {"facts": {"rooms": Decimal("Infinity")}},
            "A figure about the organisation must be between 0 and 10,000,000.",
        ),
        ({"facts": {"kind": "trust"}}, "“kind” is not a fact a framework can ask about. Leave it out."),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(door, given, sentence):
    right = {"name": "Kite School", "kind": "school", "phase": "primary"}
    with pytest.raises(BadOrganisation) as refused:
        organisations.add(door, **(right | given), now=NOW)
    assert refused.value.sentence == sentence
    assert organisations.mine(door) == ()


def test_only_a_school_keeps_a_phase(door):
    added = organisations.add(door, name="Kite Trust", kind="trust", phase="primary", now=NOW)
    assert added.phase is None
