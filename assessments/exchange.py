"""Exchange: a review as one complete JSON document, taken in elsewhere after checking it; and its table rows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from assessments import drafts, importing, leading, opening, organisations, results, reviews, showing, suggesting
from assessments.documents import FORMAT
from assessments.errors import Refused, UnknownSigner
from assessments.ids import IdSource, random_id
from assessments.plain import Plain, answer_data, measurement_data, sheet_data
from assessments.signing import Key, fingerprint
from assessments.store import answers as answer_statements
from assessments.store import editions as edition_statements
from assessments.store import numbers as number_statements
from assessments.store import people
from assessments.store import reviews as review_statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.tables import review_rows
from assessments.values import OpenReview, Organisation, Past, Review, Submission
from assessments.version import VERSION
from frameworks.catalogue import Catalogue
from scoring.answers import Profile

MAXIMUM_BYTES = importing.MAXIMUM_BYTES


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that holds together: one's own organisation it is of, if just one has its name and kind.

    `stranger` is the fingerprint of the installation that signed it, where that one is not known here.
    """

    belongs_to: Organisation | None
    stranger: str | None


def export_review(door: Door, catalogue: Catalogue, review_id: int, *, key: Key, now: datetime) -> bytes:
    """The whole review as signed JSON: organisation, submissions, answers, history, numbers, and the edition as text.

    For those who may not see the draft it holds what was submitted, or the copy of it that they may see.

    Raises NotYours, Refused.
    """

    def work(rows: Rows) -> Plain:
        opened = opening.opened(rows, catalogue, drafts.mine(rows, review_id), now)
        inside = people.is_inside(rows, opened.review.organisation)
        return _document(rows, opened, now) | (_whole(rows, opened) if inside else _as_submitted(rows, opened))

    return key.signed(door.read(work))


def _document(rows: Rows, opened: OpenReview, now: datetime) -> dict[str, Plain]:
    review = opened.review
    kept = edition_statements.by_sha256(rows, review.sha256)
    return {
        "stocktake_review": FORMAT,
        "demo": showing.is_demo(rows),
        "software": VERSION,
        "exported_at": now.isoformat(),
        "organisation": _organisation(opened.organisation, opened.organisation.facts),
        "edition": {"sha256": review.sha256, "text": kept.content if kept else ""},
    }


def _review(review: Review) -> dict[str, Plain]:
    return {
        "framework": review.framework,
        "edition": review.edition,
        "edition_sha256": review.sha256,
        "period": {"name": review.period.name, "calendar": review.period.calendar},
        "started_at": review.started_at.isoformat(),
    }


def _as_submitted(rows: Rows, opened: OpenReview) -> dict[str, Plain]:
    """The official submission as if each answer had been given with it."""
    submission = submission_statements.last(rows, opened.review)
    if submission is None:
        raise Refused(results.NOT_YET)
    sheet, at = opening.sheet_in(submission), submission.submitted_at.isoformat()
    return {
        "organisation": _organisation(opened.organisation, _told(sheet.profile)),
        "review": _review(opened.review) | {"status": "submitted", "reopened_at": None, "reopened_because": None},
        "answers_file": sheet_data(sheet),
        "history": [
            {"question": name, "revision": 1, "answer": answer_data(answer), "at": at, "by": 0, "how": "answered"}
            for name, answer in sheet.answers.items()
        ],
        "submissions": [_submitted(submission)],
        "measurements": [],
    }


def _submitted(submission: Submission) -> dict[str, Plain]:
    return {
        "number": submission.number,
        "submitted_at": submission.submitted_at.isoformat(),
        "sha256": submission.sha256,
        "content": submission.content,
    }


def _whole(rows: Rows, opened: OpenReview) -> dict[str, Plain]:
    review = opened.review
    asked = {indicator.id for question in opened.edition.questions.values() for indicator in question.indicators}
    return {
        "review": _review(review)
        | {
            "status": review.status,
            "reopened_at": review.reopened_at.isoformat() if review.reopened_at else None,
            "reopened_because": review.reopened_because,
        },
        "answers_file": sheet_data(opened.sheet),
        "history": [
            {
                "question": past.question,
                "revision": past.revision,
                "answer": answer_data(past.answer),
                "at": past.at.isoformat(),
                "by": past.by.id,
                "how": past.how,
            }
            for past in _history(rows, opened)
        ],
        "submissions": [_submitted(each) for each in submission_statements.every(rows, review)],
        "measurements": [
            {
                "indicator": number.indicator,
                "measured_on": number.measured_on.isoformat(),
                "measured": measurement_data(number.measurement),
                "recorded_at": number.recorded_at.isoformat(),
            }
            for number in number_statements.every(rows, review.organisation)
            if number.indicator in asked
        ],
    }


def _history(rows: Rows, opened: OpenReview) -> Iterator[Past]:
    """What was answered to questions of the edition the review rests on; before a move, other questions were asked."""
    lines: dict[str, list[Past]] = {}
    for past in answer_statements.history(rows, opened.review):
        if past.how == "moved":
            lines[past.question] = []
        lines.setdefault(past.question, []).append(past)
    counted = [
        replace(past, revision=revision)
        for question, own in lines.items()
        for revision, past in enumerate(own, start=1)
        if question in opened.edition.questions
    ]
    yield from sorted(counted, key=lambda past: (past.at, past.question, past.revision))


def _organisation(organisation: Organisation, facts: Profile) -> Plain:
    parts = {"phase": organisation.phase, "region": organisation.region}
    given = {name: value for name, value in parts.items() if value is not None}
    return {"name": organisation.name, "kind": organisation.kind, "facts": dict(facts)} | given


def _told(profile: Profile) -> Profile:
    """The facts of the day of a submission; those given since belong to a draft."""
    return {name: value for name, value in profile.items() if name not in reviews.BUILT_IN}


def arrived(door: Door, catalogue: Catalogue, document: bytes, *, trusted: Collection[str], now: datetime) -> Arrival:
    """What to ask about a document before it is taken in; `trusted` as in `import_review`. Raises BadDocument."""
    taken = importing.verified(catalogue, document, now)

    def work(rows: Rows) -> Arrival:
        return Arrival(importing.of_that_name(rows, taken), _stranger(rows, taken.signed_by, trusted))

    return door.read(work)


def _stranger(rows: Rows, public: str, trusted: Collection[str]) -> str | None:
    """The fingerprint of a key that is neither trusted nor that of a review which one's organisations have taken in."""
    found = fingerprint(public)
    return None if found in trusted or review_statements.came_from(rows, public) else found


def import_review(
    door: Door,
    catalogue: Catalogue,
    document: bytes,
    *,
    trusted: Collection[str],
    organisation_id: int | None = None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Review:
    """Take a review in, into one's organisation (as `arrived` finds) or (None) a new one made from the document.

    `trusted` are fingerprints: this installation's, and of another that the person has asked about.
    A draft has suggestions from what this organisation has submitted here.
    Raises BadDocument(sentence): too large, not such a document, hash or signature wrong, that review is here already,
    or it comes from the demo network and this is not it. UnknownSigner, NotYours.
    """
    taken = importing.verified(catalogue, document, now)
    into = organisations.get(door, organisation_id) if organisation_id is not None else None

    def work(unit: Unit) -> Review:
        if stranger := _stranger(unit, taken.signed_by, trusted):
            raise UnknownSigner(stranger)
        if into is not None and taken.submissions:
            leading.only_a_lead(unit, into.id, "add a review that was submitted")
        elif into is not None:
            leading.only_who_answer(unit, into.id, "add a review")
        review = importing.write(unit, taken, into, new_id, now)
        if review.status == "draft":
            for suggestion in suggesting.work_out(unit, catalogue, review, taken.edition, now):
                answer_statements.suggest(unit, review, suggestion)
        return review

    return door.write(work)


def rows(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> list[list[str]]:
    """The review as a table, headings first, one row a question; no cell can start a formula in a spreadsheet.

    Every row of the demo network begins by saying that it is made up.
    """
    return review_rows(results.of(door, catalogue, review_id, now=now), demo=door.read(showing.is_demo))
