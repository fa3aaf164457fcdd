"""The way through a review: its sections with how far each is, what to find in it, and the way on."""

from collections.abc import Iterable, Mapping

from assessments import asking
from assessments.values import OpenReview, Progress
from frameworks.questions import BaseQuestion
from ui import addresses, assigned
from ui.board import held, is_judged
from ui.formatting import html, link
from ui.words import answered

NUMBERS = "numbers to fill"
NAMED = "by name: "


def asked(opened: OpenReview, section: str) -> list[BaseQuestion]:
    """The questions of a section that are asked now, in the order of the file."""
    found = next(part for part in opened.edition.sections if part.id == section)
    return [question for question in found.questions if question.id in opened.shown]


def ids(opened: OpenReview) -> list[str]:
    """Sections with something to ask."""
    return [
        section.id
        for section in opened.edition.sections
        if asked(opened, section.id) or section.id in opened.facts_needed
    ]


def listing(opened: OpenReview, here: str, whole: Progress, each: Mapping[str, Progress], papers: str) -> str:
    """The list of sections twice: beside the questions where there is room, else folded above them."""
    items = "".join(
        line(opened, section.id, section.title, here, each)
        for section in opened.edition.sections
        if section.id in ids(opened)
    )
    total = f'<span data-count="all">{answered(whole.answered, whole.of)}</span>'
    place = ids(opened).index(here) + 1 if here in ids(opened) else 1
    return (
        f'<nav class="sections wide" aria-label="Sections"><p class="quiet small">{total}</p><ol>{items}</ol>{papers}'
        "</nav>"
        f'<details class="sections narrow"><summary>Section {place} of {len(ids(opened))} · {total}</summary>'
        f'<nav aria-label="Sections, short"><ol>{items}</ol>{papers}</nav></details>'
    )


def line(opened: OpenReview, section: str, title: str, here: str, each: Mapping[str, Progress]) -> str:
    done = each.get(section)
    told = answered(done.answered, done.of) if done and done.of else "nothing to count"
    current = ' aria-current="page"' if section == here else ""
    whose = assigned.of_section(opened, section)
    owner = f'<span class="done">{html(whose)}</span>' if whose else ""
    where = html(addresses.review(opened.review.id, section))
    return (
        f'<li><a href="{where}"{current}>{html(title)}'
        f'<span class="done" data-count="section-{html(section)}">{told}</span>{owner}</a></li>'
    )


def onwards(opened: OpenReview, here: str) -> str:
    """Previous and next section; after the last one comes the check."""
    order = ids(opened)
    titles = {section.id: section.title for section in opened.edition.sections}
    place = order.index(here)
    back, on = order[:place][-1:], order[place + 1 :][:1]
    review = opened.review.id
    parts = [link(addresses.review(review, name), f"Previous: {titles[name]}", name="button second") for name in back]
    parts += [link(addresses.review(review, name), f"Next: {titles[name]}", name="button") for name in on]
    parts += [] if on else [link(addresses.submit(review), "Check and submit", name="button")]
    return f'<nav class="onwards" aria-label="Previous and next">{"".join(parts)}</nav>'


def found(opened: OpenReview, words: str) -> str:
    """Questions that hold all the words looked for, each a link to it."""
    wanted = words.casefold().split()
    hits = [
        question
        for question in opened.edition.questions.values()
        if question.id in opened.shown and all(word in searched(question) for word in wanted)
    ]
    if not hits:
        return '<p class="quiet" data-say="1">No question here holds all of these words. Try fewer.</p>'
    items = "".join(hit(opened, question) for question in hits)
    return f'<p class="quiet" data-say="1">{len(hits)} found</p><ul>{items}</ul>'


def open_for(opened: OpenReview, role: str) -> str:
    """What is still open, in every section, of what this person usually knows; or where numbers are still to fill."""
    test = lacks_numbers if role == NUMBERS else is_open
    theirs = (
        question
        for question in opened.edition.questions.values()
        if question.id in opened.shown and (role == NUMBERS or is_for(opened, question, role))
    )
    waiting = [question for question in theirs if test(opened, question)]
    if not waiting:
        return '<p class="quiet" data-say="1">Nothing is open here.</p>'
    items = "".join(hit(opened, question) for question in waiting)
    return f'<p class="quiet" data-say="1">{len(waiting)} still open</p><ul>{items}</ul>'


def people(opened: OpenReview) -> dict[str, str]:
    """Whom something may be open for: the framework's roles, those asked by name, and whoever has the numbers."""
    named = {f"{NAMED}{each.name}": each.name for each in opened.asked.values() if each.name}
    return asking.roles(opened.edition) | named | {NUMBERS: "Numbers to fill"}


def is_for(opened: OpenReview, question: BaseQuestion, role: str) -> bool:
    """Whether it was left for this person, or, left for nobody, is usually known by them."""
    left = opened.asked.get(question.id)
    if left is None:
        return role in question.ask
    return role == (f"{NAMED}{left.name}" if left.name else left.role)


def is_open(opened: OpenReview, question: BaseQuestion) -> bool:
    return not is_judged(held(opened.review.id, question.id).answer)


def lacks_numbers(opened: OpenReview, question: BaseQuestion) -> bool:
    found = (opened.numbers.get(indicator.id) for indicator in question.indicators)
    return any(each is None or not each.here for each in found)


def hit(opened: OpenReview, question: BaseQuestion) -> str:
    section = opened.edition.section_of[question.id]
    where = addresses.address("review", review=str(opened.review.id), section=section.id, question=question.id)
    return f'<li>{link(where, question.text)} <span class="quiet small">{html(section.title)}</span></li>'


def searched(question: BaseQuestion) -> str:
    texts: Iterable[str] = (question.text, question.why or "", *getattr(question, "levels", {}).values())
    return " ".join(texts).casefold()
