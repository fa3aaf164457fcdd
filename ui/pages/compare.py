"""Compare: one's own organisations side by side, or one organisation over periods, by section and question."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from assessments import comparing, organisations
from assessments.comparing import Choice
from assessments.errors import Refused
from frameworks.catalogue import Catalogue
from ui import addresses, composition, importing, keys, shell, wearing
from ui.charts.drawn import palette
from ui.choosing import nothing_yet
from ui.composition import Desk
from ui.formatting import html, link
from ui.outcomes import side_by_side
from ui.tables import bullets, tag

CHOSEN, FRAMEWORK = keys.page("compare", "chosen"), keys.page("compare", "framework")
MOST = 8
LONGEST_ID = 18  # digits


def page() -> None:
    """Choose submitted reviews of one framework and see them side by side."""
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    shell.begin("Compare", desk=desk, at="compare", organisations=mine, lead=_LEAD)
    choices = comparing.choices(desk.door)
    chosen = _chosen(desk, choices) if choices else []
    if len(chosen) > 1:
        _side_by_side(desk, chosen)
    elif choices:
        st.html(f'<p class="quiet">{html("Choose at least two reviews to see them side by side.")}</p>')
    else:
        st.html(nothing_yet(desk, mine))
    if not wearing.only_reads(desk):
        _add_from_file(desk)


_LEAD = "Put reviews of the same framework side by side: organisations, or one organisation over the years."


def asked_for() -> list[int]:
    """The reviews named in the address."""
    parts = str(st.query_params.get("reviews", "")).split(",")
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= LONGEST_ID]


def _chosen(desk: Desk, choices: Sequence[Choice]) -> list[int]:
    by_id = {choice.review.id: choice for choice in choices}
    wanted = [review for review in asked_for() if review in by_id]
    frameworks = list(dict.fromkeys(choice.review.framework for choice in choices))
    present = by_id[wanted[0]].review.framework if wanted else frameworks[0]
    if len(frameworks) > 1:
        present = st.selectbox(
            "Framework",
            frameworks,
            index=frameworks.index(present),
            format_func=lambda name: name_of(desk.catalogue, name),
            key=FRAMEWORK,
            on_change=_another_framework,
        )
    here = [choice for choice in choices if choice.review.framework == present]
    labels = _labels(here)
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = [labels[review] for review in wanted if review in labels]
    ids = {label: review for review, label in labels.items()}
    given = st.multiselect(
        "Reviews",
        list(ids),
        key=CHOSEN,
        max_selections=MOST,
        placeholder="Choose reviews",
        help=f"At most {MOST}. They stand in the order you choose them.",
    )
    chosen = [ids[label] for label in given if label in ids]
    _remember(chosen)
    return chosen


def name_of(catalogue: Catalogue, framework: str) -> str:
    """The name of a framework; its id where a review was added whose framework is not here."""
    return catalogue.name_of(framework)


def _labels(choices: Sequence[Choice]) -> dict[int, str]:
    """A label of its own for every review, also where two organisations have the same name."""
    names = {choice.review.id: f"{choice.organisation}, {choice.review.period.name}" for choice in choices}
    count, seen = Counter(names.values()), Counter[str]()
    for review, name in names.items():
        seen[name] += 1
        if count[name] > 1:
            names[review] = f"{name} ({seen[name]})"
    return names


def _another_framework() -> None:
    st.session_state.pop(CHOSEN, None)
    st.query_params.pop("reviews", None)


def _remember(chosen: Sequence[int]) -> None:
    """The address names what is shown, so that it can be kept and shared."""
    wanted = ",".join(map(str, chosen))
    if wanted != st.query_params.get("reviews", ""):
        if wanted:
            st.query_params["reviews"] = wanted
        else:
            st.query_params.pop("reviews", None)


def _side_by_side(desk: Desk, chosen: Sequence[int]) -> None:
    try:
        found = comparing.table(desk.door, desk.catalogue, chosen)
    except Refused as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    colours = palette()
    st.html(tag("h2", "By section") + side_by_side.sections(found, colours))
    if found.notes:
        st.html(tag("h2", "What to keep in mind") + bullets(found.notes))
    st.html(tag("h2", "By question") + side_by_side.questions(found, colours))
    results = "".join(
        f"<li>{link(addresses.results(str(column.review.id)), name)}</li>"
        for column, name in zip(found.columns, side_by_side.column_names(found.columns), strict=True)
    )
    st.html(f"{tag('h2', 'Their results')}<ul>{results}</ul>")


def _add_from_file(desk: Desk) -> None:
    with st.expander("Add a review from a file"):
        st.html("<p>Another organisation can send you its review: on its Results page, under “Take it with you”.</p>")
        added = importing.from_file(desk, "compare")
    if added is not None:
        st.session_state.pop(CHOSEN, None)
        st.query_params["reviews"] = ",".join(map(str, [*asked_for(), added.id]))
        st.rerun()
