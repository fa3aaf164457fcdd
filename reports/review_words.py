"""What every paper about one review says of it: whose it is, where it stands in short, and its sections as a chart."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from assessments import awards, changes, headline, periods, results, wording
from assessments.finding import Standing, finding
from assessments.results import ResultView
from assessments.standings import level_shown, standing_shown
from frameworks.edition import Edition
from reports import charts
from reports.paper import Block, Chart, Paper, Words
from scoring.case import scale_target
from scoring.plan import plan_of
from scoring.results import NodeScore

LONGEST = 150
NAME = 42  # letters of a name beside a chart


def paper_of(
    view: ResultView, title: str, blocks: Iterable[Block], *, demo: bool = False, one_side: bool = False
) -> Paper:
    """A paper about a review, with what each of them says at its head and foot."""
    edition = view.edition
    at = view.review.started_at if view.submission is None else view.submission.submitted_at
    return Paper(
        title=title,
        subtitle=_subtitle(view),
        author=view.organisation.name,
        language=edition.language,
        dated=periods.today(at),
        footer=f"Made with Stocktake. {edition.title}, the {edition.edition} version.",
        blocks=tuple(blocks),
        demo=demo,
        one_side=one_side,
    )


def _subtitle(view: ResultView) -> str:
    state = f"submitted {wording.day(view.sheet.as_of)}" if view.submission else "a draft, not yet submitted"
    note = headline.form_note(view.score)
    return f"Review of {view.review.period.name}, {state}." + (f" {note}." if note else "")


def in_short(view: ResultView) -> Iterator[Block]:
    """The one sentence, the change since last time and the awards."""
    edition, score, draft = view.edition, view.score, view.submission is None
    yield Words(headline.headline(edition, score, draft=draft).sentence + ".", "lead")
    if view.last:
        yield Words(changes.in_a_sentence(view.change, view.last.period) + ".")
    left_out = results.left_out(view)
    if left_out:
        yield Words(left_out, "quiet")
    award = awards.in_a_line(edition, score, draft=draft, given=view.given)
    if award:
        yield Words(award)


def sections_chart(view: ResultView) -> Chart:
    """Every section now, and last time where the two may be compared, as on the page of results."""
    edition, draft = view.edition, view.submission is None
    before = view.last_score.nodes if view.last_score and changes.is_comparable(view.change) else {}
    rows, standings = [], []
    for section in edition.sections:
        node, then = view.score.nodes[section.id], before.get(section.id)
        if node.in_scope == 0 and node.level is None:
            continue
        level, last = level_shown(edition, node, draft=draft), then.level if then else None
        rows.append(charts.Row(shortened(section.title, letters=NAME), level, last, printed(edition, level)))
        standings.append(Standing(section.title, level, last))
    measure = f"Level of each section, of {edition.scale.highest}"
    return Chart(
        title=shortened(finding(standings, scale_target(plan_of(edition), view.sheet.profile))),
        measure=f"{measure}{'; on what you have answered' if draft else ''}.",
        svg=charts.dots(rows, lowest=edition.scale.lowest, highest=edition.scale.highest),
        alt=f"{measure}: {'; '.join(f'{row.name} {row.value}' for row in rows)}.",
    )


def printed(edition: Edition, level: Fraction | None) -> str:
    """A level in figures; a dash where there is none."""
    return wording.DASH if level is None else wording.level(level, wording.limits(edition))


def stands(view: ResultView, node: NodeScore) -> str:
    """Where a question stands, and that it is a must-have not yet in place."""
    edition = view.edition
    words = "We do not know yet"
    if node.state != "not_known":
        words = standing_shown(edition, node, draft=view.submission is None)
    return words + (". Must-have not yet in place" if node.node in view.score.below_minimum else "")


def why_and_help(step: headline.NextStep) -> str:
    """The question and the reason, and what helps: on paper a link is its address."""
    helps = [f"{one.title} ({one.url})" if one.url else one.title for one in step.resources]
    return f"{step.text} {step.reason}" + (f" What helps: {', '.join(helps)}." if helps else "")


def shortened(words: str, times: int = 1, *, letters: int = LONGEST) -> str:
    """Whole words up to a length, so that no text pushes others off a page."""
    longest = letters * times
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
