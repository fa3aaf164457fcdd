"""The organisations of an adviser in one framework and period, as one table."""

from collections.abc import Collection, Sequence

import streamlit as st

from assessments import periods, wording
from assessments.access.portfolio import Line
from assessments.portfolio import Figures, Flagged, Moved
from assessments.shared_copies import LEVELS
from assessments.wording import DASH, counted, day
from ui import addresses
from ui.administering.around import pager
from ui.advising.ordering import COLUMNS, NEED, Asked, needs, ordered
from ui.formatting import link
from ui.listing import pages_of
from ui.tables import Cell, Html, Order, Row, bullets, markup, table, tag

AT_ONCE = 50
MOST_NAMED = 2
NOT_SHOWN = "not shown to you"
NEEDED = (
    "Those with something to look at: the most must-haves open first, then the most to look at, then the lowest score."
)


def whom(lines: Sequence[Line], asked: Asked) -> None:
    """The way between all of them and those who need somebody most."""
    many = sum(map(needs, lines))
    ways = (
        (f"All {len(lines)}", asked.parts(show=None, sort=None), not asked.only_need),
        (f"Who needs me most ({many})", asked.parts(show=NEED, sort=None), asked.only_need),
    )
    items = "".join(f"<li>{link(addresses.adviser(**parts), said, current=here)}</li>" for said, parts, here in ways)
    st.html(f'<nav class="parts" aria-label="Which organisations"><ul>{items}</ul></nav>')


def listing(title: str, lines: Sequence[Line], asked: Asked, at: int, has_case: Collection[int] = ()) -> list[Line]:
    """The table, fifty a page; gives all that it is of, in its order. `has_case` are those with an open case."""
    words = asked.find.casefold().split()
    found = [line for line in lines if all(word in line.client.shown.name.casefold() for word in words)]
    if asked.only_need:
        found = [line for line in found if needs(line)]
        st.html(tag("p", NEEDED, "quiet"))
    every = ordered(found, asked)
    shown, at, pages = pages_of(every, at, AT_ONCE)
    if not shown:
        st.html("<p>None of them is like that.</p>")
        return every
    caption = f"{title}: {counted(len(every), 'organisation')}"
    head = [_head(name, asked) for name in COLUMNS]
    names = [name for name, _ in COLUMNS.values()]
    st.html(table(caption, head, [row(line, asked, has_case) for line in shown], order=_order(asked), stacks=names))
    pager(at, pages, lambda one: addresses.adviser(**asked.parts(page=one)))
    return every


def _order(asked: Asked) -> tuple[int, Order] | None:
    column = asked.sort.removeprefix("-")
    if column in COLUMNS:
        return list(COLUMNS).index(column), "descending" if asked.sort.startswith("-") else "ascending"
    return None if asked.only_need else (0, "ascending")


def _head(name: str, asked: Asked) -> Html:
    """The name of a column as a link that sorts by it, and by it again the other way round."""
    present = asked.sort == name or (name == "name" and not asked.sort and not asked.only_need)
    arrow = "▲" if present else "▼" if asked.sort == f"-{name}" else ""
    target = f"-{name}" if present else name
    shape = f' <span aria-hidden="true">{arrow}</span>' if arrow else ""
    return Html(link(addresses.adviser(**asked.parts(sort=target, page=None)), COLUMNS[name][0]) + shape)


def row(line: Line, asked: Asked, has_case: Collection[int]) -> Row:
    """One organisation; where nothing more is shown, that it began or submitted, and when."""
    name, where = line.client.shown.name, line.where
    touched = day(periods.today(line.review.touched_at)) if line.review is not None else DASH
    if where is None:
        return (name, state(line), unscored(line), DASH, DASH, DASH, touched)
    must = Cell(str(len(where.figures.must_haves)), number=True)
    return (
        name, answered(where.figures), score(line, where.figures), must, change(where.moved),
        look_at(line, where.flags, asked, has_case), touched,
    )  # fmt: skip


def look_at(line: Line, flags: Sequence[Flagged], asked: Asked, has_case: Collection[int]) -> Html | str:
    """What the rules point at, and the way to a case about it."""
    here = line.client.shown.organisation
    if here in has_case:
        way = "A case is open."
    elif flags:
        way = Html(link(addresses.adviser(**asked.parts(case=here)), f"Open a case about {line.client.shown.name}"))
    else:
        return DASH
    return bullets([*(f"{one.say}{because(one)}" for one in flags), way])


def because(flag: Flagged) -> str:
    """What a flag rests on, in brackets: sections by name, the first two of many; of questions how many."""
    said = list(flag.sections[:MOST_NAMED])
    if len(flag.sections) > MOST_NAMED:
        said.append(f"{len(flag.sections) - MOST_NAMED} more")
    if flag.questions:
        said.append(counted(flag.questions, "question"))
    return f" ({'; '.join(said)})" if said else ""


def unscored(line: Line) -> Html | str:
    """Why there is no score: none was submitted, it is not shown, or the result itself says what is wrong with it."""
    if line.review is None or not line.review.submissions:
        return DASH
    if line.client.shown.share < LEVELS:
        return NOT_SHOWN
    return Html(link(addresses.results(line.review.review), "see the result"))


def state(line: Line) -> str:
    """How far a review is, where no answer is shown."""
    if line.review is None:
        return "Nothing begun"
    if line.review.submitted_at is None:
        return "Review begun"
    again = ", open again" if line.review.status == "reopened" else ""
    return f"Submitted {day(periods.today(line.review.submitted_at))}{again}"


def answered(figures: Figures) -> str:
    """As in "17 of 24"."""
    quick = " (quick form)" if figures.form == "short" else ""
    return f"{figures.answered} of {figures.asked}{quick}"


def score(line: Line, figures: Figures) -> Html | str:
    """The level in figure and word, as the way to the result."""
    review = line.review
    if review is None:
        return DASH
    said = wording.NO_SCORE
    if figures.overall is not None:
        said = f"{wording.level(figures.overall, wording.limits(figures.edition))} of {figures.edition.scale.highest}"
        said += f" · {figures.band}" if figures.band else ""
    return Html(link(addresses.results(review.review), said))


def change(moved: Moved | None) -> Html | str:
    """The change on the same questions since the year before, or why there is none."""
    if moved is None:
        return "first review"
    if moved.by is None:
        return tag("span", moved.why_not or DASH, "quiet")
    return Html(f"{markup(wording.change(moved.by))} {tag('span', f'since {moved.period}', 'quiet')}")
