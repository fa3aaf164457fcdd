"""Awards in words, for pages and papers alike: a draft has none, and what an adviser decides is never reached alone."""

from collections.abc import Collection, Mapping

from assessments import wording
from frameworks.edition import Award, Edition
from scoring.results import AwardResult, Score, Verdict

GIVEN = "Given by an adviser"
ON_SUBMITTING = "Decided when you submit"
FOR_AN_ADVISER = "Everything it asks for is there; an adviser decides"
VERDICTS: Mapping[Verdict, str] = {"met": "Met", "open": "Not decided yet", "not_met": "Not met yet"}
CONDITIONS: Mapping[Verdict, str] = {"met": "yes", "open": "not decided yet", "not_met": "not yet"}


def verdict_words(award: Award, verdict: Verdict, *, draft: bool, given: bool = False) -> str:
    """Where an award stands, as in "Not met yet"; one that was given stays so until it lapses."""
    if given:
        return GIVEN
    if verdict != "met":
        return VERDICTS[verdict]
    if draft:
        return ON_SUBMITTING
    return FOR_AN_ADVISER if award.decided_by == "adviser" else VERDICTS["met"]


def in_a_line(edition: Edition, score: Score, *, draft: bool, given: Collection[str] = ()) -> str:
    """For a paper: the last award reached, what waits for an adviser, and the next one ahead.

    `given` are the awards that an adviser gave and that have not lapsed.
    """
    about = {award.id: award for award in edition.awards}
    met = {result.award for result in score.awards if result.verdict == "met" and not draft}
    held = [award for award in edition.awards if award.id in given or (award.id in met and award.decided_by == "self")]
    waiting = [about[name] for name in about if name in met and about[name] not in held]
    ahead = [result for result in score.awards if result.verdict != "met" and about[result.award] not in held]
    return " ".join(
        [
            *(f"Reached: {award.title}." for award in held[-1:]),
            *(f"{award.title}: {FOR_AN_ADVISER[:1].lower()}{FOR_AN_ADVISER[1:]}." for award in waiting[-1:]),
            *(_next(result) for result in ahead[:1] if result.path),
        ]
    )


def _next(result: AwardResult) -> str:
    return f"Next: {result.title}, {wording.counted(len(result.path or ()), 'question')} to move up."
