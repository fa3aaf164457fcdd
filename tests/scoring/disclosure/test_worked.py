"""The examples at the end of disclosure.md, by hand."""

from scoring.disclosure import Breakdown, Group, Withheld, disclosed, plan, readable
from tests.scoring.disclosure.plainly import of

ALL, PHASE, REGION = "all", "phase", "region"


def keys(made):
    return [group.key for group in made.published]


def test_primaries_wait_when_the_three_secondaries_would_follow_from_all():
    made = plan(
        [
            Breakdown(ALL, (of("all", *range(12)),)),
            Breakdown(PHASE, (of("primary", *range(9)), of("secondary", *range(9, 12)))),
        ],
        [],
    )
    assert keys(made) == ["all"]
    assert made.withheld == (Withheld("primary", "subtracted", 2), Withheld("secondary", "few", 2))


def phases(*merges):
    groups = (
        of("primary", *range(60)),
        of("secondary", *range(60, 70)),
        of("special", *range(70, 73)),
        of("unit", 73),
    )
    return [Breakdown(ALL, (of("all", *range(74)),)), Breakdown(PHASE, groups, merges)]


def test_small_phases_are_published_together_under_their_full_name():
    made = plan(phases(("special", "unit"), ("secondary", "special", "unit")), [])
    assert keys(made) == ["all", "primary", "secondary|special|unit"]
    assert made.published[-1] == of("secondary|special|unit", *range(60, 74))
    assert made.withheld == ()


def test_without_a_merge_secondary_is_withheld():
    made = plan(phases(), [])
    assert keys(made) == ["all", "primary"]
    assert made.withheld == (
        Withheld("secondary", "subtracted", 1),
        Withheld("special", "few", 2),
        Withheld("unit", "few", 4),
    )


def test_the_day_after_one_newcomer_the_figure_stays_and_after_five_it_moves():
    was = of("all", *range(7))
    waiting = plan([Breakdown(ALL, (of("all", *range(8)),))], [was])
    assert waiting.published == (was,)
    assert waiting.withheld == (Withheld("all", "waits", 4),)
    moved = plan([Breakdown(ALL, (of("all", *range(12)),))], [was])
    assert moved.published == (of("all", *range(12)),)
    assert moved.withheld == ()


def test_all_and_one_region_do_not_both_move_when_one_organisation_elsewhere_resubmitted():
    x, y, z = range(10), range(10, 20), range(20, 30)

    def counted(*organisations):
        again = {0, 1, 2, 3, 4, 10}
        return frozenset((one, 2 if one in again else 1) for one in organisations)

    was = [of("all", *x, *y, *z), of("x", *x), of("y", *y), of("z", *z)]
    now = Group("all", counted(*x, *y, *z))
    made = plan(
        [
            Breakdown(ALL, (now,)),
            Breakdown(REGION, (Group("x", counted(*x)), Group("y", counted(*y)), Group("z", counted(*z)))),
        ],
        was,
    )
    assert made.published == (now, *was[1:])
    assert made.withheld == (Withheld("x", "waits", 4), Withheld("y", "waits", 4))


def test_two_contributions_of_one_organisation_count_once():
    was = of("all", *range(10))
    again = Group("all", frozenset((one, 2 if one < 4 else 1) for one in range(10)))
    assert plan([Breakdown(ALL, (again,))], [was]).withheld == (Withheld("all", "waits", 1),)
    assert disclosed([was.members, again.members]) == frozenset((one, number) for one in range(4) for number in (1, 2))


def test_an_adviser_who_reads_four_of_six_sees_no_figure_of_the_six():
    six = of("all", *range(6))
    assert readable([six], known=range(4)) == frozenset()
    assert readable([six], known=[]) == {"all"}
    assert readable([six], known=range(6)) == {"all"}


def test_three_pairs_of_threes_look_safe_and_tell_of_each():
    a, b, c = range(3), range(3, 6), range(6, 9)
    pairs = (of("ab", *a, *b), of("bc", *b, *c), of("ac", *a, *c))
    made = plan([Breakdown("pairs", pairs)], [])
    assert keys(made) == ["ab", "bc"]  # ab less bc is of six; with ac as well, (ab + ac − bc) / 2 is a alone
    assert made.withheld == (Withheld("ac", "subtracted", 2),)
