"""How a figure was worked out: the explanation as nested tables: each part's weight, level and exact figure."""

from collections.abc import Sequence

from assessments import explaining, wording
from assessments.explaining import HEAD, LADDER, Part, held_words
from frameworks.edition import Edition
from scoring.explanation import RULES
from scoring.results import Explanation
from ui.tables import Cell, Content, Html, folded, markup, table, tag


def all_figures(edition: Edition, shown: Explanation, others: Sequence[tuple[str, Explanation]]) -> Html:
    """The figure the page shows, open; and the others that belong to it, each closed under its own words."""
    more = (folded(f"{title}: {_figure(edition, other)}", worked_out(edition, other)) for title, other in others)
    return Html.join([worked_out(edition, shown), *more])


def _figure(edition: Edition, explanation: Explanation) -> str:
    return wording.NO_SCORE if explanation.share is None else explaining.printed(edition, explanation.share)


def worked_out(edition: Edition, explanation: Explanation) -> Html:
    """The whole tree: the node's rule and table, and one closed part for each child that has children of its own."""
    inner = [child for child in explanation.children if child.children]
    return Html.join(
        [
            tag("p", explaining.sentence(edition, explanation)),
            *([tag("p", held_words(edition, explanation.held), "held")] if explanation.held else []),
            _children(edition, explanation),
            *(folded(_line(edition, child), worked_out(edition, child)) for child in inner),
        ]
    )


def _line(edition: Edition, explanation: Explanation) -> str:
    if explanation.share is None:
        return f"{explanation.title}: {explanation.left_out or wording.NO_SCORE}"
    return f"{explanation.title}: {explaining.printed(edition, explanation.share)}"


def _children(edition: Edition, explanation: Explanation) -> Html:
    if not explanation.children:
        return Html("")
    caption = explaining.caption(explanation)
    if explanation.rule == RULES["ladder"]:
        steps = [
            (title, said, Cell(level, number=True)) for title, said, level in explaining.steps(edition, explanation)
        ]
        return table(caption, LADDER, steps)
    rows = [_row(part) for part in explaining.parts(edition, explanation)]
    if explanation.rule == RULES["min"]:
        return table(caption, (HEAD[0], *HEAD[2:]), [(row[0], *row[2:]) for row in rows])
    return table(caption, HEAD, rows)


def _row(part: Part) -> tuple[Content | Cell, ...]:
    named: Content = part.title
    if part.left_out is not None:
        named = Html(f"{markup(part.title)}<br>{tag('span', f'Left out: {part.left_out}', 'quiet small')}")
    return named, *(Cell(each, number=True) for each in (part.weight, part.level, part.exactly, part.share))
