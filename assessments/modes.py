"""Who may come in: the one owner of this computer, or people who sign in at a public address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal, get_args
from urllib.parse import urlsplit

from assessments.errors import BadConfiguration

MODE, ADDRESS = "STOCKTAKE_MODE", "STOCKTAKE_ADDRESS"
Mode = Literal["single", "local", "oidc"]
PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where people find this installation. `host` is as browsers send it: with the port, unless it is the usual one."""

    scheme: str
    host: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}"

    def __str__(self) -> str:
        return self.origin

    @property
    def secure(self) -> bool:
        return self.scheme == "https"


def is_loopback(host: str | None) -> bool:
    """Whether a name or number means this very computer."""
    if host == "localhost":
        return True
    try:
        return host is not None and ip_address(host).is_loopback
    except ValueError:
        return False


def read_mode(environment: Mapping[str, str]) -> Mode:
    """The mode; single where nothing is said. Raises BadConfiguration."""
    given = environment.get(MODE, "single")
    for mode in get_args(Mode):
        if given == mode:
            return mode  # type: ignore[no-any-return]
    raise BadConfiguration(f"{MODE} is {given!r}. It can be {', '.join(get_args(Mode))}.")


def read_address(environment: Mapping[str, str], mode: Mode) -> Address | None:
    """The public address; it must be there when people sign in. Raises BadConfiguration."""
    given = environment.get(ADDRESS)
    if given is None:
        if mode == "single":
            return None
        raise BadConfiguration(
            f"{MODE} is {mode}, which needs {ADDRESS}: the address people open, like https://stocktake.example.org."
        )
    try:
        parts = urlsplit(given)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise _unreadable(given) from None
    scheme = parts.scheme
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or "@" in parts.netloc)
    if scheme not in PORTS or not bare or not (HOST.fullmatch(name) or is_loopback(name)):
        raise _unreadable(given)
    if scheme == "http" and not is_loopback(name):
        raise BadConfiguration(f"{ADDRESS} is {given!r}. Passwords travel there, so it must begin with https://.")
    shown = f"[{name}]" if ":" in name else name
    return Address(scheme, shown if port in {None, PORTS[scheme]} else f"{shown}:{port}")


def _unreadable(given: str) -> BadConfiguration:
    return BadConfiguration(
        f"{ADDRESS} is {given!r}. Give the address people open, with nothing after the host, like "
        "https://stocktake.example.org."
    )
