"""Streamlit loads plotly itself; our own figures are loaded only by the pages that draw one."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]


def draws(*pages):
    """Whether any of these pages loads what builds our figures, in a Python of its own."""
    asked = ", ".join(f"ui.pages.{page}" for page in pages)
    code = f"import sys, {asked}; print('ui.charts.canvas' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    return found.stdout.strip() == "True"


def test_pages_without_a_figure_load_none():
    assert not draws("home", "start", "review", "submit", "compare", "frameworks", "settings")


def test_pages_with_a_figure_do():
    assert draws("results")
    assert draws("years")
