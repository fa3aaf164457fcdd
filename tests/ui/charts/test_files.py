"""A chart as a file of its own: it says what its marks mean, and figures stay readable over what lies behind them."""

from ui.charts.drawing import Drawing, Figure, file, on, text
from ui.charts.palette import LIGHT
from ui.tables import Html


def figure(*key):
    return Figure(
        name="spread", finding="Overall: 3.2", measure="Level out of 5", source="Source: us.", alt="Overall 3.2.",
        table=Html(""), draw=lambda _: Drawing(10, ()), key=key,
    )  # fmt: skip


def test_every_mark_of_the_key_is_drawn_beside_its_words():
    drawn = file(
        figure(("now", "Mean"), ("then", "Last year"), ("half", "The middle half"), ("peers", "Middle"))
    ).decode()
    shapes = [drawn.count(f"<{shape} ") for shape in ("circle", "rect", "line", "text")]
    assert shapes == [2, 2, 1, 7]  # the paper is a box too; finding, measure, four of the key, source
    assert drawn.count(LIGHT.peers) == drawn.count(LIGHT.half) == 1
    before, after = drawn.split(">Mean<")
    assert "<circle" in before
    assert "<circle" in after, "that of last year comes after"
    assert "<circle" not in file(figure()).decode()


def test_words_over_something_else_have_an_edge_in_the_colour_of_their_ground():
    plain = text(1, 2, "2.3", LIGHT.you)
    assert on(LIGHT.paper, plain) == plain.replace(
        "<text ", f'<text stroke="{LIGHT.paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" '
    )
