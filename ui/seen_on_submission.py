"""Who will see what is submitted, in words, as it stands today."""

from assessments.access import sharing
from assessments.access.sharing import Seer
from assessments.access.sharing_words import SHARES
from assessments.errors import NotYours
from assessments.wording import day
from ui import addresses, composition
from ui.composition import Desk
from ui.formatting import html, link
from ui.tables import Html, bullets

ALONE = "On this computer only you can see them; nobody else sees anything until you hand over a paper or a file. "


def told(desk: Desk, organisation_id: int) -> str:
    """A sentence on one's own computer; else a list, with the way to change it."""
    if composition.mode() == "single":
        return f"<p>{html(ALONE)}{link(addresses.settings(organisation_id), 'More on who can see this')}.</p>"
    try:
        found = sharing.seen(desk.door, desk.reception, organisation_id, now=desk.now)
    except NotYours:  # somebody who reads in an emergency, and so submits nothing
        return ""
    lines = ["The people of your organisation see all of it.", *(line(seer) for seer in found.seers)]
    if found.counted is not None:
        lines.append("It is counted in comparison figures, without your name.")
    words = "Change what others see of us" if found.may_decide else "What others see of us"
    way = link(addresses.sharing(organisation_id), words)
    return f"<p>From then on:</p>{bullets(Html(html(each)) for each in lines)}<p>{way}</p>"


def line(seer: Seer) -> str:
    """As in "Harbour advisers see your levels and scores, without comments or evidence, until 14 November 2027"."""
    until = seer.consent.wanted.until if seer.consent else None
    ends = f", until {day(until)}" if until else ""
    is_team = seer.consent is not None and seer.consent.wanted.team is not None
    group = "The advisers of" if is_team else "Those who lead"
    return f"{group} {seer.name} see {SHARES[seer.share]}{ends}."
