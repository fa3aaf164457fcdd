"""A framework or one section of it as a form to fill in by hand, with last time's answers beside the questions."""

from collections.abc import Mapping

from assessments import wording
from assessments.values import Said
from frameworks.edition import Edition, Section
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from reports.one_side import DEMO
from reports.typesetting import pdf

Option = dict[str, str]


def form_pdf(
    edition: Edition,
    *,
    section: str | None = None,
    questions: frozenset[str] | None = None,
    last: Mapping[str, Said] | None = None,
    last_period: str | None = None,
    demo: bool = False,
) -> bytes:
    """The form of the whole edition, or of one section; `questions` keeps only those asked of this organisation.

    `last` is what was answered in an earlier submission, by question id. Raises KeyError for an unknown section.
    """
    chosen = [one for one in edition.sections if section in (None, one.id)]
    if not chosen:
        raise KeyError(section)
    beside = _Beside(edition, last or {}, last_period)
    data = {
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

    def __init__(self, edition: Edition, last: Mapping[str, Said], period: str | None) -> None:
        self._edition, self._last, self._period = edition, last, period

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
            "lines": [*_figure(question), *(f"{number.label}:" for number in question.indicators)],
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
                return "Tick all that are in place", [{"name": check.label, "text": ""} for check in checks]
            case _:
                return "", []


def _figure(question: BaseQuestion) -> list[str]:
    if isinstance(question, NumberQuestion):
        rule = question.number
        return [f"{rule.ratio.of if rule.ratio else rule.unit}:"]
    return []
