"""README shows pictures that are there, small, and all of those that `make pictures` takes."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "pictures"


def test_every_picture_in_readme_is_there_and_none_is_left_over():
    shown = re.findall(r"\(docs/pictures/([a-z]+\.png)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(file.name for file in KEPT.glob("*.png"))


def test_a_picture_is_smaller_than_150_kb():
    sizes = {file.name: file.stat().st_size for file in KEPT.glob("*.png")}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}


def test_every_picture_is_taken_by_the_command():
    taken = re.findall(r'"([a-z]+\.png)"', (ROOT / "docs" / "pictures.py").read_text(encoding="utf-8"))
    assert set(taken) - {"paper.png"} == {file.name for file in KEPT.glob("*.png")} - {"paper.png"}
