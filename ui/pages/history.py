"""History: what was done in one organisation, for the people who lead it and for administrators."""

from assessments import organisations
from assessments.access import history
from assessments.errors import NotYours
from ui import addresses, composition, history_list, shell
from ui.administering import around


def page() -> None:
    """The acts of the organisation that the address names, newest first."""
    desk = composition.desk()
    asked = shell.asked_number("organisation")
    if asked is None:
        raise NotYours
    found = history.of_organisation(desk.reception, asked, page=around.number())
    mine = organisations.mine(desk.door)
    here = next((one for one in mine if one.id == asked), None)
    shell.begin(
        f"History of {found.title}",
        desk=desk,
        organisation=here,
        organisations=mine,
        lead="Who did what and when. Nothing here can be changed or deleted while the organisation is here.",
    )
    history_list.listed(found, lambda page: addresses.history(asked, page), history_list.titles(desk, asked))
