"""The one place where databases, frameworks, clock and person are put together; tests replace `build` here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from threading import RLock

from assessments import demo, showing
from assessments.configuration import Configuration, from_environment
from assessments.errors import AssessmentError
from assessments.store import open_store
from assessments.store.protocol import Door, Store
from frameworks.catalogue import Catalogue, shipped_folder

OWNER = 1


@dataclass(frozen=True, slots=True)
class Rooms:
    """What is open for the whole process: the owner's own database, the demo's once it is asked for, the frameworks."""

    own: Store
    open_demo: Callable[[], Store]
    catalogue: Catalogue
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Desk:
    """What one run of a page works with: the door of the person who asks, the frameworks, the time, demo or not."""

    door: Door
    catalogue: Catalogue
    now: datetime
    demo: bool


_rooms: Rooms | None = None
_demo: Store | None = None
_lock = RLock()


def clock() -> datetime:
    return datetime.now(UTC)


@lru_cache(maxsize=1)
def settings() -> Configuration:
    """What the process was told, read once; a bad setting ends it with one sentence."""
    return from_environment()


def build() -> Rooms:
    """Open everything by the settings of the process."""
    told = settings()
    catalogue = Catalogue.load(shipped_folder(), *filter(None, [told.frameworks]))
    own = open_store(told.database, clock=clock, backups=told.backups)
    return Rooms(own, lambda: open_store(told.demo_database, clock=clock), catalogue, clock)


def rooms() -> Rooms:
    """What is open; what could not be opened is tried again by the next who asks. Raises StoreUnavailable."""
    global _rooms  # noqa: PLW0603 - one process, one set of rooms
    with _lock:
        if _rooms is None:
            _rooms = build()
        return _rooms


def demo_store() -> Store:
    """The demo's own database, opened when it is first looked at."""
    global _demo  # noqa: PLW0603
    with _lock:
        if _demo is None:
            _demo = rooms().open_demo()
        return _demo


def close() -> None:
    """Finish what was asked and end; the next who asks opens again."""
    global _rooms, _demo  # noqa: PLW0603
    with _lock:
        for store in (_demo, _rooms.own if _rooms else None):
            if store is not None:
                store.close()
        _rooms = _demo = None


def desk() -> Desk:
    """The desk of the person who asks. Here, and only here, is decided who that is: the one owner of this computer."""
    all_rooms = rooms()
    own = all_rooms.own.for_user(OWNER)
    demo_shown = showing.shown(own) == "demo"
    door = demo_store().for_user(OWNER) if demo_shown else own
    return Desk(door, all_rooms.catalogue, all_rooms.clock(), demo_shown)


def is_demo() -> bool:
    """Whether the demo network is shown; no, when not even that can be read."""
    try:
        return showing.shown(rooms().own.for_user(OWNER)) == "demo"
    except AssessmentError:
        return False


def show_demo() -> None:
    """Build the demo network if it is not there yet, and show it until `leave_demo`."""
    all_rooms = rooms()
    store = demo_store()
    with _lock:
        if not demo.is_built(store):
            demo.build(store, all_rooms.catalogue, now=all_rooms.clock())
    showing.show(all_rooms.own.for_user(OWNER), "demo")


def leave_demo() -> None:
    """Go back to the owner's own database; the demo network stays as it is for the next time."""
    showing.show(rooms().own.for_user(OWNER), "own")


def what_is_wrong() -> str | None:
    """Why nothing could be saved just now, in a sentence; None when all is well."""
    try:
        rooms().own.ready()
    except AssessmentError as trouble:
        return trouble.sentence
    return None if rooms().catalogue.editions else "No framework could be loaded: run `stocktake check`."
