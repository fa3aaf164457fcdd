"""Suggestions: worked out when a review starts, confirmed one by one or by strand; never over an answer."""

from dataclasses import dataclass, replace
from datetime import datetime

import scoring
from assessments import answering, drafts, editions, latest, offers, opening, periods, wording
from assessments.errors import BadAnswer, ChangedMeanwhile
from assessments.store import acts
from assessments.store import answers as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import Review, Saved, Suggestion
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.suggestions import Earlier

Worked = tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is suggested for one question, and all that could be confirmed where sources do not say the same."""

    chosen: Suggestion
    disagreeing: Worked


def work_out(rows: Rows, catalogue: Catalogue, review: Review, edition: Edition, now: datetime) -> Worked:
    """What the organisation's latest submissions, one of each framework, suggest for a review about to start.

    Where another of them does not say the same, the note tells.
    """
    return tuple(_told(edition, each) for each in every_offer(rows, catalogue, review, edition, now))


def _told(edition: Edition, offered: Offered) -> Suggestion:
    one, question = offered.chosen, edition.questions[offered.chosen.question]
    others = [
        f"{other.source.title} ({other.source.period}) says {wording.answer_words(edition, question, other.answer)}"
        for other in offered.disagreeing
        if other.answer != one.answer
    ]
    return replace(one, note=f"{one.note}; but {wording.listed(others)}") if others else one


def every_offer(
    rows: Rows, catalogue: Catalogue, review: Review, edition: Edition, now: datetime
) -> tuple[Offered, ...]:
    """The same with what speaks against each other, in the order of the file."""
    found = latest.of_each(rows, catalogue, review.organisation, without=review.id)
    sources = {str(place): one.source for place, one in enumerate(found)}
    earlier = [
        Earlier(one.edition, one.sheet, periods.today(one.source.submitted_at).isoformat(), str(place))
        for place, one in enumerate(found)
    ]
    names = {one.source.edition for one in found if one.source.framework == edition.id} - {edition.edition}
    lineages = {name: catalogue.lineage(edition.id, name, edition.edition) for name in names}
    every = scoring.every_offer(
        edition,
        drafts.sheet_of(review, edition, {}, (), periods.today(now)),
        earlier,
        {name: lineage for name, lineage in lineages.items() if lineage is not None},
        catalogue.crosswalks_to(edition.id),
    )

    def told(one: scoring.Suggestion) -> Suggestion:
        return Suggestion(one.question, one.answer, sources[one.source], one.is_hint, one.why)

    return tuple(
        Offered(told(scoring.best(each)), tuple(map(told, scoring.disagreeing(each)))) for each in every.values()
    )


def confirm(
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    question_id: str,
    *,
    seen: int,
    now: datetime,
) -> Saved:
    """Make a suggestion the answer. Raises BadAnswer (only a hint, or none), ChangedMeanwhile (answered already)."""

    def work(unit: Unit) -> Saved:
        review = drafts.open_draft(unit, review_id)
        suggestion = offers.of(unit, editions.of(unit, catalogue, review), review).get(question_id)
        if suggestion is None or suggestion.is_hint:
            raise BadAnswer("There is no suggestion to confirm here. Choose the answer that is true today.")
        before = statements.one(unit, review, question_id)
        if before is not None and answering.is_judged(before.answer):
            raise ChangedMeanwhile(before)
        answer, note = answering.with_judgement_of(before, suggestion.answer)
        saved = answering.save(unit, review, question_id, answer, note, how="confirmed", seen=seen, now=now)
        acts.record(unit, review.organisation, unit.person_id, "suggestion confirmed", now, review=review.id, count=1)
        return saved

    return door.write(work)


def confirm_strand(
    door: Door, catalogue: Catalogue, review_id: int, strand_id: str, *, now: datetime
) -> tuple[str, ...]:
    """Confirm every suggestion of a strand that is shown and has no answer; gives the question ids confirmed."""

    def work(unit: Unit) -> tuple[str, ...]:
        review = drafts.open_draft(unit, review_id)
        opened = opening.opened(unit, catalogue, review, now)
        strand = next((s for section in opened.edition.sections for s in section.strands if s.id == strand_id), None)
        if strand is None:
            raise BadAnswer("This framework has no such group of questions. Reload the page.")
        ready = [
            opened.suggestions[question.id]
            for question in strand.questions
            if question.id in opened.shown
            and question.id in opened.suggestions
            and not opened.suggestions[question.id].is_hint
        ]
        for suggestion in ready:
            before = opened.answers.get(suggestion.question)
            answer, note = answering.with_judgement_of(before, suggestion.answer)
            seen = before.revision if before else 0
            name = suggestion.question
            answering.save(unit, review, name, answer, note, how="confirmed_with_strand", seen=seen, now=now)
        if ready:
            about: dict[str, str | int] = {"review": review.id, "strand": strand_id, "count": len(ready)}
            acts.record(unit, review.organisation, unit.person_id, "strand confirmed", now, **about)
        return tuple(suggestion.question for suggestion in ready)

    return door.write(work)
