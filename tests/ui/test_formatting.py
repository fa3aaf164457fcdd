"""People's text comes out as they typed it, and only web addresses become links."""

import pytest

from ui.formatting import is_web_address, link, outward, paragraphs, plain


def test_markdown_in_people_s_text_is_text():
    assert plain("*a* [b](c) <i> `d`") == r"\*a\* \[b\](c) \<i\> \`d\`"


@pytest.mark.parametrize(
    ("typed", "said"), [("1. First", r"1\. First"), ("# A", r"\# A"), ("- b", r"\- b"), ("2 go", "2 go")]
)
def test_a_sign_at_the_start_makes_no_list_or_heading(typed, said):
    assert plain(typed) == said


def test_plain_words_stay_as_they_are_for_those_who_hear_them():
    words = "Is it so, or not? (Say 'yes'; 12.5 %.)"
    assert plain(words) == words


@pytest.mark.parametrize("idea", [":smile:", "www.example.org", "a@example.org", "->", "--"])
def test_what_markdown_would_change_is_kept_apart(idea):
    assert "\u2060" in plain(idea)


def test_paragraphs_escape_html_and_keep_lines():
    assert paragraphs("a <b>\nc\n\nd & e") == "<p>a &lt;b&gt;<br>c</p><p>d &amp; e</p>"


def test_a_link_s_words_and_address_are_escaped():
    assert link("/x?a=1&b=2", "<Go>") == '<a href="/x?a=1&amp;b=2">&lt;Go&gt;</a>'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.org", "//a.org", "http://", "https://a b"]
)
def test_only_web_addresses_become_links(url):
    assert not is_web_address(url)
    assert outward(url, "here") == "here"


def test_a_web_address_is_a_link_that_tells_the_other_side_nothing():
    assert outward("https://a.org/b", "here") == '<a href="https://a.org/b" rel="noopener noreferrer">here</a>'
