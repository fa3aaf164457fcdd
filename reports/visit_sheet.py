"""The visit sheet: one page about an organisation for the adviser who goes there, as a tagged PDF."""

from collections.abc import Iterator

from assessments import changes, headline, wording
from assessments.access import visiting
from assessments.access.visit_sheet import VisitSheet
from assessments.results import ResultView
from assessments.values import Period
from assessments.wording import day
from reports.paper import Block, Heading, Paper, Point, Room, Words, as_pdf, listed
from reports.review_words import shortened

MOST, TO_ASK = 6, 3


def visit_pdf(sheet: VisitSheet, year: Period, *, demo: bool = False) -> bytes:
    """The page; `year` is the one days are counted in, and its first day stands for when it was made."""
    return as_pdf(visit_sheet(sheet, year, demo=demo))


def visit_sheet(sheet: VisitSheet, year: Period, *, demo: bool = False) -> Paper:
    """The page as a document."""
    latest = [view.submission.submitted_at.date() for view in sheet.reviews if view.submission]
    return Paper(
        title=f"Visit to {sheet.account.served.name}",
        subtitle=f"For {sheet.team}. {_days(sheet, year)}",
        author=sheet.team,
        language="en-GB",
        dated=max([each.on for each in sheet.visits] + latest, default=year.start),
        footer="Made with Stocktake from what the organisation shows this team. It holds names: keep it safe.",
        blocks=tuple(_blocks(sheet)),
        demo=demo,
        one_side=True,
    )


def _days(sheet: VisitSheet, year: Period) -> str:
    account = sheet.account
    used = _said(account.used)
    if account.entitled is None or account.left is None:
        return f"{used} used in {year.name}."
    return f"{used} of {_said(account.entitled)} used in {year.name}, {_said(account.left)} left."


def _said(half_days: int) -> str:
    days = visiting.days(half_days)
    return f"{wording.number(days)} {'day' if days == 1 else 'days'}"


def _blocks(sheet: VisitSheet) -> Iterator[Block]:
    yield Heading("Since last time")
    if sheet.visits:
        last = sheet.visits[0]
        yield Words(f"Last visit {day(last.on)}. {shortened(last.note, 3)}".strip())
    else:
        yield Words("There was no visit before.")
    yield listed(map(_stands, sheet.reviews), "No results are shown to this team.")
    yield Heading("Must-haves not yet in place")
    yield listed(_short([point for view in sheet.reviews for point in _must_haves(view)]), "None of those shown.")
    yield Heading("Agreed actions")
    yield listed(
        _short(
            [
                Point(
                    shortened(one.what), "; ".join(filter(None, [one.owner, day(one.due) if one.due else "no day yet"]))
                )
                for one in sheet.actions
            ]
        ),
        "None are shown to this team.",
    )
    yield Heading("To ask about")
    yield listed(_short([point for view in sheet.reviews for point in _to_ask(view)]), "Nothing stands out.")
    if sheet.cases:
        yield listed(_short([Point(shortened(one.why), shortened(one.note, 2)) for one in sheet.cases]))
    yield Heading("What was seen and agreed")
    yield Room("What, who sees to it, and by when:", 4)


def _short(points: list[Point]) -> list[Point]:
    more = len(points) - MOST
    return points if more <= 0 else [*points[:MOST], Point(f"and {wording.number(more)} more")]


def _stands(view: ResultView) -> Point:
    said = headline.headline(view.edition, view.score, draft=False).sentence
    since = f" {changes.in_a_sentence(view.change, view.last.period)}." if view.last else ""
    return Point(f"{view.edition.name}, {view.review.period.name}", f"{said}.{since}")


def _must_haves(view: ResultView) -> Iterator[Point]:
    for question in view.score.below_minimum:
        yield Point(shortened(view.edition.questions[question].text), view.edition.name)


def _to_ask(view: ResultView) -> Iterator[Point]:
    """What comes next for them, in their order; what they said they do not know stands first there."""
    for step in headline.next_things(view.edition, view.score, TO_ASK):
        yield Point(shortened(step.text), shortened(f"{step.stands}. {step.reason}"))
