"""Plays two years of a network while three people look, and says what each could work out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assessments.store import open_store
from frameworks.catalogue import Catalogue
from tests.attack.book import Book
from tests.attack.network import CONTENT, Network
from tests.attack.reading import Page, Seen
from tests.attack.visiting import window
from tests.attack.visits import VISITS, Visit

ALL = range(6)  # events


@dataclass
class Played:
    """What came of one network, by person: how many pages and figures they read, and whom they learnt of, by measure.

    `equations` are the different ones among the figures.
    """

    pages: Counter[int] = field(default_factory=Counter)
    figures: Counter[int] = field(default_factory=Counter)
    equations: Counter[int] = field(default_factory=Counter)
    learnt: dict[int, Mapping[str, frozenset[int]]] = field(default_factory=dict)


def play(catalogue: Catalogue, seed: int, visits: Mapping[int, Visit] = VISITS, looks: Collection[int] = ALL) -> Played:
    """What happens in one network, to the last of the `looks`: events after which everybody looks at everything."""
    played = Played()
    with TemporaryDirectory() as folder, closing(open_store(Path(folder, "network.db"))) as store:
        network = Network(store, catalogue, seed)
        network.build()
        books = {person: Book(network) for person in visits}
        with window(network) as looking:
            for place, _ in enumerate(islice(network.events(), max(looks) + 1)):
                for person, visit in visits.items() if place in looks else ():
                    looking.sit(person)
                    books[person].look(read(played, network, person, visit(looking)))
        for person, book in books.items():
            played.equations[person] = sum(map(len, book.rows.values()))
            played.learnt[person] = book.learnt(network.known_to(person))
    return played


def read(played: Played, network: Network, person: int, pages: Iterator[Page]) -> Iterator[Seen]:
    """All that one person reads on these pages; by name nobody's own results but those that they may see."""
    may_see = network.known_to(person)
    names = {school.name for school in network.schools if school.id in may_see}
    for page in pages:
        played.pages[person] += 1
        played.figures[person] += len(page.seen)
        assert page.exactly <= names, "somebody's own results are shown to who may not see them"
        assert page.together <= len(may_see), "an exact figure is over more than the reader may see"
        yield from page.seen


def catalogue() -> Catalogue:
    return Catalogue.load(CONTENT)
