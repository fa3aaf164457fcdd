"""The full report of a review, as a tagged PDF or in Word: every figure, answer and reason, with the page's values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessments import awards, changes, explaining, headline, highlights, results, wording
from assessments.comparison.values import Peers
from assessments.evidence_told import HEAD as EVIDENCE_HEAD
from assessments.evidence_told import pieces
from assessments.measured import in_words, rests_on
from assessments.planned import Action
from assessments.results import ResultView
from assessments.standings import level_shown, name_shown, two_readings
from assessments.store.moderations import Finding
from assessments.store.sign_offs import SignOff
from frameworks.edition import Award
from reports import report_actions, report_answers, report_beside, report_looked_over
from reports.paper import Block, Heading, Paper, Point, Words, as_pdf, listed, table
from reports.review_words import in_short, paper_of, printed, sections_chart, shortened, stands, why_and_help
from reports.word import as_word
from scoring.results import AwardResult, Explanation

MOST = 5  # of what goes well and what needs work
FIRST = 10  # of what to do next


@dataclass(frozen=True, slots=True)
class Around:
    """What a report tells beside the review itself: others as one may see them, or why not; what will be done; what
    advisers found and who signed, as who asks may see it.

    `today` is the day it is asked for, by which an action is late.
    """

    today: date
    peers: Peers | None = None
    why_alone: str = ""
    actions: tuple[Action, ...] = ()
    findings: tuple[Finding, ...] = ()
    signed: tuple[SignOff, ...] = ()


def report_pdf(view: ResultView, around: Around, *, demo: bool = False) -> bytes:
    """Raises nothing; a draft says that it is one."""
    return as_pdf(full_report(view, around, demo=demo))


def report_docx(view: ResultView, around: Around, *, demo: bool = False) -> bytes:
    """The same in Word, to be changed by hand."""
    return as_word(full_report(view, around, demo=demo))


def full_report(view: ResultView, around: Around, *, demo: bool = False) -> Paper:
    """The report as a document."""
    title = f"{view.edition.name}, {view.review.period.name}: {view.organisation.name}"
    return paper_of(view, title, _blocks(view, around), demo=demo)


def _blocks(view: ResultView, around: Around) -> Iterator[Block]:
    yield from in_short(view)
    yield from where_we_stand(view)
    yield from _picked_out(view)
    yield from _next(view)
    yield from report_actions.planned(view, around.actions, around.today)
    yield from report_beside.beside_others(view, around.peers, around.why_alone)
    yield from _changed(view)
    yield from _awards(view)
    yield from numbers(view)
    yield from report_looked_over.found_by_advisers(view, around.findings)
    yield from report_answers.answers(view)
    yield from evidence(view)
    yield from _worked_out(view)
    yield from report_looked_over.signed_off(around.signed)


def where_we_stand(view: ResultView) -> Iterator[Block]:
    edition, draft = view.edition, view.submission is None
    before = view.last_score.nodes if view.last_score and changes.is_comparable(view.change) else None
    yield Heading("Where we stand, by section")
    yield sections_chart(view)
    rows = []
    for section in edition.sections:
        node = view.score.nodes[section.id]
        if not node.in_scope:
            continue
        last = [printed(edition, before[section.id].level if section.id in before else None)] if before else []
        named = name_shown(edition, node, draft=draft) or wording.DASH
        answered = f"{node.answered + node.not_applicable} of {node.in_scope}"
        rows.append([section.title, printed(edition, level_shown(edition, node, draft=draft)), *last, named, answered])
    then = ("Last time",) if before else ()
    head = ("Section", "Now", *then, "Name of the level", "Answered")
    yield table(
        "Level of each section", head, rows, numbers=range(1, 2 + len(then)), widths=(6, 2, *(2 for _ in then), 3, 3)
    )


def _picked_out(view: ResultView) -> Iterator[Block]:
    edition, score, draft = view.edition, view.score, view.submission is None
    for title, nodes, none in (
        ("What is going well", highlights.strengths(edition, score, MOST, draft=draft), highlights.NO_STRENGTHS),
        ("What needs work", highlights.challenges(edition, score, MOST, draft=draft), highlights.NO_CHALLENGES),
    ):
        yield Heading(title)
        yield listed((Point(shortened(node.title, 2), stands(view, node)) for node in nodes), none)


def _next(view: ResultView) -> Iterator[Block]:
    yield Heading("What to do next")
    steps = headline.next_things(view.edition, view.score, FIRST)
    points = (
        Point(step.step or step.text, f"{why_and_help(step)}\n{step.stands}. {step.effort}. {step.gain}.")
        for step in steps
    )
    yield listed(points, headline.nothing_next(view.score), numbered=True)
    more = len(view.score.what_next) - len(steps)
    if more:
        yield Words(
            f"{wording.counted(more, 'further question')} below good practice: see each section below.", "quiet"
        )


def _changed(view: ResultView) -> Iterator[Block]:
    if view.last is None or view.change is None or not changes.is_comparable(view.change):
        return
    yield Heading("What changed")
    yield Words(changes.in_words(view.change, view.last.period))


def _awards(view: ResultView) -> Iterator[Block]:
    about = {award.id: award for award in view.edition.awards}
    if not about:
        return
    yield Heading("Awards")
    if not view.score.awards:
        yield Words("A quick form decides none of these.")
    for result in view.score.awards:
        yield from _award(view, about[result.award], result)


def _award(view: ResultView, award: Award, result: AwardResult) -> Iterator[Block]:
    edition = view.edition
    draft, given = view.submission is None, award.id in view.given
    yield Heading(f"{award.title}: {awards.verdict_words(award, result.verdict, draft=draft, given=given)}", 3)
    if award.text:
        yield Words(award.text)
    if result.conditions:
        rows = [(part.asks, part.actual, awards.CONDITIONS[part.verdict]) for part in result.conditions]
        yield table(f"What “{award.title}” asks for", ("What it asks", "Now", "There?"), rows, widths=(5, 4, 2))
    if result.path:
        moves = [
            (edition.questions[one].text, _now(view, one), wording.scale_label(edition, to)) for one, to in result.path
        ]
        yield table("The shortest way there", ("Question", "Now", "Reach"), moves, widths=(5, 3, 3))


def _now(view: ResultView, question: str) -> str:
    node = view.score.nodes[question]
    if node.state == "not_known":
        return wording.NOT_KNOWN
    return wording.NOT_ANSWERED if node.state == "unanswered" else printed(view.edition, node.level)


def numbers(view: ResultView) -> Iterator[Block]:
    if not view.numbers:
        return
    yield Heading("Numbers")
    rows = []
    for one in view.numbers:
        before = "not measured before"
        if one.before is not None:
            before = f"{in_words(one.before, one.indicator)}\n{wording.day(one.before.measured_on)}"
        now = f"{in_words(one.now, one.indicator)}\n{wording.day(one.now.measured_on)}"
        rows.append((f"{one.indicator.label}\n{rests_on(one.indicator)}", one.indicator.unit, now, before))
    yield table("What was measured", ("Number", "Unit", "Now", "Before"), rows, widths=(5, 2, 3, 3))


def evidence(view: ResultView) -> Iterator[Block]:
    yield Heading("Evidence")
    words = two_readings(view.edition, view.score, draft=view.submission is None)
    if words:
        yield Words(f"The overall level is {words}.")
    if results.left_out(view):
        yield Words("Evidence is not shared with you.")
        return
    found = list(pieces(view.edition, view.score, view.sheet, view.lapsed))
    if not found:
        yield Words("No evidence has been added to this review.")
        return
    rows = [(report_answers.evidence_words(one.item), one.dated, one.in_date, one.question.text) for one in found]
    yield table("Every piece of evidence", EVIDENCE_HEAD, rows, widths=(4, 2, 2, 5))


def _worked_out(view: ResultView) -> Iterator[Block]:
    edition, draft = view.edition, view.submission is None
    yield Heading("How this was worked out")
    yield Words(highlights.how_in_a_line(edition, view.score, view.sheet, draft=draft))
    whole = results.explain(view, figure="so_far", reading="claimed") if draft else results.explain(view)
    yield from _explained(view, whole)
    for section in whole.children:
        yield from _beneath(view, section, 3)
    said = results.to_keep_in_mind(view)
    if said:
        yield Heading("To keep in mind", 3)
        yield listed(Point("", each) for each in said)


def _beneath(view: ResultView, explanation: Explanation, level: Literal[3, 4]) -> Iterator[Block]:
    """A part that has parts of its own, under its name; and those among them that have some in turn."""
    if explanation.children:
        yield Heading(explanation.title, level)
        yield from _explained(view, explanation)
        for child in explanation.children:
            yield from _beneath(view, child, 4)


def _explained(view: ResultView, explanation: Explanation) -> Iterator[Block]:
    yield Words(explaining.sentence(view.edition, explanation))
    if explanation.held:
        yield Words(explaining.held_words(view.edition, explanation.held))
    if explanation.children:
        head, rows = explaining.table(view.edition, explanation)
        is_ladder = head == explaining.LADDER
        widths, numbers = ((5, 4, 2), [2]) if is_ladder else ((6, *(2 for _ in head[1:])), range(1, len(head)))
        yield table(explaining.caption(explanation), head, rows, numbers=numbers, widths=widths)
