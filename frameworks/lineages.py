"""Joins lineages end to end, so that answers of any earlier edition can be followed to any later one."""

from collections.abc import Iterator, Mapping

from frameworks.companions import Change, Lineage, Origin
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, TextQuestion

# The weakest change of a chain wins; from the strongest to the weakest.
_STRENGTH: tuple[Change, ...] = ("same", "reworded", "rescaled", "split", "merged", "replaced")


def spelt_out(lineage: Lineage, old: Edition, new: Edition) -> Lineage:
    """List what goes without saying: an id in both editions with the same revision is the same question.

    On another scale it is so only where its answers mean the same there.
    """
    unsaid = {
        name: Origin(from_=(name,), change="same" if keeps_meaning(name, old, name, new) else "replaced")
        for name in unchanged(old, new)
        if name not in lineage.questions and name not in lineage.retired
    }
    return lineage.model_copy(update={"questions": {**unsaid, **lineage.questions}})


def unchanged(old: Edition, new: Edition) -> Iterator[str]:
    """The ids in both editions with the same revision, in the order of the newer."""
    return (
        name for name, question in new.questions.items()
        if name in old.questions and old.questions[name].revision == question.revision
    )  # fmt: skip


def keeps_meaning(source: str, old: Edition, name: str, new: Edition) -> bool:
    """Whether answers to a question of the old edition stand for the same in the new one, as far as scales go."""
    if list(old.scale.levels) == list(new.scale.levels):
        return True
    return not (_rests_on_scale(old.questions[source]) or _rests_on_scale(new.questions[name]))


def _rests_on_scale(question: BaseQuestion) -> bool:
    """Only shares and words mean the same on every scale; a missing required check holds at the second level."""
    match question:
        case TextQuestion():
            return False
        case ChoiceQuestion():
            return any(option.level is not None for option in question.options)
        case ChecklistQuestion():
            return any(check.required for check in question.checks)
        case _:
            return True


def joined(earlier: Lineage, later: Lineage) -> Lineage:
    """Two spelt-out lineages as one. What the middle edition added, or the later one retired, drops out."""
    questions = {}
    for name, origin in later.questions.items():
        middle = [earlier.questions[source] for source in origin.from_ if source in earlier.questions]
        if middle:
            questions[name] = _through(middle, origin)
    kept = {source for origin in questions.values() for source in origin.from_}
    known = {source for origin in earlier.questions.values() for source in origin.from_} | set(earlier.retired)
    return Lineage(from_=earlier.from_, to=later.to, questions=questions, retired=tuple(sorted(known - kept)))


def _through(middle: list[Origin], last: Origin) -> Origin:
    sources = tuple(dict.fromkeys(source for origin in middle for source in origin.from_))
    change = max([last.change, *(origin.change for origin in middle)], key=_STRENGTH.index)
    if change != "rescaled":
        return Origin(from_=sources, change=change)
    return Origin(from_=sources, change=change, levels=_levels(middle[0], last))


def _levels(first: Origin, second: Origin) -> dict[int, int]:
    """A level whose way is not known all through drops out: its answer is not carried."""
    if first.change != "rescaled":
        return second.levels
    if second.change != "rescaled":
        return first.levels
    return {old: second.levels[middle] for old, middle in first.levels.items() if middle in second.levels}


def chain(lineages: Mapping[tuple[str, str], Lineage], old: str, new: str) -> Lineage | None:
    """The lineage from one edition to another by the fewest steps; None when there is no way."""
    ways: list[Lineage] = [lineage for (start, _), lineage in lineages.items() if start == old]
    reached = {old}
    while ways:
        for way in ways:
            if way.to == new:
                return way
        reached |= {way.to for way in ways}
        ways = [
            joined(way, following)
            for way in ways
            for (start, end), following in lineages.items()
            if start == way.to and end not in reached
        ]
    return None
