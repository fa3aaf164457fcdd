"""The frameworks there are: editions, lineages, crosswalks and references of the shipped folder and the user's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Self

from frameworks.companions import Crosswalk, Lineage, Reference
from frameworks.edition import Edition, edition_order
from frameworks.errors import Fault, UnknownEdition
from frameworks.flags import Flag
from frameworks.lineages import chain, spelt_out
from frameworks.loading import Loading, Published, Text, parsed, shipped_folder
from frameworks.operating_files import Operating, check_file, read
from frameworks.targets import Target
from frameworks.written import Plain, as_file

__all__ = ["Catalogue", "Key", "Published", "Text", "edition_order", "shipped_folder"]

Key = tuple[str, str]  # a framework and one of its editions


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What can be chosen, and what is wrong with the files that cannot.

    `held` are editions to be read and gone on with, but not offered: only the organisations there may begin with one.
    `operating` is what the operator says of regions, sizes, flags and targets.
    """

    editions: Mapping[tuple[str, str], Published]
    references: Mapping[str, Reference]
    crosswalks: tuple[Crosswalk, ...]
    lineages: Mapping[str, Mapping[tuple[str, str], Lineage]]
    faults: tuple[Fault, ...]
    held: Mapping[Key, Collection[int]] = field(default_factory=dict)
    operating: Operating = field(default_factory=Operating)
    _loading: Loading = field(default_factory=Loading, repr=False, compare=False)

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Read the folders in order; without any, the shipped one."""
        searched = folders or (shipped_folder(),)
        loading = Loading().folders(*searched)
        operating, faults = read(searched, loading.latest())
        loading.faults += faults
        return cls._of(loading, operating)

    def beside(self, texts: Sequence[Text]) -> Self:
        """The same with editions that lie in no folder, each checked beside all others as a file would be."""
        return self._of(self._loading.beside(texts), self.operating)

    def with_operating(self, *folders: Path) -> Self:
        """The same with the operator's files of these folders after those there are; faulty ones are left out."""
        operating, faults = read(folders, self._loading.latest(), self.operating)
        return replace(self, operating=operating, faults=tuple(sorted({*self.faults, *faults})))

    @classmethod
    def _of(cls, loading: Loading, operating: Operating) -> Self:
        return cls(
            editions=loading.published,
            references={name: reference for name, reference in loading.references.items() if reference},
            crosswalks=tuple(loading.crosswalks),
            lineages={name: _spelt_out(loading, name) for name, _ in loading.published},
            faults=tuple(sorted(set(loading.faults))),
            operating=operating,
            _loading=loading,
        )

    def frameworks(self, organisation: int | None = None) -> tuple[str, ...]:
        """The id of every framework that is offered, to everybody or to this organisation, in alphabetical order."""
        return tuple(sorted({key[0] for key in self.editions if self.is_offered(key, organisation)}))

    def of(self, framework: str, organisation: int | None = None) -> tuple[Published, ...]:
        """Every edition of a framework that is offered, the oldest first."""
        offered = [key for key in self.editions if key[0] == framework and self.is_offered(key, organisation)]
        return tuple(self.editions[key] for key in sorted(offered, key=lambda key: edition_order(key[1])))

    def is_offered(self, key: Key, organisation: int | None = None) -> bool:
        """Whether a new review may begin with an edition."""
        return key not in self.held or organisation in self.held[key]

    def latest(self, framework: str, organisation: int | None = None) -> Published:
        """The newest edition that is offered, corrections included. Raises UnknownEdition."""
        if not (editions := self.of(framework, organisation)):
            raise UnknownEdition(f'There is no framework "{framework}".')
        return editions[-1]

    def name_of(self, framework: str) -> str:
        """What a framework is called, offered or not; its id where it is not here."""
        names = [edition for name, edition in self.editions if name == framework]
        return self.editions[framework, max(names, key=edition_order)].edition.name if names else framework

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

    def with_targets(self, targets: Mapping[str, Target]) -> Self:
        """The same with these targets, by id, instead of those there are."""
        return replace(self, operating=replace(self.operating, targets=targets))

    def checked_target(self, written: Mapping[str, Plain]) -> Target:
        """A target by exactly the rules that one of a file is checked by. Raises FaultyFile with every fault."""
        alone = replace(self.operating, targets={})
        data = as_file("targets", [written]).encode()
        (target,) = check_file("targets", data, "target", alone, self._loading.latest()).targets.values()
        return target

    def checked_flag(self, written: Mapping[str, Plain]) -> Flag:
        """The same of a flag. Raises FaultyFile with every fault."""
        alone = replace(self.operating, flags={})
        data = as_file("flags", [written]).encode()
        (flag,) = check_file("flags", data, "flag", alone, self._loading.latest()).flags.values()
        return flag

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
