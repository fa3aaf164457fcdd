"""Rules for an operator's flags and targets: what each names must be there, in the framework it is about."""

from collections.abc import Collection, Mapping
from itertools import chain

from frameworks.conditions import EveryQuestion, ProfileTest, QuestionTest, ScoreTest
from frameworks.days import is_day
from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.flags import ANY_SECTION, OVERALL, ChangeTest, EvidenceTest, FlagsFile, every_test
from frameworks.reader import Path
from frameworks.rules.conditions import check_test, given, only_one
from frameworks.rules.questions import gives_level
from frameworks.targets import Target, TargetsFile
from frameworks.values import BUILT_IN_FACTS, Model

Latest = Mapping[str, Edition | None]  # the newest edition of each framework; None: there, but faulty itself
_NAME_IT = 'name the "framework" that this flag is for'
_ALL = 100  # percent
_WANTS_OF = {
    "award": "the id of the award",
    "question": "the ids of the questions",
    "number": "the id of the number",
    "brought": "an id of your own for the figure",
}
_MAY_HAVE_OF = {*_WANTS_OF, "at_target"}
_WANTS_LIMIT = {"question", "number"}
_LIMITS: Mapping[str, tuple[str, ...]] = {  # the keys by which a metric may say how much is enough
    "at_target": ("at_least",),
    "question": ("at_least",),
    "number": ("at_least", "at_most"),
    "brought": ("at_least", "at_most"),
}


def check_flags(file: FlagsFile, found: Findings, latest: Latest) -> None:
    """Note tests that name what is not there, or that belong to a framework the flag does not name."""
    for index, flag in enumerate(file.flags):
        path = ("flags", index)
        edition = _framework(found, path, flag.framework, latest) if flag.framework else None
        for where, test in every_test(flag.when, (*path, "when")):
            if isinstance(test, EvidenceTest):
                continue
            if flag.framework is None:
                _of_every_framework(found, where, test)
            elif isinstance(test, ChangeTest) and edition:
                _node(found, (*where, "change"), test.change, edition)
            elif isinstance(test, ScoreTest) and test.score == ANY_SECTION and edition:
                check_test(edition, found, where, test.model_copy(update={"score": OVERALL}))
            elif edition:
                check_test(edition, found, where, test)


def _of_every_framework(found: Findings, path: Path, test: Model) -> None:
    """Without a framework a test may look at the whole and at any section, and at what every framework has."""
    if isinstance(test, QuestionTest):
        found.at((*path, "question"), f"a question belongs to one framework; {_NAME_IT}")
    elif isinstance(test, ProfileTest):
        if test.profile not in BUILT_IN_FACTS:
            found.at((*path, "profile"), f'"{test.profile}" is not a fact of every framework; {_NAME_IT}')
        only_one(found, path, given(test, but="profile"), "is, in")
    elif isinstance(test, ScoreTest):
        _node(found, (*path, "score"), test.score, None)
        only_one(found, path, given(test, but="score"), "at_least, at_most")
    elif isinstance(test, ChangeTest):
        _node(found, (*path, "change"), test.change, None)
    elif isinstance(test, EveryQuestion) and (where := test.every_question.where):
        for key in ("theme", "section"):
            if getattr(where, key) is not None:
                found.at((*path, "every_question", "where", key), f"a {key} belongs to one framework; {_NAME_IT}")


def _node(found: Findings, path: Path, node: str, edition: Edition | None) -> None:
    if node in {OVERALL, ANY_SECTION}:
        return
    if edition is None:
        found.at(path, f'"{node}" belongs to one framework; {_NAME_IT}, or use {OVERALL} or {ANY_SECTION}')
    elif node not in (nodes := [OVERALL, ANY_SECTION, *nodes_of(edition)]):
        found.unknown(path, "section or strand", node, nodes)


def nodes_of(edition: Edition) -> list[str]:
    """The sections and strands, in the order written."""
    return [*chain.from_iterable((one.id, *(strand.id for strand in one.strands)) for one in edition.sections)]


def check_targets(file: TargetsFile, found: Findings, latest: Latest, regions: Collection[str]) -> None:
    """Note keys a metric has no use for or lacks, and names, levels, days and shares that cannot be."""
    for index, target in enumerate(file.targets):
        check_target(target, found, ("targets", index), latest, regions)


def check_target(target: Target, found: Findings, path: Path, latest: Latest, regions: Collection[str]) -> None:
    """The same of one target."""
    _keys(found, path, target)
    edition = _framework(found, path, target.framework, latest) if target.framework else None
    if target.framework is None and target.metric != "brought":
        found.at(path, f'a target of "{target.metric}" needs "framework"; add it')
    if edition:
        _names(found, path, target, edition)
        _suited(found, path, target, edition)
    for at, region in enumerate(target.group.regions):
        if region not in regions:
            found.unknown((*path, "group", "regions", at), "region", region, regions)
    if target.is_of_organisations and target.value > _ALL:
        found.at((*path, "value"), f'"value" is {target.value}, in percent of the organisations; it is at most 100')
    if not is_day(target.by):
        found.at((*path, "by"), f'"by" is "{target.by}", not a day; write it like "2027-07-31", in quotes')


def _keys(found: Findings, path: Path, target: Target) -> None:
    """A metric has the keys it needs and no others."""
    metric, said = target.metric, f'a target of "{target.metric}"'
    if metric in _WANTS_OF and not target.of:
        found.at(path, f'{said} needs "of", {_WANTS_OF[metric]}; add it')
    if metric not in _MAY_HAVE_OF and target.of:
        found.at((*path, "of"), f'{said} has no "of"; take it out')
    if metric in {"award", "brought"} and len(target.of) > 1:
        found.at((*path, "of"), f"{said} is of one; write a target for each")
    _limits(found, path, target, said)
    if metric == "brought" and target.unit is None:
        found.at(path, f'{said} needs "unit", such as percent of pupils; add it')
    if metric != "brought" and target.unit is not None:
        found.at((*path, "unit"), f'{said} has no "unit"; take it out')
    if target.show_when_met and not target.is_of_organisations:
        found.at((*path, "show_when_met"), "one figure for the whole group tells nothing of each; take this out")


def _limits(found: Findings, path: Path, target: Target, said: str) -> None:
    may = _LIMITS.get(target.metric, ())
    written = [key for key in ("at_least", "at_most") if getattr(target, key) is not None]
    for key in written:
        if key not in may:
            found.at((*path, key), f'{said} has no "{key}"; take it out')
    if target.metric in _WANTS_LIMIT and not written:
        found.at(path, f"{said} needs {' or '.join(may)}; add it")
    if len(written) > 1:
        found.at((*path, "at_most"), "at_least and at_most are both there; keep one of the two")


def _names(found: Findings, path: Path, target: Target, edition: Edition) -> None:
    """What `of` names is in the framework, and a level is on its scale."""
    numbers = [indicator.id for question in edition.questions.values() for indicator in question.indicators]
    known: Mapping[str, tuple[str, list[str]]] = {
        "at_target": ("section or strand", [OVERALL, *nodes_of(edition)]),
        "award": ("award", [award.id for award in edition.awards]),
        "question": ("question", [*edition.questions]),
        "number": ("number", numbers),
    }
    if target.metric in known:
        what, names = known[target.metric]
        for index, name in enumerate(target.of):
            if name not in names:
                found.unknown((*path, "of", index), what, name, names)
    if target.metric == "question":
        for index, name in enumerate(target.of):
            if name in edition.questions and not gives_level(edition.questions[name]):
                found.at((*path, "of", index), f'an answer to "{name}" gives no level; name another question')
    level, scale = target.at_least, edition.scale
    if target.metric in {"at_target", "question"} and level is not None and not scale.lowest <= level <= scale.highest:
        found.at((*path, "at_least"), f'"at_least" is {level}; the scale runs from {scale.lowest} to {scale.highest}')


def _suited(found: Findings, path: Path, target: Target, edition: Edition) -> None:
    for index, kind in enumerate(target.group.kinds):
        if kind not in edition.suits:
            found.unknown(
                (*path, "group", "kinds", index), f'kind that "{edition.id}" suits called', kind, edition.suits
            )
    kinds = target.group.kinds or edition.suits
    if target.group.phases and "school" not in kinds:
        found.at(
            (*path, "group", "phases"), "only schools have a phase; add school to the kinds, or take the phases out"
        )


def _framework(found: Findings, path: Path, name: str, latest: Latest) -> Edition | None:
    """The newest edition; None where there is none (a fault here) or it is faulty itself (a fault there)."""
    if name not in latest:
        found.unknown((*path, "framework"), "framework", name, sorted(latest))
        return None
    return latest[name]
