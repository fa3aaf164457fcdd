"""Rules between editions: no question forgotten, a correction changes no judgement, an indicator id is one measure."""

from collections.abc import Iterator, Mapping, Sequence

from frameworks.companions import Lineage
from frameworks.corrections import changed_meaning
from frameworks.edition import Edition, edition_order
from frameworks.findings import Findings
from frameworks.lineages import unchanged
from frameworks.questions import Indicator
from frameworks.reader import Path, scan
from frameworks.rules.walk import questions

Lineages = Mapping[tuple[str, str], Lineage]


def check_neighbours(
    edition: Edition, earlier: Sequence[Edition], lineages: Lineages | None, text: str, name: str
) -> None:
    """Compare an edition with those read before it. Raises FaultyFile with every fault.

    Without lineages, whether one is lacking is not asked.
    """
    faults = [*_measured_otherwise(edition, earlier)]
    if before := _before(edition, earlier):
        faults += _corrected(edition, before)
        faults += _forgotten(edition, before, lineages) if lineages is not None else ()
    if faults:
        found = Findings(scan(text.encode(), name))
        for path, message in faults:
            found.at(path, message)
        found.close()


def check_measurements(edition: Edition, found: Findings) -> None:
    """One indicator id in two questions of the same edition is the same measurement."""
    seen: dict[str, tuple[str, Indicator]] = {}
    for path, question, indicator in _indicators(edition):
        owner, first = seen.setdefault(indicator.id, (question, indicator))
        if differs := _difference(indicator, first):
            found.at(
                path,
                f'the indicator "{indicator.id}" is measured in {differs} in {owner}; make both alike or rename one',
            )


def _before(edition: Edition, earlier: Sequence[Edition]) -> Edition | None:
    own = [
        one for one in earlier if one.id == edition.id and edition_order(one.edition) < edition_order(edition.edition)
    ]
    return max(own, key=lambda one: edition_order(one.edition), default=None)


def _corrected(edition: Edition, before: Edition) -> Iterator[tuple[Path, str]]:
    if edition.edition.partition(".")[0] == before.edition.partition(".")[0]:
        for path in changed_meaning(before, edition):
            key = next((step for step in reversed(path) if isinstance(step, str)), "the file")
            yield path, f'a correction of {before.edition} cannot change "{key}"; put it back, or make a new edition'


def _forgotten(edition: Edition, before: Edition, lineages: Lineages) -> Iterator[tuple[Path, str]]:
    """Without a lineage, every question of the edition before must be here with the same revision."""
    forgotten = set(before.questions) - set(unchanged(before, edition))
    if forgotten and not any(new == edition.edition for _, new in lineages):
        file = f"{before.edition}-to-{edition.edition}.lineage.yaml"
        first, others = min(forgotten), f" and {len(forgotten) - 1} more" if len(forgotten) > 1 else ""
        yield ("edition",), f'it does not say what became of "{first}"{others} of {before.edition}; write {file}'


def _measured_otherwise(edition: Edition, earlier: Sequence[Edition]) -> Iterator[tuple[Path, str]]:
    known = {indicator.id: (one, indicator) for one in reversed(earlier) for _, _, indicator in _indicators(one)}
    for path, _, indicator in _indicators(edition):
        if indicator.id in known:
            one, first = known[indicator.id]
            if differs := _difference(indicator, first):
                where = f"{one.id} {one.edition}"
                yield (
                    path,
                    f'the indicator "{indicator.id}" is measured in {differs} in {where}; use that, or another id',
                )


def _indicators(edition: Edition) -> Iterator[tuple[Path, str, Indicator]]:
    for path, question in questions(edition):
        for index, indicator in enumerate(question.indicators):
            yield (*path, "indicators", index), question.id, indicator


def _difference(indicator: Indicator, first: Indicator) -> str | None:
    """How the first one is measured, when this one is not measured so."""
    if indicator.unit != first.unit:
        return f'"{first.unit}"'
    if _way(indicator) != _way(first):
        return _way(first)
    return None


def _way(indicator: Indicator) -> str:
    return "dates" if indicator.date_of else "two parts" if indicator.of else "single figures"
