"""The evidence beside an answer: what there is, and fields for one more piece, which may have a link or a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessments import evidence_files
from assessments.errors import AssessmentError, StoreUnavailable
from assessments.evidence_files import KeptFile
from assessments.file_kinds import ENDINGS
from assessments.values import OpenReview
from assessments.wording import evidence_words
from frameworks.questions import BaseQuestion
from scoring.answers import Evidence, File
from ui import addresses, board, composition, keeping, keys, uploads
from ui.board import Held
from ui.formatting import bullets, html, link, outward, plain
from ui.plainly import lost

PART = "beside"
NAME_IT = "Give the evidence a name, such as “Acceptable use policy”."
WHO_OPENS_FILES = "Whoever may see this evidence can open the file, so choose one without names of pupils."
NOT_HERE = "the file itself is not kept here"


def show(opened: OpenReview, asked: BaseQuestion, held: Held) -> None:
    """Evidence there is, and fields for one more piece."""
    ids = (opened.review.id, asked.id)
    st.html("<h4>Evidence</h4>")
    if asked.evidence and asked.evidence.examples:
        st.html(f"<details><summary>What could show it</summary>{bullets(asked.evidence.examples)}</details>")
    files = kept(opened.review.id)
    for place, item in enumerate(held.answer.evidence):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{' · '.join(said(opened.review.id, item, files))}</p>")
            st.button(
                f"Remove {plain(item.title)}",
                key=keys.widget(*ids, f"remove.{place}.{held.seen}", held.turn),
                type="tertiary",
                on_click=remove, args=(*ids, place),
            )  # fmt: skip
    fields(ids, held, asked, sum(file.size for file in files.values()))


def kept(review: int) -> Mapping[str, KeptFile]:
    """The files that can be opened from here; none, when that cannot be read just now."""
    try:
        return evidence_files.here(composition.desk().door, review)
    except StoreUnavailable:
        return {}


def said(review: int, item: Evidence, files: Mapping[str, KeptFile]) -> list[str]:
    """A piece of evidence as HTML: its words, its link, its file."""
    told = [html(evidence_words(item))]
    if item.url:
        told.append(outward(item.url, "open the link"))
    if item.file is not None and item.file.sha256 in files:
        address = addresses.download("evidence", review=review, file=item.file.sha256)
        size = evidence_files.megabytes(files[item.file.sha256].size)
        told.append(f"{link(address, f'download {item.file.name}')} ({size})")
    elif item.file is not None:
        told.append(html(f"{item.file.name} ({NOT_HERE})"))
    return told


def fields(ids: tuple[int, str], held: Held, asked: BaseQuestion, used: int) -> None:
    """One more piece; the fields are new ones each time, so that what was added is not added again."""
    round_ = len(held.answer.evidence)

    def key(part: str) -> str:
        return keys.widget(*ids, f"{part}.{round_}", held.turn)

    with st.container(key=f"evidence-{asked.id.replace('.', '-')}"):
        st.text_input("What shows it", key=key("title"), max_chars=200)
        st.date_input("Its date", None, key=key("date"), format="DD/MM/YYYY",
                      min_value=date(1990, 1, 1), max_value=date(2100, 12, 31), width=220)  # fmt: skip
        st.text_input("Link to it (https://…), if there is one", key=key("url"), max_chars=2000)
        st.file_uploader("File that shows it, if there is one", type=list(ENDINGS), key=key("file"))
        st.html(f'<p class="quiet small">{html(WHO_OPENS_FILES)} {html(room(used))}</p>')
        st.button("Add this evidence", key=key("add"), on_click=add, args=(*ids, round_))


def room(used: int) -> str:
    """How much of their room the files take, once there are any."""
    most = evidence_files.megabytes(evidence_files.QUOTA)
    return f"Your files take {evidence_files.megabytes(used)} of the {most} there is room for." if used else ""


def add(review: int, question_id: str, round_: int) -> None:
    """Put the evidence given beside the answer; a fault leaves the fields as they are."""
    held = board.held(review, question_id)

    def field(part: str) -> object:
        return st.session_state.get(keys.widget(review, question_id, f"{part}.{round_}", held.turn))

    chosen, when = field("file"), field("date")
    given = chosen if isinstance(chosen, UploadedFile) else None
    title = str(field("title") or "").strip()
    if not title and given is None:
        board.refuse(review, question_id, PART, NAME_IT)
        return
    file = None
    if given is not None and (file := added(review, question_id, given)) is None:
        return
    item = Evidence(
        title or (file.name.rpartition(".")[0] if file else ""),
        when.isoformat() if isinstance(when, date) else None,
        str(field("url") or "").strip() or None,
        file,
    )
    before = tuple(each for each in held.answer.evidence if each != item)
    keeping.keep(review, question_id, PART, replace(held.answer, evidence=(*before, item)))


def added(review: int, question_id: str, given: UploadedFile) -> File | None:
    """Keep the file; None when that was refused, which is said then."""
    try:
        desk = composition.desk()
        file = evidence_files.add(desk.door, review, given.name, given.getvalue(), now=desk.now)
    except AssessmentError as trouble:
        board.refuse(review, question_id, PART, trouble.sentence)
    except Exception:  # noqa: BLE001 - logged with its number; what was typed stays on the page
        board.refuse(review, question_id, PART, lost())
    else:
        uploads.let_go(given)
        return file
    return None


def remove(review: int, question_id: str, place: int) -> None:
    """Take one piece of evidence away; its file stays for those answers of the past that name it."""
    held = board.held(review, question_id)
    rest = tuple(item for at, item in enumerate(held.answer.evidence) if at != place)
    keeping.keep(review, question_id, PART, replace(held.answer, evidence=rest))
