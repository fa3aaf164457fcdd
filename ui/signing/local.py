"""Signing in with a password, signing out, and taking a new password by a one-use link."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessments.access import accounts, sessions
from assessments.access.accounts import Knock
from assessments.access.throttling import TooOften
from assessments.errors import Refused
from ui import composition, hosts
from ui.formatting import html, link, outward
from ui.signing import cookie, forms, landing
from ui.signing.forms import Field, page, typed, worked_out
from ui.signing.provider import AWAY, sign_out_address
from ui.signing.words import in_words

OUT = {"1": "You are signed out.", "everywhere": "You are signed out on every computer and phone."}
WHAT = "With Stocktake an organisation finds out how well technology works for it, and what to do next."
BY_LINK = "New here? You come in by a link from somebody who invites you. Open that link."
NEW = "At least 12 characters. Three or four words that do not belong together are good."
TWICE = "The two are not the same. Type the new password twice."


def knock(request: Request) -> Knock:
    """A try to sign in: from where, when, and with which session before."""
    return Knock(hosts.peer(request.scope), composition.rooms().clock(), composition.token_of(request))


@in_words
async def sign_in_page(request: Request) -> Response:
    """The form; whoever is signed in already goes on to where they wanted."""
    wanted = landing.kept(request.query_params.get("next", landing.HOME))
    if await worked_out(composition.is_signed_in, composition.token_of(request)):
        return RedirectResponse(wanted, 303, headers=forms.NEVER)
    return shown(wanted, told=OUT.get(request.query_params.get("out", ""), ""))


@in_words
async def sign_in(request: Request) -> Response:
    """Try the e-mail address and password."""
    given = await typed(request)
    wanted, email = landing.kept(given.get("next", landing.HOME)), given.get("email", "")
    try:
        token = await worked_out(
            accounts.sign_in,
            composition.reception(),
            email,
            given.get("password", ""),
            knock(request),
            only_administrators=composition.mode() == "oidc",
        )
    except Refused as fault:
        return shown(wanted, email=email, fault=fault.sentence, status=429 if isinstance(fault, TooOften) else 422)
    return cookie.give(RedirectResponse(wanted, 303, headers=forms.NEVER), token)


def shown(wanted: str, *, email: str = "", fault: str = "", told: str = "", status: int = 200) -> Response:
    """The page for signing in: with the provider where there is one, and then a password only in an emergency."""
    fields = (
        Field("email", "E-mail address", "email", "username", value=email[:254], longest=254, fault=fault),
        Field("password", "Password", "password", "current-password"),
    )
    form = forms.form("/sign-in", fields, "Sign in", hidden={"next": wanted})
    lost = (
        "<p>Forgotten your password? Ask somebody who leads your organisation here, or whoever looks after Stocktake, "
        "for a link to set a new one.</p>"
    )
    provider = composition.settings().provider
    if composition.mode() == "oidc" and provider is not None:
        where = landing.at(AWAY, wanted)
        button = f"<p>{link(where, f'Sign in with {provider.name}', name='button')}</p>"
        theirs = sign_out_address() if told else None
        button += f"<p>{outward(theirs, f'Sign out of {provider.name} too')}</p>" if theirs else ""
        is_open = " open" if fault else ""
        form = (
            f"{button}<details{is_open}><summary>Administrator’s emergency sign-in</summary>"
            f"<p>For when {html(provider.name)} cannot be reached.</p>{form}</details>"
        )
        lost = ""
    return page("Sign in", f"<p>{WHAT}</p>{form}{lost}<p>{BY_LINK}</p>", fault=fault, told=told, status=status)


@in_words
async def sign_out(request: Request) -> Response:
    """End this browser's session."""
    await worked_out(sessions.sign_out, composition.reception(), composition.token_of(request))
    return cookie.take_back(RedirectResponse("/sign-in?out=1", 303, headers=forms.NEVER))


@in_words
async def sign_out_everywhere(request: Request) -> Response:
    """End every session of whoever asks, this one too."""
    desk = await worked_out(composition.desk_of, request)
    await worked_out(accounts.sign_out_everywhere, desk.reception, desk.now)
    return cookie.take_back(RedirectResponse("/sign-in?out=everywhere", 303, headers=forms.NEVER))


@in_words
async def reset_page(request: Request) -> Response:
    """The form for a new password; looking at it does not use the link up."""
    try:
        whose = await worked_out(
            accounts.whose_link, composition.reception(), request.path_params["token"], composition.rooms().clock()
        )
    except Refused as fault:
        return page("Set a new password", link("/sign-in", "Go to sign in"), fault=fault.sentence, status=404)
    return new_password(request, whose.email or "")


@in_words
async def reset(request: Request) -> Response:
    """Take the new password, once, and sign in with it."""
    given, token = await typed(request), request.path_params["token"]
    if given.get("new", "") != given.get("again", ""):
        return new_password(request, given.get("email", ""), fault=TWICE)
    try:
        begun = await worked_out(
            accounts.reset,
            composition.reception(),
            token,
            given.get("new", ""),
            knock(request),
            only_administrators=composition.mode() == "oidc",
        )
    except Refused as fault:
        if fault.sentence == accounts.USED:
            return page("Set a new password", link("/sign-in", "Go to sign in"), fault=fault.sentence, status=404)
        return new_password(request, given.get("email", ""), fault=fault.sentence)
    return cookie.give(RedirectResponse(landing.HOME, 303, headers=forms.NEVER), begun)


def new_password(request: Request, email: str, *, fault: str = "") -> Response:
    """The form; the e-mail address stands in it so that a password manager knows whose it is."""
    fields = (
        Field("new", "New password", "password", "new-password", hint=NEW, fault=fault),
        Field("again", "New password again", "password", "new-password"),
    )
    form = forms.form(request.url.path, fields, "Set this password and sign in", before=forms.whose(email))
    return page("Set a new password", form, fault=fault, status=422 if fault else 200)


ROUTES = [
    Route("/sign-in", sign_in_page, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/sign-out-everywhere", sign_out_everywhere, methods=["POST"]),
    Route("/reset/{token}", reset_page, methods=["GET"]),
    Route("/reset/{token}", reset, methods=["POST"]),
]
