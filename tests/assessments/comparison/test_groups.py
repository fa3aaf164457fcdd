"""Which groups a release may show, and what they are called."""

import pytest

from assessments.comparison import grouping
from assessments.comparison.values import Counted
from frameworks.operating_files import shipped_sizes


def school(number, phase="primary", region="Eastmere", band=2, networks=()):
    return Counted(number, 1, number, 1, "school", phase, region, band, frozenset(networks))


def test_breakdowns_come_in_the_order_of_their_importance():
    found = grouping.breakdowns([school(1), school(2, networks=[7])], [(7, "Kite Trust")])
    assert [one.name for one in found][:5] == ["network", "region", "kind", "phase", "region and phase"]
    assert [group.key for group in found[0].groups] == ["all", "network:7"]
    assert found[0].groups[1].members == {(2, 1)}


def test_an_organisation_is_in_each_group_that_describes_it_and_without_a_region_in_none():
    found = grouping.breakdowns([school(1, region=None)], [])
    keys = [group.key for one in found for group in one.groups]
    assert keys == [
        "all", "kind:school", "phase:primary", "size:school:2", "peers:school:primary:2", "peers:school:primary",
        "peers:school",
    ]  # fmt: skip


def test_only_groups_that_are_there_are_merged_each_choice_once_and_the_smallest_first():
    phases = ("primary", "secondary", "special")
    found = {one.name: one for one in grouping.breakdowns([school(n, phase) for n, phase in enumerate(phases)], [])}
    merges = found["phase"].merges
    assert ("phase:secondary", "phase:special") in merges
    assert ("phase:primary", "phase:special") in merges
    assert len(set(merges)) == len(merges)
    assert not any("phase:post_16" in merge for merge in merges)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("all", "All organisations"),
        ("network:7", "Kite Trust"),
        ("region:Eastmere", "Eastmere"),
        ("region:Eastmere+phase:primary", "Primary schools in Eastmere"),
        ("kind:college|kind:trust", "Colleges and trusts"),
        (
            "phase:secondary|phase:special|phase:pupil_referral_unit",
            "Secondary, special and pupil referral unit schools",
        ),
        ("peers:school:primary:2", "Primary schools with 251 to 500 pupils"),
        ("peers:charity:-:1", "Charities with 1 to 4 staff"),
        ("peers:school", "Schools"),
    ],
)
def test_a_group_is_called_by_its_full_name(key, words):
    assert grouping.title(key, {7: "Kite Trust"}, shipped_sizes()) == words


def test_a_region_that_is_called_with_a_bar_is_still_one_group():
    found = grouping.breakdowns([school(1, region="East|West")], [])
    assert all("|" not in group.key for one in found for group in one.groups)
