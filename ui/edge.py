"""The outermost ring: what every answer still lacks is put on, and a fault of ours is said in words, without detail."""

from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import composition
from ui.plainly import lost, said

A_YEAR = b"max-age=31536000"
TOKENS = ("/join/", "/reset/")  # what stands behind these is as good as a password: no other page may hear of it


@lru_cache(maxsize=1)
def only_https() -> bool:
    """Whether people reach this installation by an https address."""
    address = composition.settings().address
    return address is not None and address.secure


def completed(scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers with what is missing: what says nothing of keeping is not kept by anybody."""
    names = {name.lower() for name, _ in headers}
    if b"cache-control" not in names:
        headers = [*headers, (b"cache-control", b"no-store")]
    if only_https() and b"strict-transport-security" not in names:
        headers = [*headers, (b"strict-transport-security", A_YEAR)]
    if scope["path"].startswith(TOKENS):
        headers = [each for each in headers if each[0].lower() != b"referrer-policy"]
        headers.append((b"referrer-policy", b"no-referrer"))
    return headers


class Completed:
    """Puts on every answer what it still lacks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_all(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = completed(scope, list(message["headers"]))
            await send(message)

        await self.app(scope, receive, with_all if scope["type"] == "http" else send)


class InWords:
    """A fault that nobody caught becomes our sentence with its number; the log has the same number, and the place."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            sentence = lost()
            if begun:  # half an answer is out already: the server breaks the connection off
                raise
            await said("Something went wrong", sentence, 500)(scope, receive, send)
