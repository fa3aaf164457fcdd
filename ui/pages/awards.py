"""Awards: those of one review, with applying; or, for who decides, what waits and who is near the next one."""

import streamlit as st

from assessments import awarding, organisations
from assessments.awarding import AwardsView
from ui import addresses, composition, shell
from ui.awarding import applying, deciding, near, of_review
from ui.composition import Desk
from ui.parts import drawn_of
from ui.tables import tag

TITLE = "Awards"


def page() -> None:
    """By review where one is named."""
    desk = composition.desk()
    review = shell.asked_number("review")
    if review is not None:
        _of_review(desk, review)
        return
    who = desk.standing
    if not (who.teams or who.networks or who.is_administrator):
        shell.stop_with(TITLE, "Open the results of a review first, and from there its awards.")
    shell.begin(
        TITLE, desk=desk, organisations=organisations.mine(desk.door),
        lead="What waits for a decision, and who is near the next award.",
    )  # fmt: skip
    if who.teams or who.is_administrator:
        deciding.part(desk)
    if who.teams or who.networks:
        near.part(desk)


def _of_review(desk: Desk, review: int) -> None:
    found = awarding.of(desk.door, desk.catalogue, review, now=desk.now)
    drawn_of(desk, review)
    _head(desk, found)
    if not found.view.edition.awards:
        st.html(tag("p", "This framework has no awards."))
    elif not found.lines:
        st.html(tag("p", of_review.SHORT))
    for line in found.lines:
        st.html(of_review.award(found, line))
        applying.part(desk, found, line)


def _head(desk: Desk, found: AwardsView) -> None:
    view = found.view
    name = view.edition.name
    shell.begin(
        f"{TITLE}: {name}, {view.review.period.name}",
        desk=desk,
        organisation=view.organisation,
        organisations=organisations.mine(desk.door),
        trail=[(f"Results: {name}", addresses.results(view.review.id))],
        lead=view.organisation.name,
        browser=f"{TITLE}: {name}, {view.review.period.name} – {view.organisation.name}",
    )
    if view.submission is None:
        shell.note("This review has not been submitted. An award rests on what was submitted, so a draft holds none.")
