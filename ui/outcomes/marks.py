"""Steps to the mark: each award with its conditions, what is there now, what is missing and the shortest way."""

from assessments import awards, wording
from frameworks.edition import Award, Edition
from scoring.results import AwardResult, Score
from ui.tables import Html, facts, markup, table, tag


def marks(edition: Edition, score: Score, *, draft: bool) -> Html:
    """Every award of the framework, in its order; a draft has none of them yet."""
    if not score.awards:
        return tag("p", "A quick form decides none of these. Turn it into the whole review to see the steps.")
    about = {award.id: award for award in edition.awards}
    return Html.join(_award(edition, score, about[result.award], result, draft=draft) for result in score.awards)


def _award(edition: Edition, score: Score, award: Award, result: AwardResult, *, draft: bool) -> Html:
    verdict = awards.verdict_words(award, result.verdict, draft=draft)
    parts = [tag("h3", Html(f"{markup(award.title)} {tag('span', verdict, 'tag')}")), facts(terms(award))]
    if result.conditions:
        rows = [(part.asks, part.actual, awards.CONDITIONS[part.verdict]) for part in result.conditions]
        parts.append(table(f"What “{award.title}” asks for", ("What it asks", "Now", "There?"), rows))
    parts += shortest_way(edition, score, result)
    return Html.join(parts)


def terms(award: Award) -> list[tuple[str, str]]:
    """What an award says, who decides it, and how long it lasts."""
    decided = "an adviser, after looking at the evidence" if award.decided_by == "adviser" else "this review by itself"
    lasts = [("Lasts", f"{award.valid_months} months")] if award.valid_months else []
    means = [("What it says", award.text)] if award.text else []
    return [*means, ("Decided by", decided), *lasts]


def shortest_way(edition: Edition, score: Score, result: AwardResult) -> list[Html]:
    """The cheapest questions to move up, or that there are none; nothing where the award is met."""
    if result.verdict == "met":
        return []
    if result.path is None:
        return [tag("p", "Raising levels alone does not reach it; see what it asks for above.")]
    if not result.path:
        return []
    moves = [(_title(edition, q), _now(edition, score, q), label(edition, to)) for q, to in result.path]
    title = f"The shortest way there ({wording.counted(len(moves), 'question')})"
    return [table(title, ("Question", "Now", "Reach"), moves)]


def _title(edition: Edition, question: str) -> str:
    return edition.questions[question].text if question in edition.questions else question


def _now(edition: Edition, score: Score, question: str) -> str:
    node = score.nodes[question]
    if node.state == "not_known":
        return wording.NOT_KNOWN
    return (
        wording.NOT_ANSWERED
        if node.level is None or node.state == "unanswered"
        else wording.level(node.level, wording.limits(edition))
    )


def label(edition: Edition, level: int) -> str:
    """A level as people read it."""
    return wording.scale_label(edition, level) if level in edition.scale.levels else str(level)
