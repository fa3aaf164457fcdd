"""Keeps Streamlit's settings real, safe and readable."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from streamlit import config

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LIGHTEST_ALLOWED = {"textColor": 7.0, "linkColor": 4.5, "primaryColor": 4.5, "borderColor": 3.0}


def flat(settings: Mapping[str, object], under: str = "") -> Iterator[tuple[str, object]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from flat(value, f"{under}{name}.")
        else:
            yield f"{under}{name}", value


def test_every_setting_is_one_this_streamlit_knows():
    known = set(config.get_config_options())
    assert {name for name, _ in flat(SETTINGS)} <= known


def test_it_serves_this_computer_only_and_tells_nobody():
    settings = dict(flat(SETTINGS))
    assert settings["server.address"] == "127.0.0.1"
    assert settings["server.port"] == 8501
    assert settings["browser.gatherUsageStats"] is False
    assert settings["client.showErrorDetails"] == "none"


def light(colour: str) -> float:
    """Relative luminance of #RRGGBB, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the well-known lightest passing grey


@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_links_and_edges_stand_out_from_both_backgrounds(theme, background):
    colours = SETTINGS["theme"][theme]
    found = {name: contrast(colours[name], colours[background]) for name in LIGHTEST_ALLOWED}
    assert {name: round(value, 2) for name, value in found.items() if value < LIGHTEST_ALLOWED[name]} == {}
