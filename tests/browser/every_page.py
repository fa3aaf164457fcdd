"""What holds of every page: a file with a fixture `seen` names its pages in a class of its own that is an EveryPage."""

import re
from collections.abc import Callable
from typing import ClassVar

from tests.browser.words import said_wrongly


def over(names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test on each page that the class has under this word; tests/browser/conftest.py reads it."""

    def marked(test: Callable[..., None]) -> Callable[..., None]:
        test.over = names  # type: ignore[attr-defined]
        return test

    return marked


class EveryPage:
    """`seen(name, scheme)` is what one visit saw. Pages that may share a title are left out of `with_own_title`."""

    every: ClassVar[tuple[str, ...]]
    in_dark: ClassVar[tuple[str, ...]]
    with_own_title: ClassVar[tuple[str, ...]]
    in_our_words: ClassVar[tuple[str, ...]]

    @over("every")
    def test_axe_finds_nothing(self, seen, name):
        assert seen(name).violations == {"1280": [], "320": []}

    @over("in_dark")
    def test_axe_finds_nothing_in_the_dark(self, seen, name):
        assert seen(name, "dark").violations == {"1280": [], "320": []}

    @over("every")
    def test_a_page_is_there_and_has_one_heading_of_the_first_level_and_says_its_language(self, seen, name):
        assert len(seen(name).headings) == 1
        assert seen(name).language == "en-GB"

    def test_every_page_has_a_title_of_its_own(self, seen):
        titles = [seen(name).title for name in self.with_own_title]
        assert sorted(set(titles)) == sorted(titles)

    @over("every")
    def test_at_320_px_nothing_is_cut_off_and_the_page_does_not_scroll_sideways(self, seen, name):
        assert seen(name).clipped == []
        assert seen(name).sideways == 0

    @over("every")
    def test_nothing_moves_for_those_who_asked_for_less_motion(self, seen, name):
        assert seen(name).moving <= 0.0001, "seconds"

    @over("every")
    def test_a_name_that_is_read_aloud_has_no_signs_of_markdown(self, seen, name):
        assert [spoken for spoken in seen(name).names if re.search(r"[\\*`⁠]", spoken)] == []

    @over("in_our_words")
    def test_pages_use_our_words_and_not_those_of_the_trade(self, seen, name):
        assert said_wrongly(seen(name).text) == []

    @over("every")
    def test_no_page_breaks_off_with_a_problem_of_its_own(self, seen, name):
        assert "fault in Stocktake" not in seen(name).text
