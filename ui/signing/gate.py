"""Nothing but the way in is open to those who are not signed in."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assessments.errors import StoreUnavailable
from ui import composition
from ui.plainly import NOT_NOW, said
from ui.signing import landing

PUBLIC = ("/sign-in", "/sign-out", "/healthz", "/readyz")
PUBLIC_BELOW = ("/sign-in/", "/join/", "/reset/", "/assets/", "/static/")
NOT_PAGES = ("/_stcore/", "/media/", "/component/")
SIGNED_OUT = ("You have been signed out", "You have been signed out. Sign in again to go on.")


def is_public(path: str) -> bool:
    """Whether an address is open to everybody."""
    return path in PUBLIC or path.startswith(PUBLIC_BELOW)


def asked_for(connection: HTTPConnection) -> str:
    """The address asked for, as a browser shows it."""
    return connection.url.path + (f"?{connection.url.query}" if connection.url.query else "")


def turned_away(scope: Scope) -> Response:
    """To the way in, for a page; a refusal for everything else."""
    if scope["method"] in {"GET", "HEAD"} and not scope["path"].startswith(NOT_PAGES):
        where = landing.sign_in(asked_for(HTTPConnection(scope)))
        return RedirectResponse(where, 303, headers={"cache-control": "no-store"})
    return said(*SIGNED_OUT, 401, then=("Sign in", "/sign-in"))


class OnlySignedIn:
    """Sends whoever is not signed in to the way in; sockets and files are refused."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        open_to_all = scope["type"] == "lifespan" or composition.mode() == "single" or is_public(scope["path"])
        if open_to_all:
            await self.app(scope, receive, send)
            return
        try:
            may = await run_in_threadpool(composition.is_signed_in, composition.token_of(HTTPConnection(scope)))
        except StoreUnavailable as trouble:
            await self._refuse(scope, receive, send, said(NOT_NOW, trouble.sentence, 503))
            return
        if may:
            await self.app(scope, receive, send)
        else:
            away = None if scope["type"] == "websocket" else turned_away(scope)
            await self._refuse(scope, receive, send, away)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, answer: Response | None) -> None:
        if answer is None or scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)
