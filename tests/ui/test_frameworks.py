"""Frameworks: each can be read, tried and checked, and a faulty file names every fault with its line."""

import pytest

from frameworks.catalogue import shipped_folder
from frameworks.errors import Fault
from tests.ui.conftest import words
from ui.reading import faults

GOOD = (shipped_folder() / "definitions" / "esafety" / "2026.yaml").read_text(encoding="utf-8")


def test_every_framework_is_listed_with_its_size(visit):
    page = words(visit("frameworks"))
    for title in (
        "Training and digital skills",
        "Online safety",
        "ICT governance",
        "Infrastructure",
        "ICT health-check",
    ):
        assert title in page
    assert "22 questions, about 90 minutes. The 2026 version." in page


def test_an_edition_shows_what_one_needs_before_choosing_it(visit):
    page = words(visit("frameworks", framework="esafety", edition="2026"))
    assert "22 questions in 4 sections, 11 of them must-haves" in page
    assert "CC BY 4.0" in page
    assert "/download/form.pdf?framework=esafety&amp;edition=2026" in raw(visit("frameworks", framework="esafety"))


def test_a_section_is_read_with_levels_reasons_steps_and_standards(visit):
    page = words(visit("frameworks", framework="esafety", open="esafe.lead"))
    assert "Safeguarding fails in the gaps between leaders" in page
    assert "3 In place In writing, the designated safeguarding lead is in charge" in page
    assert "For schools the law (Keeping children safe in education 2025)" in page
    assert "Job descriptions, and the role of the link governor or trustee" in page
    assert "Tell all staff this week" in page


@pytest.mark.parametrize("part", ["scale", "words", "sources", "esafe.tech"])
def test_every_part_opens_by_its_address(visit, part):
    shut, opened = visit("frameworks", framework="esafety"), visit("frameworks", framework="esafety", open=part)
    assert len(words(opened)) > len(words(shut))


def test_the_form_can_be_tried_and_keeps_nothing(visit, door, catalogue):
    page = visit("frameworks", framework="esafety", preview="esafe.lead")
    assert "Nothing you choose here is kept." in words(page)
    assert len(page.radio) == 6
    page.radio[0].set_value(3).run()
    assert not page.exception


@pytest.mark.parametrize("parts", [{"framework": "nothing"}, {"framework": "esafety", "edition": "1999"}])
def test_an_unknown_framework_is_said_plainly(visit, parts):
    assert visit("frameworks", **parts).title[0].value == "Framework not found"


def checked(visit, text):
    page = visit("frameworks")
    page.text_area[0].set_value(text)
    next(button for button in page.button if button.label == "Check it").click().run()
    assert not page.exception
    return page


def test_a_faulty_file_gives_every_fault_with_line_and_remedy(visit):
    faulty = GOOD.replace("licence:", "licens:", 1).replace("minutes: 90", "minutes: ninety", 1)
    page = checked(visit, faulty)
    line = next(n for n, text in enumerate(faulty.splitlines(), 1) if text.startswith("licens:"))
    assert "2 faults found." in words(page)
    assert f"your file:{line}" in words(page)
    assert "did you mean" in words(page)
    assert page.text_area[0].value == faulty, "what was pasted is still there"


def test_a_sound_file_is_shown_as_it_would_be_read(visit):
    page = words(checked(visit, GOOD))
    assert "No faults. Online safety (e-safety): 22 questions." in page


def test_text_that_is_no_framework_is_a_fault_and_not_a_crash(visit):
    assert "found" in words(checked(visit, "<script>alert(1)</script>"))
    assert "Paste some text or choose a file first." in words(checked(visit, "  "))


def raw(page):
    return " ".join(element.proto.body for element in page.get("html"))


def test_faults_of_a_folder_are_listed_literally():
    html = faults.table_of(
        [Fault("definitions/x/2026.yaml", 12, "x.<b>one</b>", 'unknown key "weigth"; did you mean "weight"?')]
    )
    assert '<th scope="row">definitions/x/2026.yaml:12</th><td>x.&lt;b&gt;one&lt;/b&gt;</td>' in html
    assert "did you mean &quot;weight&quot;?" in html
