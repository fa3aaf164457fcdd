"""Routes outside Streamlit that answer trouble in words, and that are not there where nobody signs in."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assessments.errors import NotYours, SignedOut
from ui import composition
from ui.plainly import said, told
from ui.signing import gate, landing

Answer = Callable[[Request], Awaitable[Response]]


def in_words(route: Answer) -> Answer:
    """The route, with a page that says one sentence for whatever can go wrong."""

    @wraps(route)
    async def answered(request: Request) -> Response:
        if composition.mode() == "single":
            return said("Page not found", "There is no page at this address.", 404)
        try:
            return await route(request)
        except SignedOut:
            where = landing.sign_in(gate.asked_for(request) if request.method == "GET" else landing.HOME)
            return RedirectResponse(where, 303, headers={"cache-control": "no-store"})
        except NotYours:
            return said("Page not found", "There is nothing here that you can open.", 404)
        except Exception as trouble:  # noqa: BLE001 - told in words, and logged where it is not ours
            return told(trouble)

    return answered
