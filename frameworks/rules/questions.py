"""Rules for one question: descriptors for every level, options, checks, and what it names elsewhere in the file."""

from collections.abc import Collection, Iterable

from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    TextQuestion,
)
from frameworks.reader import Path
from frameworks.rules.numbers import check_indicator, check_number
from frameworks.rules.structure import in_scale
from frameworks.rules.walk import questions


def check_questions(edition: Edition, found: Findings) -> None:
    """Note every fault of every question."""
    named: dict[str, Collection[str]] = {
        "themes": [theme.id for theme in edition.themes],
        "ask": [who.id for who in edition.who],
        "sources": [source.id for source in edition.sources],
    }
    for path, question in questions(edition):
        for key, known in named.items():
            _declared(found, (*path, key), getattr(question, key), known)
        _common(edition, found, path, question)
        _by_kind(edition, found, path, question)


def gives_level(question: BaseQuestion) -> bool:
    """Whether an answer to the question is worth a level at all."""
    match question:
        case TextQuestion():
            return False
        case ChoiceQuestion():
            return any(option.level is not None or option.share is not None for option in question.options)
    return True


def _declared(found: Findings, path: Path, names: Iterable[str], known: Collection[str]) -> None:
    what = {"themes": "theme", "ask": 'entry of "who"', "sources": "source"}[str(path[-1])]
    for index, name in enumerate(names):
        if name not in known:
            found.unknown((*path, index), what, name, known)
    found.twice((((*path, index), name) for index, name in enumerate(names)), f"the {what}", "keep one")


def _common(edition: Edition, found: Findings, path: Path, question: BaseQuestion) -> None:
    if question.minimum_level is not None:
        in_scale(edition, found, (*path, "minimum_level"), question.minimum_level)
        if not gives_level(question):
            found.at(
                (*path, "minimum_level"), 'the answer gives no level, so "minimum_level" says nothing; take it out'
            )
    if question.evidence:
        in_scale(edition, found, (*path, "evidence", "needed_from"), question.evidence.needed_from)
    for level in question.next_steps:
        in_scale(edition, found, (*path, "next_steps", level), level)
    for index, indicator in enumerate(question.indicators):
        check_indicator(edition, found, (*path, "indicators", index), indicator)
    found.twice(
        (((*path, "indicators", index, "id"), one.id) for index, one in enumerate(question.indicators)), "the indicator"
    )
    for kind in question.applies_to.kinds or () if question.applies_to else ():
        if kind not in edition.suits:
            found.at(
                (*path, "applies_to", "kinds"),
                f'the framework does not suit a {kind}; add it to "suits" or take it out',
            )


def _by_kind(edition: Edition, found: Findings, path: Path, question: BaseQuestion) -> None:
    match question:
        case LevelQuestion():
            _levels(edition, found, (*path, "levels"), question)
        case ChoiceQuestion():
            _options(edition, found, (*path, "options"), question)
        case ChecklistQuestion():
            _checks(found, (*path, "checks"), question)
        case NumberQuestion():
            check_number(edition, found, (*path, "number"), question)


def _levels(edition: Edition, found: Findings, path: Path, question: LevelQuestion) -> None:
    scale = edition.scale
    for level in scale.levels:
        if level not in question.levels:
            found.at(path, f"level {level} has no descriptor; write one")
    for level in question.levels:
        if level not in scale.levels:
            found.at(
                (*path, level), f'"levels" has level {level}; the scale runs from {scale.lowest} to {scale.highest}'
            )
    if list(question.levels) != sorted(question.levels):
        found.at(path, "the levels are not in order; write the lowest first")


def _options(edition: Edition, found: Findings, path: Path, question: ChoiceQuestion) -> None:
    found.twice((((*path, index, "id"), option.id) for index, option in enumerate(question.options)), "the option")
    for index, option in enumerate(question.options):
        in_scale(edition, found, (*path, index, "level"), option.level)
        if option.level is not None and option.share is not None:
            found.at((*path, index, "share"), f'the option "{option.id}" has a level and a share; keep one of the two')


def _checks(found: Findings, path: Path, question: ChecklistQuestion) -> None:
    found.twice((((*path, index, "id"), check.id) for index, check in enumerate(question.checks)), "the check")
    if question.weight > 0 and not any(check.weight > 0 for check in question.checks):
        found.at(
            path, 'every check has weight 0, so nothing can be scored; give one a weight or the question "weight: 0"'
        )
