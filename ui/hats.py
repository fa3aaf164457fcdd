"""The hats somebody wears: their roles in organisations, the networks they lead, their teams, and other work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.access.standing import Standing
from assessments.values import Organisation, Role
from assessments.wording import counted, listed
from ui import addresses

ORDER: tuple[Role, ...] = ("lead", "contributor", "reader")
TITLES: Mapping[Role, str] = {"lead": "You lead", "contributor": "You answer for", "reader": "You read results of"}


@dataclass(frozen=True, slots=True)
class Hat:
    """One way of working. `page` is where it opens, Home for a role in organisations; `organisations` are its own."""

    id: str
    title: str
    page: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    organisations: tuple[Organisation, ...] = ()

    @property
    def address(self) -> str:
        """The link that puts this hat on: Home notes it and goes where it opens."""
        return addresses.address("", hat=self.id)


def hats(standing: Standing, roles: Mapping[int, Role], organisations: Sequence[Organisation]) -> tuple[Hat, ...]:
    """Every hat of somebody: roles in their organisations first, then what they are beside these."""
    found: list[Hat] = []
    for role in ORDER:
        here = tuple(one for one in organisations if roles.get(one.id) == role)
        if here:
            found.append(Hat(role, f"{TITLES[role]} {counted(len(here), 'organisation')}", organisations=here))
    found += [
        Hat(f"network:{one.id}", f"You lead {one.name}", "network", (("network", str(one.id)),))
        for one in standing.networks
    ]
    found += [
        Hat(f"team:{one.id}", f"You advise in {one.name}", "adviser", (("team", str(one.id)),))
        for one in standing.teams
    ]
    duties = (
        ("author", "You write frameworks", "author"),
        ("administrator", "You look after Stocktake", "administration"),
    )
    found += [Hat(duty, title, page) for duty, title, page in duties if duty in standing.duties]
    return tuple(one for one in found if one.page in addresses.PAGES)


def in_a_sentence(found: Sequence[Hat]) -> str:
    """As in "You lead 20 organisations and read results of 1 organisation."; empty for somebody without any."""
    said = [one.title.removeprefix("You ") for one in found if one.organisations]
    return f"You {listed(said)}." if said else ""
