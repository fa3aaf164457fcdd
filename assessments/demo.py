"""The demo network: about 60 plainly fictional organisations over three periods, the same every time."""

from datetime import datetime

from assessments.store.protocol import Store
from frameworks.catalogue import Catalogue


def build(store: Store, catalogue: Catalogue, *, now: datetime, organisations: int = 60) -> int:
    """Fill an empty store; gives the number of organisations. Refused when the store holds organisations already."""
    raise NotImplementedError
