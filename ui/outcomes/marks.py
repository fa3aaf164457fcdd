"""Steps to the mark: each award with its conditions, what is there now, what is missing and the shortest way."""

from collections.abc import Mapping

from assessments import wording
from frameworks.edition import Award, Edition
from scoring.results import AwardResult, Score, Verdict
from ui.tables import Html, bullets, facts, markup, table, tag

VERDICTS: Mapping[Verdict, str] = {"met": "Met", "open": "Not decided yet", "not_met": "Not met yet"}


def marks(edition: Edition, score: Score) -> Html:
    """Every award of the framework, in its order."""
    about = {award.id: award for award in edition.awards}
    return Html.join(_award(edition, about[result.award], result) for result in score.awards)


def _award(edition: Edition, award: Award, result: AwardResult) -> Html:
    parts = [tag("h3", Html(f"{markup(award.title)} {tag('span', VERDICTS[result.verdict], 'tag')}"))]
    if award.text:
        parts.append(tag("p", award.text))
    parts.append(facts(_terms(award)))
    if result.conditions:
        rows = [(part.asks, part.actual, VERDICTS[part.verdict]) for part in result.conditions]
        parts.append(table(f"What {award.title} asks for", ("What it asks", "Now", "Met?"), rows))
    parts += _missing(edition, result)
    return Html.join(parts)


def _terms(award: Award) -> list[tuple[str, str]]:
    decided = "an adviser, after looking at the evidence" if award.decided_by == "adviser" else "this review by itself"
    lasts = [("Lasts", f"{award.valid_months} months")] if award.valid_months else []
    return [("Decided by", decided), *lasts]


def _missing(edition: Edition, result: AwardResult) -> list[Html]:
    if result.verdict == "met":
        return []
    if result.path is None:
        return [tag("p", "Raising levels alone does not reach it; see what it asks for above.")]
    if not result.path:
        return []
    moves = [f"{_title(edition, question)}: to level {_label(edition, level)}" for question, level in result.path]
    return [tag("p", f"The shortest way there ({wording.counted(len(moves), 'question')}):"), bullets(moves)]


def _title(edition: Edition, question: str) -> str:
    return edition.questions[question].text if question in edition.questions else question


def _label(edition: Edition, level: int) -> str:
    return wording.scale_label(edition, level) if level in edition.scale.levels else str(level)
