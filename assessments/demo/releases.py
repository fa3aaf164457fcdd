"""Makes the comparison figures of a demo network, so that its pages compare at once."""

from datetime import datetime

from assessments.comparison import releasing
from assessments.store.protocol import Door
from frameworks.catalogue import Catalogue


def release(counting: Door, catalogue: Catalogue, *, now: datetime) -> int:
    """Make what can be made, the earliest period first; gives how many. Done again, only what has changed is made."""
    made = 0
    offers = sorted(releasing.offers(counting, catalogue), key=lambda one: one.scope.period.start)
    for offer in offers:
        if offer.is_enough and offer.last is None:
            releasing.make(counting, catalogue, offer.scope, by=None, now=now)
            made += 1
    return made
