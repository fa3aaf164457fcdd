"""How a figure was worked out: the explanation as nested tables: each part's weight, level and exact figure."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments import wording
from frameworks.edition import Edition
from scoring.explanation import RULES
from scoring.results import OVERALL, Explanation, HeldCap
from ui.tables import Cell, Html, Row, folded, markup, table, tag

HEAD = ("Part", "Weight", "Level", "Exactly", "Share of the scale")
LADDER = ("Step", "Passed?", "Level")


def all_figures(edition: Edition, shown: Explanation, others: Sequence[tuple[str, Explanation]]) -> Html:
    """The figure the page shows, open; and the others that belong to it, each closed under its own words."""
    more = (folded(f"{title}: {_figure(edition, other)}", worked_out(edition, other)) for title, other in others)
    return Html.join([worked_out(edition, shown), *more])


def _figure(edition: Edition, explanation: Explanation) -> str:
    return wording.NO_SCORE if explanation.share is None else _printed(edition, explanation.share)


def worked_out(edition: Edition, explanation: Explanation) -> Html:
    """The whole tree: the node's rule and table, and one closed part for each child that has children of its own."""
    inner = [child for child in explanation.children if child.children]
    return Html.join(
        [
            tag("p", _sentence(edition, explanation)),
            *([tag("p", held_words(edition, explanation.held), "held")] if explanation.held else []),
            _children(edition, explanation),
            *(folded(_line(edition, child), worked_out(edition, child)) for child in inner),
        ]
    )


def _line(edition: Edition, explanation: Explanation) -> str:
    if explanation.share is None:
        return f"{explanation.title}: {explanation.left_out or wording.NO_SCORE}"
    return f"{explanation.title}: {_printed(edition, explanation.share)}"


def _sentence(edition: Edition, explanation: Explanation) -> str:
    name = "The overall level" if explanation.node == OVERALL else explanation.title
    if explanation.share is None:
        return f"{name} has no score: {explanation.left_out or 'nothing in it counts yet'}."
    exact = wording.level_of(edition, explanation.share)
    printed = _printed(edition, explanation.share)
    exactly = f", exactly {exact}" if str(exact) != printed else ""
    return f"{name} is {printed}{exactly}. {_capital(explanation.rule)}"


def held_words(edition: Edition, held: HeldCap) -> str:
    """As in "Would be 4.25, held at 2 because nobody owns this area"."""
    because = f"held at {held.maximum_level} because {_lowered(held.because)}"
    return f"Would be {_printed(edition, held.would_be)}, {because}{'' if because.endswith('.') else '.'}"


def _lowered(words: str) -> str:
    """A sentence of its own as the end of another: "Nobody …" becomes "nobody …", "ICT …" stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _children(edition: Edition, explanation: Explanation) -> Html:
    if not explanation.children:
        return Html("")
    title = "the overall level" if explanation.node == OVERALL else explanation.title
    caption = f"What makes up {title}"
    if explanation.rule == RULES["ladder"]:
        return table(caption, LADDER, list(_steps(edition, explanation)))
    if explanation.rule == RULES["min"]:
        rows = [(row[0], *row[2:]) for row in _rows(edition, explanation)]
        return table(caption, (HEAD[0], *HEAD[2:]), rows)
    return table(caption, HEAD, list(_rows(edition, explanation)))


def _steps(edition: Edition, explanation: Explanation) -> Iterator[Row]:
    """The steps of a ladder in their order; it has no weights, and what comes after a gap does not count."""
    broken = False
    for child in explanation.children:
        level = wording.DASH if child.share is None else _printed(edition, child.share)
        if child.passed is None:
            said = f"left out: {child.left_out or 'nothing in it has a score'}"
        elif child.passed:
            said = "passed, but after a gap, so it does not count" if broken else "passed"
        else:
            said, broken = "not passed", True
        yield child.title, said, Cell(level, number=True)


def _rows(edition: Edition, explanation: Explanation) -> Iterator[Row]:
    whole = sum((child.weight for child in explanation.children if child.share is not None), Fraction(0))
    for child in explanation.children:
        if child.share is None:
            reason = tag("span", f"Left out: {child.left_out or wording.NO_SCORE}", "quiet small")
            none = Cell(wording.DASH, number=True)
            yield Html(f"{markup(child.title)}<br>{reason}"), none, none, none, none
            continue
        weight = f"{wording.number(child.weight)} of {wording.number(whole)}"
        exact = wording.level_of(edition, child.share)
        yield (
            child.title,
            Cell(weight, number=True),
            Cell(_printed(edition, child.share), number=True),
            Cell(str(exact), number=True),
            Cell(str(child.share), number=True),
        )


def _printed(edition: Edition, share: Fraction) -> str:
    return wording.level(wording.level_of(edition, share), wording.limits(edition))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
