"""Moving a draft to a newer edition, and back; a correction of its own edition is followed without a word."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import scoring
from assessments import answer_rules, answering, drafts, editions, opening, periods, suggesting
from assessments.errors import BadAnswer, Refused
from assessments.facts import readable
from assessments.store import acts
from assessments.store import answers as answer_statements
from assessments.store import organisations as organisation_statements
from assessments.store import people as people_statements
from assessments.store import reviews as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import OpenReview, Review, Role, Source, StoredAnswer, Suggestion
from frameworks.catalogue import Catalogue, Published, edition_order
from frameworks.companions import Lineage
from frameworks.edition import Edition
from frameworks.errors import UnknownEdition
from scoring.answers import Answer, AnswerSheet, Profile
from scoring.origins import Origins
from scoring.suggestions import Earlier

TRIES = 5
NOTHING = Answer()
WHY_NOT = "Only a review that was never submitted moves to another version. Finish this one as it is."


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would do, as question ids of the newer edition, `left` as ids of the older one.

    `kept` stay answered; `suggested` are to be confirmed again; `changed` had an answer that does not fit any more and
    is shown as a hint at most; `new` come from no older question; `left` were answered and are not asked any more.
    """

    to: str
    kept: tuple[str, ...]
    suggested: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A move worked out: what it says, every answer that changes by it, and what is suggested afterwards."""

    opened: OpenReview
    target: Published
    review: Review
    says: Move
    answers: Mapping[str, Answer]
    suggested: tuple[Suggestion, ...]


def preview(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Move:
    """What moving this draft to the newest edition would do. Raises Refused, NotYours."""
    return door.read(lambda rows: _planned(rows, catalogue, review_id, now)).says


def move(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Move a draft to the newest edition of its framework; `move_back` undoes it. Raises Refused, NotYours.

    Answers to the same questions stay. Others that come over are suggestions; their comments and evidence stay. What
    does not come over waits, unseen, for moving back, and the history keeps everything.
    """
    for _ in range(TRIES):
        plan = door.read(lambda rows: _planned(rows, catalogue, review_id, now))
        moved = door.write(lambda unit, plan=plan: _moved(unit, plan, now))  # type: ignore[misc]
        if moved is not None:
            return moved
    raise Refused("Somebody is still changing answers. Try again in a moment.")


def move_back(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Go back to the edition the draft was moved from; answers the move changed stand again as before it.

    What was answered since to the same questions stays; the rest of it is in the history. Raises Refused, NotYours.
    """

    def work(unit: Unit) -> Review:
        review = _movable(unit, review_id)
        if review.moved_from is None or review.moved_at is None:
            raise Refused("This review was not moved, so there is nothing to go back to.")
        edition = editions.with_content(unit, catalogue, review.moved_from)
        _put_back(unit, edition, review, review.moved_at, now)
        after = replace(review, sha256=review.moved_from, moved_from=None, moved_at=now)
        return _written(unit, replace(after, profile=_profile(unit, edition, review)), "review moved back", now)

    return door.write(work)


def follow(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> None:
    """Take a draft to the latest correction of its own edition, which changes no judgement. Raises NotYours."""
    review, role = door.read(lambda rows: _with_role(rows, review_id))
    correction = _correction(catalogue, review)
    if correction is not None and role is not None:
        door.write(lambda unit: _follow_in(unit, review, correction, now))


def _with_role(rows: Rows, review_id: int) -> tuple[Review, Role | None]:
    review = drafts.inside(rows, review_id)
    return review, people_statements.role(rows, review.organisation)


def _follow_in(unit: Unit, review: Review, correction: Published, now: datetime) -> None:
    if drafts.mine(unit, review.id) == review:
        suggested = answer_statements.suggestions(unit, review)
        editions.keep(unit, correction)
        after = replace(review, sha256=correction.sha256)
        answer_statements.forget_suggestions(unit, after)
        for suggestion in suggested.values():
            answer_statements.suggest(unit, after, suggestion)
        _written(unit, after, "correction followed", now)


def _correction(catalogue: Catalogue, review: Review) -> Published | None:
    year, number = edition_order(review.edition)
    offered = catalogue.of(review.framework, review.organisation)
    later = [one for one in offered if edition_order(one.edition.edition)[0] == year]
    if review.status != "draft" or not later or edition_order(later[-1].edition.edition)[1] <= number:
        return None
    return later[-1]


def _movable(rows: Rows, review_id: int) -> Review:
    review = drafts.inside(rows, review_id)
    if review.status != "draft":
        raise Refused(WHY_NOT)
    return review


def _profile(rows: Rows, edition: Edition, review: Review) -> Profile:
    organisation = organisation_statements.one(rows, review.organisation)
    known = dict(organisation.facts) if organisation is not None else {}
    return readable(edition, known | dict(review.profile))


def _planned(rows: Rows, catalogue: Catalogue, review_id: int, now: datetime) -> _Plan:
    review = _movable(rows, review_id)
    target = _target(catalogue, review)
    opened, newer = opening.opened(rows, catalogue, review, now), target.edition
    older = opened.edition
    lineage = catalogue.lineage(newer.id, older.edition, newer.edition)
    origins, stored = Origins(newer, older, lineage), answer_statements.every(rows, review)
    moved = replace(
        review,
        edition=newer.edition,
        sha256=target.sha256,
        profile=_profile(rows, newer, review),
        moved_from=review.sha256,
        moved_at=now,
    )
    _refuse_unfit(opened, newer, moved, now)
    carried = {name: _carried(newer, name, origins, stored) for name in newer.questions}
    kept = tuple(name for name, answer in carried.items() if answering.is_judged(answer))
    sheet = drafts.sheet_of(moved, newer, {name: carried[name] for name in kept}, (), periods.today(now))
    offers = {one.question: one for one in suggesting.work_out(rows, catalogue, moved, newer, now)}
    offers |= {one.question: one for one in _own_offers(opened, newer, sheet, lineage, now)}
    offers = {name: one for name, one in offers.items() if name not in kept}
    changes = {
        name: answer
        for name, answer in carried.items()
        if (answer != stored[name].answer or not _is_same(origins, name) if name in stored else answer != NOTHING)
    }
    says = _in_short(newer, origins, stored, kept, offers)
    return _Plan(opened, target, moved, says, changes, tuple(offers.values()))


def _own_offers(
    opened: OpenReview, newer: Edition, sheet: AnswerSheet, lineage: Lineage | None, now: datetime
) -> Iterator[Suggestion]:
    """What the draft's own answers suggest for the newer edition."""
    review, older = opened.review, opened.edition
    lineages = {} if lineage is None else {older.edition: lineage}
    source = Source(review.framework, review.edition, older.name, review.period.name, now)
    for one in scoring.suggest(newer, sheet, [Earlier(older, opened.sheet, sheet.as_of, "")], lineages, ()):
        yield Suggestion(one.question, one.answer, source, one.is_hint, one.why)


def _in_short(
    newer: Edition,
    origins: Origins,
    stored: Mapping[str, StoredAnswer],
    kept: Sequence[str],
    offers: Mapping[str, Suggestion],
) -> Move:
    had = [name for name in newer.questions if name not in kept and _had(origins.sources(name), stored)]
    sure = {name for name in had if name in offers and not offers[name].is_hint}
    return Move(
        to=newer.edition,
        kept=tuple(kept),
        suggested=tuple(name for name in had if name in sure),
        changed=tuple(name for name in had if name not in sure),
        new=tuple(name for name in newer.questions if origins.of(name) is None and name not in kept),
        left=tuple(name for name in origins.retired() if _had((name,), stored)),
    )


def _target(catalogue: Catalogue, review: Review) -> Published:
    try:
        target = catalogue.latest(review.framework, review.organisation)
    except UnknownEdition as fault:
        raise Refused("This framework is not here any more. Finish this review as it is.") from fault
    if edition_order(target.edition.edition) <= edition_order(review.edition):
        raise Refused("There is no newer version of these questions to move to.")
    return target


def _refuse_unfit(opened: OpenReview, newer: Edition, moved: Review, now: datetime) -> None:
    if opened.organisation.kind not in newer.suits or drafts.asks_nothing(newer, moved.profile, periods.today(now)):
        raise Refused("The newer version asks nothing of organisations like yours. Finish this review as it is.")
    if moved.form == "short" and not newer.short_form:
        raise Refused("The newer version has no quick review. Turn this into the whole review first.")


def _had(sources: tuple[str, ...], stored: Mapping[str, StoredAnswer]) -> bool:
    return any(name in stored and answering.is_judged(stored[name].answer) for name in sources)


def _is_same(origins: Origins, name: str) -> bool:
    origin = origins.of(name)
    return origin is None or (origin.change == "same" and origin.from_ == (name,))


def _carried(newer: Edition, name: str, origins: Origins, stored: Mapping[str, StoredAnswer]) -> Answer:
    """The answer a question has after the move: whole where it is the same question, else without the judgement."""
    origin = origins.of(name)
    sources = origins.sources(name) if origin is not None else (name,) * (name not in origins.older.questions)
    there = [source for source in ((name,) if name in sources else sources) if source in stored]
    if len(there) != 1:
        return NOTHING
    before = stored[there[0]].answer
    if origin is None or origin.change == "same":
        with suppress(BadAnswer):
            return answer_rules.checked(newer, name, before)
    return answering.judged(before)


def _moved(unit: Unit, plan: _Plan, now: datetime) -> Review | None:
    """Write a move; None when something changed after it was worked out."""
    before = plan.opened.review
    stored = answer_statements.every(unit, before)
    seen = opening.answers_of(unit, plan.opened.edition, before)
    if drafts.mine(unit, before.id) != before or seen != plan.opened.answers:
        return None
    editions.keep(unit, plan.target)
    for name, answer in plan.answers.items():
        there = stored.get(name)
        note, revision = (there.note, there.revision) if there else ("", 0)
        answering.save(unit, before, name, answer, note, how="moved", seen=revision, now=now)
    answer_statements.forget_suggestions(unit, plan.review)
    for suggestion in plan.suggested:
        answer_statements.suggest(unit, plan.review, suggestion)
    return _written(unit, plan.review, "review moved to a newer version", now)


def _put_back(unit: Unit, edition: Edition, review: Review, moved_at: datetime, now: datetime) -> None:
    past = {(line.question, line.revision): line for line in answer_statements.history(unit, review)}
    current = answer_statements.every(unit, review)
    for (name, revision), line in past.items():
        if line.how == "moved" and line.at == moved_at and name in edition.questions:
            before = past.get((name, revision - 1))
            answer, note = (before.answer, before.note) if before else (NOTHING, "")
            answering.save(unit, review, name, answer, note, how="moved", seen=current[name].revision, now=now)


def _written(unit: Unit, review: Review, act: str, now: datetime) -> Review:
    statements.change(unit, review)
    statements.move(unit, review)
    acts.record(unit, review.organisation, unit.person_id, act, now, review=review.id)
    return drafts.mine(unit, review.id)
