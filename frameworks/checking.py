"""Checks one file of any sort against its models and rules, and gives every fault at once."""

from collections.abc import Mapping
from typing import TypeVar, cast

from pydantic import ValidationError

from frameworks.companions import Crosswalk, Lineage, Reference
from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.mending import cut_out, ids_in, whole
from frameworks.reader import scan
from frameworks.rules import check_rules
from frameworks.rules.between import Editions, check_crosswalk_rules, check_lineage_rules, check_reference_rules
from frameworks.values import Model
from frameworks.wording import misfits

M = TypeVar("M", bound=Model)


def fit(data: bytes, name: str, model: type[M]) -> tuple[M | None, Findings]:
    """Read a file into its model. With faults, the model is of what is left when the faulty parts are cut out.

    None when nothing is left. Raises FaultyFile when the file cannot be read at all.
    """
    found = Findings(scan(data, name))
    lost = {mark.path for mark in found.document.faults if mark.lost}  # said already
    cut, first = whole(found.document.data), True
    while True:
        try:
            fitted = model.model_validate(cut.data, by_alias=True, by_name=False)
        except ValidationError as error:
            wrong = list(misfits(error, model, cut.data))
        else:
            found.origin = {} if first else cut.origin
            return fitted, found
        for misfit in wrong if first else ():
            if misfit.path not in lost:
                found.at(misfit.path, misfit.message)
        following = cut_out(cut, wrong)
        if following is None:
            return None, found
        found.lost, found.holes = frozenset(ids_in(found.document.data)), following.holes
        cut, first = following, False


def check_edition(data: bytes, name: str, *, references: Mapping[str, Reference | None] | None = None) -> Edition:
    """Check an edition alone, or with the references it may name. Raises FaultyFile with every fault.

    A reference of None is there but faulty itself: its codes are not looked at.
    """
    edition, found = fit(data, name, Edition)
    if edition:
        check_rules(edition, found, references)
    return _sound(edition, found)


def check_reference(data: bytes, name: str) -> Reference:
    """Check an external standard's list. Raises FaultyFile with every fault."""
    reference, found = fit(data, name, Reference)
    if reference:
        check_reference_rules(reference, found)
    return _sound(reference, found)


def check_lineage(data: bytes, name: str, framework: str, editions: Editions) -> Lineage:
    """Check what became of each question between two editions. Raises FaultyFile with every fault."""
    lineage, found = fit(data, name, Lineage)
    if lineage:
        check_lineage_rules(lineage, found, framework, editions)
    return _sound(lineage, found)


def check_crosswalk(data: bytes, name: str, editions: Editions) -> Crosswalk:
    """Check how one framework bears on another. Raises FaultyFile with every fault."""
    crosswalk, found = fit(data, name, Crosswalk)
    if crosswalk:
        check_crosswalk_rules(crosswalk, found, editions)
    return _sound(crosswalk, found)


def _sound(fitted: M | None, found: Findings) -> M:
    found.close()
    return cast("M", fitted)  # without faults there is one
