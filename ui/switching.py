"""The switch in the bar for somebody with several hats: organisations grouped by role, then their other work."""

from collections.abc import Sequence

from assessments.access import standing
from assessments.values import Organisation
from ui import addresses
from ui.composition import Desk
from ui.formatting import html, link
from ui.hats import Hat, hats

MANY = 40  # organisations in the switch; who sees more looks for one on Home
CHOOSE = "Choose what you work as"


def worn(desk: Desk, mine: Sequence[Organisation]) -> tuple[Hat, ...]:
    """Every hat of the person at the desk."""
    return hats(desk.standing, standing.roles(desk.reception, desk.standing.person.id), mine)


def grouped(desk: Desk, here: Organisation | None, mine: Sequence[Organisation]) -> str | None:
    """The list, for somebody with more than one hat; None where the plain switch says it all."""
    found = worn(desk, mine)
    if len(found) < 2:  # noqa: PLR2004 - one hat is no choice
        return None
    name = here.name if here else CHOOSE
    items = "".join(_of(hat, here, is_worn=hat.id == desk.hat) for hat in found)
    return (
        f'<details class="who" name="bar"><summary><span class="unseen">Working for: </span>{html(name)}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _of(hat: Hat, here: Organisation | None, *, is_worn: bool) -> str:
    """One hat, with its organisations below it where they are few enough to be chosen from here."""
    others = [one for one in hat.organisations if one != here][:MANY]
    below = "".join(f'<li class="of">{link(addresses.home(one.id), one.name)}</li>' for one in others)
    return f"<li>{link(hat.address, hat.title, current=is_worn)}</li>{below}"
