"""What earlier answers suggest for a review about to start; a suggestion never counts until a person confirms it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from frameworks.companions import Crosswalk, EditionRef, Lineage
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, LevelQuestion
from scoring.answers import Answer, AnswerSheet
from scoring.bearings import borne
from scoring.case import Case, case_of
from scoring.days import months_after
from scoring.origins import COMPARABLE, Origins


@dataclass(frozen=True, slots=True)
class Earlier:
    """A submission that answers may come from: its edition, its answers, the ISO day it was submitted, and its name."""

    edition: Edition
    sheet: AnswerSheet
    submitted: str
    label: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an earlier answer suggests for a question. A hint only informs; what is not a hint can be confirmed.

    `answer` never has a comment or evidence. `source` names the submission, `why` says in words how it was carried.
    """

    question: str
    answer: Answer
    is_hint: bool
    source: str
    why: str


def suggest(
    edition: Edition,
    sheet: AnswerSheet,
    earlier: Sequence[Earlier],
    lineages: Mapping[str, Lineage],
    crosswalks: Sequence[Crosswalk],
) -> tuple[Suggestion, ...]:
    """The best suggestion for each question in scope, in the order of the file; the rest as in `every_offer`."""
    offers = every_offer(edition, sheet, earlier, lineages, crosswalks)
    return tuple(best(each) for each in offers.values())


def every_offer(
    edition: Edition,
    sheet: AnswerSheet,
    earlier: Sequence[Earlier],
    lineages: Mapping[str, Lineage],
    crosswalks: Sequence[Crosswalk],
) -> Mapping[str, tuple[Suggestion, ...]]:
    """All that is suggested for each question in scope, in the order of the file: this framework's own first.

    `earlier` are the latest submissions, one of each framework, the most recent first; `lineages` lead from older
    editions (by name) of this framework to this one; `sheet` is the new review's, with `as_of` the day it starts.
    """
    states = case_of(edition, replace(sheet, form="full")).states
    cases = [(submission, case_of(submission.edition, submission.sheet)) for submission in earlier]
    found = {}
    for question in edition.questions.values():
        offers = list(_offers(edition, question, cases, lineages, crosswalks))
        if states[question.id] != "outside" and offers:
            found[question.id] = tuple(_aged(offer, question, submitted, sheet.as_of) for offer, submitted in offers)
    return found


def best(offers: Sequence[Suggestion]) -> Suggestion:
    """What is suggested for one question: the first that can be confirmed, else the first hint."""
    return min(offers, key=lambda offer: offer.is_hint)


def disagreeing(offers: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """What can be confirmed for one question where that is not the same from everywhere; else nothing."""
    sure = [offer for offer in offers if not offer.is_hint]
    return tuple(sure) if any(_judged(offer) != _judged(sure[0]) for offer in sure) else ()


def _judged(offer: Suggestion) -> Answer:
    """An answer to compare: the reason why something is not applicable may be worded in many ways."""
    answer = offer.answer
    return answer if answer.not_applicable is None else replace(answer, not_applicable="")


_Offer = tuple[Suggestion, str]


def _offers(
    edition: Edition,
    question: BaseQuestion,
    cases: Sequence[tuple[Earlier, Case]],
    lineages: Mapping[str, Lineage],
    crosswalks: Sequence[Crosswalk],
) -> Iterator[_Offer]:
    """Every suggestion for a question with the day it stems from; this framework's own before the others'."""
    for submission, case in cases:
        if submission.edition.id == edition.id:
            origins = Origins(edition, submission.edition, lineages.get(submission.edition.edition))
            own = _own(question, submission, case, origins)
            if own is not None:
                yield own, submission.submitted
    for crosswalk in crosswalks:
        for submission, case in cases:
            if _is(edition, crosswalk.to) and _is(submission.edition, crosswalk.from_):
                for offer in _elsewhere(question, crosswalk, submission, case):
                    yield offer, submission.submitted


def _is(edition: Edition, end: EditionRef) -> bool:
    return (edition.id, edition.edition) == (end.framework, end.edition)


def _elsewhere(question: BaseQuestion, crosswalk: Crosswalk, submission: Earlier, case: Case) -> Iterator[Suggestion]:
    """What the answers of another framework suggest, over a crosswalk."""
    for bearing in crosswalk.map:
        carried = borne(bearing, question, case) if bearing.to == question.id else None
        if carried is not None:
            why = "an answer elsewhere says the same" if carried.is_sure else "an answer elsewhere bears on this"
            yield Suggestion(question.id, carried.answer, not carried.is_sure, submission.label, why)


def _own(question: BaseQuestion, submission: Earlier, case: Case, origins: Origins) -> Suggestion | None:
    """What the same framework's last submission suggests, through its lineage."""
    origin, sources = origins.of(question.id), origins.sources(question.id)
    given = [source for source in sources if case.states[source] in ("answered", "not_applicable")]
    answered = next((case.sheet.answers[source] for source in given if source in case.sheet.answers), None)
    if origin is None or answered is None or not answered.is_given or answered.not_known:
        return None
    bare = replace(answered, comment="", evidence=())
    if origin.change in COMPARABLE:
        before = submission.edition.questions[given[0]]
        why = "the same question" if origin.change == "same" else "this question was reworded"
        return Suggestion(question.id, bare, not fits(bare, question, before), submission.label, why)
    if origin.change == "rescaled":
        moved = _rescaled(bare, origin.levels)
        sure = moved is not None and fits(moved, question, question)
        return Suggestion(question.id, moved or bare, not sure, submission.label, "its levels were changed")
    changed = {"merged": "several questions became one", "split": "one question became several"}
    return Suggestion(
        question.id, bare, True, submission.label, changed.get(origin.change, "this question was replaced")
    )


def _rescaled(answer: Answer, levels: Mapping[int, int]) -> Answer | None:
    if answer.not_applicable is not None:
        return answer
    return None if answer.level not in levels or answer.level is None else replace(answer, level=levels[answer.level])


def fits(answer: Answer, question: BaseQuestion, before: BaseQuestion) -> bool:
    """Whether an answer can be suggested as it stands: numbers and text are only ever hints."""
    if answer.not_applicable is not None:
        return question.may_be_not_applicable
    if type(question) is not type(before):
        return False
    match question:
        case LevelQuestion():
            return answer.level in question.levels
        case ChoiceQuestion():
            return answer.option in {option.id for option in question.options}
        case ChecklistQuestion():
            return answer.checked is not None and answer.checked <= {check.id for check in question.checks}
    return False


def _aged(offer: Suggestion, question: BaseQuestion, submitted: str, today: str) -> Suggestion:
    """An answer older than the question's recheck months is only a hint."""
    if today <= months_after(submitted, question.recheck_months):
        return offer
    return replace(offer, is_hint=True, why=f"{offer.why}, but more than {question.recheck_months} months ago")
