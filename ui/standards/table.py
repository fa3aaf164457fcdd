"""All standards at a glance, and one of them item by item with where each answer comes from."""

from collections.abc import Iterator

from assessments import wording
from assessments.standards import StandardsView
from frameworks.companions import Reference
from frameworks.edition import Edition
from scoring.standards import Item, Standing, Status, Voice
from ui import addresses, formatting
from ui.standards import words
from ui.tables import Cell, Html, bullets, folded, link, tag
from ui.tables import table as drawn

FEW = 2  # sources shown at once


def at_a_glance(view: StandardsView) -> Html:
    """Those that something is said about first; the others are named below, so that nothing seems left out."""
    covered = [each for each in view.standings if each.count("not_covered") < len(each.items)]
    rows = [_counts(view, each) for each in covered]
    head = ("Standard", "Answered", "In part", "Still to answer", "Not covered or not yours")
    others = [each.reference.title for each in view.standings if each not in covered]
    beside = tag("p", f"Nothing you answered bears on: {'; '.join(others)}.", "quiet") if others else Html("")
    return Html(drawn("Items of each standard", head, rows) + beside)


def _counts(view: StandardsView, standing: Standing) -> list[Html | Cell]:
    each: list[tuple[Status, ...]] = [("answered",), ("in_part",), ("to_answer",), ("not_applicable", "not_covered")]
    return [_way(view, standing), *(Cell(str(standing.count(*statuses)), number=True) for statuses in each)]


def _way(view: StandardsView, standing: Standing) -> Html:
    address = addresses.standards(view.review.id, standing.reference.id)
    return Html(formatting.link(address, standing.reference.title))


def in_full(view: StandardsView, standing: Standing) -> Html:
    """One standard: what it is, every item once, and the questions still to answer."""
    head = ("Item", "What your answers say", "What it says", "Where that comes from")
    rows = [_row(view, standing.reference, item) for item in standing.items]
    return Html.join([about(standing.reference), drawn("Item by item", head, rows), _waiting(view, standing)])


def about(reference: Reference) -> Html:
    """Whose it is, how its scale goes, and how sure we are of the list."""
    sure = f"How sure we are of this list: {reference.confidence}" if reference.confidence else None
    said = [text.rstrip(".") for text in (reference.publisher, reference.scale_note, sure) if text]
    address = [link(reference.url, reference.url)] if reference.url else []
    return tag("p", Html.join([*said, *address], ". ") + ".", "quiet") if said or address else Html("")


def _row(view: StandardsView, reference: Reference, item: Item) -> tuple[str, str, str, Html]:
    core = " (core)" if item.code in reference.core else ""
    sources = [_voice(view, item, voice) for voice in item.voices]
    others = [tag("span", each, "quiet") for each in words.elsewhere(view, reference.id, item)]
    said = words.in_words(view, item)
    return f"{item.code}{core}", said, reference.items[item.code], _listed([*sources, *others])


def _listed(sources: list[Html]) -> Html:
    """A few as they are; more are opened on demand, so that the whole standard can be looked over."""
    if len(sources) <= FEW:
        return bullets(sources) if sources else Html("")
    return folded(f"See what it rests on ({len(sources)})", bullets(sources))


def _voice(view: StandardsView, item: Item, voice: Voice) -> Html:
    one = view.sources[voice.source]
    said = tag("strong", words.voice_says(one, voice))
    counts = " (the lowest, so it counts)" if voice is item.lowest and len(item.voices) > 1 else ""
    question = formatting.html(one.edition.questions[voice.question].text)
    where = tag("span", words.source(view, voice.source), "quiet small")
    return Html(f"{question} {said}{counts}<br>{where}")


def _waiting(view: StandardsView, standing: Standing) -> Html:
    """The questions to answer or to look at again, each once, with the way there for those who answer."""
    waiting = dict.fromkeys((voice.source, voice.question) for item in standing.items for voice in item.waiting)
    if not waiting:
        return Html("")
    title = f"{wording.counted(len(waiting), 'question')} still to answer"
    return Html(tag("h2", title) + bullets(_asked(view, *each) for each in waiting))


def _asked(view: StandardsView, label: str, question: str) -> Html:
    one = view.sources[label]
    text = one.edition.questions[question].text
    section = section_of(one.edition, question)
    shown = formatting.link(addresses.review(one.review, section), text) if view.is_inside else formatting.html(text)
    return Html(f"{shown} {tag('span', one.source.title, 'quiet')}")


def section_of(edition: Edition, question: str) -> str | None:
    """The section that asks a question."""
    return next((each.id for each in edition.sections if question in {one.id for one in each.questions}), None)


def rows(view: StandardsView) -> Iterator[tuple[str, ...]]:
    """Everything as a table to take away, a line for each answer behind an item."""
    for standing in view.standings:
        reference = standing.reference
        for item in standing.items:
            of_item = (reference.title, item.code, "yes" if item.code in reference.core else "")
            said = (reference.items[item.code], words.STATUSES[item.status], words.in_words(view, item))
            theirs = item.theirs or ""
            for voice in item.voices:
                one = view.sources[voice.source]
                asked = one.edition.questions[voice.question].text
                answer = (asked, words.voice_says(one, voice), words.level(one, voice))
                yield *of_item, *said, theirs, *answer, words.source(view, voice.source)
            if not item.voices:
                yield *of_item, *said, theirs, "", "", "", "; ".join(words.elsewhere(view, reference.id, item))


HEADINGS = (
    "Standard", "Item", "Core", "What it says", "How much is answered", "What your answers say", "Their level",
    "Question", "Answer", "Level", "Where it comes from",
)  # fmt: skip
