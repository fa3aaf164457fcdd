"""The one place where databases, frameworks, clock and person are put together; tests replace `build` here."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from threading import RLock

import streamlit as st
from starlette.requests import HTTPConnection
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessments import demo, published, showing
from assessments.access import looks, sessions, standing
from assessments.access.standing import Standing
from assessments.configuration import Configuration, from_environment
from assessments.errors import AssessmentError, NotYours, SignedOut
from assessments.modes import Mode, is_loopback
from assessments.store import open_store
from assessments.store.protocol import Door, Store
from assessments.store.unplaced import UnplacedStore
from frameworks.catalogue import Catalogue, shipped_folder
from ui import keys

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
    """What one run of a page works with: the door of the person who asks, the frameworks, the time, demo or not.

    `reception` is for the product's own acts in the person's name (only assessments.access has rules for it);
    `counting` is for assessments.comparison alone; `standing` is what the person is. A desk is for one run or
    callback: who asks is found out anew each time.
    """

    door: Door
    catalogue: Catalogue
    now: datetime
    demo: bool
    reception: Door
    standing: Standing
    counting: Door
    hat: str | None = None


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

    def open_own() -> Store:
        return open_store(told.database, clock=clock, backups=told.backups)

    own = open_own() if told.mode == "single" else UnplacedStore(open_own, told.database)
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


def mode() -> Mode:
    """Whether one owner uses this computer alone, or people sign in."""
    return settings().mode


def cookie_name() -> str:
    """Where a browser keeps its session; with the prefix, it takes no such cookie but from this host over https."""
    address = settings().address
    return "__Host-stocktake" if address and address.secure else "stocktake"


def page_token() -> str | None:
    """The session of the window that a page is drawn for."""
    return st.context.cookies.get(cookie_name())


def token_of(request: HTTPConnection) -> str | None:
    """The session of a request to a route."""
    return request.cookies.get(cookie_name())


def reception(person_id: int | None = None) -> Door:
    """The door for the product's own acts, in the name of a person or of nobody yet."""
    return rooms().own.reception(person_id)


def desk() -> Desk:
    """The desk of the person a page is drawn for, on every run and callback anew. Raises SignedOut."""
    if mode() == "single":
        return owners_desk()
    return desk_for(one_session(page_token()), st.session_state.get(keys.AT, "page"))


def one_session(token: str | None) -> str | None:
    """The token, if this window has been that session's all along; what the window holds is nobody else's to see.

    A connection that broke is taken up again with the cookies of that moment: by then somebody else may have signed in.
    """
    if token and get_script_run_ctx() is not None:
        hashed = sessions.hashed(token)
        if st.session_state.setdefault(keys.SESSION, hashed) != hashed:
            raise SignedOut
    return token


def desk_of(request: HTTPConnection) -> Desk:
    """The desk of the person who asks a route. Raises SignedOut."""
    return owners_desk() if mode() == "single" else desk_for(token_of(request), request.url.path.rpartition("/")[2])


def owners_desk() -> Desk:
    """The desk of the one owner of this computer, in their own database or the demo's."""
    all_rooms = rooms()
    own = all_rooms.own
    demo_shown = showing.shown(own.for_user(OWNER)) == "demo"
    store = demo_store() if demo_shown else own
    door, at_reception = store.for_user(OWNER), store.reception(OWNER)
    catalogue = published.catalogue(door, all_rooms.catalogue)
    return Desk(door, catalogue, all_rooms.clock(), demo_shown, at_reception, standing.alone(OWNER), store.counting())


def desk_for(token: str | None, what: str = "page") -> Desk:
    """The desk of whoever a session belongs to just now. Raises SignedOut.

    `what` names the page or file it is for: of those who may come from outside, each look is written down at the door.
    """
    all_rooms = rooms()
    own, now = all_rooms.own, all_rooms.clock()
    found = sessions.resolve(own.reception(None), token, now)
    person = found.standing.person.id
    door, at_reception = own.for_user(person), own.reception(person)
    catalogue = published.catalogue(door, all_rooms.catalogue, is_author=found.standing.is_author)
    if found.standing.networks or found.standing.teams or found.standing.duties:
        door = looks.watched(door, at_reception, what, now=now)
    return Desk(door, catalogue, now, False, at_reception, found.standing, own.counting(), found.hat)


def is_signed_in(token: str | None) -> bool:
    """Whether a session is somebody's just now; on the owner's own computer always."""
    return mode() == "single" or sessions.is_live(reception(), token, rooms().clock())


def refuse_other_address(listening: str | None) -> None:
    """In single mode nobody signs in, so only this computer may be served: anything else ends the program."""
    if mode() == "single" and not (is_loopback(listening) or (listening or "").startswith("unix://")):
        sys.exit(
            "Without sign-in Stocktake serves this computer only, and server.address is "
            f"{listening or 'every address'}. Set it to 127.0.0.1, or set STOCKTAKE_MODE to local or oidc."
        )


def is_demo() -> bool:
    """Whether the demo network is shown; no, when not even that can be read. Only the owner may look at it."""
    try:
        return mode() == "single" and showing.shown(rooms().own.for_user(OWNER)) == "demo"
    except AssessmentError:
        return False


def show_demo() -> None:
    """Build the demo network if it is not there yet, and show it until `leave_demo`. Only for the owner alone."""
    _only_the_owner()
    all_rooms = rooms()
    store = demo_store()
    with _lock:
        if not demo.is_built(store):
            demo.build(store, all_rooms.catalogue, now=all_rooms.clock())
        demo.release(store.counting(), all_rooms.catalogue, now=all_rooms.clock())
    showing.show(all_rooms.own.for_user(OWNER), "demo")


def leave_demo() -> None:
    """Go back to the owner's own database; the demo network stays as it is for the next time."""
    _only_the_owner()
    showing.show(rooms().own.for_user(OWNER), "own")


def _only_the_owner() -> None:
    if mode() != "single":
        raise NotYours


def what_is_wrong() -> str | None:
    """Why nothing could be saved just now, in a sentence; None when all is well."""
    try:
        rooms().own.ready()
    except AssessmentError as trouble:
        return trouble.sentence
    return None if rooms().catalogue.editions else "No framework could be loaded: run `stocktake check`."
