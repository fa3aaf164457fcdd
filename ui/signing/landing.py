"""Where somebody lands after signing in: the page they asked for, and never a page of anybody else."""

import re
from urllib.parse import unquote, urlencode

HOME = "/"
LONGEST = 2000
# A path of ours: one slash, then nothing a browser could read as another host, and nothing unseen.
OURS = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~?&=%+,:@;!$'()*-]*")
AWAY = re.compile(r"^/[/\\]|[\\\x00-\x20\x7f]")
NOT_THERE = ("/sign-in", "/sign-out", "/reset", "/join", "/_stcore", "/static", "/assets", "/media", "/component")


def kept(wanted: str) -> str:
    """The address asked for, when it is one of ours; else Home."""
    path = wanted.partition("?")[0]
    decoded = unquote(unquote(path))
    if len(wanted) > LONGEST or not OURS.fullmatch(wanted) or AWAY.search(decoded) or "//" in decoded:
        return HOME
    return HOME if decoded.startswith(NOT_THERE) else wanted


def sign_in(wanted: str = HOME) -> str:
    """The address of the page for signing in, from which one lands where one wanted to go."""
    return at("/sign-in", wanted)


def at(address: str, wanted: str) -> str:
    """An address on the way in that keeps where one wanted to go."""
    home = kept(wanted)
    return address if home == HOME else f"{address}?{urlencode({'next': home})}"
