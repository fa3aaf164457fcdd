"""Where new ids come from: chance for real use, a seeded source for the demo network."""

import secrets
from collections.abc import Callable

IdSource = Callable[[], int]


def random_id() -> int:
    """An id nobody can guess and two databases will not share: 48 bits, above 0."""
    return secrets.randbits(48) or 1
