"""Rules for conditions: each place may look at some things only, and what a test names must be there and comparable."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import get_args

from frameworks.conditions import (
    All,
    AnyOf,
    Condition,
    CoverageTest,
    EveryQuestion,
    Not,
    NotApplicableTest,
    ProfileTest,
    QuestionTest,
    ScoreTest,
)
from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from frameworks.reader import Path
from frameworks.rules.questions import gives_level
from frameworks.rules.structure import in_scale
from frameworks.rules.walk import questions, sections
from frameworks.values import BUILT_IN_FACTS, Kind, Model, Phase

_SHOWN: dict[type[Model], str] = {
    ProfileTest: "profile",
    QuestionTest: "question",
    ScoreTest: "score",
    EveryQuestion: "every_question",
    CoverageTest: "coverage",
    NotApplicableTest: "not_applicable",
}
_ANSWERS = (ProfileTest, QuestionTest, EveryQuestion, CoverageTest, NotApplicableTest)
_LEVELS = ("at_least", "at_most")
_FIGURES = ("value_at_least", "value_at_most")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition stands: the rule in words, the tests allowed, and the questions it may look at (None: all)."""

    what: str
    may: tuple[type[Model], ...]
    earlier: Collection[str] | None = None


_SCOPE = _Place("the profile decides scope and targets", (ProfileTest,))
_CAP = _Place("a cap looks at answers, never at scores", _ANSWERS)
_ANYTHING = _Place("", tuple(_SHOWN))


def check_conditions(edition: Edition, found: Findings) -> None:
    """Note every fault of every condition."""
    checker = _Checker(edition, found)
    for path, condition, place in _conditions(edition):
        for leaf_path, leaf in _leaves(condition, path):
            checker.test(leaf_path, leaf, place)


def _conditions(edition: Edition) -> Iterator[tuple[Path, Condition, _Place]]:
    for index, target in enumerate(edition.scale.targets):
        if target.when:
            yield ("scale", "targets", index, "when"), target.when, _SCOPE
    for index, rule in enumerate(edition.consistency):
        yield ("consistency", index, "when"), rule.when, _ANYTHING
    for index, award in enumerate(edition.awards):
        for at, condition in enumerate(award.requires):
            yield ("awards", index, "requires", at), condition, _ANYTHING
    for path, section in sections(edition):
        for index, cap in enumerate(section.caps):
            yield (*path, "caps", index, "when"), cap.when, _CAP
    yield from _in_questions(edition)


def _in_questions(edition: Edition) -> Iterator[tuple[Path, Condition, _Place]]:
    earlier: list[str] = []
    for path, question in questions(edition):
        place = _Place(
            "ask_if looks at the profile and at earlier answers", (ProfileTest, QuestionTest), tuple(earlier)
        )
        if question.applies_to and question.applies_to.when:
            yield (*path, "applies_to", "when"), question.applies_to.when, _SCOPE
        if question.ask_if:
            yield (*path, "ask_if"), question.ask_if, place
        if isinstance(question, ChecklistQuestion):
            for index, check in enumerate(question.checks):
                if check.ask_if:
                    yield (*path, "checks", index, "ask_if"), check.ask_if, place
        earlier.append(question.id)


def _leaves(condition: Condition, path: Path) -> Iterator[tuple[Path, Model]]:
    match condition:
        case All(all=parts):
            for index, part in enumerate(parts):
                yield from _leaves(part, (*path, "all", index))
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from _leaves(part, (*path, "any", index))
        case Not(not_=part):
            yield from _leaves(part, (*path, "not"))
        case _:
            yield path, condition


def check_test(edition: Edition, found: Findings, path: Path, test: Model) -> None:
    """Note every fault of one test that may look at anything."""
    _Checker(edition, found).test(path, test, _ANYTHING)


def given(test: Model, *, but: str) -> dict[str, object]:
    """The tests written, by the key the author wrote."""
    fields = type(test).model_fields
    written = {fields[name].alias or name: getattr(test, name) for name in fields if name != but}
    return {key: value for key, value in written.items() if value is not None}


def only_one(found: Findings, path: Path, tests: dict[str, object], choices: str) -> bool:
    """Whether a condition has exactly one test, noting it where it has not."""
    if len(tests) != 1:
        wrong = "has no test" if not tests else f"has {len(tests)} tests, {' and '.join(tests)}"
        found.at(path, f"the condition {wrong}; give exactly one of {choices}")
    return len(tests) == 1


class _Checker:
    """Checks single tests against one edition."""

    def __init__(self, edition: Edition, found: Findings) -> None:
        self.edition = edition
        self.found = found

    def test(self, path: Path, test: Model, place: _Place) -> None:
        if not isinstance(test, place.may):
            self.found.at(path, f'"{_SHOWN[type(test)]}" cannot stand here: {place.what}; use another test')
            return
        match test:
            case ProfileTest():
                self._profile(path, test)
            case QuestionTest():
                self._question(path, test, place)
            case ScoreTest():
                self._score(path, test)
            case EveryQuestion():
                self._every(path, test)

    def _profile(self, path: Path, test: ProfileTest) -> None:
        facts = self.edition.facts
        if test.profile not in facts and test.profile not in BUILT_IN_FACTS:
            self.found.unknown((*path, "profile"), "profile fact", test.profile, [*BUILT_IN_FACTS, *facts])
            return
        tests = given(test, but="profile")
        if not only_one(self.found, path, tests, "is, in, at_least, at_most, answered"):
            return
        [(key, value)] = tests.items()
        kind = facts[test.profile].type if test.profile in facts else "choice"
        if key in _LEVELS and kind != "number":
            self.found.at((*path, key), f'the fact "{test.profile}" is not a number; use is or in')
        for one in value if isinstance(value, tuple) else (value,) if key == "is" else ():
            self._fact_value((*path, key), test.profile, kind, one)

    def _fact_value(self, path: Path, fact: str, kind: str, value: object) -> None:
        if kind == "yes_no" and not isinstance(value, bool):
            self.found.at(path, f'the fact "{fact}" is yes or no; compare it with true or false, without quotes')
        elif kind == "number" and (isinstance(value, bool) or not isinstance(value, int)):
            self.found.at(path, f'the fact "{fact}" is a number; compare it with a number, without quotes')
        elif kind == "choice":
            options = self._options(fact)
            if not isinstance(value, str) or (options and value not in options):
                self.found.unknown(path, f'option of the fact "{fact}" called', value, options)

    def _options(self, fact: str) -> tuple[str, ...]:
        """What a fact may be; a region may be anything."""
        built_in = {"kind": get_args(Kind), "phase": get_args(Phase), "region": ()}
        return built_in[fact] if fact in built_in else self.edition.facts[fact].options

    def _question(self, path: Path, test: QuestionTest, place: _Place) -> None:
        known = self.edition.questions
        if test.question not in known:
            self.found.unknown((*path, "question"), "question", test.question, known)
            return
        if place.earlier is not None and test.question not in place.earlier:
            self.found.at((*path, "question"), f'"{test.question}" does not come earlier; {place.what} only')
        tests = given(test, but="question")
        choices = "is, in, at_least, at_most, value_at_least, value_at_most, answered, evidenced"
        if only_one(self.found, path, tests, choices):
            [(key, value)] = tests.items()
            self._answer((*path, key), known[test.question], key, value)

    def _answer(self, path: Path, question: BaseQuestion, key: str, value: object) -> None:
        if key in _FIGURES and not isinstance(question, NumberQuestion):
            self.found.at(
                path, f'only a number has a figure, and "{question.id}" is none; use is, in, at_least or at_most'
            )
        elif key in _LEVELS and not gives_level(question):
            self.found.at(path, f'an answer to "{question.id}" gives no level; use is, in or answered')
        elif key in _LEVELS:
            self._within(path, value)
        elif key in {"is", "in"}:
            for one in value if isinstance(value, tuple) else (value,):
                self._stored(path, question, one)

    def _within(self, path: Path, level: object) -> None:
        scale = self.edition.scale
        if not scale.lowest <= level <= scale.highest:  # type: ignore[operator]  # a number, by its model
            self.found.at(path, f'"{path[-1]}" is {level}; the scale runs from {scale.lowest} to {scale.highest}')

    def _stored(self, path: Path, question: BaseQuestion, value: object) -> None:
        match question:
            case LevelQuestion():
                if not isinstance(value, int) or value not in self.edition.scale.levels:
                    self.found.unknown(path, "level", value, self.edition.scale.levels)
            case ChoiceQuestion():
                if value not in (options := [option.id for option in question.options]):
                    self.found.unknown(path, f'option of "{question.id}" called', value, options)
            case ChecklistQuestion():
                if value not in (checks := [check.id for check in question.checks]):
                    self.found.unknown(path, f'check of "{question.id}" called', value, checks)
            case NumberQuestion():
                self.found.at(path, f'"{path[-1]}" does not compare figures; use value_at_least or value_at_most')
            case _:
                self.found.at(path, f'"{path[-1]}" does not compare texts; use answered')

    def _score(self, path: Path, test: ScoreTest) -> None:
        nodes = ["overall"]
        for section in self.edition.sections:
            nodes += [section.id, *(strand.id for strand in section.strands)]
        if test.score not in nodes:
            self.found.unknown((*path, "score"), "section or strand", test.score, nodes)
        tests = given(test, but="score")
        if only_one(self.found, path, tests, "at_least, at_most"):
            [(key, value)] = tests.items()
            self._within((*path, key), value)

    def _every(self, path: Path, test: EveryQuestion) -> None:
        every, path = test.every_question, (*path, "every_question")
        if isinstance(every.at_least, int):
            in_scale(self.edition, self.found, (*path, "at_least"), every.at_least)
        if not (where := every.where):
            return
        themes = [theme.id for theme in self.edition.themes]
        if where.theme and where.theme not in themes:
            self.found.unknown((*path, "where", "theme"), "theme", where.theme, themes)
        ids = [section.id for section in self.edition.sections]
        if where.section and where.section not in ids:
            self.found.unknown((*path, "where", "section"), "section", where.section, ids)
