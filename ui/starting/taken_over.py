"""What a new review would take over from the organisation's others, before it is started."""

from assessments import periods, wording
from assessments.starting_from import StartingFrom
from assessments.suggesting import Offered
from assessments.values import Source, Suggestion
from ui.tables import Html, bullets, folded, table, tag

UNCONFIRMED = "Nothing counts until you confirm it."


def taken_over(found: StartingFrom) -> Html:
    """From which reviews how much comes, each suggestion with its source, and where two do not agree."""
    if not found.offered:
        return Html("")
    first = (
        f"You can start from what you answered in {_named(found)}. In the whole review {_counts(found)}. {UNCONFIRMED}"
    )
    each = folded("See every one, and where it comes from", Html(_sources(found) + _every(found)))
    return Html.join([tag("h2", "What is carried over"), tag("p", first), _conflicts(found), each])


def _named(found: StartingFrom) -> str:
    return wording.listed([f"{source.title} ({source.period})" for source in found.sources])


def _counts(found: StartingFrom) -> str:
    sure, hints = len(found.suggested), len(found.hinted)
    said = [f"{wording.counted(sure, 'answer')} {'is' if sure == 1 else 'are'} suggested"] if sure else []
    said += [f"for {wording.counted(hints, 'question')} there is a hint"] if hints else []
    said += (
        [f"{wording.counted(found.left, 'question')} {'is' if found.left == 1 else 'are'} left"] if found.left else []
    )
    return wording.listed(said)


def source_words(source: Source) -> str:
    """As in "Governance, 2026/27, submitted on 14 November 2026"."""
    return f"{source.title}, {source.period}, submitted on {wording.day(periods.today(source.submitted_at))}"


def _sources(found: StartingFrom) -> Html:
    said = (
        f"{source_words(source)}: {sure} suggested, {wording.counted(hints, 'hint')}"
        for source, (sure, hints) in found.sources.items()
    )
    return bullets(said)


def _every(found: StartingFrom) -> Html:
    rows = [
        (
            found.edition.questions[one.question].text,
            _answer(found, one),
            "hint" if one.is_hint else "suggested",
            Html(f"{tag('span', source_words(one.source))}<br>{tag('span', one.note, 'quiet')}"),
        )
        for one in (each.chosen for each in found.offered)
    ]
    return table("What is carried over", ("Question", "Answer", "As", "Where it comes from"), rows, titled=False)


def _conflicts(found: StartingFrom) -> Html:
    if not found.conflicts:
        return Html("")
    many = wording.counted(len(found.conflicts), "question")
    words = f"For {many} your reviews do not say the same. The first answer is suggested; choose the one that is true."
    return Html(tag("p", words) + bullets(_conflict(found, each) for each in found.conflicts))


def _conflict(found: StartingFrom, offered: Offered) -> Html:
    said = [f"{_answer(found, one)} ({source_words(one.source)})" for one in offered.disagreeing]
    text = found.edition.questions[offered.chosen.question].text
    return Html(tag("span", text) + bullets(said))


def _answer(found: StartingFrom, one: Suggestion) -> str:
    return wording.answer_words(found.edition, found.edition.questions[one.question], one.answer)
