"""Finds the networks that rows name, by name or code, and says which are not there."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from assessments.access.networks import Kind
from assessments.ids import IdSource
from assessments.roster.reading import Entry, Named, same_name
from assessments.store.networks import Branch
from assessments.wording import counted

KINDS: Mapping[str, Kind | None] = {"network": None, "trust": "trust", "local authority": "local_authority"}
NEW: Mapping[str, Kind] = {"network": "club", "trust": "trust", "local authority": "local_authority"}


class Naming:
    """The networks one may put organisations into, and what rows ask for that is not among them."""

    def __init__(self, branches: Sequence[Branch], codes: Mapping[int, str]) -> None:
        self._by_name: dict[tuple[Kind | None, str], Branch] = {}
        self._by_code: dict[tuple[Kind | None, str], Branch] = {}
        for branch in reversed(branches):
            for kind in (None, *(each for each in get_args(Kind) if each == branch.kind)):
                self._by_name[kind, same_name(branch.name)] = branch
                if branch.id in codes:
                    self._by_code[kind, codes[branch.id].casefold()] = branch
        self._missing: dict[Named, list[int]] = {}

    def networks(self, entry: Entry) -> tuple[Branch, ...]:
        """Those that a row names; one that is not there is remembered."""
        found = []
        for named in entry.networks:
            branch = self._one(named)
            if branch is None:
                self._missing.setdefault(named, []).append(entry.row)
            elif branch not in found:
                found.append(branch)
        return tuple(found)

    def _one(self, named: Named) -> Branch | None:
        kind = KINDS[named.column]
        by_code = self._by_code.get((kind, named.code.casefold())) if named.code else None
        return by_code or (self._by_name.get((kind, same_name(named.name))) if named.name else None)

    def faults(self) -> tuple[str, ...]:
        """A sentence for each network that is not there, with the first row that names it."""
        return tuple(self._fault(named, rows) for named, rows in self._missing.items())

    def _fault(self, named: Named, rows: Sequence[int]) -> str:
        more = f" (and {counted(len(rows) - 1, 'more row')})" if len(rows) > 1 else ""
        called = f"“{named.name[:60]}”" if named.name else f"with the code {named.code}"
        names = {same_name(branch.name): branch.name for (kind, _), branch in self._by_name.items() if kind is None}
        near = get_close_matches(same_name(named.name), names, 1) if named.name else []
        meant = f" Did you mean “{names[near[0]]}”?" if near else ""
        return (
            f"Row {rows[0]}{more}: there is no {named.column} {called} that you look after.{meant}"
            " Write it as it is called here, or add it to Stocktake first."
        )

    def added(self, parent: int | None, new_id: IdSource) -> tuple[tuple[Branch, str], ...]:
        """A new network, with its code, for each that is not there; asked again they are found."""
        made = []
        for named in self._missing:
            if named.name and self._one(named) is None:
                branch = Branch(new_id(), named.name, NEW[named.column], one_body=False, parent=parent, organisations=0)
                for kind in (None, KINDS[named.column]):
                    self._by_name[kind, same_name(named.name)] = branch
                    if named.code:
                        self._by_code[kind, named.code.casefold()] = branch
                made.append((branch, named.code))
        self._missing = {named: rows for named, rows in self._missing.items() if self._one(named) is None}
        return tuple(made)
