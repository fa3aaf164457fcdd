"""Reviews: start, list, widen and delete them, and change what a draft rests on (facts, aims)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from assessments import drafts, editions, leading, moving, opening, organisations, periods, suggesting
from assessments.errors import BadAnswer, NotYours, Refused
from assessments.facts import given_facts, readable, scope_change
from assessments.ids import IdSource, random_id
from assessments.store import acts
from assessments.store import answers as answer_statements
from assessments.store import organisations as organisation_statements
from assessments.store import people as people_statements
from assessments.store import reviews as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import OpenReview, Organisation, Period, Person, Review, ReviewLine, ScopeChange
from frameworks.catalogue import Catalogue, Published
from frameworks.edition import Edition
from frameworks.errors import UnknownEdition
from frameworks.values import Kind, Phase
from scoring.answers import Fact, Form, Profile

WIDENED = "it was widened from the quick review to the full one"
OLDEST = 10
BUILT_IN = frozenset({"kind", "phase", "region"})


def start(  # noqa: PLR0913 (what a review is of)
    door: Door,
    catalogue: Catalogue,
    organisation_id: int,
    framework: str,
    *,
    form: Form = "full",
    period: Period | None = None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Review:
    """Start a review of the latest edition, with suggestions from earlier submissions.

    `period` defaults to today's by the edition's or the kind's calendar (`periods.of_review`). Raises NotYours, Refused
    (a review of this framework in this period exists; no short form; the framework is unknown or not for this kind).
    """
    published = _published(catalogue, framework, organisation_id)

    def looked_at(rows: Rows) -> tuple[Organisation, Review, suggesting.Worked]:
        organisation = organisation_statements.one(rows, organisation_id)
        if organisation is None:
            raise NotYours
        leading.only_who_answer(rows, organisation.id, "start a review")
        review = new(organisation, published, form, period, now, new_id())
        review = replace(review, started_by=Person(rows.person_id, ""))
        return organisation, review, suggesting.work_out(rows, catalogue, review, published.edition, now)

    organisation, review, suggested = door.read(looked_at)
    _refuse_unfit(organisation, published.edition, review, now)
    return door.write(lambda unit: start_in(unit, review, published, suggested, now))


def add_and_start(  # noqa: PLR0913 (what is known of an organisation, and what its review is of)
    door: Door,
    catalogue: Catalogue,
    framework: str,
    *,
    name: str,
    kind: Kind,
    phase: Phase | None = None,
    region: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    form: Form = "full",
    period: Period | None = None,
    key: str,
    now: datetime,
    new_id: IdSource = random_id,
) -> Review:
    """Add an organisation and start its first review, both or neither. Raises as `organisations.add` and `start`.

    `key` is made once for each form a person fills in: asked again with it, this gives the review made the first time.
    """
    published = _published(catalogue, framework)
    organisation = organisations.checked(Organisation(new_id(), name, kind, phase, region, facts or {}))
    draft = new(organisation, published, form, period, now, new_id())
    _refuse_unfit(organisation, published.edition, draft, now)

    def work(unit: Unit) -> int:
        organisations.add_in(unit, organisation, now)
        return start_in(unit, replace(draft, started_by=Person(unit.person_id, "")), published, (), now).id

    made = door.write(work, key=f"add and start {key}")
    return door.read(lambda rows: drafts.mine(rows, made))


def start_in(unit: Unit, review: Review, published: Published, suggested: suggesting.Worked, now: datetime) -> Review:
    """Write a new review with its suggestions, inside a unit. Raises Refused when there is one already."""
    same = statements.every(unit, review.organisation, review.framework)
    if any(other.period.name == review.period.name for other in same):
        raise Refused(f"There is already a review of this framework for {review.period.name}. Open that one.")
    statements.add(unit, review, editions.keep(unit, published))
    for suggestion in suggested:
        answer_statements.suggest(unit, review, suggestion)
    acts.record(unit, review.organisation, unit.person_id, "review started", now, review=review.id)
    return drafts.mine(unit, review.id)


def _published(catalogue: Catalogue, framework: str, organisation: int | None = None) -> Published:
    try:
        return catalogue.latest(framework, organisation)
    except UnknownEdition as fault:
        raise Refused("There is no such framework here. Choose one from the list.") from fault


def new(
    organisation: Organisation, published: Published, form: Form, period: Period | None, now: datetime, review_id: int
) -> Review:
    """A draft not yet written."""
    edition = published.edition
    return Review(
        id=review_id,
        organisation=organisation.id,
        framework=edition.id,
        edition=edition.edition,
        sha256=published.sha256,
        period=period or periods.of_review(organisation.kind, edition, now),
        form=form,
        status="draft",
        profile=readable(edition, organisation.profile),
        aims={},
        aims_for=None,
        started_at=now,
        started_by=Person(0, ""),
        submissions=0,
    )


def _refuse_unfit(organisation: Organisation, edition: Edition, review: Review, now: datetime) -> None:
    if organisation.kind not in edition.suits:
        raise Refused(f"{edition.name} is not meant for this kind of organisation. Choose another framework.")
    if review.form not in ("full", "short") or (review.form == "short" and not edition.short_form):
        raise Refused(f"{edition.name} has no quick review. Start the full one.")
    if drafts.asks_nothing(edition, review.profile, periods.today(now)):
        raise Refused(f"{edition.name} asks nothing of organisations like yours. Choose another framework.")
    current = periods.of_review(organisation.kind, edition, now)
    if not periods.before(current, OLDEST).start <= review.period.start <= current.start:
        raise Refused(f"Choose {current.name} or one of the {OLDEST} years before it.")


def open(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> OpenReview:  # noqa: A001 (the verb)
    """Everything the pages of one review need; a draft has followed a correction of its edition.

    Raises NotYours, for readers too: they have the results of what was submitted.
    """
    moving.follow(door, catalogue, review_id, now=now)
    return door.read(lambda rows: opening.opened(rows, catalogue, drafts.inside(rows, review_id), now))


def mine(
    door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime
) -> tuple[ReviewLine, ...]:
    """Reviews of one or all organisations of the person: drafts first, then by period, newest first."""
    return door.read(lambda rows: opening.lines(rows, catalogue, organisation_id, now))


def widen(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:  # noqa: ARG001 (as the others)
    """Turn a short review into a full one; every answer stays. A submitted one is reopened by it. Raises Refused."""

    def work(unit: Unit) -> Review:
        review = drafts.inside(unit, review_id)
        if review.form == "full":
            raise Refused("This is the full review already.")
        if review.status == "submitted":
            leading.only_a_lead(unit, review.organisation, "open a submitted review again")
            review = replace(review, status="reopened", reopened_at=now, reopened_because=WIDENED)
        return _changed(unit, replace(review, form="full"), "review widened", now)

    return door.write(work)


def delete_empty(door: Door, review_id: int, *, now: datetime) -> None:
    """Delete a draft started by mistake; leads do. Raises Refused when anything has been answered or submitted."""

    def work(unit: Unit) -> None:
        review = drafts.inside(unit, review_id)
        leading.only_a_lead(unit, review.organisation, "delete a review")
        if review.submissions or answer_statements.history(unit, review):
            raise Refused("This review holds answers, so it stays. Only an empty one can be deleted.")
        statements.remove(unit, review)
        acts.record(unit, review.organisation, unit.person_id, "empty review deleted", now, review=review.id)

    door.write(work)


def set_facts(
    door: Door, catalogue: Catalogue, review_id: int, facts: Mapping[str, Fact | None], *, now: datetime
) -> Review:
    """Give facts of the draft's copy (None removes one); a lead's go to the organisation too.

    Raises BadAnswer, Refused.
    """

    def change(unit: Unit, review: Review) -> Review:
        clean = given_facts(editions.of(unit, catalogue, review), facts)
        organisation = organisation_statements.one(unit, review.organisation)
        if organisation is None:
            raise NotYours
        if people_statements.role(unit, organisation.id) == "lead":
            together = dict(organisation.facts) | {name: value for name, value in clean.items() if value is not None}
            organisation_statements.change(unit, replace(organisation, facts=together))
        copy = {name: value for name, value in (dict(review.profile) | clean).items() if value is not None}
        return replace(review, profile=copy)

    return _change(door, review_id, change, "facts given", now)


def refresh_preview(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> ScopeChange:
    """Which facts the organisation's profile would change in the draft's copy, and which questions enter and leave."""

    def work(rows: Rows) -> ScopeChange:
        review = drafts.open_draft(rows, review_id)
        organisation = organisation_statements.one(rows, review.organisation)
        if organisation is None:
            raise NotYours
        opened = opening.opened(rows, catalogue, review, now)
        return scope_change(opened.edition, opened.sheet, _renewed(opened.edition, review, organisation))

    return door.read(work)


def refresh(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Take the organisation's profile into the draft's copy. Raises Refused."""

    def change(unit: Unit, review: Review) -> Review:
        organisation = organisation_statements.one(unit, review.organisation)
        if organisation is None:
            raise NotYours
        return replace(review, profile=_renewed(editions.of(unit, catalogue, review), review, organisation))

    return _change(door, review_id, change, "profile refreshed", now)


def _renewed(edition: Edition, review: Review, organisation: Organisation) -> Profile:
    """The organisation's profile, with what only this draft was told, as by a contributor."""
    own = {name: value for name, value in review.profile.items() if name not in BUILT_IN}
    return own | readable(edition, organisation.profile)


def set_aim(
    door: Door, catalogue: Catalogue, review_id: int, question_id: str, level: int | None, *, now: datetime
) -> Review:
    """Set (or with None remove) the organisation's own target level for a question. Raises BadAnswer, Refused."""

    def change(unit: Unit, review: Review) -> Review:
        edition = editions.of(unit, catalogue, review)
        if question_id not in edition.questions or (level is not None and level not in edition.scale.levels):
            raise BadAnswer("That is not a level of this framework. Reload the page and choose again.")
        aims = {name: aim for name, aim in review.aims.items() if name != question_id}
        return replace(review, aims=aims if level is None else aims | {question_id: level})

    return _change(door, review_id, change, "aim set", now)


def set_aims_for(door: Door, catalogue: Catalogue, review_id: int, award: str | None, *, now: datetime) -> Review:
    """Choose the award the organisation is working towards. Raises BadAnswer, Refused."""

    def change(unit: Unit, review: Review) -> Review:
        if award is not None and award not in {known.id for known in editions.of(unit, catalogue, review).awards}:
            raise BadAnswer("This framework has no such award. Reload the page and choose again.")
        return replace(review, aims_for=award)

    return _change(door, review_id, change, "aim set", now)


def _change(door: Door, review_id: int, change: Callable[[Unit, Review], Review], act: str, now: datetime) -> Review:
    def work(unit: Unit) -> Review:
        before = drafts.open_draft(unit, review_id)
        after = change(unit, before)
        return before if after == before else _changed(unit, after, act, now)

    return door.write(work)


def _changed(unit: Unit, review: Review, act: str, now: datetime) -> Review:
    statements.change(unit, review)
    acts.record(unit, review.organisation, unit.person_id, act, now, review=review.id)
    return drafts.mine(unit, review.id)
