"""What an organisation's answers say about an item of another standard, in words for the page and the file alike."""

from collections.abc import Iterator, Mapping

from assessments import periods, wording
from assessments.latest import Latest
from assessments.standards import StandardsView
from scoring.standards import Item, Status, Voice

STATUSES: Mapping[Status, str] = {
    "answered": "answered",
    "in_part": "answered in part",
    "to_answer": "still to answer",
    "not_applicable": "does not apply to you",
    "not_covered": "not covered",
}
NOT_COVERED = "Not covered: no question here asks about it, so nothing is said of it"


def level(one: Latest, voice: Voice) -> str:
    """The level of one answer on its own scale: "3 of 5"."""
    if voice.level is None:
        return ""
    return f"{wording.level(voice.level, wording.limits(one.edition))} of {one.edition.scale.highest}"


def in_words(view: StandardsView, item: Item) -> str:
    """What can be said of an item, as in "4 of 5, about level 2 on their scale"."""
    if item.lowest is None:
        return _nothing(item)
    said = level(view.sources[item.lowest.source], item.lowest)
    if item.status == "in_part":
        left = wording.counted(len(item.waiting), "question")
        return f"{said} on what is answered; {left} still to answer"
    return f"{said}, about level {item.theirs} on their scale" if item.theirs else said


def _nothing(item: Item) -> str:
    if item.status == "not_applicable":
        return "Does not apply to you"
    if item.status == "to_answer":
        return f"Nothing yet: {wording.counted(len(item.waiting), 'question')} still to answer"
    return NOT_COVERED


def voice_says(one: Latest, voice: Voice) -> str:
    """What one question says: its answer in the framework's words, or why there is none that counts."""
    answer = one.sheet.answers.get(voice.question)
    match voice.says:
        case "not_applicable":
            return "does not apply to you"
        case "open":
            return wording.NOT_KNOWN if answer is not None and answer.not_known else wording.NOT_ANSWERED
        case "old":
            return f"{_answer(one, voice)}; answered long ago, so look at it again"
        case _:
            return _answer(one, voice)


def _answer(one: Latest, voice: Voice) -> str:
    question = one.edition.questions[voice.question]
    return wording.answer_words(one.edition, question, one.sheet.answers.get(voice.question))


def source(view: StandardsView, label: str) -> str:
    """Which review: "Online safety, 2026/27, submitted on 14 November 2026"."""
    one = view.sources[label]
    when = wording.day(periods.today(one.source.submitted_at))
    is_draft = view.is_draft and one.review == view.review.id
    return f"{one.source.title}, {one.source.period}, {'a draft' if is_draft else f'submitted on {when}'}"


def elsewhere(view: StandardsView, standard: str, item: Item) -> Iterator[str]:
    """The frameworks not submitted yet that ask about it: "Governance asks about it in 2 questions"."""
    for asks in view.asked_in(standard, item.code):
        many = wording.counted(asks.items[standard, item.code], "question")
        yield f"{asks.title} asks about it in {many}"
