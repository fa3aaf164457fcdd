"""Flags that a team makes for itself: checked as a file's are, for that team alone, and ended by any of its members."""

import pytest

from assessments.access import flagging
from assessments.access.flagging import MOST, Wanted
from assessments.errors import NotYours, Refused
from tests.assessments.access.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, around
from tests.assessments.conftest import NOW

LOW = Wanted("The policy is weak.", {"question": "policy", "at_most": 2}, "small")


@pytest.fixture
def team(installation):
    return around(installation).team


@pytest.fixture
def make(installation, catalogue, team):
    return lambda wanted=LOW, person=ADVISER: flagging.make(installation.at(person), catalogue, team, wanted, now=NOW)


def test_a_member_makes_and_ends_a_flag_and_it_says_who(installation, catalogue, team, make):
    flag = make()
    desk = installation.at(ADVISER)
    (one,) = flagging.of(desk, team)
    assert (one.flag, one.flag.say, one.kept.made_by.name) == (flag, "The policy is weak.", "Ash Adviser")
    assert flagging.of_teams(desk, catalogue, [team], "small") == {team: (flag,)}
    assert flagging.of_teams(desk, catalogue, [team], "wide") == {}
    everywhere = make(
        Wanted("Weak somewhere", {"any": ({"score": "any_section", "at_most": 2}, {"evidence": "lapsed"})})
    )
    assert flagging.of_teams(desk, catalogue, [team], "wide") == {team: (everywhere,)}
    flagging.end(desk, team, flag.id, now=NOW)
    assert flagging.of_teams(desk, catalogue, [team], "small") == {team: (everywhere,)}
    with pytest.raises(Refused, match="already"):
        flagging.end(desk, team, flag.id, now=NOW)


def test_nobody_outside_the_team_has_anything_to_do_with_its_flags(installation, catalogue, team, make):
    flag = make()
    for person in (REGION_LEAD, ADMINISTRATOR):
        desk = installation.at(person)
        assert flagging.of_teams(desk, catalogue, [team], "small") == {}
        for work in (
            lambda desk: flagging.of(desk, team),
            lambda desk: flagging.make(desk, catalogue, team, LOW, now=NOW),
            lambda desk: flagging.end(desk, team, flag.id, now=NOW),
        ):
            with pytest.raises(NotYours):
                work(desk)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted(" ", LOW.when, "small"), "Write the sentence"),
        (Wanted("Odd", {"question": "polly", "at_most": 2}, "small"), "no question"),
        (Wanted("Odd", {"question": "policy", "at_most": 2}), "belongs to one framework"),
        (Wanted("Odd", {"evidence": "gone"}, "small"), "it must be lapsed"),
    ],
)
def test_it_is_checked_by_the_rules_of_a_file(installation, team, make, wanted, sentence):
    with pytest.raises(Refused, match=sentence):
        make(wanted)
    assert flagging.of(installation.at(ADVISER), team) == ()


def test_a_team_has_so_many_at_most_at_a_time(installation, team, make):
    flags = [make() for _ in range(MOST)]
    with pytest.raises(Refused, match="End one first"):
        make()
    flagging.end(installation.at(ADVISER), team, flags[0].id, now=NOW)
    make()
