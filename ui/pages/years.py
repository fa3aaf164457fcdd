"""Years: one organisation in one framework over its periods, what changed by question, and its numbers over time."""

from collections.abc import Mapping

import streamlit as st

from assessments import comparison, numbers, organisations, reviews, years
from assessments.comparison import Peers
from assessments.values import Organisation
from assessments.years import YearsView
from frameworks.edition import Edition
from scoring.case import scale_target
from scoring.plan import plan_of
from ui import addresses, composition, shell
from ui.charts.drawn import draw, palette
from ui.choosing import MANY, choose_organisation, nothing_yet
from ui.composition import Desk
from ui.formatting import html, link
from ui.outcomes import over_years, sections_over_years
from ui.outcomes.numbers_over_time import over_time
from ui.tables import bullets, tag

ONE_SERIES = "The same number may be asked in several frameworks: it is one series, whichever asked for it."


def page() -> None:
    """The years of one framework, or the list of what there is to look at."""
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    wanted, framework = shell.asked_number("organisation"), st.query_params.get("framework")
    here = None if wanted is None else organisations.get(desk.door, wanted)
    if here is None or framework is None:
        _choose(desk, mine, here)
        return
    view = years.of(desk.door, desk.catalogue, here.id, framework)
    if view.edition is None:
        _choose(desk, mine, here)
        return
    shell.begin(
        f"{view.edition.name} over the years",
        desk=desk,
        at="years",
        organisation=here,
        organisations=mine,
        trail=[("Years", addresses.address("years", organisation=here.id))],
        lead=here.name,
    )
    _show(view, view.edition, _beside(desk, view))
    for one in years.before(desk.door, desk.catalogue, here.id, framework):
        way = link(addresses.years(one.organisation.id, framework), f"All years of {one.organisation.name}")
        st.html(f'{over_years.before(one)}<p class="links">{way}</p>')


def _choose(desk: Desk, mine: tuple[Organisation, ...], here: Organisation | None) -> None:
    if here is None and len(mine) > MANY:
        shell.begin("Years", desk=desk, at="years", organisations=mine, lead="Choose an organisation.")
        choose_organisation(mine, "years", lambda one: addresses.address("years", organisation=one))
        return
    lead = "See how a framework went over the years. Choose one."
    shell.begin("Years", desk=desk, at="years", organisation=here, organisations=mine, lead=lead)
    found: dict[str, dict[tuple[int, str], str]] = {}
    lines = reviews.mine(desk.door, desk.catalogue, organisation_id=here.id if here else None, now=desk.now)
    for line in lines:
        if line.submitted_at is not None:
            found.setdefault(line.organisation, {})[line.review.organisation, line.review.framework] = line.title
    items = "".join(
        f"<li><span>{html(name)}</span><span>{_links(titles)}</span></li>" for name, titles in sorted(found.items())
    )
    st.html(f'<ul class="rows">{items}</ul>' if items else nothing_yet(desk, mine))
    if here is not None and items:
        every = numbers.series(desk.door, desk.catalogue, here.id)
        st.html(tag("h2", "Numbers") + tag("p", ONE_SERIES, "quiet") + over_time(every, here.name, palette()))


def _links(titles: Mapping[tuple[int, str], str]) -> str:
    by_title = sorted(titles.items(), key=lambda item: item[1])
    return " · ".join(
        link(addresses.years(organisation, framework), title) for (organisation, framework), title in by_title
    )


def _beside(desk: Desk, view: YearsView) -> dict[str, Peers]:
    """Figures of organisations like this one of each period that has some of its own."""
    found = ((year.review.period.name, comparison.peers(desk, year.review.id)) for year in view.years)
    return {period: peers for period, peers in found if peers is not None and peers.period == period}


def _show(view: YearsView, edition: Edition, beside: over_years.Beside) -> None:
    colours = palette()
    mark = scale_target(plan_of(edition), view.years[-1].sheet.profile)
    draw(over_years.years_chart(view, edition, mark, colours, beside), key="years")
    if beside:
        sections = sections_over_years.sections_beside(view, edition, beside, colours)
        st.html(over_years.others_in_words(view, beside) + sections)
    if view.notes:
        st.html(tag("h2", "What to keep in mind") + bullets(view.notes))
    st.html(tag("h2", "By section") + over_years.sections_table(view, edition, colours))
    if len(view.years) > 1:
        st.html(tag("h2", "Why did our score change?") + over_years.why_it_changed(view.years))
    st.html(
        tag("h2", "Numbers") + tag("p", ONE_SERIES, "quiet") + over_time(view.numbers, view.organisation.name, colours)
    )
    items = "".join(
        f"<li>{link(addresses.results(year.review.id), f'Results of {year.review.period.name}')}</li>"
        for year in reversed(view.years)
    )
    compare = link(addresses.compare(str(year.review.id) for year in view.years), "Put these years side by side")
    st.html(f"{tag('h2', 'More')}<ul>{items}<li>{compare}</li></ul>")
