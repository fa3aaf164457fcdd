"""Erasing oneself: what it means, what is in the way, and a form that asks whether one is sure."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessments.access import erasing
from assessments.errors import Refused
from ui.composition import Desk
from ui.formatting import html, link
from ui.signing import cookie, forms
from ui.signing.account import oneself
from ui.signing.forms import page, typed, worked_out
from ui.signing.words import in_words

ADDRESS = "/account/erase"
MEANS = (
    "<p>Your name, your e-mail address and your ways to sign in are removed, and you are signed out. What you did stays"
    " where you did it, by “somebody”. There is no way back: somebody would have to invite you again.</p>"
    "<p>A text in which somebody wrote your name stays as it is; ask the people of that organisation to change it.</p>"
)
SURE = (
    '<p class="choice"><input id="sure" name="sure" type="checkbox" value="yes" autocomplete="off">'
    '<label for="sure">I want to be erased for ever.</label></p>'
)
TICK = "Tick the box first, if you are sure."


@in_words
async def ask(request: Request) -> Response:
    """The page before it."""
    desk, _ = await worked_out(oneself, request)
    return await shown(desk)


@in_words
async def erase(request: Request) -> Response:
    """Erase whoever asks, and take their session back."""
    given = await typed(request)
    desk, mine = await worked_out(oneself, request)
    if given.get("sure") != "yes":
        return await shown(desk, fault=TICK)
    try:
        await worked_out(erasing.erase, desk.reception, mine.person, now=desk.now)
    except Refused as fault:
        return await shown(desk, fault=fault.sentence)
    return cookie.take_back(RedirectResponse("/sign-in", 303, headers=forms.NEVER))


async def shown(desk: Desk, *, fault: str = "") -> Response:
    sentence = (await worked_out(erasing.in_the_way, desk.reception, desk.standing.person.id)).sentence
    form = forms.form(ADDRESS, [], "Erase me", before=SURE, second=True)
    body = MEANS + (form if sentence is None else f"<p>{html(sentence)}</p>") + f"<p>{link('/account', 'Go back')}</p>"
    return page("Erase your account", body, fault=fault, home=True, status=422 if fault else 200)


ROUTES = [Route(ADDRESS, ask, methods=["GET"]), Route(ADDRESS, erase, methods=["POST"])]
