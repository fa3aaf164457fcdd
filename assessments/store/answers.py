"""Statements about answers, their history, and suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.plain import canonical, read
from assessments.store.columns import from_row, given, given_text, moment, stamp
from assessments.store.organisations import OWN
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Past, Person, Review, Source, StoredAnswer, Suggestion
from scoring.answers import Answer

SELECT = (
    "SELECT a.question, a.revision, a.given, a.note, a.how, a.saved_at, a.saved_by,"
    " coalesce(p.name, '') AS name FROM {} a"
    " LEFT JOIN person p ON p.person_id = a.saved_by WHERE a.organisation_id = :organisation AND a.review_id = :review"
)
CURRENT, HISTORY = SELECT.format("answer"), SELECT.format("answer_history")


@from_row()
def _stored(row: Row) -> StoredAnswer:
    by = Person(row["saved_by"], row["name"])
    return StoredAnswer(
        row["question"], given(row["given"]), row["note"], row["revision"], moment(row["saved_at"]), by, row["how"]
    )


@from_row()
def _past(row: Row) -> Past:
    by = Person(row["saved_by"], row["name"])
    return Past(
        row["question"], row["revision"], given(row["given"]), row["note"], moment(row["saved_at"]), by, row["how"]
    )


def _of(review: Review, **more: str | int) -> dict[str, str | int]:
    return {"organisation": review.organisation, "review": review.id, **more}


def every(rows: Rows, review: Review) -> Mapping[str, StoredAnswer]:
    """The answers of a review as they stand, by question."""
    return {row["question"]: _stored(row) for row in rows.rows(CURRENT + " ORDER BY a.question", **_of(review))}


@dataclass(frozen=True, slots=True)
class InDraft:
    """What a review that is being answered holds: its answers by question, and when the last was saved."""

    answers: Mapping[str, Answer]
    changed_at: datetime | None


NOTHING = InDraft({}, None)


def in_drafts(rows: Rows, organisation_id: int | None = None) -> Mapping[int, InDraft]:
    """What the reviews that are being answered hold, by review: one statement, however many there are."""
    where = f"r.organisation_id IN {OWN}" if organisation_id is None else "r.organisation_id = :organisation"
    values = {"me": rows.person_id} if organisation_id is None else {"organisation": organisation_id}
    found: dict[int, dict[str, tuple[Answer, datetime]]] = {}
    for row in rows.rows(
        # CROSS JOIN: SQLite then begins with the few drafts, and not with every answer.
        "SELECT a.review_id, a.question, a.given, a.saved_at FROM review r CROSS JOIN answer a"
        " WHERE a.organisation_id = r.organisation_id AND a.review_id = r.review_id"
        f" AND r.status <> 'submitted' AND {where}",
        **values,
    ):
        found.setdefault(row["review_id"], {})[row["question"]] = _saved(row)
    return {
        review: InDraft({name: answer for name, (answer, _) in each.items()}, max(at for _, at in each.values()))
        for review, each in found.items()
    }


@from_row()
def _saved(row: Row) -> tuple[Answer, datetime]:
    return given(row["given"]), moment(row["saved_at"])


def one(rows: Rows, review: Review, question: str) -> StoredAnswer | None:
    """The answer to one question."""
    row = rows.one(CURRENT + " AND a.question = :question", **_of(review, question=question))
    return None if row is None else _stored(row)


def save(unit: Unit, review: Review, new: StoredAnswer, *, seen: int) -> int | None:
    """Store an answer if what is there is what was seen (0: nothing); its new revision, or None when it had changed.

    The history row is written after, with the revision that came back.
    """
    values = {
        **_of(review, question=new.question),
        "given": given_text(new.answer),
        "note": new.note,
        "how": new.how,
        "at": stamp(new.saved_at),
        "by": new.saved_by.id,
    }
    if seen == 0:
        found = unit.run(
            "INSERT INTO {answer} (organisation_id, review_id, question, revision, given, note, how, saved_at,"
            " saved_by) VALUES (:organisation, :review, :question, 1, :given, :note, :how, :at, :by)"
            " ON CONFLICT (organisation_id, review_id, question) DO NOTHING RETURNING revision",
            **values,
        )
    else:
        found = unit.run(
            "UPDATE {answer} SET revision = revision + 1, given = :given, note = :note, how = :how, saved_at = :at,"
            " saved_by = :by WHERE organisation_id = :organisation AND review_id = :review AND question = :question"
            " AND revision = :seen RETURNING revision",
            **values,
            seen=seen,
        )
    if not found:
        return None
    revision: int = found[0]["revision"]
    unit.run(
        "INSERT INTO {answer_history} (organisation_id, review_id, question, revision, given, note, how, saved_at,"
        " saved_by) VALUES (:organisation, :review, :question, :revision, :given, :note, :how, :at, :by)",
        **values,
        revision=revision,
    )
    return revision


def history(rows: Rows, review: Review, question: str | None = None) -> tuple[Past, ...]:
    """Everything answered, oldest first."""
    if question is None:
        found = rows.rows(HISTORY + " ORDER BY a.saved_at, a.question, a.revision", **_of(review))
    else:
        found = rows.rows(HISTORY + " AND a.question = :question ORDER BY a.revision", **_of(review, question=question))
    return tuple(map(_past, found))


def last_by(rows: Rows, review: Review, person_id: int) -> Past | None:
    """The person's own latest change that still stands: not one that came in with a file, or from before a move."""
    since = max((stamp(begun) for begun in (review.imported_at, review.moved_at) if begun is not None), default=-1)
    row = rows.one(
        CURRENT + " AND a.saved_by = :by AND a.saved_at > :since ORDER BY a.saved_at DESC, a.question DESC LIMIT 1",
        **_of(review, by=person_id, since=since),
    )
    return None if row is None else _past(row)


def saved_together(rows: Rows, review: Review, last: Past) -> tuple[StoredAnswer, ...]:
    """What stands since one act: the answers confirmed, or undone, at the moment of this one, or this one alone."""
    found = rows.rows(
        CURRENT + " AND a.saved_by = :by AND a.saved_at = :at AND a.how = :how ORDER BY a.question",
        **_of(review, by=last.by.id, at=stamp(last.at), how=last.how),
    )
    together = tuple(map(_stored, found)) if last.how in ("confirmed_with_strand", "undone") else ()
    return together or tuple(_stored(row) for row in found if row["question"] == last.question)


def put_back(unit: Unit, review: Review, past: Past) -> None:
    """One line of history from another database, and the answer as it then stood."""
    values = {
        **_of(review, question=past.question, revision=past.revision, note=past.note, how=past.how),
        "given": given_text(past.answer),
        "at": stamp(past.at),
        "by": past.by.id,
    }
    columns = "organisation_id, review_id, question, revision, given, note, how, saved_at, saved_by"
    row = "VALUES (:organisation, :review, :question, :revision, :given, :note, :how, :at, :by)"
    unit.run(f"INSERT INTO {{answer_history}} ({columns}) {row}", **values)
    unit.run(
        f"INSERT INTO {{answer}} ({columns}) {row} ON CONFLICT (organisation_id, review_id, question) DO UPDATE SET"
        " revision = excluded.revision, given = excluded.given, note = excluded.note, how = excluded.how,"
        " saved_at = excluded.saved_at, saved_by = excluded.saved_by",
        **values,
    )


OF_EDITION = "(SELECT edition_id FROM edition WHERE sha256 = :edition)"


def suggest(unit: Unit, review: Review, suggestion: Suggestion) -> None:
    """Keep a suggestion with its source, for the edition the review rests on."""
    source = suggestion.source
    unit.run(
        "INSERT INTO {suggestion} (organisation_id, review_id, edition_id, question, given, is_hint, source, note)"
        f" VALUES (:organisation, :review, {OF_EDITION}, :question, :given, :hint, :source, :note)",
        **_of(review, edition=review.sha256, question=suggestion.question, hint=int(suggestion.is_hint)),
        given=given_text(suggestion.answer),
        source=canonical(_source_data(source)),
        note=suggestion.note,
    )


def forget_suggestions(unit: Unit, review: Review) -> None:
    """Drop what was suggested for the edition the review rests on."""
    unit.run(
        "DELETE FROM {suggestion} WHERE organisation_id = :organisation AND review_id = :review"
        f" AND edition_id = {OF_EDITION}",
        **_of(review, edition=review.sha256),
    )


def suggestions(rows: Rows, review: Review) -> Mapping[str, Suggestion]:
    """What earlier answers suggest for the edition the review rests on, by question."""
    found = rows.rows(
        "SELECT question, given, is_hint, source, note FROM suggestion"
        f" WHERE organisation_id = :organisation AND review_id = :review AND edition_id = {OF_EDITION}"
        " ORDER BY question",
        **_of(review, edition=review.sha256),
    )
    return {row["question"]: _suggestion(row) for row in found}


@from_row()
def _suggestion(row: Row) -> Suggestion:
    return Suggestion(row["question"], given(row["given"]), _source(row["source"]), bool(row["is_hint"]), row["note"])


def _source_data(source: Source) -> dict[str, object]:
    return {
        "framework": source.framework,
        "edition": source.edition,
        "title": source.title,
        "period": source.period,
        "submitted_at": stamp(source.submitted_at),
    }


def _source(text: str) -> Source:
    data = read(text)
    return Source(data["framework"], data["edition"], data["title"], data["period"], moment(data["submitted_at"]))
