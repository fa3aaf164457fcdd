"""Tables are real tables, and nothing that comes in can become markup."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ui.tables import Cell, Html, bullets, facts, folded, link, table, tag


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.text = [], ""

    def handle_starttag(self, name, attrs):
        self.found.append(name)

    def handle_data(self, data):
        self.text += data


def read(html):
    tags = Tags()
    tags.feed(html)
    tags.close()
    return tags


def test_a_table_names_itself_its_columns_and_its_rows():
    html = table("Levels", ("Section", "Level"), [("Leadership", Cell("3.2", number=True))])
    assert "<caption>Levels</caption>" in html
    assert '<th scope="col">Section</th><th scope="col" class="number">Level</th>' in html
    assert '<th scope="row">Leadership</th><td class="number">3.2</td>' in html


def test_a_table_that_stacks_names_the_column_in_every_cell_and_stays_a_table_for_screen_readers():
    head = ("School", "Score & name")
    html = table("Levels", (head[0], Html("<a>Score</a>")), [("Oak", "3.2")], stacks=head)
    assert '<div class="sheet stacks"' in html
    assert '<th scope="row" role="rowheader" data-head="School">Oak</th>' in html
    assert '<td role="cell" data-head="Score &amp; name">3.2</td>' in html
    assert [html.count(f'role="{role}"') for role in ("table", "rowgroup", "row", "columnheader")] == [1, 2, 2, 2]
    assert "role=" not in table("Levels", head, [("Oak", "3.2")]).partition("<table")[2]


def test_a_table_can_be_scrolled_by_keyboard_where_the_page_is_narrow():
    assert 'role="group" aria-label="Levels" tabindex="0"' in table("Levels", (), [])


@given(st.text(st.sampled_from("<>&\"'ab/= "), max_size=30))
def test_people_s_text_stays_text_wherever_it_stands(text):
    html = (
        table(text, (text,), [(text, Cell(text))])
        + bullets([text])
        + facts([(text, text)])
        + folded(text, text)
        + tag("p", text)
    )
    seen = read(html)
    assert set(seen.found) <= {
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "p",
    }
    assert seen.text == text * 10


def test_markup_of_ours_is_kept():
    assert tag("p", Html("<em>yes</em>")) == "<p><em>yes</em></p>"


def test_a_link_is_a_link_only_for_web_addresses():
    assert link("Page", "https://example.org/a") == '<a href="https://example.org/a" rel="noopener noreferrer">Page</a>'
    assert link("Page", "javascript:alert(1)") == "Page (javascript:alert(1))"
    assert link("<Page>", None) == "&lt;Page&gt;"
