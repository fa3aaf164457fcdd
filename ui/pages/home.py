"""Home: what needs somebody now, what was finished, and what could be started; or the two doors of the first visit."""

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from assessments import actions, leading, organisations, periods, reviews
from assessments.errors import AssessmentError
from assessments.values import Organisation, ReviewLine
from assessments.wording import NO_SCORE, counted, day, level, limits
from frameworks.errors import UnknownEdition
from ui import addresses, composition, keys, shell, since, waiting, wearing
from ui.acting import listed
from ui.choosing import MANY, choose_organisation
from ui.composition import Desk
from ui.formatting import html, link
from ui.navigation import go
from ui.words import answered, what_it_is

NEXT_ACTIONS = 5


def page() -> None:
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    if not mine:
        wearing.without_organisations(desk)
        welcome(desk)
        return
    wanted = shell.asked_number("organisation")
    if wanted is None and composition.mode() != "single":
        mine = wearing.chosen(desk, mine)
    here = next((each for each in mine if each.id == wanted), None) if wanted else None
    if wanted and here is None:
        shell.stop_with("Page not found", "There is no such organisation here.")
    if here is None and len(mine) > MANY:
        everybody(desk, mine)
        return
    here = here or latest(desk, mine)
    lines = reviews.mine(desk.door, desk.catalogue, organisation_id=here.id, now=desk.now)
    shell.begin(
        here.name,
        desk=desk,
        at="home",
        organisation=here,
        organisations=mine,
        lead=about(here) + wearing.role_here(desk, here),
        browser=f"{here.name} – Home",
    )
    open_ones = [each for each in lines if each.review.status != "submitted"]
    done = sorted((each for each in lines if each.review.submissions), key=lambda each: each.review.period.start)[::-1]
    if own := waiting.mine(desk):
        st.html(own)
    if open_ones:
        st.html(f"<h2>In progress</h2>{cards(map(in_progress, open_ones))}{waiting.lists(desk, here)}")
    planned(desk, here, has_begun=bool(lines))
    if done:
        st.html(f"<h2>Where you stand</h2>{finished(desk, here, done)}")
    if leading.is_reader(desk.door, here.id):
        if not done:
            st.html("<p>Nothing has been submitted yet. You see results here as soon as a lead submits.</p>")
        return
    startable(desk, here, lines)
    st.html(f"<p>{link(addresses.start(), 'Add another organisation')}</p>")


def planned(desk: Desk, here: Organisation, *, has_begun: bool) -> None:
    """The actions due next and the way to all of them, or to the first one once a review was begun."""
    found = actions.by_due(actions.of(desk.door, here.id))
    if not found:
        if has_begun and actions.may_write(desk.door, here.id):
            st.html(f"<h2>Actions</h2><p>{link(addresses.actions(here.id), 'Plan what you will do')}</p>")
        return
    today = periods.today(desk.now)
    next_ones = listed.due_lines([one for one in found if one.is_open], today, NEXT_ACTIONS)
    ways = link(addresses.actions(here.id), "All actions")
    st.html(f"<h2>Actions</h2><p>{html(listed.standing(found, today))}</p>{next_ones}<p>{ways}</p>")


def latest(desk: Desk, mine: Sequence[Organisation]) -> Organisation:
    """The organisation whose review changed last."""
    if len(mine) == 1:
        return mine[0]
    lines = reviews.mine(desk.door, desk.catalogue, now=desk.now)
    newest = max(lines, key=lambda each: each.changed_at, default=None)
    return next((each for each in mine if newest and each.id == newest.review.organisation), mine[0])


def about(here: Organisation) -> str:
    return what_it_is(here.kind, here.phase)


def cards(items: object) -> str:
    return f'<ul class="cards">{"".join(items)}</ul>'  # type: ignore[arg-type]


def in_progress(one: ReviewLine) -> str:
    done = one.progress
    part = (
        f'<p>{answered(done.answered, done.of)}</p><div class="meter" aria-hidden="true"><span style="width:'
        f'{100 * done.answered // max(done.of, 1)}%"></span></div>'
        if done
        else ""
    )
    status = "<p><span class=tag>Reopened</span></p>" if one.review.status == "reopened" else ""
    words = "Continue" if done and done.answered else "Begin"
    title = f"{one.title} {one.review.period.name}"
    return (
        f"<li><h3>{html(title)}</h3>{status}{part}"
        f'<p class="quiet small">{form_name(one)} · changed {day(periods.today(one.changed_at))}</p>'
        f'<p class="go"><a class="button" href="{html(addresses.review(one.review.id))}">{words}'
        f'<span class="unseen">: {html(title)}</span></a></p></li>'
    )


def form_name(one: ReviewLine) -> str:
    return "Quick form" if one.review.form == "short" else "Whole review"


def finished(desk: Desk, here: Organisation, lines: Sequence[ReviewLine]) -> str:
    """Submitted reviews with where they stand, newest first, and the way to results and years."""
    rows, seen = [], set[str]()
    for one in lines:
        told = [] if one.review.framework in seen else since.news(desk, one)
        seen.add(one.review.framework)
        rows.append(f"<li>{submitted(one, told)}<strong>{html(standing(desk, one))}</strong></li>")
    frameworks = dict.fromkeys((one.review.framework, one.title) for one in lines)
    over = ", ".join(link(addresses.years(here.id, name), title) for name, title in frameworks)
    return f'<ul class="rows">{"".join(rows)}</ul><p>Over the years: {over}</p>'


def submitted(one: ReviewLine, told: Sequence[str]) -> str:
    """A result with when it was submitted, and what has happened to it since."""
    when = f"submitted {day(periods.today(one.submitted_at))}" if one.submitted_at else ""
    again = ", reopened: this stays the result until it is submitted again" if one.review.status == "reopened" else ""
    news = f'<br><span class="small">{html(" ".join(told))}</span>' if told else ""
    return (
        f"<span>{link(addresses.results(one.review.id), f'{one.title} {one.review.period.name}')}"
        f'<span class="quiet small"> · {form_name(one)}, {when}{again}</span>{news}</span>'
    )


def standing(desk: Desk, one: ReviewLine) -> str:
    """As in "3.2 of 5 · In place", as the last submission has it."""
    if one.level is None:
        return NO_SCORE
    try:
        edition = desk.catalogue.get(one.review.framework, one.review.edition).edition
    except UnknownEdition:  # its file is gone; the results page still has its text
        return level(Fraction(one.level))
    words = f"{level(Fraction(one.level), limits(edition))} of {edition.scale.highest}"
    return f"{words} · {one.band}" if one.band else words


def startable(desk: Desk, here: Organisation, lines: Sequence[ReviewLine]) -> None:
    """Frameworks for this kind of organisation with no review this year and none still open."""
    names = desk.catalogue.frameworks(here.id)
    latest_ones = (desk.catalogue.latest(name, here.id).edition for name in names)
    taken = {(one.review.framework, one.review.period.name) for one in lines}
    taken |= {(one.review.framework, "") for one in lines if one.review.status != "submitted"}
    offers = [
        edition
        for edition in latest_ones
        if here.kind in edition.suits
        and not taken & {(edition.id, ""), (edition.id, periods.of_review(here.kind, edition, desk.now).name)}
    ]
    if not offers:
        return
    items = "".join(
        f"<li><h3>{html(edition.name)}</h3>"
        f'<p class="quiet">{html(first_sentence(edition.summary or edition.title))}</p>'
        f'<p class="quiet small">{counted(len(edition.questions), "question")}'
        f"{f', about {edition.minutes} minutes' if edition.minutes else ''}"
        f"{f'<br>Quick form: {len(edition.short_form)} questions at most' if edition.short_form else ''}"
        f"{'' if desk.catalogue.is_offered((edition.id, edition.edition)) else '<br>On trial with you'}</p>"
        f'<p class="go"><a class="button second" href="{html(addresses.start(here.id, edition.id))}">Start'
        f'<span class="unseen">: {html(edition.name)}</span></a></p></li>'
        for edition in offers
    )
    st.html(f'<h2>Start a review</h2><ul class="cards">{items}</ul>')


def first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def everybody(desk: Desk, mine: Sequence[Organisation]) -> None:
    """Somebody with many organisations chooses one."""
    shell.begin(
        "Organisations",
        desk=desk,
        at="home",
        lead=wearing.sentence(desk, mine),
        browser="Home",
    )
    if own := waiting.mine(desk):
        st.html(own)
    choose_organisation(mine, "home", addresses.home, wearing.roles_in(desk))
    st.html(f"<p>{link(addresses.start(), 'Add an organisation')}</p>")


def welcome(desk: Desk) -> None:
    """The first visit: two doors; where people sign in, the link they were to be sent, or one's own organisation."""
    lead = (
        "Find out how well technology works for your organisation and what to do next. Come back next year to see how "
        "far you have come."
    )
    shell.begin("Welcome to Stocktake", desk=desk, at="home", lead=lead, browser="Welcome")
    if composition.mode() != "single":
        st.html(
            "<h2>You do not belong to an organisation yet</h2><p>Is yours here already? Ask one of its leads for a "
            "link, and open it. Is it not? Add it and start its first review: then you lead it.</p>"
            f"<p>{link(addresses.start(), 'Add an organisation', name='button')}</p>"
        )
        return
    with st.container(key="doors", horizontal=True):
        with st.container(key="door-start", border=True):
            st.html(
                "<h2>Start your first review</h2><p>Answer a quick form of about ten questions in one sitting. You see "
                "where you stand at once, and can add the rest later.</p>"
                f"<p>{link(addresses.start(), 'Start your first review', name='button')}</p>"
            )
        with st.container(key="door-demo", border=True):
            st.html(
                "<h2>Look around first</h2><p>Open a made-up network of about sixty organisations with three years of "
                "reviews. You can leave it with one click, and it never mixes with your own.</p>"
            )
            if st.button("Try the demo", key=keys.page("home", "demo")):
                try_demo()
    st.html('<p class="quiet">Everything stays on this computer. Each answer is saved the moment you give it.</p>')


def try_demo() -> None:
    try:
        with st.spinner("Building the demo network. This takes a few seconds, once."):
            composition.show_demo()
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    go()
