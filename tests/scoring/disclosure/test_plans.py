"""How a plan goes on from release to release."""

from scoring.disclosure import Breakdown, Group, Withheld, plan, readable
from tests.scoring.disclosure.plainly import of


def test_a_group_that_lost_organisations_stands_as_it_was_released():
    was = of("all", *range(6))
    made = plan([Breakdown("all", (of("all", *range(2, 6)),))], [was])
    assert made.published == (was,)
    assert made.withheld == (Withheld("all", "waits", 3),)


def test_a_released_group_that_nobody_is_in_any_more_stands():
    was = of("region:x", *range(6))
    assert plan([Breakdown("all", (of("all", *range(6, 20)),))], [was]).published[-1] == was


def test_a_merge_goes_when_each_of_its_parts_is_shown():
    was = of("special|unit", *range(6))
    parts = (of("special", *range(6)), of("unit", *range(6, 11)))
    made = plan([Breakdown("phase", parts, (("special", "unit"),))], [was])
    assert made.published == parts


def test_a_merge_is_released_again_when_five_have_joined_it():
    was = of("special|unit", *range(6))
    parts = (of("special", *range(3)), of("unit", *range(3, 11), submission=1))
    made = plan([Breakdown("phase", (parts[0], of("unit", 3)), (("special", "unit"),))], [was])
    assert made.published == (was,)
    later = plan([Breakdown("phase", parts, (("special", "unit"),))], [was])
    assert of("special|unit", *range(11)) in later.published


def test_a_part_of_a_merge_that_is_shown_is_not_shown_beside_it():
    parts = (of("unit", 0), of("special", *range(1, 7)), of("secondary", *range(7, 20)))
    made = plan([Breakdown("phase", parts, (("unit", "special", "secondary"),))], [])
    assert [group.key for group in made.published] == ["unit|special|secondary"]
    assert made.withheld == ()


def test_a_group_of_the_same_organisations_as_another_is_shown():
    made = plan([Breakdown("all", (of("all", *range(6)),)), Breakdown("kind", (of("kind:school", *range(6)),))], [])
    assert [group.key for group in made.published] == ["all", "kind:school"]


def test_a_threshold_may_be_raised():
    made = plan([Breakdown("all", (of("all", *range(9)),))], [], least=10)
    assert made.withheld == (Withheld("all", "few", 1),)


def test_the_last_word_about_a_key_is_what_a_viewer_may_read():
    was, now = of("all", *range(10)), Group("all", of("all", *range(10, 16)).members)
    assert readable([was, now], known=[10, 11]) == frozenset()
    assert readable([now, was], known=[10, 11]) == {"all"}
