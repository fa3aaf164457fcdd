"""Rules for the frame: ids, the scale with its bands and targets, profile facts, rollups and the short form."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from frameworks.edition import Edition, Section, Strand
from frameworks.findings import Findings
from frameworks.reader import Path
from frameworks.rules.walk import questions, sections, strands
from frameworks.values import BUILT_IN_FACTS, Level

_FEWEST, _MOST = 2, 11


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check_structure(edition: Edition, found: Findings) -> None:
    """Note every fault of the frame."""
    _ids(edition, found)
    _scale(edition, found)
    _bands(edition, found)
    _targets(edition, found)
    _facts(edition, found)
    _rollups(edition, found)
    _caps(edition, found)
    _lists(edition, found)


def in_scale(edition: Edition, found: Findings, path: Path, level: Level | None) -> None:
    """Note a level that the scale does not have."""
    if level is not None and level not in edition.scale.levels:
        what = f'"{path[-1]}" is {level}' if isinstance(path[-1], str) else f'"{path[-2]}" has level {level}'
        found.at(path, f"{what}; the scale runs from {edition.scale.lowest} to {edition.scale.highest}")


def _ids(edition: Edition, found: Findings) -> None:
    tree: list[tuple[str, Path]] = [
        (part.id, (*path, "id")) for part_of in (sections, strands, questions) for path, part in part_of(edition)
    ]
    for name, path in tree:
        if name == "overall":
            found.at(path, 'the id "overall" is taken by the whole; choose another')
    tree.sort(key=lambda one: found.document.line(one[1]))
    found.twice(((path, name) for name, path in tree), "the id")
    lists: dict[str, Iterable[_Named]] = {
        "sources": edition.sources,
        "who": edition.who,
        "themes": edition.themes,
        "profile": edition.profile,
        "bands": edition.bands,
        "awards": edition.awards,
        "consistency": edition.consistency,
    }
    for key, named in lists.items():
        found.twice((((key, index, "id"), one.id) for index, one in enumerate(named)), "the id")
    caps = [((*path, "caps", i, "id"), cap.id) for path, one in sections(edition) for i, cap in enumerate(one.caps)]
    found.twice(caps, "the id")


def _scale(edition: Edition, found: Findings) -> None:
    path, levels = ("scale", "levels"), list(edition.scale.levels)
    if not _FEWEST <= len(levels) <= _MOST:
        found.at(path, f"the scale needs {_FEWEST} to {_MOST} levels and has {len(levels)}; change their number")
    for lower, higher in pairwise(levels):
        if higher != lower + 1:
            found.at((*path, higher), f"level {higher} follows level {lower}; count up by one, the lowest level first")


def _bands(edition: Edition, found: Findings) -> None:
    if not edition.bands or not edition.scale.levels:
        return
    lowest, highest = edition.scale.lowest, edition.scale.highest
    if edition.bands[0].from_ != lowest:
        found.at(
            ("bands", 0, "from"),
            f"the first band begins at {edition.bands[0].from_}; begin it at {lowest}, the lowest level",
        )
    for index, (lower, higher) in enumerate(pairwise(edition.bands), start=1):
        if higher.from_ <= lower.from_:
            found.at(
                ("bands", index, "from"),
                f"the band begins at {higher.from_}, not above the one before; order them rising",
            )
    for index, band in enumerate(edition.bands):
        if band.from_ > highest:
            found.at(("bands", index, "from"), f"the band begins at {band.from_}; no score is above {highest}")


def _targets(edition: Edition, found: Findings) -> None:
    targets = edition.scale.targets
    for index, target in enumerate(targets):
        in_scale(edition, found, ("scale", "targets", index, "level"), target.level)
        if target.when is None and index < len(targets) - 1:
            found.at(("scale", "targets", index), 'a target without "when" always holds; put it last')


def _facts(edition: Edition, found: Findings) -> None:
    for index, fact in enumerate(edition.profile):
        path: Path = ("profile", index)
        if fact.id in BUILT_IN_FACTS:
            found.at((*path, "id"), f'the fact "{fact.id}" is built in; take it out or give this one another id')
        if fact.type == "choice" and len(fact.options) < _FEWEST:
            found.at(path, f'the fact "{fact.id}" needs "options"; list at least two')
        if fact.type != "choice" and fact.options:
            found.at(
                (*path, "options"), 'only a fact of type choice has "options"; take them out or write "type: choice"'
            )
        found.twice(
            (((*path, "options", at), option) for at, option in enumerate(fact.options)), "the option", "keep one"
        )


def _rollups(edition: Edition, found: Findings) -> None:
    rules = edition.scoring
    if rules.over == "questions" and rules.rollup != "mean":
        found.at(
            ("scoring", "over"),
            f'"over: questions" is an average and cannot go with "rollup: {rules.rollup}"; keep one',
        )
    _ladder(edition, found, ("scoring", "rollup"), rules.rollup, sections(edition))
    for path, section in sections(edition):
        inside = (((*path, "strands", index), strand) for index, strand in enumerate(section.strands))
        _ladder(edition, found, (*path, "rollup"), section.rollup or "mean", inside)
    for path, strand in strands(edition):
        if strand.rollup == "ladder":
            found.at(
                (*path, "rollup"), 'a strand cannot be a ladder, since questions have no "pass_at"; use mean or min'
            )


def _ladder(
    edition: Edition, found: Findings, path: Path, rollup: str, children: Iterator[tuple[Path, Section | Strand]]
) -> None:
    for child_path, child in children:
        in_scale(edition, found, (*child_path, "pass_at"), child.pass_at)
        if rollup == "ladder" and child.pass_at is None and child.weight > 0:
            found.at(path, f'a ladder needs "pass_at" on each step; add it to {child.id}')
        if rollup != "ladder" and child.pass_at is not None:
            found.at((*child_path, "pass_at"), '"pass_at" means something only inside "rollup: ladder"; take it out')


def _caps(edition: Edition, found: Findings) -> None:
    for path, section in sections(edition):
        for index, cap in enumerate(section.caps):
            in_scale(edition, found, (*path, "caps", index, "maximum_level"), cap.maximum_level)


def _lists(edition: Edition, found: Findings) -> None:
    known = edition.questions
    for index, name in enumerate(edition.short_form):
        if name not in known:
            found.unknown(("short_form", index), "question", name, known)
    found.twice(
        ((("short_form", index), name) for index, name in enumerate(edition.short_form)), "the question", "keep one"
    )
    found.twice(((("suits", index), kind) for index, kind in enumerate(edition.suits)), "the kind", "keep one")
