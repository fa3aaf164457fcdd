"""Signing in with the identity provider: away to it and back. What goes wrong is said in words, and nobody is in."""

import logging
import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessments.access import identities, invitations, under_way
from assessments.access.identities import Arrival
from assessments.access.under_way import Back, Begun
from assessments.errors import NotYours, Refused
from ui import composition
from ui.formatting import link
from ui.signing import cookie, landing
from ui.signing.forms import page, worked_out
from ui.signing.id_token import NotProven
from ui.signing.openid import OpenId, ProviderAway, openid
from ui.signing.words import in_words

AWAY, BACK = "/sign-in/provider", "/sign-in/back"
NOT_IN = "You are not signed in"
TOKEN = re.compile(r"[A-Za-z0-9_-]+")

log = logging.getLogger("stocktake.signing")


class Stopped(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} did not finish the sign-in: it was stopped there, or that account may not use Stocktake. Try "
            "again, with another account if you have one."
        )


def asked() -> OpenId:
    """The provider. Raises NotYours where people do not sign in with one."""
    told = composition.settings()
    if told.mode != "oidc" or told.provider is None:
        raise NotYours
    return openid(told.provider)


def address(wanted: str = landing.HOME, *, invitation: str | None = None) -> str:
    """The address of the button "Sign in with …"; `invitation` is the token of a link that somebody came by."""
    parts = {"next": landing.kept(wanted), **({"invitation": invitation} if invitation else {})}
    return f"{AWAY}?{urlencode(parts)}"


def cookie_name() -> str:
    """What says which browser a sign-in under way is of: beside the session's cookie, and guarded like it."""
    return f"{composition.cookie_name()}-sign-in"


def sign_out_address() -> str | None:
    """Where one can sign out of the provider too, if it told us; signing out here is ours alone."""
    return asked().sign_out() if composition.mode() == "oidc" else None


@in_words
async def away(request: Request) -> Response:
    """Keep a sign-in under way for this browser, and send it to the provider."""
    client, invitation = asked(), request.query_params.get("invitation")
    if invitation and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return RedirectResponse(f"/join/{invitation}" if TOKEN.fullmatch(invitation) else landing.HOME, 303)
    wanted = landing.kept(request.query_params.get("next", landing.HOME))
    try:
        await client.pages.get()  # a provider that is down is said to be before anything is kept
        begun = await worked_out(_begin, wanted, invitation)
        answer = RedirectResponse(await client.ask(_back_address(), begun), 303)
    except (Refused, ProviderAway) as trouble:
        return _not_in(trouble, wanted)
    lasts = int(under_way.LASTS.total_seconds())
    answer.set_cookie(cookie_name(), begun.browser, lasts, httponly=True, samesite="lax", secure=cookie.is_secure())
    return answer


@in_words
async def back(request: Request) -> Response:
    """Whom the provider sent back is signed in, and lands on the page first asked for."""
    client, asks = asked(), request.query_params
    wanted = landing.HOME
    try:
        begun = await worked_out(_take, request.cookies.get(cookie_name(), ""), asks.get("state", ""))
        wanted = begun.wanted
        if "error" in asks or not asks.get("code"):
            raise Stopped(client.provider.name)
        first = begun.invitation_sha256 is not None
        now = composition.rooms().clock()
        came = await client.arrived(asks["code"], _back_address(), begun, now, named=first)
        token = await worked_out(_sign_in, came, begun, composition.token_of(request))
    except (Refused, ProviderAway) as trouble:
        return _not_in(trouble, wanted)
    answer = cookie.give(RedirectResponse(wanted, 303), token)
    answer.delete_cookie(cookie_name(), httponly=True, samesite="lax", secure=cookie.is_secure())
    return answer


def _begin(wanted: str, invitation: str | None) -> Begun:
    hashed = invitations.hashed(invitation) if invitation else None
    return under_way.begin(composition.reception(), wanted, hashed, now=composition.rooms().clock())


def _take(browser: str, state: str) -> Back:
    return under_way.take(composition.reception(), browser, state, now=composition.rooms().clock())


def _sign_in(came: Arrival, begun: Back, before: str | None) -> str:
    return identities.begin_session(
        composition.reception(),
        came,
        invitation_sha256=begun.invitation_sha256,
        instead_of=before,
        now=composition.rooms().clock(),
    )


def _back_address() -> str:
    """The address that is registered with the provider; in oidc mode the settings always name ours."""
    ours = composition.settings().address
    return f"{ours.origin if ours else ''}{BACK}"


def _not_in(trouble: Refused | ProviderAway, wanted: str) -> Response:
    """Why nobody is signed in, and the way to try again; what the provider wrote is never shown."""
    if isinstance(trouble, NotProven | ProviderAway):
        log.warning("sign-in with the provider failed", extra={"at": trouble.why})
    status = 503 if isinstance(trouble, ProviderAway) else 403
    return page(NOT_IN, link(landing.sign_in(wanted), "Go to sign in"), fault=trouble.sentence, status=status)


ROUTES = [Route(AWAY, away, methods=["GET"]), Route(BACK, back, methods=["GET"])]
