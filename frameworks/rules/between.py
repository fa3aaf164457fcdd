"""Rules between files: references, lineages and crosswalks name what is there, and a lineage forgets no question."""

from collections.abc import Mapping

from frameworks.companions import Bearing, Crosswalk, EditionRef, Lineage, Origin, Reference
from frameworks.edition import Edition, Scale
from frameworks.findings import Findings
from frameworks.lineages import keeps_meaning, unchanged
from frameworks.reader import Path
from frameworks.rules.walk import questions

Editions = Mapping[tuple[str, str], Edition | None]


def check_references(edition: Edition, found: Findings, references: Mapping[str, Reference | None]) -> None:
    """Every reference named is there and has the codes named."""
    for path, question in questions(edition):
        for name, codes in question.references.items():
            here = (*path, "references", name)
            if name not in references:
                found.unknown(here, "reference", name, references)
            elif reference := references[name]:
                for index, code in enumerate(codes):
                    if code not in reference.items:
                        found.unknown((*here, index), f'item of "{name}" called', code, reference.items)


def check_reference_rules(reference: Reference, found: Findings) -> None:
    """A reference has items, and its core items are among them."""
    if not reference.items:
        found.at(("items",), "the list is empty; add at least one item")
    for index, code in enumerate(reference.core):
        if code not in reference.items:
            found.unknown(("core", index), "item", code, reference.items)


def check_lineage_rules(lineage: Lineage, found: Findings, framework: str, editions: Editions) -> None:
    """Every old id is accounted for, and every id and level is there."""
    old = _edition(found, ("from",), framework, lineage.from_, editions)
    new = _edition(found, ("to",), framework, lineage.to, editions)
    for name, origin in lineage.questions.items():
        _origin(found, ("questions", name), origin)
    if not (old and new):
        return
    for name, origin in lineage.questions.items():
        path: Path = ("questions", name)
        if name not in new.questions:
            found.unknown(path, f"question in edition {lineage.to} called", name, new.questions)
        for index, source in enumerate(origin.from_):
            if source not in old.questions:
                found.unknown(
                    (*path, "from", index), f"question in edition {lineage.from_} called", source, old.questions
                )
        _levels(found, (*path, "levels"), origin.levels, old.scale, new.scale)
        _same(found, path, name, origin, old, new)
    _retired(lineage, found, old, new)


def _origin(found: Findings, path: Path, origin: Origin) -> None:
    if origin.change in {"same", "reworded", "rescaled", "split"} and len(origin.from_) > 1:
        found.at((*path, "from"), f'"{origin.change}" comes from one question; name one, or write "change: merged"')
    if origin.change == "merged" and len(origin.from_) == 1:
        found.at((*path, "from"), '"merged" comes from several questions; name them all, or write another change')
    if origin.change == "rescaled" and not origin.levels:
        found.at(path, '"rescaled" needs "levels"; write for each old level the new one')
    if origin.change != "rescaled" and origin.levels:
        found.at((*path, "levels"), f'"levels" goes with "rescaled" only, not with "{origin.change}"; take it out')


def _same(found: Findings, path: Path, name: str, origin: Origin, old: Edition, new: Edition) -> None:
    """What is called the same keeps kind, revision and the scale its answers stand on."""
    before, now = old.questions.get(origin.from_[0]), new.questions.get(name)
    if origin.change not in {"same", "reworded"} or not (before and now):
        return
    if type(before) is not type(now):
        found.at(
            (*path, "change"), f'the kind of the question changed, so it is not "{origin.change}"; write "replaced"'
        )
    elif before.id == name and before.revision != now.revision:
        found.at((*path, "change"), f'the revision was raised, so it is not "{origin.change}"; write what became of it')
    elif not keeps_meaning(before.id, old, name, new):
        remedy = 'write "rescaled" and "levels", for each old level the new one'
        found.at((*path, "change"), f'the scales differ, so it is not "{origin.change}"; {remedy}')


def _retired(lineage: Lineage, found: Findings, old: Edition, new: Edition) -> None:
    used = {source for origin in lineage.questions.values() for source in origin.from_}
    for index, name in enumerate(lineage.retired):
        if name not in old.questions:
            found.unknown(("retired", index), f"question in edition {lineage.from_} called", name, old.questions)
        elif name in used:
            found.at(("retired", index), f'"{name}" lives on in another question; take it out here')
    unsaid = {name for name in unchanged(old, new) if name not in lineage.questions}
    for name in old.questions:
        if name not in used | unsaid | set(lineage.retired):
            found.at(
                ("retired",),
                f'"{name}" of edition {lineage.from_} is not accounted for; say what became of it, or retire it',
            )


def check_crosswalk_rules(crosswalk: Crosswalk, found: Findings, editions: Editions) -> None:
    """Every framework, edition, id and level is there."""
    source = _referred(found, ("from",), crosswalk.from_, editions)
    target = _referred(found, ("to",), crosswalk.to, editions)
    if crosswalk.from_.framework == crosswalk.to.framework:
        found.at(("to", "framework"), "a crosswalk joins two frameworks; between editions write a lineage")
    equal = [(("map", i, "to"), one.to) for i, one in enumerate(crosswalk.map) if one.relation == "equal"]
    found.twice(equal, "an equal for the question", "keep one")
    if source and target:
        for index, bearing in enumerate(crosswalk.map):
            _bearing(found, ("map", index), bearing, source, target)


def _bearing(found: Findings, path: Path, bearing: Bearing, source: Edition, target: Edition) -> None:
    if bearing.to not in target.questions:
        found.unknown((*path, "to"), f"question in {target.id} called", bearing.to, target.questions)
    for index, name in enumerate(bearing.from_):
        if name not in source.questions:
            found.unknown((*path, "from", index), f"question in {source.id} called", name, source.questions)
    if bearing.relation == "equal" and not bearing.levels and list(source.scale.levels) != list(target.scale.levels):
        found.at(path, 'the scales differ, so "equal" needs "levels"; write for each level of the one the other\'s')
    _levels(found, (*path, "levels"), bearing.levels, source.scale, target.scale)


def _levels(found: Findings, path: Path, levels: Mapping[int, int], old: Scale, new: Scale) -> None:
    for before, now in levels.items():
        if before not in old.levels:
            found.unknown((*path, before), "level", before, old.levels)
        if now not in new.levels:
            found.unknown((*path, before), "level", now, new.levels)
    if list(levels.values()) != sorted(levels.values()) or list(levels) != sorted(levels):
        found.at(path, "a higher level must not lead to a lower one; write the levels in rising order")


def _referred(found: Findings, path: Path, reference: EditionRef, editions: Editions) -> Edition | None:
    names = {framework for framework, _ in editions}
    if reference.framework not in names:
        found.unknown((*path, "framework"), "framework", reference.framework, sorted(names))
        return None
    return _edition(found, (*path, "edition"), reference.framework, reference.edition, editions)


def _edition(found: Findings, path: Path, framework: str, name: str, editions: Editions) -> Edition | None:
    """The edition; None when it is not there (a fault here) or is faulty itself (a fault there)."""
    if (framework, name) not in editions:
        found.unknown(
            path, f'edition of "{framework}" called', name, [key[1] for key in editions if key[0] == framework]
        )
        return None
    return editions[framework, name]
