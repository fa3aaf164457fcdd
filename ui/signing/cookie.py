"""The session's cookie: given at sign-in, taken back at the end, never read by a script."""

from starlette.responses import Response

from ui import composition


def give(response: Response, token: str) -> Response:
    """The answer, with a session for this browser. It has no date: it ends with the browser, or before."""
    response.set_cookie(composition.cookie_name(), token, path="/", httponly=True, samesite="lax", secure=is_secure())
    return response


def take_back(response: Response) -> Response:
    """The answer, with the session's cookie gone from this browser."""
    response.delete_cookie(composition.cookie_name(), path="/", httponly=True, samesite="lax", secure=is_secure())
    return response


def is_secure() -> bool:
    """Whether the cookie travels by https only."""
    address = composition.settings().address
    return address is not None and address.secure
