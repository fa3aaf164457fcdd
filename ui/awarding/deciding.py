"""For who decides: each application that waits, with a way to give the award or not and why; and what was decided."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments import periods, wording
from assessments.access import deciding
from assessments.store.awards import Application, Outcome
from ui import addresses, keys
from ui.awarding.of_review import decision_words
from ui.composition import Desk
from ui.formatting import link, plain
from ui.shell import done
from ui.tables import Html, facts, table, tag

AT_ONCE, SHOWN = 10, 50  # forms on the page, and decisions in the table
CHOICES: dict[Outcome, str] = {"given": "Give it", "refused": "Not yet"}
RESTS = (
    "Everything that each award asks for was there in the review that was submitted: that was worked out when they "
    "applied. You decide whether the evidence holds. The people of the organisation read your reason."
)


def part(desk: Desk) -> None:
    """What waits, the oldest first; then what was decided."""
    every = deciding.waiting(desk.reception, now=desk.now)
    st.html(tag("h2", f"Waiting for a decision: {len(every)}") + tag("p", RESTS if every else "Nothing waits."))
    for each in every[:AT_ONCE]:
        _one(desk, each)
    if len(every) > AT_ONCE:
        st.html(tag("p", f"Shown are the {AT_ONCE} that wait longest. The others follow once these are decided."))
    done_already = deciding.decided(desk.reception, now=desk.now)
    if done_already:
        st.html(tag("h2", "Decided") + _decided(done_already))


def _one(desk: Desk, one: Application) -> None:
    st.html(tag("h3", f"{one.organisation_name}: {one.title}") + facts(_about(one)))
    with st.form(_key(f"decide:{one.id}"), border=False):
        about = plain(f"“{one.title}” for {one.organisation_name}")
        outcome = st.radio(
            f"Your decision on {about}", list(CHOICES), index=None, format_func=lambda each: CHOICES.get(each, ""),
            key=_key(f"outcome:{one.id}"),
        )  # fmt: skip
        reason = st.text_area(f"Why, about {about}", max_chars=deciding.LONGEST_REASON, key=_key(f"reason:{one.id}"))
        pressed = st.form_submit_button(f"Keep the decision on {about}", type="primary")
    if pressed:
        _keep(desk, one, outcome, reason or "")


def _keep(desk: Desk, one: Application, outcome: Outcome | None, reason: str) -> None:
    if outcome is None:
        st.html('<div class="box wrong" role="alert"><p>Choose whether to give it, then press again.</p></div>')
        return
    act = partial(deciding.decide, desk.reception, one.id, outcome, reason=reason, now=desk.now)
    word = "is given" if outcome == "given" else "is not given yet"
    done(act, f"“{one.title}” {word}. {one.organisation_name} can read why.")


def _about(one: Application) -> list[tuple[str, Html | str]]:
    said: list[tuple[str, Html | str]] = [
        ("Review", f"{one.framework_title}, {one.period}"),
        ("Applied", wording.day(periods.today(one.applied_at))),
    ]
    if one.says:
        said.append(("What it says", one.says))
    if one.note:
        said.append(("Their note", one.note))
    if one.valid_months:
        said.append(("It will last", f"{one.valid_months} months from the day you give it"))
    if one.team is not None:
        said.append(("Look first", Html(link(addresses.results(one.review), "See the results"))))
    return said


def _decided(every: Sequence[Application]) -> Html:
    rows = [
        (
            one.organisation_name,
            one.title,
            f"{one.framework_title}, {one.period}",
            decision_words(one.decision) if one.decision else "",
            one.decision.reason if one.decision else "",
        )
        for one in every[:SHOWN]
    ]
    found = table("Decided", ("Organisation", "Award", "Review", "Decision", "Why"), rows, titled=False)
    more = tag("p", f"Shown are the last {SHOWN}.", "quiet") if len(every) > SHOWN else Html("")
    return Html(found + more)


def _key(name: str) -> str:
    return keys.page("awards", name)
