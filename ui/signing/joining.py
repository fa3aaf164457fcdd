"""The page behind an invitation's link: what one joins, what that lets one do, and the way in, new here or not."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessments.access import accounts, first_contact, invitations, joining, passwords
from assessments.access.invitations import Invitation
from assessments.access.throttling import TooOften
from assessments.errors import Refused, SignedOut
from ui import addresses, composition, roles
from ui.composition import Desk
from ui.formatting import html, link
from ui.signing import cookie, forms, landing, provider
from ui.signing.forms import Field, page, typed, worked_out
from ui.signing.local import NEW, WHAT, knock
from ui.signing.words import in_words

SIGN_IN, SIGN_UP = "sign in", "sign up"
NOT_OPEN = "This link does not open anything"


@in_words
async def join_page(request: Request) -> Response:
    """What the link is into; looking at it does not use it up."""
    return await worked_out(_shown, request)


@in_words
async def join(request: Request) -> Response:
    """Use the link: as whoever is signed in, by signing in, or as somebody new."""
    return await worked_out(_joined, request, await typed(request))


def _shown(request: Request, *, given: Mapping[str, str] | None = None, fault: str = "", status: int = 422) -> Response:
    desk, token = _desk(request), request.path_params["token"]
    at_reception = composition.reception() if desk is None else desk.reception
    try:
        found = invitations.look(at_reception, token, now=composition.rooms().clock())
    except Refused as refused:
        way = link(landing.HOME, "Go to Home") if desk else link("/sign-in", "Go to sign in")
        return page(NOT_OPEN, f"<p>{way}</p>", fault=refused.sentence, home=desk is not None, status=404)
    if desk is not None and found.used_by == desk.standing.person.id:
        return RedirectResponse(where(found), 303, headers=forms.NEVER)
    said = f"<p>{html(roles.JOINED[found.offer.role])}</p>"
    said = said if desk else f"<p>{WHAT}</p>{said}"
    if told := first_contact.seen_by(at_reception, found):
        said += f"<p>{html(told)}</p>"
    body = _as_oneself(request, desk, found) if desk else _as_somebody(request, found, given or {}, fault)
    head = roles.title(found.offer.role, found.place)
    return page(head, said + body, fault=fault, home=desk is not None, status=status if fault else 200)


def _as_oneself(request: Request, desk: Desk, found: Invitation) -> str:
    """Somebody signed in presses one button."""
    name = desk.standing.person.name
    button = forms.form(request.url.path, (), roles.title(found.offer.role, found.place))
    return (
        f"<p>You are signed in as <strong>{html(name)}</strong>.</p>{button}"
        "<p>Is that not you? Sign out, then open the link again.</p>"
        f"{forms.form('/sign-out', (), 'Sign out', second=True)}"
    )


def _as_somebody(request: Request, found: Invitation, given: Mapping[str, str], fault: str) -> str:
    """With the provider where there is one; else a new account, or one's own."""
    told = composition.settings().provider
    if composition.mode() == "oidc" and told is not None:
        way = provider.address(where(found), invitation=request.path_params["token"])
        return f"<p>{link(way, f'Sign in with {told.name} and join', name='button')}</p>"
    signing_in = given.get("how") == SIGN_IN
    email = given.get("email", "")[: accounts.LONGEST_EMAIL]
    faults = {given.get("wrong", ""): fault}
    new = (
        Field("name", "Your name", autocomplete="name", value=given.get("name", "")[: accounts.LONGEST_NAME],
              hint="As your colleagues know you.", fault=faults.get("name", ""), longest=accounts.LONGEST_NAME),
        Field("email", "E-mail address", "email", "username", value="" if signing_in else email,
              hint="You sign in with it. Nothing is sent to it.", fault=faults.get("email", ""),
              longest=accounts.LONGEST_EMAIL),
        Field("password", "Password", "password", "new-password", hint=NEW, fault=faults.get("password", "")),
    )  # fmt: skip
    own = (
        Field("own-email", "E-mail address", "email", "username", value=email if signing_in else "",
              fault=faults.get("own-email", ""), longest=accounts.LONGEST_EMAIL),
        Field("own-password", "Password", "password", "current-password"),
    )  # fmt: skip
    here, opened = request.url.path, " open" if signing_in and fault else ""
    return (
        f"<h2>New here</h2>{forms.form(here, new, 'Make my account and join', hidden={'how': SIGN_UP})}"
        f"<details{opened}><summary>I have an account already</summary>"
        f"{forms.form(here, own, 'Sign in and join', hidden={'how': SIGN_IN})}</details>"
    )


def _joined(request: Request, given: Mapping[str, str]) -> Response:
    token, desk, how = request.path_params["token"], _desk(request), given.get("how", "")
    try:
        if desk is not None:
            found = invitations.accept(desk.reception, token, now=desk.now)
            return RedirectResponse(where(found), 303, headers=forms.NEVER)
        if composition.mode() != "local" or how not in {SIGN_IN, SIGN_UP}:
            return _shown(request)
        return _came_in(request, token, given, how)
    except Refused as refused:
        kept = {
            "how": how,
            "name": given.get("name", ""),
            "email": given.get("own-email" if how == SIGN_IN else "email", ""),
            "wrong": "own-email" if how == SIGN_IN else _field(given, refused.sentence),
        }
        return _shown(request, given=kept, fault=refused.sentence, status=429 if isinstance(refused, TooOften) else 422)


def _field(given: Mapping[str, str], sentence: str) -> str:
    """The field of a new account that a fault is about; empty when it is about something else."""
    checks: Mapping[str, Callable[[str], str]] = {
        "name": accounts.checked_name,
        "email": accounts.checked_email,
        "password": lambda typed: passwords.checked(typed, email=given.get("email", "")),
    }
    for name, check in checks.items():
        try:
            check(given.get(name, ""))
        except Refused as fault:
            return name if fault.sentence == sentence else ""
    return ""


def _came_in(request: Request, token: str, given: Mapping[str, str], how: str) -> Response:
    """Somebody who was not signed in: with their account, or with a new one."""
    nobody, trying = composition.reception(), knock(request)
    found = invitations.look(nobody, token, now=trying.now)
    if how == SIGN_UP:
        begun = joining.sign_up(
            nobody, token, name=given.get("name", ""), email=given.get("email", ""),
            password=given.get("password", ""), knock=trying,
        )  # fmt: skip
        return cookie.give(RedirectResponse(where(found), 303, headers=forms.NEVER), begun)
    begun = accounts.sign_in(nobody, given.get("own-email", ""), given.get("own-password", ""), trying)
    back = cookie.give(RedirectResponse(request.url.path, 303, headers=forms.NEVER), begun)
    desk = composition.desk_for(begun)
    try:
        invitations.accept(desk.reception, token, now=desk.now)
    except Refused:  # said on the page, to somebody signed in
        return back
    return cookie.give(RedirectResponse(where(found), 303, headers=forms.NEVER), begun)


def _desk(request: Request) -> Desk | None:
    try:
        return composition.desk_of(request)
    except SignedOut:
        return None


def where(found: Invitation) -> str:
    """The page to land on: what one has just joined."""
    offer = found.offer
    if offer.organisation is not None:
        return addresses.home(offer.organisation)
    if offer.network is not None:
        return addresses.address("network", network=offer.network)
    return {"adviser": "/adviser", "author": "/author"}.get(offer.role, "/administration")


ROUTES = [
    Route("/join/{token}", join_page, methods=["GET"]),
    Route("/join/{token}", join, methods=["POST"]),
]
