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
) -> Html:
    """A table whose first column names the row; it scrolls sideways by itself where the page is narrow.

    Not `titled` where a heading above says the caption already: then only screen readers are told it. `order` is the
    column the rows are sorted by.
    """
    kept = list(rows)
    numbers = {place for row in kept for place, cell in enumerate(row) if isinstance(cell, Cell) and cell.number}
    sorted_by = {} if order is None else {order[0]: f' aria-sort="{order[1]}"'}
    heads = "".join(
        f'<th scope="col"{_right(place in numbers)}{sorted_by.get(place, "")}>{markup(name)}</th>'
        for place, name in enumerate(head)
    )
    body = "".join(f"<tr>{_cell(row[0], row=True)}{''.join(_cell(cell) for cell in row[1:])}</tr>" for row in kept)
    wide = f' style="min-width:{8 + 7 * (len(head) - 1)}rem"' if heat else ""
    unseen = "" if titled else ' class="unseen"'
    return Html(
        f'<div class="sheet{" heat" if heat else ""}" role="group" aria-label="{escape(caption)}" tabindex="0">'
        f"<table{wide}><caption{unseen}>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


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


def _cell(cell: Content | Cell, *, row: bool = False) -> str:
    shown = cell if isinstance(cell, Cell) else Cell(cell)
    name = "th" if row else "td"
    scope = ' scope="row"' if row else ""
    number = _right(shown.number)
    look = f' style="background:{shown.ground};color:{shown.ink}"' if shown.ground else ""
    return f"<{name}{scope}{number}{look}>{markup(shown.content)}</{name}>"
