"""One's own account: the name others see, the password, the weekly digest, and signing out everywhere."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessments.access import accounts
from assessments.errors import NotYours, Refused
from assessments.store.sign_in import Account
from ui import composition
from ui.composition import Desk
from ui.formatting import html, link
from ui.signing import cookie, forms
from ui.signing.forms import Field, page, typed, worked_out
from ui.signing.local import NEW, TWICE, knock
from ui.signing.words import in_words

TOLD = {
    "name": "Your new name is saved.",
    "password": "Your new password is saved. Everywhere else you are signed out.",
    "digest": "Saved.",
}


@in_words
async def account_page(request: Request) -> Response:
    """The page, with what came of the form before."""
    _, mine = await worked_out(oneself, request)
    return shown(mine, told=TOLD.get(request.query_params.get("saved", ""), ""))


@in_words
async def account(request: Request) -> Response:
    """Keep what one of the forms holds."""
    given = await typed(request)
    desk, mine = await worked_out(oneself, request)
    what = given.get("what", "")
    saved = RedirectResponse(f"/account?saved={what}", 303, headers=forms.NEVER)
    try:
        if what == "name":
            await worked_out(accounts.change_name, desk.reception, given.get("name", ""), desk.now)
        elif what == "digest":
            await worked_out(accounts.change_digest, desk.reception, digest=given.get("digest") == "yes")
        elif what == "password":
            return await password(request, desk, given, saved)
        else:
            raise NotYours
    except Refused as fault:
        return shown(mine, given, fault=fault.sentence)
    return saved


async def password(request: Request, desk: Desk, given: Mapping[str, str], saved: Response) -> Response:
    """Another password: this browser goes on with a new session, every other one ends. Raises Refused."""
    new = given.get("new", "")
    if new != given.get("again", ""):
        raise Refused(TWICE)
    token = await worked_out(accounts.change_password, desk.reception, given.get("old", ""), new, knock(request))
    return cookie.give(saved, token)


def oneself(request: Request) -> tuple[Desk, Account]:
    """Who asks, and their account. Raises SignedOut."""
    desk = composition.desk_of(request)
    found = accounts.get(desk.reception, desk.standing.person.id)
    if found is None:
        raise NotYours
    return desk, found


def shown(mine: Account, given: Mapping[str, str] | None = None, *, fault: str = "", told: str = "") -> Response:
    """The page; a fault stands at the form it belongs to."""
    typed_in = given or {}
    wrong = {typed_in.get("what", ""): fault}
    parts = [
        "<p>You sign in as " + html(mine.email) + ".</p>" if mine.email else "",
        name(typed_in.get("name", mine.name), wrong.get("name", "")),
        "" if mine.password is None else new_password(mine, wrong.get("password", "")),
        digest(is_wanted=mine.digest),
        everywhere(),
    ]
    return page("Your account", "".join(parts), fault=fault, told=told, home=True, status=422 if fault else 200)


def name(now: str, fault: str) -> str:
    one = Field("name", "Your name", "text", "name", value=now, longest=80, fault=fault,
                hint="Colleagues see it beside what you do here.")  # fmt: skip
    return "<h2>Name</h2>" + forms.form("/account", [one], "Save name", hidden={"what": "name"})


def new_password(mine: Account, fault: str) -> str:
    fields = (
        Field("old", "Your password until now", "password", "current-password", fault=fault),
        Field("new", "New password", "password", "new-password", hint=NEW),
        Field("again", "New password again", "password", "new-password"),
    )
    form = forms.form(
        "/account", fields, "Change password", hidden={"what": "password"}, before=forms.whose(mine.email)
    )
    return f"<h2>Password</h2>{form}"


def digest(*, is_wanted: bool) -> str:
    box = (
        '<p class="choice"><input id="digest" name="digest" type="checkbox" value="yes" autocomplete="off"'
        f'{" checked" if is_wanted else ""}><label for="digest">Send me a weekly summary of what waits for me, if this '
        "installation sends e-mail. It holds no answers and no results.</label></p>"
    )
    return "<h2>Weekly summary</h2>" + forms.form("/account", [], "Save choice", hidden={"what": "digest"}, before=box)


def everywhere() -> str:
    said = "<p>If you left a browser open somewhere, or lost a phone: this ends it there, and here.</p>"
    ways = forms.form("/sign-out-everywhere", [], "Sign out everywhere", second=True)
    erase = f"<h2>Erase your account</h2><p>{link('/account/erase', 'What that means, and how')}.</p>"
    return f"<h2>Sign out</h2>{forms.form('/sign-out', [], 'Sign out', second=True)}{said}{ways}{erase}"


ROUTES = [
    Route("/account", account_page, methods=["GET"]),
    Route("/account", account, methods=["POST"]),
]
