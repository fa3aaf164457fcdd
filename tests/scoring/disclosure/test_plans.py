"""How a plan goes on from release to release."""

from scoring.disclosure import GONE, Breakdown, Group, Withheld, plan, readable
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


def years(now, *, then=range(10)):
    """The plan of a year with these organisations, after one with those; what is withheld of it."""
    earlier, later = of("all", *then), of("all", *now, submission=2)
    made = plan([Breakdown("all", (later,))], [], beside=[earlier], before={"all": earlier.members})
    return [group.key for group in made.published], made.withheld


def test_where_one_to_four_joined_or_left_the_change_is_shown_and_the_figure_waits():
    both = frozenset((one, 2) for one in range(9)), frozenset((one, 1) for one in range(9))
    earlier, later = of("all", *range(10)), of("all", *range(9), 10, submission=2)
    made = plan([Breakdown("all", (later,))], [], beside=[earlier], before={"all": earlier.members})
    assert made.published == (Group("change:all", *both),)
    assert made.withheld == (Withheld("all", "matched", 3),)  # one joined and one left
    assert years(range(14)) == (["change:all"], (Withheld("all", "matched", 1),))
    assert years(range(9)) == (["change:all"], (Withheld("all", "matched", 4),))


def test_the_change_and_the_figure_are_shown_where_five_joined_or_left_or_nobody_did():
    assert years(range(10)) == years(range(15)) == years(range(5)) == (["change:all", "all"], ())
    assert years(range(2, 13)) == (["change:all", "all"], ())  # two left and three joined


def test_four_in_both_years_have_no_change():
    assert years(range(6, 15)) == (["all"], ())


def test_a_figure_that_waits_for_its_change_stays_at_its_last_value():
    """Eight of the ten of last year are counted; later the other two and one that is new."""
    earlier, first = of("all", *range(10)), of("all", *range(5), submission=2)
    before = {"all": earlier.members}
    began = plan([Breakdown("all", (first,))], [], beside=[earlier], before=before).published
    assert [group.key for group in began] == ["change:all", "all"]
    now = of("all", *range(11), submission=2)
    made = plan([Breakdown("all", (now,))], began, beside=[earlier], before=before)
    assert [(group.key, len(group.members)) for group in made.published] == [("change:all", 10), ("all", 5)]
    assert made.withheld == (Withheld("all", "waits", 4),)


def test_a_change_is_worked_out_again_when_five_differ():
    earlier, later = of("all", *range(20)), of("all", *range(20), submission=2)
    before = {"all": earlier.members}
    made = plan([Breakdown("all", (later,))], [], beside=[earlier], before=before).published
    for again, anew in ((4, False), (5, True)):
        now = Group("all", frozenset((one, 3 if one < again else 2) for one in range(20)))
        went_on = plan([Breakdown("all", (now,))], made, beside=[earlier], before=before).published
        assert (went_on[0].members == now.members) == anew


def test_merged_groups_have_one_change_that_those_who_went_from_one_to_the_other_are_in():
    before = {"unit": of("unit", *range(3)).members, "special": of("special", *range(3, 9)).members}
    earlier = of("special|unit", *range(9))
    now = (of("unit", 0, submission=2), of("special", *range(1, 9), submission=2))
    breakdown = Breakdown("phase", now, (("special", "unit"),))
    made = plan([breakdown], [], beside=[earlier], before=before)
    shown = {group.key: len(group.members) for group in made.published}
    assert shown["special|unit"] == shown["change:special|unit"] == 9


def test_a_change_that_nobody_is_in_any_more_stands():
    was = Group("change:region:x", of("", *range(6), submission=2).members, of("", *range(6)).members)
    assert plan([Breakdown("all", (of("all", *range(6, 20)),))], [was]).published[-1] == was


def test_no_figure_is_shown_over_all_but_one_that_was_erased():
    """With the figure of the ten, one over the nine would tell what the tenth had had."""
    ten = Group("all", of("", *range(1, 10)).members | {(GONE, 1)})
    nine = Breakdown("kind", (of("kind:school", *range(1, 10)),))
    assert plan([nine], [ten]).withheld == (Withheld("kind:school", "subtracted", 5),)
    assert plan([nine], [of("all", *range(1, 10))]).withheld == ()


def test_who_was_erased_protects_nobody_else():
    ten = Group("all", of("", *range(1, 10)).members | {(GONE, 1)})
    five, four = of("five", *range(1, 6)), of("four", *range(1, 5))
    assert plan([Breakdown("", (five,))], [ten]).withheld == (Withheld("five", "subtracted", 1),)
    assert plan([Breakdown("", (four,))], []).withheld == (Withheld("four", "few", 1),)


def test_the_last_word_about_a_key_is_what_a_viewer_may_read():
    was, now = of("all", *range(10)), Group("all", of("all", *range(10, 16)).members)
    assert readable([was, now], known=[10, 11]) == frozenset()
    assert readable([now, was], known=[10, 11]) == {"all"}
