"""Copies of a submission for those who may see no more of it; every figure of a copy is exactly that of the whole."""

from datetime import date

from assessments.plain import Plain, canonical, read, sha256
from assessments.store import reviews as review_statements
from assessments.store import sharing as statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Unit

LEVELS, COMMENTS, WHOLE = 2, 3, 4
NOT_SHARED = "Not shared"


def copied(content: str, share: int) -> str:
    """A submission's content without evidence (3), or without anything that people typed (2).

    Numbers measured beside the answers are in neither: no figure rests on them, and who agreed was not asked for them.
    """
    document = read(content)
    sheet = document["sheet"]
    answers = {question: _answer(answer, share) for question, answer in sheet["answers"].items()}
    copy = document | {"sheet": sheet | {"answers": answers, "indicators": {}}}
    if "reopened" in document:
        copy["reopened"] = document["reopened"] | {"because": ""}
    return canonical(copy)


def _answer(answer: Plain, share: int) -> Plain:
    """What was judged stays. Evidence keeps its days, for figures depend on them."""
    copy = dict(answer)
    if "evidence" in copy:
        copy["evidence"] = [_evidence(item) for item in copy["evidence"]]
    if share < COMMENTS:
        copy.pop("comment", None)
        copy |= {name: NOT_SHARED for name in ("text", "not_applicable") if name in copy}
    return copy


def _evidence(item: Plain) -> Plain:
    return {"title": NOT_SHARED} | ({"date": item["date"]} if "date" in item else {})


def make(unit: Unit, organisation_id: int, today: date) -> None:
    """Make the copies that what the organisation says yes to today asks for, of every review, once."""
    live = statements.live_consents(unit, organisation_id, today)
    for share in sorted({each.wanted.share for each in live} & {LEVELS, COMMENTS}):
        for review in statements.without_copy(unit, organisation_id, share):
            make_one(unit, organisation_id, review, share)


def make_one(unit: Unit, organisation_id: int, review_id: int, share: int) -> None:
    """One copy of a review's official submission. Raises Damaged when that is not what was stored."""
    review = review_statements.one(unit, review_id)
    submission = None if review is None else submission_statements.last(unit, review)
    if submission is None:
        raise LookupError("a submission is counted and is not there")
    content = copied(submission.content, share)
    copy = {"number": submission.number, "share": share, "content": content, "sha256": sha256(content)}
    statements.add_copy(unit, organisation_id, review_id, copy)
