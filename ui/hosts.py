"""Which requests may come in: for our own host only, and, from a page, from our own page only.

A browser says in Host which name it was given for us, and in Origin which page asks. Alone on this computer the names
are those of this computer; where people sign in there is one, that of the public address.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessments.modes import Address, is_loopback
from ui import composition

HEALTH = frozenset({"/healthz", "/readyz"})  # asked by this computer itself, whatever the public address is
ONLY_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def header(scope: Scope, name: bytes) -> str | None:
    """A request header; one that is there twice counts as an empty, and so a wrong, one."""
    found = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return None if not found else found[0] if len(found) == 1 else ""


def host_name(netloc: str | None) -> str | None:
    """The name in "name:port"; None when it cannot be read."""
    try:
        return urlsplit(f"//{netloc}").hostname if netloc else None
    except ValueError:
        return None


def is_this_computer(netloc: str | None) -> bool:
    """Whether a Host is a name of this very computer."""
    return is_loopback(host_name(netloc))


def from_here(scope: Scope) -> bool:
    """No web server in front says that it asks for somebody on another computer."""
    told = header(scope, b"x-forwarded-for")
    try:
        return told is None or all(ip_address(each.strip()).is_loopback for each in told.split(","))
    except ValueError:
        return False


def read_address(text: str) -> IPv4Address | IPv6Address:
    """An address; one of IPv4 that comes in the clothes of IPv6 is taken for what it is. Raises ValueError."""
    found = ip_address(text)
    return found if isinstance(found, IPv4Address) else found.ipv4_mapped or found


def house(address: IPv4Address | IPv6Address) -> str:
    """Whom tries are counted for: an address, of IPv6 the network a house has."""
    return str(address if isinstance(address, IPv4Address) else ip_network((address, 64), strict=False))


def peer(scope: Scope) -> str:
    """Where a request comes from, for counting tries: an address, of IPv6 the network a house has.

    Only a web server on this computer is believed when it says for whom it asks, and then its last word, since what
    stands before that came with the request.
    """
    client = scope.get("client")
    near = client[0] if client else None
    told = header(scope, b"x-forwarded-for")
    if told and (near is None or is_loopback(near)):
        near = told.rpartition(",")[2].strip()
    try:
        return house(read_address(near or ""))
    except ValueError:
        return near or "here"


def is_own(host: str, address: Address) -> bool:
    """Whether a Host is that of the public address, with or without its usual port."""
    usual = {"http": ":80", "https": ":443"}[address.scheme]
    return host.lower() in {address.host, f"{address.host}{usual}"}


def may_ask(scope: Scope) -> bool:
    """The Host is ours; an Origin is ours, and there whenever something is changed or a socket is opened."""
    host, origin = header(scope, b"host") or "", header(scope, b"origin")
    reads = scope["type"] == "http" and scope["method"] in ONLY_READING
    address = composition.settings().address if composition.mode() != "single" else None
    if address is None:
        if not is_this_computer(host) or not from_here(scope):
            return False
        return reads if origin is None else origin in {f"http://{host}", f"https://{host}"}
    if scope["path"] in HEALTH and is_this_computer(host) and from_here(scope) and origin is None:
        return reads
    return is_own(host, address) and (reads if origin is None else origin == address.origin)


def refusal() -> str:
    """Where to ask instead."""
    address = composition.settings().address if composition.mode() != "single" else None
    if address is None:
        return "Stocktake answers this computer only: open it at http://127.0.0.1.\n"
    return f"Stocktake is at {address.origin}: open it there.\n"


class OnlyOurHost:
    """Refuses another Host (a name that was pointed at us) and another page's Origin, sockets included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or may_ask(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(refusal(), 403)(scope, receive, send)
