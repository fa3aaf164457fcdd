"""Frameworks: read any version, see it as a form, print it blank, and check a file of one's own before using it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from assessments import organisations, wording
from frameworks.catalogue import Catalogue, Published
from frameworks.checking import check_edition
from frameworks.edition import Edition, Section
from frameworks.errors import FaultyFile, UnknownEdition
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.parts import by_itself
from ui.reading import around, faults, form, questions
from ui.tables import Html, folded, tag

PASTED, UPLOADED = keys.page("frameworks", "pasted"), keys.page("frameworks", "uploaded")


def page() -> None:
    """The list of frameworks, or one of them to read (`framework`, `edition`) or to try (`preview`)."""
    desk = composition.desk()
    framework = st.query_params.get("framework")
    if framework is None:
        _list(desk)
        return
    try:
        edition = st.query_params.get("edition")
        published = desk.catalogue.get(framework, edition) if edition else desk.catalogue.latest(framework)
    except UnknownEdition:
        shell.stop_with(
            "Framework not found",
            "There is no framework at this address.",
            then=("See every framework", addresses.frameworks()),
        )
    if st.query_params.get("preview") is None:
        _read(desk, published)
    else:
        _preview(desk, published.edition)


def _list(desk: Desk) -> None:
    lead = "What you can review yourselves against. Read one before you start it, or check a file you have written."
    shell.begin("Frameworks", desk=desk, at="frameworks", organisations=organisations.mine(desk.door), lead=lead)
    cards = "".join(_card(desk.catalogue.latest(name).edition) for name in desk.catalogue.frameworks())
    st.html(f'{tag("h2", "Read a framework")}<ul class="cards">{cards}</ul>')
    tried = [desk.catalogue.get(*key).edition for key, where in desk.catalogue.held.items() if where]
    if tried:
        st.html(f'{tag("h2", "On trial with you")}<ul class="cards">{"".join(map(_card, tried))}</ul>')
    if desk.catalogue.faults:
        st.html(
            tag("h2", "Files with faults")
            + tag(
                "p", "These files are not used. Mend them, then start Stocktake again; the other frameworks still work."
            )
            + faults.table_of(desk.catalogue.faults)
        )
    _check(desk)


def _card(edition: Edition) -> str:
    size = wording.counted(len(edition.questions), "question")
    minutes = f", about {edition.minutes} minutes" if edition.minutes else ""
    words = (
        f"<h3>{html(edition.title)}</h3><p>{html(edition.summary or '')}</p>"
        f'<p class="quiet small">{html(size)}{html(minutes)}. The {html(edition.edition)} version.</p>'
    )
    read = link(addresses.frameworks(edition.id, edition.edition), f"Read {edition.name}")
    return f'<li>{words}<p class="go">{read}</p></li>'


def _check(desk: Desk) -> None:
    st.html(
        tag("h2", "Check a file")
        + tag("p", "Paste the text of a framework file, or choose the file. You see what is wrong; nothing is kept.")
    )
    with st.form(keys.page("frameworks", "check"), border=False):
        pasted = st.text_area("Text of the file (YAML)", height=220, key=PASTED)
        uploaded = st.file_uploader("Or choose a file", type=["yaml", "yml"], key=UPLOADED)
        asked = st.form_submit_button("Check it")
    if not asked:
        return
    data = uploaded.getvalue() if uploaded is not None else pasted.encode()
    name = uploaded.name if uploaded is not None else "your file"
    if not data.strip():
        shell.note("Paste some text or choose a file first.", kind="wrong")
        return
    try:
        edition = check_edition(data, name, references=desk.catalogue.references)
    except FaultyFile as faulty:
        shell.note(
            f"{wording.counted(len(faulty.faults), 'fault')} found. Mend them from the top: one can cause others.",
            kind="wrong",
        )
        st.html(faults.table_of(faulty.faults))
        return
    shell.note(f"No faults. {edition.title}: {wording.counted(len(edition.questions), 'question')}.", kind="good")
    st.html(around.about(edition) + Html.join(_folded(desk, edition, part) for part in edition.sections))


def _folded(desk: Desk, edition: Edition, part: Section) -> Html:
    return folded(part.title, questions.section(edition, part, desk.catalogue.references))


def _head(desk: Desk, edition: Edition, *, title: str, lead: str | None = None) -> None:
    trail = [("Frameworks", addresses.frameworks())]
    if st.query_params.get("preview") is not None:
        trail.append((edition.name, addresses.frameworks(edition.id, edition.edition)))
    shell.begin(title, desk=desk, at="frameworks", organisations=organisations.mine(desk.door), trail=trail, lead=lead)


def _read(desk: Desk, published: Published) -> None:
    edition = published.edition
    _head(desk, edition, title=edition.title, lead=edition.summary)
    blank = addresses.download("form.pdf", framework=edition.id, edition=edition.edition)
    start = _standing(desk, edition)
    st.html(
        f'<p class="links">{start}'
        f"{link(_preview_address(edition), 'See it as a form', name='button second')}"
        f"{link(blank, 'Print it blank (PDF)', name='button second')}</p>"
    )
    st.html(around.about(edition) + _versions(desk.catalogue, edition))
    st.html(tag("h2", "Questions"))
    for part in edition.sections:
        count = wording.counted(sum(1 for _ in part.questions), "question")
        _part(part.id, f"{part.title} ({count})", partial(_section, desk, edition, part))
    st.html(tag("h2", "About the framework"))
    _part("scale", "Levels, good practice and awards", lambda: around.scale(edition))
    if edition.glossary:
        _part("words", "Words explained", lambda: around.glossary(edition))
    if edition.sources:
        _part("sources", "Sources", lambda: around.sources(edition))


def _standing(desk: Desk, edition: Edition) -> str:
    """Say where an edition is not offered to everybody; gives the ways to start a review with it."""
    key = edition.id, edition.edition
    if desk.catalogue.is_offered(key):
        return link(addresses.start(framework=edition.id), "Start a review", name="button")
    where = desk.catalogue.held[key]
    if where:
        shell.note("This version is on trial: it is offered to a few organisations only, and may still change.")
    elif desk.standing.is_author:
        shell.note("No review starts with this version now.", then=("See how it stands", addresses.author(*key)))
    else:
        shell.note("This version was withdrawn: no review starts with it any more. Reviews that have started go on.")
    trying = [one for one in organisations.mine(desk.door) if one.id in where]
    return "".join(
        link(addresses.start(one.id, edition.id), f"Start a review for {one.name}", name="button") for one in trying
    )


def _section(desk: Desk, edition: Edition, part: Section) -> Html:
    blank = addresses.download("form.pdf", framework=edition.id, edition=edition.edition, section=part.id)
    printed = tag("p", Html(link(blank, f"Print {part.title} blank (PDF)")))
    return Html(printed + questions.section(edition, part, desk.catalogue.references))


def _versions(catalogue: Catalogue, edition: Edition) -> Html:
    others = [other.edition for other in catalogue.of(edition.id) if other.edition.edition != edition.edition]
    if not others:
        return Html("")
    links = ", ".join(
        link(addresses.frameworks(other.id, other.edition), f"the {other.edition} version") for other in others
    )
    return tag("p", Html(f"Also here: {links}."))


def _preview_address(edition: Edition, section: str | None = None) -> str:
    return addresses.address(
        "frameworks", framework=edition.id, edition=edition.edition, preview=section or edition.sections[0].id
    )


def _preview(desk: Desk, edition: Edition) -> None:
    """The form of one section to try out; nothing given here is stored."""
    _head(desk, edition, title=f"{edition.name}: try the form")
    offered = desk.catalogue.is_offered((edition.id, edition.edition))
    start = ("Start a review", addresses.start(framework=edition.id)) if offered else None
    shell.note("Nothing you choose here is kept.", then=start)
    wanted = st.query_params.get("preview")
    part = next((section for section in edition.sections if section.id == wanted), edition.sections[0])
    items = "".join(
        f"<li>{link(_preview_address(edition, section.id), section.title, current=section is part)}</li>"
        for section in edition.sections
    )
    left, right = st.columns([1, 3], gap="large")
    with left:
        st.html(f'<nav class="sections" aria-label="Sections"><ol>{items}</ol></nav>')
    with right:
        form.try_section(edition, part)


@by_itself
def _part(name: str, title: str, content: Callable[[], Html]) -> None:
    """A part that is closed, and not even worked out, until somebody opens it; `open` in the address opens one."""
    box = st.expander(
        plain(title), expanded=st.query_params.get("open") == name, key=keys.page("frameworks", name), on_change="rerun"
    )
    with box:
        if box.open:
            st.html(content())
