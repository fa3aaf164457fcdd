"""Awards in words, for pages and papers alike: a draft has none, and what an adviser decides is never reached alone."""

from collections.abc import Mapping

from assessments import wording
from frameworks.edition import Award, Edition
from scoring.results import AwardResult, Score, Verdict

ON_SUBMITTING = "Decided when you submit"
FOR_AN_ADVISER = "Everything it asks for is there; an adviser decides"
VERDICTS: Mapping[Verdict, str] = {"met": "Met", "open": "Not decided yet", "not_met": "Not met yet"}
CONDITIONS: Mapping[Verdict, str] = {"met": "yes", "open": "not decided yet", "not_met": "not yet"}


def verdict_words(award: Award, verdict: Verdict, *, draft: bool) -> str:
    """Where an award stands, as in "Not met yet"."""
    if verdict != "met":
        return VERDICTS[verdict]
    if draft:
        return ON_SUBMITTING
    return FOR_AN_ADVISER if award.decided_by == "adviser" else VERDICTS["met"]


def in_a_line(edition: Edition, score: Score, *, draft: bool) -> str:
    """For a paper: the last award reached, what waits for an adviser, and the next one ahead."""
    about = {award.id: award for award in edition.awards}
    met = [] if draft else [about[result.award] for result in score.awards if result.verdict == "met"]
    reached = [award for award in met if award.decided_by != "adviser"]
    waiting = [award for award in met if award.decided_by == "adviser"]
    ahead = [result for result in score.awards if result.verdict != "met"]
    return " ".join(
        [
            *(f"Reached: {award.title}." for award in reached[-1:]),
            *(f"{award.title}: {FOR_AN_ADVISER[:1].lower()}{FOR_AN_ADVISER[1:]}." for award in waiting[-1:]),
            *(_next(result) for result in ahead[:1] if result.path),
        ]
    )


def _next(result: AwardResult) -> str:
    return f"Next: {result.title}, {wording.counted(len(result.path or ()), 'question')} to move up."
