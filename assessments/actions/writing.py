"""Writing actions: adding one, changing it with a note, and making one of a question that a result names."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from math import floor

from assessments import leading
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.planned import Action, Planned
from assessments.results import ResultView
from assessments.store import actions as statements
from assessments.store import acts, people
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy, tidy_line
from assessments.values import Person
from frameworks.catalogue import Catalogue
from scoring.efforts import effort_at

MAKES = "plan what will be done"
LONGEST_WHAT, LONGEST_NOTE, LONGEST_LINE = 500, 1000, 120
MOST_ACTIONS, MOST_COST = 500, Decimal(1_000_000_000)
EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)
CHANGED = "Somebody changed this action meanwhile. Load the page again and look at what it says now."
WRITTEN = tuple(field.name for field in fields(Planned))


def add(  # noqa: PLR0913 (what, where, and when)
    door: Door,
    catalogue: Catalogue,
    organisation_id: int,
    planned: Planned,
    *,
    shared: bool = False,
    note: str = "",
    now: datetime,
    new_id: IdSource = random_id,
) -> Action:
    """Add an action, for those who answer. Raises Refused, NotYours."""
    (added,) = add_all(door, catalogue, organisation_id, [planned], shared=shared, note=note, now=now, new_id=new_id)
    return added


def add_all(  # noqa: PLR0913 (what, where, and when)
    door: Door,
    catalogue: Catalogue,
    organisation_id: int,
    planned: Sequence[Planned],
    *,
    shared: bool = False,
    note: str = "",
    now: datetime,
    new_id: IdSource = random_id,
) -> tuple[Action, ...]:
    """Add several at once, or none of them. Raises Refused, NotYours."""
    said, clean = tidy(note, "The note", longest=LONGEST_NOTE), [(new_id(), tidied(one)) for one in planned]
    for _, one in clean:
        check_questions(one, catalogue)

    def work(unit: Unit) -> tuple[Action, ...]:
        leading.only_who_answer(unit, organisation_id, MAKES)
        if len(statements.every(unit, organisation_id)) + len(clean) > MOST_ACTIONS:
            raise Refused(f"There can be {MOST_ACTIONS} actions at most. Change an old one instead of adding.")
        return tuple(
            write_new(unit, organisation_id, action_id, one, shared=shared, note=said, now=now)
            for action_id, one in clean
        )

    return door.write(work)


def write_new(
    unit: Unit, organisation_id: int, action_id: int, clean: Planned, *, shared: bool, note: str = "", now: datetime
) -> Action:
    """One action that was tidied already, with its act."""
    _check_owner(unit, organisation_id, clean.owned_by)
    action = _as_action(unit, clean, action_id, organisation_id, shared=shared, now=now)
    statements.add(unit, action, note)
    acts.record(unit, organisation_id, unit.person_id, "action added", now, action=action_id)
    return action


def change(
    door: Door,
    catalogue: Catalogue,
    action: Action,
    planned: Planned,
    *,
    shared: bool | None = None,
    note: str = "",
    now: datetime,
) -> Action:
    """What an action says from now on, with a note; `action` is as the person saw it. Nothing changed, nothing kept.

    Raises Refused when somebody changed it meanwhile, NotYours.
    """
    clean, said = tidied(planned), tidy(note, "The note", longest=LONGEST_NOTE)
    now_shared = action.shared if shared is None else shared
    if towards(clean) != towards(action):  # what it was about once may have left the catalogue since
        check_questions(clean, catalogue)

    def work(unit: Unit) -> Action:
        leading.only_who_answer(unit, action.organisation, MAKES)
        before = statements.one(unit, action.organisation, action.id)
        if before is None:
            raise NotYours
        if not said and now_shared == before.shared and clean == written(before):
            return before
        return write_change(unit, before, clean, shared=now_shared, note=said, now=now, seen=action.revision)

    return door.write(work)


def write_change(
    unit: Unit, before: Action, clean: Planned, *, shared: bool, note: str, now: datetime, seen: int | None = None
) -> Action:
    """The next revision of an action that was tidied already, with its act; `seen` is the revision it rests on."""
    if clean.owned_by != before.owned_by:
        _check_owner(unit, before.organisation, clean.owned_by)
    after = replace(
        _as_action(unit, clean, before.id, before.organisation, shared=shared, now=now),
        revision=(before.revision if seen is None else seen) + 1,
        added_at=before.added_at,
        added_by=before.added_by,
    )
    if not statements.change(unit, after, note):
        raise Refused(CHANGED)
    acts.record(unit, before.organisation, unit.person_id, "action changed", now, action=before.id)
    return after


def pass_on(unit: Unit, organisation_id: int, giver: int, taker: int | None, now: datetime) -> None:
    """What is one's own and still to do becomes another's, or (None) nobody's yet: when somebody hands over or goes."""
    for action in statements.every(unit, organisation_id):
        if action.owned_by == giver and action.is_open:
            passed = replace(written(action), owned_by=taker)
            write_change(unit, action, passed, shared=action.shared, note="", now=now)


def written(action: Planned) -> Planned:
    """Only what people wrote of it."""
    return Planned(**{name: getattr(action, name) for name in WRITTEN})


def made_of(view: ResultView, question: str, *, what: str | None = None, aim: int | None = None) -> Planned:
    """An action about one question of a result: the next step as the framework says it, with its effort."""
    asked = view.edition.questions[question]
    node = view.score.nodes[question]
    level = view.edition.scale.lowest if node.level is None else floor(node.level)
    step = asked.next_steps.get(level)
    section = view.edition.section_of[question]
    return Planned(
        what=(what or (step.text if step else asked.text))[:LONGEST_WHAT],
        framework=view.edition.id,
        edition=view.edition.edition,
        questions=(question,),
        aim=aim,
        effort=effort_at(asked, level),
        theme=section.title[:LONGEST_LINE],
        review=view.review.id,
    )


def tidied(planned: Planned) -> Planned:
    """What was typed, tidied and checked. Raises Refused."""
    what = tidy_line(planned.what, "What will be done", longest=LONGEST_WHAT)
    if not what:
        raise Refused("Say in a sentence what will be done.")
    check_day(planned.due)
    check_cost(planned.cost)
    return replace(
        planned,
        what=what,
        owner_name="" if planned.owned_by is not None else _line(planned.owner_name, "The owner"),
        funding=_line(planned.funding, "Where the money comes from"),
        plan=_line(planned.plan, "The plan it is part of"),
        theme=_line(planned.theme, "The theme"),
    )


def _line(text: str, what: str) -> str:
    return tidy_line(text, what, longest=LONGEST_LINE)


def check_day(day: date | None) -> None:
    """Raises Refused for a day that no plan has."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Refused("That day is not in this century or the next ones. Choose another.")


def check_cost(cost: Decimal | None) -> None:
    """Raises Refused for what is no sum of pounds and pence."""
    if cost is None:
        return
    if not cost.is_finite() or not 0 <= cost <= MOST_COST or cost != cost.quantize(Decimal("0.01")):
        raise Refused("Give the cost in pounds and pence, such as 1200 or 1200.50.")


def check_questions(planned: Planned, catalogue: Catalogue) -> None:
    """Its questions are of one edition, and its level one of that edition's."""
    if not planned.questions:
        if planned.aim is not None:
            raise Refused("Choose a question before the level to reach.")
        return
    edition = catalogue.get(planned.framework or "", planned.edition or "").edition
    if any(name not in edition.questions for name in planned.questions):
        raise Refused("This framework has no such question. Load the page again and choose anew.")
    if planned.aim is not None and planned.aim not in edition.scale.levels:
        raise Refused("That is not a level of this framework. Load the page again and choose anew.")


def towards(planned: Planned) -> tuple[str | None, str | None, tuple[str, ...], int | None]:
    """What it is about, and how far it takes that."""
    return planned.framework, planned.edition, planned.questions, planned.aim


def _as_action(
    rows: Rows, clean: Planned, action_id: int, organisation_id: int, *, shared: bool, now: datetime
) -> Action:
    me = Person(rows.person_id, people.name(rows, rows.person_id))
    return Action(
        **{name: getattr(clean, name) for name in WRITTEN},
        id=action_id,
        organisation=organisation_id,
        revision=1,
        shared=shared,
        owner=clean.owner_name or ("" if clean.owned_by is None else people.name(rows, clean.owned_by)),
        added_at=now,
        added_by=me,
        changed_at=now,
        changed_by=me,
    )


def _check_owner(rows: Rows, organisation_id: int, person_id: int | None) -> None:
    """Raises Refused for somebody who does not belong there."""
    if person_id is not None and people.role_of(rows, organisation_id, person_id) is None:
        raise Refused("The owner does not belong to your organisation. Choose somebody else, or type a name.")
