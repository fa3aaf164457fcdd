"""Adding many organisations: a file or pasted lines, shown as they were read, asked about, then taken whole."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from assessments import periods
from assessments.access import networks
from assessments.roster import planning, reading, taking, telling
from assessments.roster.planning import Answer, Choices, Preview, Question, Situation
from assessments.roster.reading import Roster
from assessments.store.networks import Branch
from assessments.wording import counted
from ui import shell, uploads
from ui.composition import Desk
from ui.formatting import plain
from ui.networking.around import key
from ui.shell import done
from ui.tables import Cell, Html, Row, bullets, folded, table, tag
from ui.words import what_it_is

AT_ONCE, FAULTS_AT_ONCE, ASKED_AT_ONCE, CHOSEN_FROM = 50, 50, 30, 400
EXAMPLE = "Paper Boat Primary School; school; primary; 100001\nHarbour Help; charity"
HOW = (
    "<p>Give a file, CSV or Excel, with a row for each organisation. The first row says what the columns hold: name, "
    "number, kind, phase, region, pupils, staff, network, from, to, closed. A list that was added before can be added "
    "again: what is here already is known by its number.</p>"
)
STAY, LEFT, CLOSED = "They stay as they are", "They left this network", "They have closed"


def importing(desk: Desk, branch: Branch) -> None:
    """Nothing is written before the button at the end is pressed; with a fault there is no button."""
    with st.expander("Add many: a file, or pasted lines"):
        st.html(HOW)
        given = _given(branch)
        if given is None:
            return
        roster = reading.with_regions(given, desk.catalogue.operating)
        if roster.faults:
            _faults(roster.faults)
            return
        there = planning.situation(desk.reception, branch.id, now=desk.now)
        look = partial(planning.preview, roster, there, now=desk.now)
        choices = Choices(add_networks=_adding_networks(branch, roster, there))
        seen = look(choices)
        choices = _asked(branch, seen.questions, choices)
        choices = _gone(desk, branch, look(choices), there, choices)
        seen = look(choices)
        _shown(seen)
        _button(desk, branch, seen)


def _given(branch: Branch) -> Roster | None:
    """What was read of the file or the lines; a file is read once, however often the page is drawn."""
    kept, turn = key(branch, "roster"), st.session_state.get(key(branch, "turn"), 0)
    file = st.file_uploader(
        "List of organisations (CSV or Excel)", type=["csv", "txt", "tsv", "xlsx"], key=key(branch, f"file:{turn}"),
        width=420,
    )  # fmt: skip
    text = st.text_area(
        "Or lines: name; kind; phase; number", placeholder=EXAMPLE, height=160, key=key(branch, f"pasted:{turn}"),
        max_chars=60_000,
    )  # fmt: skip
    if file is None:
        st.session_state.pop(kept, None)
        return reading.pasted(text) if (text or "").strip() else None
    held: tuple[str, Roster] | None = st.session_state.get(kept)
    if held is None or held[0] != file.file_id:
        held = file.file_id, reading.read(file.getvalue())
        st.session_state[kept] = held
    return held[1]


def _faults(faults: Sequence[str]) -> None:
    head = f"Nothing was added yet. {counted(len(faults), 'thing')} to mend:"
    more = len(faults) - FAULTS_AT_ONCE
    told = [*faults[:FAULTS_AT_ONCE], *([f"And {counted(more, 'more fault')}."] if more > 0 else [])]
    st.html(f'<div class="box wrong">{tag("p", head)}{bullets(told)}</div>')


def _adding_networks(branch: Branch, roster: Roster, there: Situation) -> bool:
    if not there.administrator or not any(entry.networks for entry in roster.entries):
        return False
    return st.checkbox("Add networks that the list names and that are not here", key=key(branch, "add networks"))


def _asked(branch: Branch, questions: Sequence[Question], choices: Choices) -> Choices:
    """Each row whose name is here with another number: what it is, one by one or all alike."""
    if not questions:
        return choices
    st.html(tag("h3", "Are they the same?"))
    every = _answer(branch, "All of them", "every", may_follow=all(one.may_follow for one in questions))
    rows: dict[int, Answer] = {}
    for one in questions[:ASKED_AT_ONCE] if every is None else ():
        answer = _answer(branch, telling.question(one), f"row:{one.entry.row}", may_follow=one.may_follow)
        if answer is not None:
            rows[one.entry.row] = answer
    return replace(choices, rows=rows, every=every)


def _answer(branch: Branch, label: str, name: str, *, may_follow: bool) -> Answer | None:
    able: list[Answer] = ["same", "another", *(["follows"] if may_follow else [])]  # type: ignore[list-item]
    return st.selectbox(
        plain(label), able, index=None, placeholder="Choose", format_func=lambda one: telling.ANSWERS.get(one, ""),
        key=key(branch, name),
    )  # fmt: skip


def _gone(desk: Desk, branch: Branch, seen: Preview, there: Situation, choices: Choices) -> Choices:
    """What became of those that are here and not in the list."""
    if not seen.absent or seen.faults:
        return choices
    st.html(tag("h3", f"{counted(len(seen.absent), 'organisation is', 'organisations are')} here but not in the list"))
    rows = [(each.name, each.reference or "", what_it_is(each.kind, each.phase)) for each in seen.absent[:AT_ONCE]]  # type: ignore[arg-type]
    more = len(seen.absent) - len(rows)
    st.html(folded("Which", _some("Not in the list", ("Name", "Number", "Kind"), rows, more)))
    became = st.radio(
        "What became of them?", [STAY, LEFT, *([CLOSED] if there.administrator else [])], key=key(branch, "became")
    )
    if became not in (LEFT, CLOSED):
        return choices
    names = {each.id: each.name for each in seen.absent}
    some: Sequence[int] = ()
    if len(names) <= CHOSEN_FROM:
        some = st.multiselect(
            "Only these (with none chosen: all)", list(names), format_func=lambda one: plain(names.get(one, "")),
            key=key(branch, "which are gone"),
        )  # fmt: skip
    since = st.date_input(
        "Since when?", periods.today(desk.now), format="DD/MM/YYYY", key=key(branch, "gone since"), width=300
    )
    ids = frozenset(some) or frozenset(names)
    left, closed = (ids, frozenset[int]()) if became == LEFT else (frozenset[int](), ids)
    return replace(choices, left=left, closed=closed, since=since)


def _shown(seen: Preview) -> None:
    """How the list was read, and what would be done."""
    if seen.faults:
        _faults(seen.faults)
        return
    st.html(bullets((*telling.summary(seen), *seen.notes)))
    if seen.new:
        rows = [(each.name, what_it_is(each.kind, each.phase), each.reference or "") for each in seen.new[:AT_ONCE]]
        st.html(_some("New", ("Name", "Kind", "Number"), rows, len(seen.new) - len(rows)))
    for caption, changes in (("Changed", seen.changed), ("Kept as their own people say it", seen.kept)):
        told = [
            (each.known.name, Cell(str(each.entry.row), number=True), what, before or "–", after or "–")
            for each in changes[:AT_ONCE]
            for what, (before, after) in each.what.items()
        ]
        if told:
            head = ("Organisation", "Row", "What", "Here", "In the list")
            st.html(folded(caption, _some(caption, head, told, len(changes) - AT_ONCE)))


def _some(caption: str, head: Sequence[str], rows: Sequence[Row], more: int) -> Html:
    """A table of the first of them, and how many more there are."""
    rest = tag("p", f"And {more} more.") if more > 0 else Html("")
    return Html.join([table(caption, head, rows), rest])


def _button(desk: Desk, branch: Branch, seen: Preview) -> None:
    """What was shown before it was pressed is what is taken: if that changed meanwhile, it is shown anew."""
    if seen.is_open:
        if not seen.faults:
            st.html("<p>Answer the questions above, then the list can be taken.</p>")
        return
    if not (seen.deeds or seen.networks):
        return
    shown, now_shown = key(branch, "shown"), telling.summary(seen)
    only_new = {deed.what for deed in seen.deeds} <= {"add", "join"} and not seen.joined
    before = st.session_state.get(shown)
    st.session_state[shown] = now_shown
    label = f"Add these {len(seen.new)}" if only_new else "Take this list"
    if st.button(label, type="primary", key=key(branch, "take")):
        if before != now_shown:
            shell.note(taking.MEANWHILE, kind="wrong")
            return
        said = f"{counted(len(seen.new), 'organisation is', 'organisations are')} added."
        done(lambda: _taken(desk, branch, seen), said if only_new else "The list is taken.")


def _taken(desk: Desk, branch: Branch, seen: Preview) -> None:
    taking.take(desk.reception, branch.id, seen, now=desk.now)
    turn = st.session_state.get(key(branch, "turn"), 0)
    uploads.let_go(st.session_state.get(key(branch, f"file:{turn}")))
    st.session_state.pop(key(branch, "roster"), None)
    st.session_state[key(branch, "turn")] = turn + 1


def placing(desk: Desk, branch: Branch, every: Sequence[Branch]) -> None:
    """An administrator puts the network below another one, or below none."""
    below = {branch.id}
    for _ in every:
        below |= {each.id for each in every if each.parent in below}
    names: dict[int | None, str] = {
        None: "Below no other network",
        **{each.id: each.name for each in every if each.id not in below},
    }
    with st.expander("Put this network below another one"), st.form(key(branch, "place"), border=False):
        st.html(
            "<p>Those who lead a network above see how far its organisations are. Those who were above see that no "
            "more.</p>"
        )
        places = list(names)
        parent = st.selectbox(
            "Below", places, index=places.index(branch.parent) if branch.parent in names else 0, width=420,
            format_func=lambda one: plain(names.get(one, "")), key=key(branch, "parent"),
        )  # fmt: skip
        if st.form_submit_button("Put it there"):
            done(lambda: networks.place(desk.reception, branch.id, parent, now=desk.now), "The network has its place.")
