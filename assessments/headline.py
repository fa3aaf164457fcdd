"""The one sentence at the head of a result, and the three next things in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments import wording
from frameworks.edition import Edition
from frameworks.questions import Resource
from frameworks.values import Effort
from scoring.results import NextThing, Score

EFFORTS: Mapping[Effort, str] = {
    "small": "Small effort: one person, under a day, no money",
    "medium": "Medium effort",
    "large": "Large effort: money, or more than a term",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The level ("3.2 of 5"), its name if it has one, and what else the sentence says, in order."""

    level: str
    name: str | None
    rest: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As one sentence: "3.2 of 5, In place; 14 of 19 at good practice; 2 must-haves not yet in place"."""
        first = f"{self.level}, {self.name}" if self.name else self.level
        return "; ".join([first, *self.rest])


@dataclass(frozen=True, slots=True)
class NextStep:
    """One of the next things: the question, why it comes first, what to do, the work, the gain and what helps."""

    question: str
    text: str
    stands: str
    reason: str
    step: str | None
    effort: str
    gain: str
    resources: tuple[Resource, ...] = ()


def headline(edition: Edition, score: Score, *, draft: bool) -> Headline:
    """A submitted review says its figure; a draft says where it stands on what has been answered."""
    rest = (*_at_target(score), *_must_haves(edition, score))
    if draft:
        return Headline(_so_far(edition, score), None, (f"{_answered(score)} answered", *rest))
    if score.overall.level is None:
        return Headline(wording.NO_SCORE.capitalize(), None, rest)
    first = f"{_printed(edition, score.overall.level)} of {edition.scale.highest}"
    return Headline(first, score.overall.band, rest)


def form_note(score: Score) -> str | None:
    """What a short review rests on: "Quick form: 9 of 19 questions"."""
    here, whole = score.form_size
    return f"Quick form: {here} of {whole} questions" if score.form == "short" else None


def next_things(edition: Edition, score: Score, most: int = 3) -> list[NextStep]:
    """The first of what next, in words."""
    return [_step(edition, thing) for thing in score.what_next[:most]]


def nothing_next(score: Score) -> str:
    """What to do where nothing answered is below good practice."""
    whole = score.overall
    if not score.counted:
        return "Answer some questions first."
    if whole.answered + whole.not_applicable < whole.in_scope:
        return "Every answered question is at good practice. Answer the others next."
    return "Every question is at good practice. Keep the evidence in date, and look again next year."


def gain_words(gain: Fraction) -> str:
    """What one level up would do to the overall level, in words."""
    if gain < 0:
        return "One level up brings in further questions, so the overall level may fall at first"
    if gain == 0:
        return "One level up does not move the overall level by itself"
    if gain < Fraction(1, 20):
        return "One level up raises the overall level by less than 0.1"
    return f"One level up raises the overall level by {wording.change(gain).lstrip('+')}"


def _step(edition: Edition, thing: NextThing) -> NextStep:
    if thing.level is None:
        stands = "You do not know yet"
    else:
        stands = f"Now {_printed(edition, thing.level)}; next is {wording.scale_label(edition, thing.to)}"
    question = edition.questions[thing.question]
    return NextStep(
        question=thing.question,
        text=question.text,
        stands=stands,
        reason=thing.reason,
        step=thing.step,
        effort=EFFORTS[thing.effort],
        gain=gain_words(thing.gain),
        resources=next((step.resources for step in question.next_steps.values() if step.text == thing.step), ()),
    )


def _so_far(edition: Edition, score: Score) -> str:
    so_far = score.overall.claimed.so_far
    if so_far is None:
        return wording.NO_SCORE.capitalize()
    return (
        f"{_printed(edition, wording.level_of(edition, so_far))} of {edition.scale.highest} on what you have answered"
    )


def _answered(score: Score) -> str:
    whole = score.overall
    return f"{whole.answered + whole.not_applicable} of {whole.in_scope}"


def _at_target(score: Score) -> tuple[str, ...]:
    return (f"{score.at_target} of {score.counted} at good practice",) if score.counted else ()


def _must_haves(edition: Edition, score: Score) -> tuple[str, ...]:
    below = len(score.below_minimum)
    if below:
        return (f"{wording.counted(below, 'must-have')} not yet in place",)
    asked = [q for q in edition.questions.values() if q.minimum_level is not None]
    counted = [q for q in asked if score.nodes[q.id].state in ("answered", "not_known")]
    waiting = [q for q in asked if score.nodes[q.id].state == "unanswered"]
    return ("every must-have in place",) if counted and not waiting else ()


def _printed(edition: Edition, level: Fraction) -> str:
    return wording.level(level, wording.limits(edition))
