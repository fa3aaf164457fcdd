"""Results on one side of A4, as a tagged PDF: where we stand, what goes well, what needs work, what to do next."""

from fractions import Fraction

from assessments import awards, changes, headline, highlights, wording
from assessments.results import ResultView
from assessments.standings import level_shown, standing_shown
from frameworks.edition import Edition
from reports import charts
from reports.typesetting import pdf, spoken
from scoring.results import NodeScore

DEMO = "Demo: these organisations and results are invented."
LONGEST = 150


def results_pdf(view: ResultView, *, demo: bool = False) -> bytes:
    """The page for governors or trustees. Its figures are those of the results page; a draft says that it is one."""
    edition, score = view.edition, view.score
    draft = view.submission is None
    rows = _rows(view, draft=draft)
    steps = headline.next_things(edition, score)
    data = {
        **spoken(edition.language),
        "title": f"{edition.name}: {view.organisation.name}",
        "organisation": view.organisation.name,
        "subtitle": _subtitle(view),
        "demo": DEMO if demo else "",
        "sentence": headline.headline(edition, score, draft=draft).sentence + ".",
        "change": _change(view),
        "award": awards.in_a_line(edition, score, draft=draft),
        "chart_alt": _alt(edition, rows),
        "strengths": [_point(edition, node, draft=draft) for node in highlights.strengths(edition, score, draft=draft)],
        "challenges": [
            _point(edition, node, draft=draft) for node in highlights.challenges(edition, score, draft=draft)
        ],
        "next": [
            {"head": _short(step.step or step.text), "body": _short(_why_and_help(step), 2 * LONGEST)} for step in steps
        ],
        "no_strengths": "No question is at good practice yet.",
        "no_challenges": "No answered question is below good practice.",
        "no_next": headline.nothing_next(score),
        "how": highlights.how_in_a_line(edition, score, view.sheet, draft=draft),
        "footer": f"Made with Stocktake. {edition.title}, the {edition.edition} version.",
    }
    return pdf("results.typ", data, chart=charts.dots(rows, lowest=edition.scale.lowest, highest=edition.scale.highest))


def _subtitle(view: ResultView) -> str:
    state = f"submitted {wording.day(view.sheet.as_of)}" if view.submission else "a draft, not yet submitted"
    note = headline.form_note(view.score)
    return f"Review of {view.review.period.name}, {state}." + (f" {note}." if note else "")


def _change(view: ResultView) -> str:
    return changes.in_a_sentence(view.change, view.last.period) + "." if view.last else ""


def _rows(view: ResultView, *, draft: bool) -> list[charts.Row]:
    rows = []
    for section in view.edition.sections:
        node = view.score.nodes[section.id]
        if node.in_scope == 0 and node.level is None:
            continue
        level = level_shown(view.edition, node, draft=draft)
        before = (
            view.last_score.nodes.get(section.id) if view.last_score and changes.is_comparable(view.change) else None
        )
        rows.append(
            charts.Row(
                _short(section.title, 42),
                _figure(level),
                _figure(before.level) if before else None,
                wording.level(level, wording.limits(view.edition)) if level is not None else wording.DASH,
            )
        )
    return rows


def _figure(level: Fraction | None) -> float | None:
    return None if level is None else float(level)


def _alt(edition: Edition, rows: list[charts.Row]) -> str:
    said = "; ".join(f"{row.name} {row.value}" for row in rows)
    return f"Level of each section, of {edition.scale.highest}: {said}."


def _point(edition: Edition, node: NodeScore, *, draft: bool) -> dict[str, str]:
    stands = "We do not know yet" if node.state == "not_known" else standing_shown(edition, node, draft=draft)
    must_have = edition.questions[node.node].minimum_level
    missing = must_have is not None and node.level is not None and node.level < must_have
    return {"head": _short(node.title), "body": stands + (". Must-have not yet in place" if missing else "")}


def _why_and_help(step: headline.NextStep) -> str:
    """The question and the reason, and what helps: on paper a link is its address."""
    helps = [f"{one.title} ({one.url})" if one.url else one.title for one in step.resources]
    return f"{step.text} {step.reason}" + (f" What helps: {', '.join(helps)}." if helps else "")


def _short(words: str, longest: int = LONGEST) -> str:
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
