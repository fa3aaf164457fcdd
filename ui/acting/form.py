"""The form of one action: what will be done, about which questions, by whom, until when, at what cost, and how far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from assessments import actions, results, reviews
from assessments.access import people
from assessments.actions.table import cost_of
from assessments.actions.writing import LONGEST_LINE, LONGEST_NOTE, LONGEST_WHAT
from assessments.errors import AssessmentError, NotYours, Refused
from assessments.plain import decimal_text
from assessments.planned import EFFORTS, STATUSES, Action, Planned, Revision
from assessments.wording import moment, scale_label
from frameworks.edition import Edition
from ui import composition, keys
from ui.composition import Desk
from ui.formatting import plain
from ui.navigation import go
from ui.shell import done
from ui.tables import bullets, tag

Question = tuple[str, str]  # framework and id
LONGEST_COST = 16
WHO_READS = (
    "Everyone in your organisation reads this. With the tick, so does everybody outside whom you let see your "
    "comments. Notes always stay inside."
)
SHOWN = "Show it to those outside who may see our comments"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: the questions of the latest review of each framework, and the members."""

    editions: Mapping[str, Edition]
    members: Mapping[int, str]

    @property
    def questions(self) -> dict[Question, str]:
        return {
            (name, question.id): f"{edition.name}: {question.text}"
            for name, edition in self.editions.items()
            for question in edition.questions.values()
        }


def choices(desk: Desk, organisation: int, planned: Planned | None = None) -> Choices:
    """Out of what the organisation reviewed, and the framework that an action is about already."""
    editions: dict[str, Edition] = {}
    for line in reviews.mine(desk.door, desk.catalogue, organisation_id=organisation, now=desk.now):
        if (line.review.framework, line.review.edition) in desk.catalogue.editions:
            editions.setdefault(
                line.review.framework, desk.catalogue.get(line.review.framework, line.review.edition).edition
            )
    if planned and planned.framework and (planned.framework, planned.edition) in desk.catalogue.editions:
        editions[planned.framework] = desk.catalogue.get(planned.framework, planned.edition or "").edition
    return Choices(editions, _members(desk, organisation))


def _members(desk: Desk, organisation: int) -> dict[int, str]:
    """Who belongs here, by id; nobody where nobody signs in."""
    if composition.mode() == "single":
        return {}
    try:
        found = people.of(desk.door, organisation).members
    except NotYours:
        return {}
    return {member.person.id: member.person.name or "somebody" for member in found}


def adding(desk: Desk, organisation: int, begun: Planned) -> None:
    """Add an action, by hand or begun from a question."""
    st.html(tag("h2", "Add an action"))
    given = _fields("new", begun, choices(desk, organisation, begun), shared=False)
    if st.button("Add this action", type="primary", key=_key("new", "add")):

        def add() -> None:
            planned, shared = given.read()
            actions.add(desk.door, desk.catalogue, organisation, planned, shared=shared, now=desk.now)

        done(add, "The action is in your plan.", then=partial(go, "actions", organisation=organisation))


def changing(desk: Desk, action: Action, lines: Sequence[Revision]) -> None:
    """Change an action, note something, or say how far it is; and everything that was changed before."""
    name = f"{action.id}:{action.revision}"
    st.html(tag("h2", action.what))
    given = _fields(name, action, choices(desk, action.organisation, action), shared=action.shared)
    note = st.text_area("A note on this change (stays inside your organisation)", max_chars=LONGEST_NOTE,
                        key=_key(name, "note"), height=80)  # fmt: skip
    then = partial(go, "actions", organisation=action.organisation)
    with st.container(horizontal=True):
        keep = st.button("Keep the change", type="primary", key=_key(name, "keep"))
        finish = action.status != "complete" and st.button("Mark as complete", key=_key(name, "finish"))

    def change(*, complete: bool) -> None:
        planned, shared = given.read()
        planned = replace(planned, status="complete") if complete else planned
        actions.change(desk.door, desk.catalogue, action, planned, shared=shared, note=note or "", now=desk.now)

    if keep:
        done(partial(change, complete=False), "The action is changed.", then=then)
    if finish:
        done(partial(change, complete=True), "The action is complete.", then=then)
    st.html(history(lines))


def history(lines: Sequence[Revision]) -> str:
    """Every change with who made it, when, and the note."""
    told = []
    for before, line in zip((None, *lines), lines, strict=False):
        changed = ("added",) if before is None else actions.between(before, line)
        who = f"{moment(line.at)}, {line.by.name or 'somebody'}: {', '.join(changed) or 'a note'}."
        told.append(f"{who} {line.note}".strip())
    return tag("h3", "What was done until now") + bullets(reversed(told))


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the fields, as typed."""

    before: Planned
    choices: Choices
    questions: tuple[Question, ...]
    planned: Planned
    cost: str
    shared: bool

    def read(self) -> tuple[Planned, bool]:
        """The action that is meant, and whether it is shown. Raises Refused."""
        planned = replace(self.planned, cost=cost_of(self.cost))
        return _about(planned, self.before, self.questions, self.choices), self.shared


def _about(planned: Planned, before: Planned, chosen: Sequence[Question], offered: Choices) -> Planned:
    """With the questions chosen, which are of one framework; left alone, they stay as they were."""
    if [name for _, name in chosen] == list(before.questions):
        return planned
    frameworks = {framework for framework, _ in chosen}
    if len(frameworks) > 1:
        raise Refused("Choose questions of one framework, and make another action for the other one.")
    if not chosen:
        return replace(planned, framework=None, edition=None, questions=(), aim=None)
    edition = offered.editions[frameworks.pop()]
    aim = planned.aim if planned.aim in edition.scale.levels else None
    names = tuple(name for _, name in chosen)
    return replace(planned, framework=edition.id, edition=edition.edition, questions=names, aim=aim)


def _fields(name: str, before: Planned, offered: Choices, *, shared: bool) -> Given:
    """The widgets; nothing is kept before a button is pressed."""
    what = st.text_area("What will be done", before.what, max_chars=LONGEST_WHAT, key=_key(name, "what"), height=80)
    words = offered.questions
    own = [(before.framework or "", question) for question in before.questions]
    chosen = st.multiselect(
        "Questions it is about (you can leave this empty)", list(words), [one for one in own if one in words],
        format_func=lambda one: plain(words.get(one, "")), key=_key(name, "questions"), placeholder="Choose questions",
    )  # fmt: skip
    aim = _aim(name, before, [one for one in chosen if one in words], offered)
    owned_by, owner_name = _owner(name, before, offered)
    left, right = st.columns(2)
    with left:
        due = st.date_input("Due (you can leave this empty)", before.due, format="DD/MM/YYYY", key=_key(name, "due"))
        effort = st.selectbox(
            "Effort", list(EFFORTS), index=list(EFFORTS).index(before.effort) if before.effort else None,
            format_func=lambda one: str(one).capitalize(), placeholder="Not known yet", key=_key(name, "effort"),
        )  # fmt: skip
        cost = st.text_input("Cost in pounds", "" if before.cost is None else decimal_text(before.cost),
                             max_chars=LONGEST_COST, key=_key(name, "cost"))  # fmt: skip
    with right:
        status = st.selectbox(
            "Status", list(STATUSES), index=list(STATUSES).index(before.status),
            format_func=lambda one: STATUSES[one][:1].upper() + STATUSES[one][1:] if one in STATUSES else "",
            key=_key(name, "status"),
        )  # fmt: skip
        theme = _line(name, "theme", "Theme", before.theme)
        plan = _line(name, "plan", "The plan it is part of", before.plan)
    funding = _line(name, "funding", "Where the money comes from", before.funding)
    shown = st.checkbox(SHOWN, shared, key=_key(name, "shared"))
    if composition.mode() != "single":
        st.html(f'<p class="quiet small">{WHO_READS}</p>')
    planned = replace(
        actions.written(before), what=what or "", aim=aim, owned_by=owned_by, owner_name=owner_name, due=due,
        effort=effort if effort in EFFORTS else None, cost=None, funding=funding, plan=plan,
        theme=theme, status=status if status in STATUSES else before.status,
    )  # fmt: skip
    return Given(before, offered, tuple(one for one in chosen if one in words), planned, cost or "", shown)


def _line(name: str, part: str, label: str, before: str) -> str:
    return st.text_input(label, before, max_chars=LONGEST_LINE, key=_key(name, part)) or ""


def _aim(name: str, before: Planned, chosen: Sequence[Question], offered: Choices) -> int | None:
    """The level its questions are to reach; one level up unless somebody names one."""
    if not chosen:
        return None
    edition = offered.editions[chosen[0][0]]
    levels = list(edition.scale.levels)
    aim = st.selectbox(
        "Level to reach", levels, index=levels.index(before.aim) if before.aim in levels else None,
        format_func=lambda at: plain(scale_label(edition, at)) if at in levels else "", placeholder="One level up",
        key=_key(name, f"aim:{edition.id}"), width=420,
    )  # fmt: skip
    return aim if aim in levels else None


def _owner(name: str, before: Planned, offered: Choices) -> tuple[int | None, str]:
    """Somebody of the organisation, or a name."""
    person = None
    if offered.members:
        here = list(offered.members)
        person = st.selectbox(
            "Owner", here, index=here.index(before.owned_by) if before.owned_by in here else None,
            format_func=lambda one: plain(offered.members.get(one, "")), placeholder="Nobody yet, or a name below",
            key=_key(name, "owned_by"), width=420,
        )  # fmt: skip
    label = "Owner, if not in the list above" if offered.members else "Owner"
    typed = _line(name, "owner_name", label, before.owner_name)
    if person in offered.members:
        return person, ""
    gone = before.owned_by is not None and before.owned_by not in offered.members and not typed
    return (before.owned_by if gone else None), typed


def begun(desk: Desk, organisation: int, review: int | None, question: str) -> Planned:
    """What a new action begins with: the next step of a question of a review, or nothing."""
    empty = Planned(what="")
    if review is None or not question:
        return empty
    try:
        view = results.of(desk.door, desk.catalogue, review, draft=True, now=desk.now)
    except AssessmentError:
        return empty
    known = view.organisation.id == organisation and question in view.edition.questions
    return actions.made_of(view, question) if known else empty


def _key(name: str, part: str) -> str:
    return keys.page("actions", f"{name}:{part}")
