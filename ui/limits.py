"""How much may be asked: the size of what is sent, the length of an address, and how often from one place."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.hosts import house, read_address
from ui.plainly import said

FILE = 11_000_000  # bytes: a file of 10 MB and the form around it
FORM = 16_000  # bytes: signing in and the like
LONGEST_ADDRESS, MOST_HEADERS, LONGEST_HEADERS = 8_000, 100, 32_000
UPLOADS = "/_stcore/upload_file/"
TOO_LARGE = ("This is too large", "Stocktake takes files of up to 10 MB. Choose a smaller one.")
TOO_LONG = ("This is too long", "This address or what your browser sent with it is too long. Go back and try again.")
WAIT_THEN = "What you saved is safe. Wait ten seconds, then load this page again."
TOO_OFTEN = ("Too much at once", f"Too many pages were asked for from where you are. {WAIT_THEN}")
PER_SECOND, AT_ONCE, WAIT = 20.0, 200.0, 10
PLACES = 10_000  # addresses remembered; those that have not asked for long are forgotten first
NOT_COUNTED = ("/static/", "/assets/")  # a hundred to a first visit, the same for everybody, and kept by the browser


class _TooLarge(Exception):
    pass


def allowed(scope: Scope) -> int:
    """How many bytes may be sent to an address."""
    if scope["method"] in {"GET", "HEAD", "OPTIONS", "DELETE"}:
        return 0
    return FILE if scope["path"].startswith(UPLOADS) else FORM


def said_size(scope: Scope) -> int:
    """How many bytes a request says it brings; more than anything is allowed, when what it says is no number."""
    told = [value for name, value in scope["headers"] if name == b"content-length"]
    if not told:
        return 0
    return int(told[0]) if len(told) == 1 and told[0].isdigit() and len(told[0]) < len(str(FILE)) + 1 else FILE + 1


def is_too_long(scope: Scope) -> bool:
    """An address or headers longer than any page of ours has."""
    headers = scope["headers"]
    address = len(scope.get("raw_path") or scope["path"].encode()) + len(scope.get("query_string", b""))
    return (
        address > LONGEST_ADDRESS
        or len(headers) > MOST_HEADERS
        or sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS
    )


class Sizes:
    """Refuses what is too large or too long: by what the request says of itself, and by what really comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif is_too_long(scope):
            await refuse(scope, receive, send, TOO_LONG, 431)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        most, came, begun = allowed(scope), 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if said_size(scope) > most:
            await refuse(scope, receive, send, TOO_LARGE, 413)
            return
        try:
            await self.app(scope, counted, noted)
        except _TooLarge:
            if not begun:
                await refuse(scope, receive, send, TOO_LARGE, 413)


async def refuse(scope: Scope, receive: Receive, send: Send, words: tuple[str, str], status: int) -> None:
    """A page that says why; a socket is closed."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1013})
        return
    page = said(*words, status)
    if status == 429:  # noqa: PLR2004 - too many requests
        page.headers["retry-after"] = str(WAIT)
    await page(scope, receive, send)


def place(scope: Scope) -> str | None:
    """Where a request comes from: an address, of IPv6 the network a house has. None for this computer itself.

    Behind a web server on this computer it is whom that server names: uvicorn puts it here, and believes nobody else.
    """
    try:
        address = read_address(scope["client"][0])
    except (KeyError, TypeError, ValueError):
        return "unknown"
    return None if address.is_loopback else house(address)


@dataclass(slots=True)
class Buckets:
    """So many at once, then so many a second, for each place; held in this process only."""

    clock: Callable[[], float] = time.monotonic
    left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, at: str) -> bool:
        """Count one from there; False when it is one too many."""
        now = self.clock()
        before, since = self.left.pop(at, (AT_ONCE, now))
        full = min(AT_ONCE, before + (now - since) * PER_SECOND)
        may = full >= 1
        self.left[at] = (full - may, now)  # the last to ask stands last
        while len(self.left) > PLACES:
            del self.left[next(iter(self.left))]
        return may


class Often:
    """Refuses a flood from one place, with 429 and when to come again."""

    def __init__(self, app: ASGIApp, buckets: Buckets | None = None) -> None:
        self.app = app
        self.buckets = buckets or Buckets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        counts = scope["type"] != "lifespan" and not scope["path"].startswith(NOT_COUNTED)
        at = place(scope) if counts else None
        if at is None or self.buckets.take(at):
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, TOO_OFTEN, 429)
