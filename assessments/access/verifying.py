"""Every chain of recorded acts followed from its first to its last: the installation's and each organisation's."""

from dataclasses import dataclass

from assessments.access import system_acts
from assessments.audit import first_broken
from assessments.store import acts
from assessments.store import history as statements
from assessments.store.protocol import Door
from assessments.values import Act


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain breaks; without an organisation it is the installation's."""

    organisation: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Followed:
    chains: int
    acts: int
    broken: tuple[Broken, ...]


def every_chain(reception: Door) -> Followed:
    """For the operator's command; an organisation at a time, so that nobody waits behind it."""
    own = system_acts.every(reception)
    count, broken = len(own), []
    if (number := system_acts.first_broken(own)) is not None:
        broken.append(Broken(None, number))
    organisations = reception.read(statements.with_acts)
    for organisation in organisations:
        chain = _chain(reception, organisation)
        count += len(chain)
        if (number := first_broken(chain)) is not None:
            broken.append(Broken(organisation, number))
    return Followed(1 + len(organisations), count, tuple(broken))


def _chain(reception: Door, organisation: int) -> tuple[Act, ...]:
    return reception.read(lambda rows: acts.every(rows, organisation))
