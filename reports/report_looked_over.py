"""The parts of the full report about who looked it over: what an adviser found, and who signed it off."""

from collections.abc import Iterator, Sequence

from assessments import periods
from assessments.access import moderating
from assessments.results import ResultView
from assessments.standings import standing_shown
from assessments.store.moderations import Finding
from assessments.store.sign_offs import SignOff
from assessments.wording import answer_words, day
from reports.paper import Block, Heading, Point, Words, listed, table

HEAD = ("Question", "Submitted", "The adviser would say", "Why", "What the organisation says")
COMPARED = "Comparisons with others use what was submitted."


def found_by_advisers(view: ResultView, findings: Sequence[Finding]) -> Iterator[Block]:
    """Both answers side by side, and both figures once something was agreed; nothing where nothing was found."""
    if not findings:
        return
    yield Heading("What an adviser found")
    rows = [_row(view, each) for each in findings]
    yield table("Answers an adviser would give otherwise", HEAD, rows, widths=(5, 3, 4, 4, 4))
    score = moderating.agreed(view, findings)
    if score is None:
        yield Words(f"Nothing is agreed yet, so there is one figure. {COMPARED}")
        return
    mine, both = (standing_shown(view.edition, each.overall, draft=False) for each in (view.score, score))
    yield Words(f"As submitted: {mine}. With what was agreed: {both}. {COMPARED}")


def _row(view: ResultView, finding: Finding) -> tuple[str, ...]:
    asked = view.edition.questions[finding.question]
    mine = answer_words(view.edition, asked, view.sheet.answers.get(finding.question))
    by = f"{finding.team_name}, {finding.found_by.name or 'an adviser'}, {day(periods.today(finding.found_at))}"
    return (
        asked.text,
        mine,
        f"{answer_words(view.edition, asked, finding.answer)}\n{by}",
        finding.reason,
        _reply(finding),
    )


def _reply(finding: Finding) -> str:
    if finding.verdict is None or finding.replied_at is None:
        return "No answer yet"
    said = "Agreed" if finding.verdict == "agreed" else "Keeps its answer"
    return "\n".join(filter(None, (f"{said}, {day(periods.today(finding.replied_at))}", finding.words)))


def signed_off(signed: Sequence[SignOff]) -> Iterator[Block]:
    """Who signed what was submitted, in what office and when; nothing where nobody has."""
    lines = [
        f"{one.person.name or 'Somebody who has left'}, {one.office}, {day(periods.today(one.signed_at))}"
        for one in signed
        if one.signed_at is not None
    ]
    if lines:
        yield Heading("Signed off")
        yield listed(Point("", line) for line in lines)
