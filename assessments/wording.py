"""The one place where figures, dates and levels become words, for pages, papers and the command line alike."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from scoring.answers import Answer, Evidence
from scoring.printing import decimal, limits_of
from scoring.results import NodeScore

LONDON = ZoneInfo("Europe/London")
NO_SCORE = "no score yet"
NOT_ANSWERED, NOT_KNOWN = "not answered", "we do not know"
MINUS, DASH = "−", "–"
HALF = Fraction(1, 2)


def day(value: date | str) -> str:
    """A day in words: 14 November 2026. Takes a date or an ISO day."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{when.day} {when:%B %Y}"


def clock(value: datetime) -> str:
    """The time of day where our users are: 14:32."""
    return f"{value.astimezone(LONDON):%H:%M}"


def moment(value: datetime) -> str:
    """A day and a time: 14 November 2026, 14:32."""
    local = value.astimezone(LONDON)
    return f"{day(local.date())}, {local:%H:%M}"


def number(value: int | Decimal | Fraction) -> str:
    """A figure as people write it: no needless zeros, thousands set apart, a true minus."""
    exact = value if isinstance(value, Fraction) else Fraction(value)
    words = (
        f"{int(exact):,}" if exact.denominator == 1 else f"{Decimal(exact.numerator) / Decimal(exact.denominator):,.2f}"
    )
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return words.replace("-", MINUS)


def pounds(value: Decimal) -> str:
    """Money as people write it: £1,200, £1,200.50."""
    return f"£{value:,.2f}".removesuffix(".00")


def level(value: Fraction, limits: Iterable[Fraction] = ()) -> str:
    """A level: whole ones as they are ("3"), others to one decimal, half-up, with more digits where one would make it
    look like a limit it is below.
    """
    return str(value) if value.denominator == 1 else decimal(value, limits=limits)


def change(value: Fraction) -> str:
    """A change with its true sign: +0.4, −1, or "no change"; one too small for a decimal gets the digits it needs."""
    if value == 0:
        return "no change"
    size, digits = abs(value), 1
    while size * 10**digits < HALF:
        digits += 1
    return f"{'+' if value > 0 else MINUS}{size if size.denominator == 1 else decimal(size, digits=digits)}"


def scale_label(edition: Edition, at: int) -> str:
    """A level of the scale as people read it: "3 In place", with the framework's own label where it prints another."""
    step = edition.scale.levels[at]
    return f"{step.shown_as or at} {step.name}"


def level_of(edition: Edition, share: Fraction) -> Fraction:
    """A share of 0 to 1 as a level of the scale, exact."""
    scale = edition.scale
    return scale.lowest + share * (scale.highest - scale.lowest)


def limits(edition: Edition) -> tuple[Fraction, ...]:
    """What a printed level must not seem to have reached: levels, and where bands begin."""
    return limits_of(edition)


def standing(edition: Edition, node: NodeScore) -> str:
    """Where a node stands: "3.2 of 5 · In place", or that there is no score."""
    if node.level is None:
        return NO_SCORE
    words = f"{level(node.level, limits(edition))} of {edition.scale.highest}"
    return f"{words} · {node.band}" if node.band else words


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 question", "9 questions"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def answer_words(edition: Edition, question: BaseQuestion, answer: Answer | None) -> str:
    """What was answered, in the framework's words: "3 In place", an option's label, the ticked lines, a figure."""
    if answer is None:
        return NOT_ANSWERED
    if answer.not_applicable is not None:
        return f"not applicable: {answer.not_applicable}"
    if answer.not_known:
        return NOT_KNOWN
    return _given(edition, question, answer) or NOT_ANSWERED


def _given(edition: Edition, question: BaseQuestion, answer: Answer) -> str | None:
    match question:
        case LevelQuestion() if answer.level in edition.scale.levels:
            return scale_label(edition, answer.level)
        case ChoiceQuestion(options=options) if answer.option is not None:
            return next((option.label for option in options if option.id == answer.option), answer.option)
        case ChecklistQuestion(checks=checks) if answer.checked is not None:
            return "; ".join(check.label for check in checks if check.id in answer.checked) or "none of these"
        case NumberQuestion(number=rule) if answer.value is not None:
            return f"{number(answer.value)} {rule.ratio.of if rule.ratio else rule.unit}"
        case _:
            return answer.text


def evidence_words(item: Evidence) -> str:
    """A piece of evidence with its day: "Policy, 1 September 2026"."""
    return f"{item.title}, {day(item.date)}" if item.date else f"{item.title}, no date"
