"""What happened looked at: each chain of acts is whole, and what stands is the last line of its history."""

from collections.abc import Iterator
from itertools import groupby

from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.walking import Group, Record
from assessments.plain import canonical, read
from assessments.store.acts import chained


def of_facts(group: Group) -> Iterator[Finding]:
    """What is known of an organisation, each review's copy of it, and what was suggested, can be read."""
    if not _is_canonical(group.facts):
        yield Finding(f"What is known of organisation {group.organisation} cannot be read", RESTORE)
    for review in group["review"]:
        if not (_is_canonical(review.profile) and _is_canonical(review.aims)):
            what = f"What was copied into review {review.review_id} of organisation {group.organisation}"
            yield Finding(f"{what} cannot be read", RESTORE)
    for row in group["suggestion"]:
        if not (_is_canonical(row.given) and _is_canonical(row.source)):
            what = f"The suggestion for {row.question} in review {row.review_id} of organisation {group.organisation}"
            yield Finding(f"{what} cannot be read", RESTORE)


def _is_canonical(text: str) -> bool:
    try:
        return canonical(read(text)) == text
    except ValueError:
        return False


def of_acts(group: Group) -> Iterator[Finding]:
    """Each act stands on the hash of the one before; what it says was submitted is what there is."""
    submissions = {(row.review_id, row.number): row for row in group["submission"]}
    before = ""
    for place, act in enumerate(group["act"], start=1):
        about = read(act.about)
        whole = act.number == place and canonical(about) == act.about
        if not whole or act.hash != chained(before, act.number, act.at, act.person_id, act.act, about):
            yield Finding(
                f"The recorded acts of organisation {group.organisation} are broken at number {place}", RESTORE
            )
            return
        before = act.hash
        if act.act == "review submitted" and not _agrees(act, submissions.get((about["review"], about["number"]))):
            what = f"Submission {about['number']} of review {about['review']} of organisation {group.organisation}"
            yield Finding(f"{what} is not the one that was recorded when it was submitted", RESTORE)


def _agrees(act: Record, submission: Record | None) -> bool:
    return submission is not None and (submission.submitted_at, submission.submitted_by, submission.sha256) == (
        act.at,
        act.person_id,
        read(act.about)["sha256"],
    )


def of_answers(group: Group) -> Iterator[Finding]:
    """Revisions count from 1 without a gap, and what stands is the last of them."""
    stands = {(row.review_id, row.question): row for row in group["answer"]}
    for key, lines in groupby(group["answer_history"], lambda row: (row.review_id, row.question)):
        past = list(lines)
        wrong = [line.revision for line in past] != list(range(1, len(past) + 1))
        if wrong or tuple(past[-1]) != tuple(stands.pop(key, ())):
            yield _broken(f"The answer to {key[1]} in review {key[0]}", group)
    yield from (_broken(f"The answer to {name} in review {review}", group) for review, name in stands)


def of_numbers(group: Group) -> Iterator[Finding]:
    """The same for what was measured: revisions count through an indicator, and one taken back does not stand."""
    stands = {(row.indicator, row.measured_on): row for row in group["measurement"]}
    for indicator, lines in groupby(group["measurement_history"], lambda row: row.indicator):
        past = list(lines)
        wrong = [line.revision for line in past] != list(range(1, len(past) + 1))
        last = {line.measured_on: line for line in past}
        for day, line in last.items():
            stood = stands.pop((indicator, day), None)
            due = None if line.measured is None else line._asdict()
            if wrong or (None if stood is None else stood._asdict()) != due:
                yield _broken(f"The number {indicator} of {day}", group)
    yield from (_broken(f"The number {indicator} of {day}", group) for indicator, day in stands)


def of_actions(group: Group) -> Iterator[Finding]:
    """The same for what is planned: what an action says is the last line of its history."""
    stands = {row.action_id: row for row in group["action"]}
    for action, lines in groupby(group["action_history"], lambda row: row.action_id):
        past = list(lines)
        last, stood = past[-1], stands.pop(action, None)
        wrong = [line.revision for line in past] != list(range(1, len(past) + 1))
        said = (last.revision, last.content, last.owned_by, last.changed_at, last.changed_by)
        if wrong or stood is None or said != (
            stood.revision, stood.content, stood.owned_by, stood.changed_at, stood.changed_by
        ):  # fmt: skip
            yield _broken(f"Action {action}", group)
    yield from (_broken(f"Action {action}", group) for action in stands)


def _broken(what: str, group: Group) -> Finding:
    return Finding(f"{what} of organisation {group.organisation} does not follow from its history", RESTORE)
