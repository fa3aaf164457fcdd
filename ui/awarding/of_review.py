"""The awards of one review: where each stands, what is missing, the shortest way, and what will change."""

from datetime import date

from assessments import awards, periods, wording
from assessments.awarding import AwardsView, Line
from assessments.held_awards import Held
from assessments.store.awards import Application, Decision
from frameworks.edition import Edition
from scoring.announced import Announced, Raised
from scoring.results import OVERALL, ConditionResult
from ui import addresses, formatting
from ui.outcomes import marks
from ui.tables import Html, bullets, facts, folded, table, tag

FEW = 3  # missing questions shown at once
SHORT = "A quick form decides no award. Turn it into the whole review to see the steps."


def award(found: AwardsView, line: Line, heading: str = "h2") -> Html:
    """One award under its heading."""
    edition, score = found.view.edition, found.view.score
    verdict = state(found, line)
    parts = [
        tag(heading, Html(f"{formatting.html(line.award.title)} {tag('span', verdict, 'tag')}")),
        facts([*marks.terms(line.award), *_held(found, line.held)]),
        _decided(line.applied),
    ]
    if line.result.conditions:
        head = ("What it asks", "Now", "There?", "What is missing")
        rows = [_condition(edition, part) for part in line.result.conditions]
        parts.append(table(f"What “{line.award.title}” asks for", head, rows))
    parts += marks.shortest_way(edition, score, line.result)
    if line.announced is not None and found.newer is not None:
        parts.append(_announced(found.newer, line.announced))
    return Html.join(parts)


def state(found: AwardsView, line: Line) -> str:
    """In a word or two: held, lapsed, waiting, or where its conditions stand."""
    if line.held is not None:
        return "Held" if line.held.is_valid(found.today) else "Lapsed"
    if line.applied is not None and line.applied.closed_at is None:
        return "Applied for"
    return awards.verdict_words(line.award, line.result.verdict, draft=found.view.submission is None)


def _held(found: AwardsView, held: Held | None) -> list[tuple[str, Html | str]]:
    if held is None:
        return []
    since = f"since {wording.day(held.since)}" + (f", given by {held.by}" if held.by else "")
    said: list[tuple[str, Html | str]] = [("Held", since), (*_until(held, found.today),)]
    if held.is_valid(found.today):
        where = addresses.download("certificate.pdf", review=str(found.view.review.id), award=held.award)
        said.append(("To print", Html(formatting.link(where, f"Certificate of “{held.title}” (PDF)"))))
    return said


def _until(held: Held, today: date) -> tuple[str, str]:
    if held.until is None:
        return "Valid", "without an end"
    when = wording.day(held.until)
    return ("Valid until", when) if held.is_valid(today) else ("Lapsed on", when)


def _decided(applied: Application | None) -> Html:
    """What became of the last application, with the reason in the words of who decided."""
    if applied is None:
        return Html("")
    if applied.decision is None:
        note = tag("p", f"Your note: {applied.note}", "quiet") if applied.note else Html("")
        return Html(tag("p", f"Applied for on {_day(applied)} with the review of {applied.period}.") + note)
    return Html(tag("p", decision_words(applied.decision)) + tag("p", f"Why: {applied.decision.reason}"))


def decision_words(decision: Decision) -> str:
    """As in "Given on 3 March 2027 by Harbour advisers."."""
    word = "Given" if decision.outcome == "given" else "Not given yet, decided"
    by = f" by {decision.team}" if decision.team else ""
    return f"{word} on {wording.day(periods.today(decision.at))}{by}."


def _day(applied: Application) -> str:
    return wording.day(periods.today(applied.applied_at))


def _condition(edition: Edition, part: ConditionResult) -> tuple[str, str, str, Html]:
    missing = [f"{_text(edition, name)} Reach {marks.label(edition, level)}" for name, level in part.shortfall]
    return part.asks, part.actual, awards.CONDITIONS[part.verdict], _listed(missing)


def _listed(missing: list[str]) -> Html:
    if len(missing) <= FEW:
        return bullets(missing) if missing else Html(wording.DASH)
    return folded(wording.counted(len(missing), "question"), bullets(missing))


def _text(edition: Edition, name: str) -> str:
    """A question, section or strand of the edition as people know it."""
    if name == OVERALL:
        return "The overall level"
    if name in edition.questions:
        return edition.questions[name].text
    titles = {section.id: section.title for section in edition.sections}
    titles |= {strand.id: strand.title for section in edition.sections for strand in section.strands}
    return titles.get(name, name)


def _announced(newer: Edition, announced: Announced) -> Html:
    """What the next version will ask, before anybody is held to it."""
    first = f"From the {newer.edition} version"
    if announced.is_gone:
        return tag("p", f"{first} there is no such award any more. One that is held stays valid until its last day.")
    said = [_raised(newer, each) for each in announced.raised]
    if announced.others:
        said.append(f"{wording.counted(announced.others, 'other condition')} will be new: read it under Frameworks.")
    listed = bullets(said) if len(said) <= FEW else folded(wording.counted(len(said), "change"), bullets(said))
    return Html(tag("p", f"{first} this asks for more. What is held stays valid until its last day.") + listed)


def _raised(newer: Edition, each: Raised) -> str:
    level = wording.level(each.after)
    before = "not asked for until now" if each.before is None else f"until now {wording.level(each.before)}"
    return f"{_text(newer, each.node)} Asks for {level} ({before})"
