"""Every ink can be read on its ground, in both themes."""

from fractions import Fraction

import pytest

from ui.charts.palette import DARK, LIGHT, band, palette_for


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_ink_reads_on_its_band(palette):
    for ground, ink in palette.bands:
        assert contrast(ground, ink) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_and_dots_stand_out_from_the_page(palette):
    assert contrast(palette.ink, palette.paper) >= 4.5
    assert contrast(palette.muted, palette.paper) >= 4.5
    assert contrast(palette.you, palette.paper) >= 4.5


def test_a_share_falls_into_one_of_five_equal_bands_lower_bound_inclusive():
    grounds = [ground for ground, _ in LIGHT.bands]
    shares = [
        Fraction(0),
        Fraction(19, 100),
        Fraction(1, 5),
        Fraction(2, 5),
        Fraction(3, 5),
        Fraction(4, 5),
        Fraction(1),
    ]
    assert [grounds.index(band(LIGHT, share)[0]) for share in shares] == [0, 0, 1, 2, 3, 4, 4]


def test_only_the_dark_theme_is_dark():
    assert (palette_for("dark"), palette_for("light"), palette_for(None)) == (DARK, LIGHT, LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_tick_and_one_s_own_dot_stand_out_from_the_page_and_from_the_band_they_lie_on(palette):
    for ground in (palette.paper, palette.half):
        assert contrast(palette.peers, ground) >= 3
        assert contrast(palette.you, ground) >= 3
