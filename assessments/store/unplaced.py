"""Faults of the database told to people who sign in: the same sentences, without where on the computer it lies."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TypeVar

from assessments.configuration import Database
from assessments.errors import StoreUnavailable
from assessments.store.protocol import Door, Rows, Store, Unit

T = TypeVar("T")
SERVER = re.compile(r"postgres(ql)?://\S*[^\s.,;:]")


@contextmanager
def unplaced(database: Database) -> Iterator[None]:
    """StoreUnavailable with its place taken out of the sentence."""
    try:
        yield
    except StoreUnavailable as trouble:
        nowhere = trouble.sentence.replace(f" at {database}", " in its place").replace(
            str(database), "the database file"
        )
        sentence = SERVER.sub("its address", nowhere)
        raise StoreUnavailable(sentence[:1].upper() + sentence[1:]) from trouble


class UnplacedDoor:
    def __init__(self, door: Door, database: Database) -> None:
        self._door = door
        self._database = database

    @property
    def person_id(self) -> int:
        return self._door.person_id

    def read(self, work: Callable[[Rows], T]) -> T:
        with unplaced(self._database):
            return self._door.read(work)

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        with unplaced(self._database):
            return self._door.write(work, key=key)


class UnplacedStore:
    """A store whose faults name no place; `stocktake doctor` still does, for whoever looks after it."""

    def __init__(self, open_it: Callable[[], Store], database: Database) -> None:
        self._database = database
        with unplaced(database):
            self._store = open_it()

    def for_user(self, person_id: int) -> Door:
        return UnplacedDoor(self._store.for_user(person_id), self._database)

    def reception(self, person_id: int | None) -> Door:
        return UnplacedDoor(self._store.reception(person_id), self._database)

    def counting(self) -> Door:
        return UnplacedDoor(self._store.counting(), self._database)

    def erase_organisation(self, organisation_id: int) -> None:
        self._store.erase_organisation(organisation_id)

    def tidy(self, tables: Collection[str] = ()) -> None:
        self._store.tidy(tables)

    def ready(self) -> None:
        with unplaced(self._database):
            self._store.ready()

    def close(self) -> None:
        self._store.close()
