"""What the charts of a network say first, by hand: what stands out, short, and of equal ones none alone."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from assessments.comparison import Line, Spread
from ui.networking.figures_findings import lowest_overall, most_changed, weakest, widest

LONG = "Knowing what people need and want before any of it is bought"
SOUTH, WALES = (Line(f"region:{name}", name, "published") for name in ("South", "Wales"))


def means(**by_section):
    """Figures of two regions by section: {"Lead": ("2.4", "3")}."""
    figures = {
        title: {line.key: Spread(20, Fraction(mean)) for line, mean in zip((SOUTH, WALES), each, strict=True) if mean}
        for title, each in by_section.items()
    }
    nodes = (("overall", "Overall"), *((title, title) for title in by_section))
    return SimpleNamespace(nodes=nodes, by_node=figures | {"overall": {}})


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"Lead": ("2.4", "3"), "Tech": ("2.6", "3")}, "Weakest: Lead in South, 2.4"),
        ({"Lead": ("2.4", "2.4"), "Tech": ("2.6", "3")}, "Weakest: Lead, 2.4 in 2 groups"),
        ({"Lead": ("2.4", "3"), "Tech": ("2.4", "3")}, "Weakest: 2 sections in South, each 2.4"),
        ({"Lead": ("2.4", "3"), "Tech": ("3", "2.4")}, "Weakest: 2.4, in 2 places"),
        ({LONG: ("2.4", "3")}, "Weakest: 1 section at 2.4"),
        ({"Lead": ("", "")}, "No section can be shown yet"),
    ],
)
def test_the_weakest_section_is_named_unless_another_is_as_weak(figures, said):
    assert weakest(means(**figures), (SOUTH, WALES)) == said


def test_of_regions_equally_low_none_is_named_alone():
    first, second = ("South", Fraction(2)), ("Wales", Fraction(3))
    assert lowest_overall([first, second]) == "Lowest overall: South, 2"
    assert lowest_overall([first, ("Wales", Fraction(2))]) == "Lowest overall: 2 regions, 2"


def spread(lower, upper):
    return Spread(20, Fraction(3), Fraction(lower), Fraction(3), Fraction(upper))


def test_the_widest_middle_half_is_named_by_its_section_or_by_how_many_are_as_wide():
    lead, tech = ("Lead", spread("2.4", "3.6")), ("Tech", spread("2", "3.4"))
    assert widest([lead, tech]) == "Widest apart: Tech, the middle half from 2 to 3.4"
    both = "Widest apart: 2 sections, the middle half 1.2 levels wide in each"
    assert widest([lead, ("Tech", spread("2", "3.2"))]) == both
    assert widest([("Lead", spread("3", "3")), ("Tech", Spread(5, Fraction(3)))]) is None


def test_the_section_that_rose_most_is_named_by_its_title_or_by_how_many_rose_as_much():
    half = Fraction(2, 5)
    assert most_changed([("Overall", half), ("Lead", 2 * half)]) == "Most changed for the better: Lead, +0.8"
    assert most_changed([("Lead", half), ("Tech", half)]) == "Most changed for the better: 2 sections, +0.4 each"
    assert most_changed([("Overall", -half), ("Lead", Fraction(0))]) == "No section rose; overall −0.4"
    assert most_changed([(LONG, half)]) == "Most changed for the better: 1 section, +0.4"
