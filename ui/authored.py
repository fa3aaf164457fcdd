"""One edition on the authors' page: how it stands, the ways to read it, and what may be done with it."""

from collections.abc import Callable, Mapping

import streamlit as st

from assessments import organisations, periods, wording
from assessments.access import authoring
from assessments.access.authoring import Line
from assessments.errors import AssessmentError, BadFramework
from assessments.store.authoring import Standing
from frameworks.catalogue import Catalogue
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.navigation import go
from ui.reading import faults
from ui.tables import facts, tag

STANDINGS: Mapping[Standing, str] = {
    "checked": "Draft", "trial": "On trial", "published": "Published", "withdrawn": "Withdrawn"
}  # fmt: skip
MEANING: Mapping[Standing, str] = {
    "checked": "Only authors see it. Nobody can start a review with it.",
    "trial": "The organisations below can start a review with it. Nobody else sees it.",
    "published": "Every organisation that it suits can start a review with it, while it is the newest.",
    "withdrawn": "Nobody can start a review with it. Reviews that were started with it go on.",
}
PUBLISH = (
    "From now on this edition is offered for new reviews, and drafts on an older edition are offered to move to it. "
    "It can never be changed again: a correction is an edition of its own. A trial of it ends."
)
CORRECT = (
    "From now on this correction is what new reviews start with, and drafts on the edition it corrects take it over by "
    "themselves. It can never be changed again. A trial of it ends."
)
WITHDRAW = (
    "From now on nobody can start a review with this edition. Reviews that were started with it go on, what was "
    "submitted stays as it is, and you can offer the edition again later."
)


def title(line: Line) -> str:
    """As in "Online safety 2026"."""
    return f"{line.edition.name if line.edition else line.key[0]} {line.key[1]}"


def one(desk: Desk, line: Line) -> None:
    """The whole page of one edition; `do` in its address asks to publish or withdraw it."""
    shell.begin(
        title(line), desk=desk, at="author", organisations=organisations.mine(desk.door),
        trail=[("Author", addresses.author())], lead=MEANING[line.standing], browser=f"{title(line)} – Author",
    )  # fmt: skip
    asked = st.query_params.get("do")
    if asked == "publish" and line.standing in {"checked", "trial"}:
        _confirm(line, "Publish it?", CORRECT if "." in line.key[1] else PUBLISH, "Publish", publish)
        return
    if asked == "withdraw" and line.standing == "published":
        _confirm(line, "Withdraw it?", WITHDRAW, "Withdraw", withdraw)
        return
    _about(line)
    if line.standing in {"checked", "trial"}:
        _trial(line)
        st.html(tag("h2", "Publish it") + f'<p class="links">{_way(line, "publish", "Publish this edition")}</p>')
    if line.standing == "published":
        st.html(tag("h2", "Withdraw it") + f'<p class="links">{_way(line, "withdraw", "Withdraw this edition")}</p>')
    if line.standing == "withdrawn" and st.button("Offer it again for new reviews", key=_key(line, "again")):
        _told(lambda now: authoring.take_back(now.reception, line.key, now=now.now), "It is offered again.", line)
    if line.standing == "checked" and st.button("Remove this draft", key=_key(line, "remove")):
        _told(lambda now: authoring.remove(now.reception, line.key, now=now.now), "The draft is removed.")


def _about(line: Line) -> None:
    told = [("How it stands", STANDINGS[line.standing])]
    if line.changed_at is not None:
        told.append(("Since", wording.day(periods.today(line.changed_at))))
    if line.arrival is not None:
        came = f"{line.arrival.file_name}, {wording.day(periods.today(line.arrival.at))}"
        told += [("File", came), ("Brought in by", line.arrival.by or "somebody")]
    else:
        told.append(("Came from", "a folder of this installation"))
    st.html(facts(told))
    if line.edition is None:
        shell.note("Its text cannot be read any more. Bring it in again to see its faults.", kind="wrong")
        return
    first = line.edition.sections[0].id
    read = addresses.frameworks(*line.key)
    form = addresses.address("frameworks", framework=line.key[0], edition=line.key[1], preview=first)
    st.html(
        f'<p class="links">{link(read, "Read it", name="button second")}'
        f"{link(form, 'See it as a form', name='button second')}</p>"
    )


def _trial(line: Line) -> None:
    st.html(
        tag("h2", "Try it with organisations")
        + "<p>Each of them is told that it is on trial. What they answer is theirs: you do not see it.</p>"
    )
    for each in line.tried_by:
        number = f", {each.reference}" if each.reference else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{html(each.name + number)}</p>")
            if st.button(f"End it for {plain(each.name)}", key=_key(line, f"end:{each.id}"), type="tertiary"):
                _told(
                    lambda now, each=each: authoring.end_trial(  # type: ignore[misc]
                        now.reception, line.key, each.id, now=now.now
                    ),
                    f"The trial has ended for {each.name}. A review they started goes on.",
                    line,
                )
    with st.form(_key(line, "try"), border=False):
        typed = st.text_input(
            "Exact name or number of an organisation", max_chars=200, key=_key(line, "name"), width=420,
            autocomplete="off",
        )  # fmt: skip
        if st.form_submit_button("Try it with them"):
            _told(
                lambda now: authoring.try_with(now.reception, _files(), line.key, typed or "", now=now.now),
                "They can start a review with it now.",
                line,
            )


def publish(desk: Desk, line: Line) -> str:
    """Publish; gives what to say."""
    authoring.publish(desk.reception, _files(), line.key, now=desk.now)
    return "It is published."


def withdraw(desk: Desk, line: Line) -> str:
    """Withdraw; gives what to say."""
    authoring.withdraw(desk.reception, _files(), line.key, now=desk.now)
    return "It is withdrawn from new reviews."


def _confirm(line: Line, asked: str, means: str, words: str, act: Callable[[Desk, Line], str]) -> None:
    """What it will do, before it is done."""
    st.html(tag("h2", asked) + tag("p", means))
    if st.button(words, type="primary", key=_key(line, words)):
        _told(lambda now: shell.tell_next(act(now, line)), None, line)
    st.html(f"<p>{link(addresses.author(*line.key), 'Leave it as it is')}</p>")


def _told(work: Callable[[Desk], object], said: str | None, line: Line | None = None) -> None:
    """Do what was pressed as the person asks now, and go to the edition, or to the list without one; or say why not."""
    try:
        work(composition.desk())
    except BadFramework as faulty:
        shell.note(f"It does not fit what is published by now. {faulty.sentence}", kind="wrong")
        st.html(faults.table_of(faulty.faults))
        return
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    if said is not None:
        shell.tell_next(said)
    if line is None:
        go("author")
    go("author", framework=line.key[0], edition=line.key[1])


def _way(line: Line, act: str, words: str) -> str:
    where = addresses.address("author", framework=line.key[0], edition=line.key[1], do=act)
    return link(where, words, name="button second")


def _files() -> Catalogue:
    return composition.rooms().catalogue


def _key(line: Line, name: str) -> str:
    return keys.page("author", f"{name}:{line.key[0]}:{line.key[1]}")
