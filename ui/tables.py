"""Real tables and lists as HTML; every text that comes in is escaped, so people's words are shown as typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, Self

from ui import formatting


class Html(str):
    """Markup that is already safe; anything that is not Html is escaped on its way in."""

    __slots__ = ()

    @classmethod
    def join(cls, parts: Iterable[Self | str], between: str = "") -> "Html":
        """The parts one after the other."""
        return cls(between.join(markup(part) for part in parts))


Content = Html | str
Order = Literal["ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a look of its own: ground and ink for a heat table, `number` to stand at the right."""

    content: Content
    ground: str | None = None
    ink: str | None = None
    number: bool = False


def markup(content: Content) -> Html:
    """Text as HTML; line breaks are kept by the stylesheet, not by tags."""
    return content if isinstance(content, Html) else Html(escape(content))


def tag(name: str, content: Content, classes: str = "") -> Html:
    """One element around its content."""
    opening = f'<{name} class="{escape(classes)}">' if classes else f"<{name}>"
    return Html(f"{opening}{markup(content)}</{name}>")


Row = Sequence[Content | Cell]


def table(
    caption: str,
    head: Sequence[Content],
    rows: Iterable[Row],
    *,
    heat: bool = False,
    titled: bool = True,
    order: tuple[int, Order] | None = None,
    stacks: Sequence[str] = (),
) -> Html:
    """A table whose first column names the row; it scrolls sideways by itself where the page is narrow.

    Not `titled` where a heading above says the caption already: then only screen readers are told it. `order` is the
    column the rows are sorted by. One that `stacks` has many columns of words: where the page is narrow, the cells of a
    row stand below each other, each after the name of its column as given here.
    """
    kept = list(rows)
    numbers = {place for row in kept for place, cell in enumerate(row) if isinstance(cell, Cell) and cell.number}
    sorted_by = {} if order is None else {order[0]: f' aria-sort="{order[1]}"'}
    heads = "".join(
        f'<th scope="col"{_right(place in numbers)}{sorted_by.get(place, "")}>{markup(name)}</th>'
        for place, name in enumerate(head)
    )
    names = [f' data-head="{escape(name)}"' for name in stacks]
    body = Html.join(_row(row, names) for row in kept)
    wide = f' style="min-width:{8 + 7 * (len(head) - 1)}rem"' if heat else ""
    unseen = "" if titled else ' class="unseen"'
    look = f"sheet{' heat' if heat else ''}{' stacks' if stacks else ''}"
    whole = (
        f'<div class="{look}" role="group" aria-label="{escape(caption)}" tabindex="0">'
        f"<table{wide}><caption{unseen}>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return _with_roles(whole) if stacks else Html(whole)


def _row(row: Row, names: Sequence[str]) -> Html:
    named = zip(row, names or [""] * len(row), strict=True)
    return Html(
        f"<tr>{''.join(_cell(cell, row=not place, name=name) for place, (cell, name) in enumerate(named))}</tr>"
    )


ROLES = {
    "<table": "table",
    "<thead": "rowgroup",
    "<tbody": "rowgroup",
    "<tr": "row",
    '<th scope="col"': "columnheader",
    '<th scope="row"': "rowheader",
    "<td": "cell",
}


def _with_roles(table: str) -> Html:
    """Said outright, since some screen readers take what does not look like a table for none."""
    for element, role in ROLES.items():
        table = table.replace(element, f'{element} role="{role}"')
    return Html(table)


def bullets(items: Iterable[Content], classes: str = "") -> Html:
    """An unordered list."""
    return tag("ul", Html.join(tag("li", item) for item in items), classes)


def facts(pairs: Iterable[tuple[str, Content]]) -> Html:
    """Terms with their values."""
    return tag("dl", Html.join(Html(f"{tag('dt', term)}{tag('dd', value)}") for term, value in pairs), "facts")


def folded(summary: Content, content: Content) -> Html:
    """Closed until opened, by the browser itself."""
    return Html(f"<details><summary>{markup(summary)}</summary>{markup(content)}</details>")


def link(text: str, url: str | None) -> Html:
    """A link that leaves Stocktake, for http and https only; any other address is shown as text."""
    if url is None:
        return markup(text)
    shown = text if formatting.is_web_address(url) else f"{text} ({url})"
    return Html(formatting.outward(url, shown))


def _right(number: bool) -> str:  # noqa: FBT001
    return ' class="number"' if number else ""


def _cell(cell: Content | Cell, *, row: bool = False, name: str = "") -> str:
    shown = cell if isinstance(cell, Cell) else Cell(cell)
    kind = "th" if row else "td"
    scope = ' scope="row"' if row else ""
    number = _right(shown.number)
    look = f' style="background:{shown.ground};color:{shown.ink}"' if shown.ground else ""
    return f"<{kind}{scope}{number}{name}{look}>{markup(shown.content)}</{kind}>"
