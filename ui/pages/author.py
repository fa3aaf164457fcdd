"""The authors' page: every edition and how it stands, and bringing in a file, with every fault by its line."""

import streamlit as st

from assessments import organisations, wording
from assessments.access import authoring
from assessments.access.authoring import File, Line
from assessments.errors import BadFramework, NotYours, Refused
from frameworks.loading import LINEAGE
from ui import addresses, authored, composition, keys, shell, uploads
from ui.authored import STANDINGS
from ui.composition import Desk
from ui.formatting import link
from ui.navigation import go
from ui.reading import faults
from ui.tables import Html, table, tag

FILE, BECAME = keys.page("author", "file"), keys.page("author", "lineage")
LEAD = "Bring in a framework, read it as a form, try it with some organisations, and publish it."


def page() -> None:
    """The list, or one edition (`framework`, `edition`). For authors only."""
    desk = composition.desk()
    if not desk.standing.is_author:
        raise NotYours
    every = authoring.every(desk.reception, composition.rooms().catalogue)
    asked = st.query_params.get("framework", ""), st.query_params.get("edition", "")
    if any(asked):
        here = next((line for line in every if line.key == asked), None)
        if here is None:
            raise NotYours
        authored.one(desk, here)
        return
    mine = organisations.mine(desk.door)
    shell.begin("Frameworks you look after", desk=desk, at="author", organisations=mine, lead=LEAD, browser="Author")
    _list(every)
    _bring_in(desk)


def _list(every: tuple[Line, ...]) -> None:
    head = ("Edition", "How it stands", "Tried by", "Came from")
    st.html(tag("h2", "Every edition") + table("Every edition", head, map(_row, every), titled=False))


def _row(line: Line) -> tuple[Html | str, ...]:
    where = addresses.author(*line.key)
    tried = wording.counted(len(line.tried_by), "organisation") if line.tried_by else "–"
    return (
        Html(link(where, authored.title(line))),
        STANDINGS[line.standing],
        tried,
        f"{line.arrival.file_name}, from {line.arrival.by or 'somebody'}" if line.arrival else "this installation",
    )


def _bring_in(desk: Desk) -> None:
    st.html(
        tag("h2", "Bring in a file")
        + "<p>The file is checked, and with a fault nothing is kept. Without one it becomes a draft that only authors "
        "see. A draft is replaced when you bring in the same edition again. A published edition is never replaced: a "
        "correction of its wording is an edition of its own, such as 2026.1.</p>"
    )
    with st.form(keys.page("author", "upload"), border=False):
        file = st.file_uploader("Framework file (YAML)", type=["yaml", "yml"], key=FILE, max_upload_size=1)
        became = st.file_uploader(
            f"What became of each question (a {LINEAGE} file), if questions changed since the edition before",
            type=["yaml", "yml"], key=BECAME, max_upload_size=1,
        )  # fmt: skip
        if not st.form_submit_button("Check and bring in", type="primary"):
            return
    if file is None:
        shell.note("Choose a framework file first.", kind="wrong")
        return
    given = File(file.name, file.getvalue())
    lineage = None if became is None else File(became.name, became.getvalue())
    try:
        key = authoring.upload(desk.reception, composition.rooms().catalogue, given, lineage, now=desk.now)
    except BadFramework as faulty:
        shell.note(faulty.sentence, kind="wrong")
        st.html(faults.table_of(faulty.faults))
        return
    except Refused as refused:
        shell.note(refused.sentence, kind="wrong")
        return
    for taken in (file, became):
        uploads.let_go(taken)
    shell.tell_next("No faults. The draft is kept, and only authors see it.")
    go("author", framework=key[0], edition=key[1])
