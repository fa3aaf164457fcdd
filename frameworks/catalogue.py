"""The frameworks there are: editions, lineages, crosswalks and references of the shipped folder and the user's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

from frameworks.companions import Crosswalk, Lineage, Reference
from frameworks.edition import Edition, edition_order
from frameworks.errors import Fault, UnknownEdition
from frameworks.lineages import chain, spelt_out
from frameworks.loading import Loading, Published, parsed, shipped_folder

__all__ = ["Catalogue", "Published", "edition_order", "shipped_folder"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be chosen, and what is wrong with the files that cannot."""

    editions: Mapping[tuple[str, str], Published]
    references: Mapping[str, Reference]
    crosswalks: tuple[Crosswalk, ...]
    lineages: Mapping[str, Mapping[tuple[str, str], Lineage]]
    faults: tuple[Fault, ...]

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Read the folders in order; without any, the shipped one."""
        loading = Loading().folders(*(folders or (shipped_folder(),)))
        return cls(
            editions=loading.published,
            references={name: reference for name, reference in loading.references.items() if reference},
            crosswalks=tuple(loading.crosswalks),
            lineages={name: _spelt_out(loading, name) for name, _ in loading.published},
            faults=tuple(sorted(set(loading.faults))),
        )

    def frameworks(self) -> tuple[str, ...]:
        """The id of every framework, in alphabetical order."""
        return tuple(sorted({framework for framework, _ in self.editions}))

    def of(self, framework: str) -> tuple[Published, ...]:
        """Every edition of a framework, the oldest first."""
        names = sorted((edition for name, edition in self.editions if name == framework), key=edition_order)
        return tuple(self.editions[framework, name] for name in names)

    def latest(self, framework: str) -> Published:
        """The newest edition, corrections included. Raises UnknownEdition."""
        if not (editions := self.of(framework)):
            raise UnknownEdition(f'There is no framework "{framework}".')
        return editions[-1]

    def get(self, framework: str, edition: str) -> Published:
        """One edition by name. Raises UnknownEdition."""
        try:
            return self.editions[framework, edition]
        except KeyError:
            raise UnknownEdition(f'There is no edition "{edition}" of the framework "{framework}".') from None

    def by_sha256(self, sha256: str) -> Published:
        """The edition with exactly this content. Raises UnknownEdition."""
        for published in self.editions.values():
            if published.sha256 == sha256:
                return published
        raise UnknownEdition("There is no edition with this content among the files.")

    def parse(self, text: str) -> Edition:
        """An edition from a text kept in the store, checked once for each content. Raises FaultyFile."""
        return parsed(text.encode())

    def lineage(self, framework: str, old: str, new: str) -> Lineage | None:
        """What became of each question between two editions, through those between; None where that is not known."""
        if old == new and (framework, old) in self.editions:
            edition = self.editions[framework, old].edition
            return spelt_out(Lineage(from_=old, to=new), edition, edition)
        return chain(self.lineages.get(framework, {}), old, new)

    def crosswalks_to(self, framework: str) -> tuple[Crosswalk, ...]:
        """How other frameworks bear on this one."""
        return tuple(crosswalk for crosswalk in self.crosswalks if crosswalk.to.framework == framework)


def _spelt_out(loading: Loading, name: str) -> dict[tuple[str, str], Lineage]:
    """Every written lineage with what goes without saying, and a lineage between all that follow one another.

    Where none is written, that from another edition of the same year serves (a correction asks the same). Without that,
    only ids with the same revision are the same question.
    """
    editions = {edition: one.edition for (framework, edition), one in loading.published.items() if framework == name}
    written = {key: one for key, one in loading.lineages.get(name, {}).items() if set(key) <= set(editions)}
    for old, new in pairwise(sorted(editions, key=edition_order)):
        of_year = (one for (start, end), one in written.items() if end == new and start[:4] == old[:4] != new[:4])
        known = next(of_year, Lineage(from_=old, to=new))
        written.setdefault((old, new), known.model_copy(update={"from_": old}))
    return {(old, new): spelt_out(one, editions[old], editions[new]) for (old, new), one in written.items()}
