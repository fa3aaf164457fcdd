"""The business case for an action, in Word: what will be done and why, what it costs and saves, what is asked."""

from collections.abc import Iterator
from datetime import date

from assessments import business_case
from assessments.business_case import REASONS, Case, pounds
from assessments.planned import EFFORTS, STATUSES, Action
from assessments.wording import DASH, day
from frameworks.edition import Edition
from reports.paper import Block, Heading, Paper, Point, Room, Words, listed, table
from reports.review_words import shortened
from reports.word import as_word

TO_WRITE = 3  # lines to write on where nothing was typed


def case_docx(
    case: Case, action: Action, organisation: str, edition: Edition | None, *, today: date, demo: bool = False
) -> bytes:
    """The Word file. `edition` is the one that the action's questions are of, None where it has none."""
    return as_word(
        Paper(
            title=f"Business case: {shortened(action.what)}",
            subtitle=f"{organisation}, {day(today)}.",
            author=organisation,
            language="en-GB" if edition is None else edition.language,
            dated=today,
            footer="Made with Stocktake.",
            blocks=tuple(_blocks(case, action, edition)),
            demo=demo,
        )
    )


def _blocks(case: Case, action: Action, edition: Edition | None) -> Iterator[Block]:
    yield Words(business_case.pays(case), "lead")
    yield Heading("What will be done")
    yield Words(action.what)
    yield listed(_told(action))
    asked = [edition.questions[one].text for one in action.questions if edition and one in edition.questions]
    if edition is not None and asked:
        yield Words(f"It answers these questions of {edition.title}:")
        yield listed(Point("", each) for each in asked)
    for name, (title, hint) in REASONS.items():
        yield Heading(title)
        said = case.reasons.get(name, "")
        yield Words(said) if said else Room(hint, TO_WRITE)
    yield Heading("Cost and saving")
    rows = [(str(one.number), pounds(one.cost), pounds(one.saving), pounds(one.balance)) for one in case.by_year()]
    head = ("Year", "Cost", "Saving", "Saved less paid, so far")
    yield table(f"Over {case.years} years, in pounds", head, rows, numbers=(1, 2, 3), widths=(2, 3, 3, 4))
    yield Words("The figures are as they were typed in. They leave out inflation and interest.", "quiet")
    yield Heading("What we ask you to decide")
    yield Room("Agreed or not, with what money, and who sees to it by when:", TO_WRITE)


def _told(action: Action) -> Iterator[Point]:
    """Whose it is, by when, and what else the action says of itself."""
    parts = (
        ("Who sees to it", action.owner),
        ("By", "" if action.due is None else day(action.due)),
        ("How far it is", STATUSES[action.status]),
        ("Effort", "" if action.effort is None else EFFORTS[action.effort]),
        ("Paid from", action.funding),
        ("Part of", action.plan),
        ("Theme", action.theme),
    )
    return (Point(f"{name}: {said or DASH}") for name, said in parts if said or name in {"Who sees to it", "By"})
