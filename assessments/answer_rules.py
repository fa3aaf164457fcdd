"""Whether an answer fits its question: everything a page sends is checked again here, against the edition."""

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlsplit

from assessments.errors import BadAnswer
from assessments.typed import SHORT, is_figure, tidy, tidy_line
from assessments.wording import number as in_words
from frameworks.edition import Edition
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    TextQuestion,
)
from frameworks.values import Number
from scoring.answers import Answer, Evidence, File
from scoring.days import is_day

MOST_EVIDENCE, LONGEST_ADDRESS, LONGEST_REASON = 20, 2000, 500
SHA256 = re.compile(r"[0-9a-f]{64}")
CHOOSE_AGAIN = "Reload the page and choose again."


def checked(edition: Edition, question_id: str, answer: Answer) -> Answer:
    """The answer tidied. Raises BadAnswer with a sentence that says what to do."""
    question = edition.questions.get(question_id)
    if question is None:
        raise BadAnswer(f"This framework has no such question. {CHOOSE_AGAIN}")
    _one_judgement(answer)
    if answer.not_applicable is not None:
        answer = replace(answer, not_applicable=_reason(question, answer.not_applicable))
    elif (part := _judgement(answer)) not in (None, "not_known"):
        answer = _fitting(question, answer, part or "")
    return replace(
        answer,
        comment=tidy(answer.comment, "The comment", fault=BadAnswer),
        evidence=tuple(evidence_checked(item) for item in _not_too_many(answer.evidence)),
    )


def _judgement(answer: Answer) -> str | None:
    names = ("level", "option", "checked", "value", "text", "not_applicable")
    given = [name for name in names if getattr(answer, name) is not None] + ["not_known"] * answer.not_known
    return given[0] if given else None


def _one_judgement(answer: Answer) -> None:
    parts = (answer.level, answer.option, answer.checked, answer.value, answer.text, answer.not_applicable)
    if sum(part is not None for part in parts) + answer.not_known > 1:
        raise BadAnswer(f"A question takes one answer, and this one came with several. {CHOOSE_AGAIN}")


def _reason(question: BaseQuestion, reason: str) -> str:
    if not question.may_be_not_applicable:
        raise BadAnswer("This question applies to everyone it is asked of. Choose the answer that is true today.")
    clean = tidy(reason, "The reason", longest=LONGEST_REASON, fault=BadAnswer)
    if not clean:
        raise BadAnswer("Say in a few words why this does not apply to you.")
    return clean


def _fitting(question: BaseQuestion, answer: Answer, part: str) -> Answer:
    if part != PARTS[type(question)]:
        raise BadAnswer(f"This question is answered in another way. {CHOOSE_AGAIN}")
    match question:
        case LevelQuestion() if isinstance(answer.level, bool) or answer.level not in question.levels:
            raise BadAnswer(f"That level is not one of this question's. {CHOOSE_AGAIN}")
        case ChoiceQuestion() if answer.option not in {option.id for option in question.options}:
            raise BadAnswer(f"That choice is not one of this question's. {CHOOSE_AGAIN}")
        case ChecklistQuestion() if not (answer.checked or frozenset()) <= {check.id for check in question.checks}:
            raise BadAnswer(f"One of the ticks is not on this question's list. {CHOOSE_AGAIN}")
        case NumberQuestion(number=rule) if answer.value is not None:
            return replace(answer, value=figure(answer.value, rule.minimum, rule.maximum, whole=rule.whole))
        case TextQuestion():
            return replace(answer, text=tidy(answer.text or "", "The answer", fault=BadAnswer) or None)
        case _:
            return answer


PARTS: dict[type[BaseQuestion], str] = {
    LevelQuestion: "level",
    ChoiceQuestion: "option",
    ChecklistQuestion: "checked",
    NumberQuestion: "value",
    TextQuestion: "text",
}


def figure(value: Decimal, least: Number | None, most: Number | None, *, whole: bool) -> Decimal:
    """A typed figure within its bounds. Raises BadAnswer."""
    if not is_figure(value):
        raise BadAnswer("Type the number in figures, such as 240 or 12.5.")
    if whole and value != value.to_integral_value():
        raise BadAnswer("Type a whole number, without a decimal point.")
    if least is not None and value < least:
        raise BadAnswer(f"This number cannot be below {in_words(least)}. Check it and type it again.")
    if most is not None and value > most:
        raise BadAnswer(f"This number cannot be above {in_words(most)}. Check it and type it again.")
    return value


def _not_too_many(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    if len(evidence) > MOST_EVIDENCE:
        raise BadAnswer(
            f"Keep to {MOST_EVIDENCE} pieces of evidence for one question: remove one before adding another."
        )
    return evidence


def evidence_checked(item: Evidence) -> Evidence:
    """One piece of evidence tidied: a title, and if given an http(s) address and a day. Raises BadAnswer."""
    title = tidy_line(item.title, "The name of the evidence", longest=SHORT, fault=BadAnswer)
    if not title:
        raise BadAnswer("Give the evidence a name, such as “Acceptable use policy”.")
    if item.date is not None and not (is_day(item.date) and "1990" <= item.date[:4] <= "2100"):
        raise BadAnswer("Give the date of the evidence as a day that exists, such as 14 November 2026.")
    url = None if item.url is None else address(item.url)
    return Evidence(title, item.date, url, None if item.file is None else file_checked(item.file))


def file_checked(file: File) -> File:
    """A file by a name of one line and a hash. Raises BadAnswer."""
    name = tidy_line(file.name, "The name of the file", longest=SHORT, fault=BadAnswer)
    if not name or not SHA256.fullmatch(file.sha256):
        raise BadAnswer("This file cannot be found again. Add it once more.")
    return File(name, file.sha256)


def address(url: str) -> str:
    """A link that is safe to show as one. Raises BadAnswer."""
    clean = tidy(url, "The link", longest=LONGEST_ADDRESS, fault=BadAnswer)
    try:
        parts = urlsplit(clean)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(letter.isspace() for letter in clean):
        raise BadAnswer("A link must begin with https:// or http://. Copy it from the address bar and paste it again.")
    return clean
