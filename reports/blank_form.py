"""A framework or one section of it as a form to fill in by hand, with last time's answers beside the questions."""

from collections.abc import Iterator, Mapping

from assessments import wording
from assessments.values import Said
from frameworks.edition import Edition, Section
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    Indicator,
    LevelQuestion,
    NumberQuestion,
)
from reports.one_side import DEMO
from reports.typesetting import pdf, spoken
from scoring.answers import AnswerSheet, Measurement
from scoring.checks import lines_not_asked

Option = dict[str, str]


def form_pdf(  # noqa: PLR0913 (what a form is made of)
    edition: Edition,
    *,
    section: str | None = None,
    questions: frozenset[str] | None = None,
    last: Mapping[str, Said] | None = None,
    last_period: str | None = None,
    numbers: Mapping[str, Measurement] | None = None,
    sheet: AnswerSheet | None = None,
    demo: bool = False,
) -> bytes:
    """The form of the whole edition, or of one section; `questions` keeps only those asked of this organisation.

    `last` is what was answered in an earlier submission, by question id, `numbers` what was measured, by indicator id;
    `sheet` are the answers given already, on which it depends which lines of a checklist are asked.
    Raises KeyError for an unknown section.
    """
    chosen = [one for one in edition.sections if section in (None, one.id)]
    if not chosen:
        raise KeyError(section)
    beside = _Beside(edition, last or {}, last_period, numbers or {}, sheet)
    data = {
        **spoken(edition.language),
        "title": edition.title if section is None else f"{edition.name}: {chosen[0].title}",
        "subtitle": f"A form to print and fill in by hand. The {edition.edition} version.",
        "demo": DEMO if demo else "",
        "how": edition.how_to_answer or "",
        "sections": [beside.section(one, questions) for one in chosen],
        "footer": f"Made with Stocktake. {edition.title}, the {edition.edition} version.",
    }
    return pdf("form.typ", data)


class _Beside:
    """The questions of one edition as form entries, each with what was answered last time."""

    def __init__(
        self,
        edition: Edition,
        last: Mapping[str, Said],
        period: str | None,
        numbers: Mapping[str, Measurement],
        sheet: AnswerSheet | None,
    ) -> None:
        self._edition, self._last, self._period = edition, last, period
        self._numbers, self._sheet = numbers, sheet

    def section(self, section: Section, asked: frozenset[str] | None) -> dict[str, object]:
        strands = [
            {
                "title": strand.title,
                "questions": [self._entry(one) for one in strand.questions if asked is None or one.id in asked],
            }
            for strand in section.strands
        ]
        return {
            "title": section.title,
            "summary": section.summary or "",
            "strands": [strand for strand in strands if strand["questions"]],
        }

    def _entry(self, question: BaseQuestion) -> dict[str, object]:
        column, options = self._options(question)
        return {
            "text": question.text,
            "why": question.why or question.help or "",
            "last": self._said(question),
            "column": column,
            "options": options,
            "lines": [
                *_figure(self._edition, question),
                *(line for number in question.indicators for line in _to_measure(number, self._numbers.get(number.id))),
            ],
            "not_applicable": question.may_be_not_applicable,
        }

    def _said(self, question: BaseQuestion) -> str:
        said = self._last.get(question.id)
        if said is None:
            return ""
        changed = f" ({said.changed})" if said.changed else ""
        return f"Last time ({self._period}): {said.words}{changed}"

    def _options(self, question: BaseQuestion) -> tuple[str, list[Option]]:
        unknown = [{"name": "We do not know", "text": "Counts as the lowest level."}]
        match question:
            case LevelQuestion(levels=levels):
                steps = [
                    {"name": wording.scale_label(self._edition, at), "text": text}
                    for at, text in sorted(levels.items())
                ]
                return "Level", steps + unknown
            case ChoiceQuestion(options=options):
                return "Answer", [{"name": option.label, "text": ""} for option in options] + unknown
            case ChecklistQuestion(checks=checks):
                left_out = lines_not_asked(self._edition, self._sheet, question) if self._sheet else frozenset()
                kept = [check for check in checks if check.id not in left_out]
                return "Tick all that are in place", [{"name": check.label, "text": ""} for check in kept]
            case _:
                return "", []


def _figure(edition: Edition, question: BaseQuestion) -> list[str]:
    """What to write down for a number question; a ratio is set against a fact about the organisation."""
    if not isinstance(question, NumberQuestion):
        return []
    rule = question.number
    if rule.ratio is None:
        return [f"{rule.unit}:"]
    fact = edition.facts.get(rule.ratio.per)
    return [f"{rule.ratio.of}:", f"out of {fact.label if fact else rule.ratio.per}:"]


def _to_measure(number: Indicator, last: Measurement | None) -> Iterator[str]:
    """The lines of a number measured beside a question: two parts, a date, or one figure in its unit."""
    before = f" (last time {_measured(last)})" if last else ""
    if number.of and number.per:
        yield f"{number.label}{before}. {number.of}:"
        yield f"out of {number.per}:"
    elif number.date_of:
        yield f"{number.label}{before}. {number.date_of}, date:"
    else:
        unit = "" if number.unit == "count" else f", {number.unit}"
        yield f"{number.label}{unit}{before}:"


def _measured(last: Measurement) -> str:
    if last.date is not None:
        return wording.day(last.date)
    if last.of is not None and last.per is not None:
        return f"{wording.number(last.of)} out of {wording.number(last.per)}"
    if last.percent is not None:
        return f"{wording.number(last.percent)}%"
    return wording.DASH if last.value is None else wording.number(last.value)
