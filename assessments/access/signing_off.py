"""Signing off: a head, chair or trustee says that they have read what was submitted; a lead can ask them to."""

from dataclasses import dataclass
from datetime import datetime

from assessments import drafts, leading
from assessments.errors import NotYours, Refused
from assessments.results import ResultView
from assessments.store import acts, organisations, people, reviews
from assessments.store import sign_offs as statements
from assessments.store.people import Member
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.sign_offs import SignOff
from assessments.typed import tidy_line
from assessments.values import Person, Review

LONGEST_OFFICE = 100
CHANGED = "It was submitted again in the meantime. Load the page again and read what is there now."


@dataclass(frozen=True, slots=True)
class Asked:
    """A submission that waits for one's own name."""

    organisation: str
    review: Review


def of(reception: Door, door: Door, view: ResultView) -> tuple[SignOff, ...]:
    """Who signed the submission shown, and who was asked; for those who belong to the organisation."""
    organisation = view.organisation.id
    if view.submission is None or not belongs(door, organisation):
        return ()
    number = view.submission.number
    return reception.read(lambda rows: statements.of_submission(rows, organisation, view.review.id, number))


def belongs(door: Door, organisation_id: int) -> bool:
    """Whether one belongs to the organisation, in whatever role."""
    return door.read(lambda rows: people.role(rows, organisation_id)) is not None


def members(door: Door, organisation_id: int) -> tuple[Member, ...]:
    """Whom a lead can ask."""
    return door.read(lambda rows: people.members(rows, organisation_id))


def ask(door: Door, reception: Door, review_id: int, person_id: int, *, number: int, now: datetime) -> None:
    """Ask somebody of the organisation to sign. Only for leads. Raises Refused, NotYours."""

    def official(rows: Rows) -> Review:
        leading.of_review(rows, review_id, "ask somebody to sign")
        review = _official(rows, review_id, number)
        if all(each.person.id != person_id for each in people.members(rows, review.organisation)):
            raise Refused("They do not belong to your organisation any more. Choose somebody else.")
        return review

    review = door.read(official)

    def work(unit: Unit) -> None:
        signer = SignOff(review.organisation, review_id, number, Person(person_id, ""), now, None, "")
        statements.ask(unit, signer, now)
        about = {"review": review_id, "person": person_id}
        acts.record(unit, review.organisation, unit.person_id, "signature asked for", now, **about)

    reception.write(work)


def sign(door: Door, reception: Door, review_id: int, *, number: int, office: str, now: datetime) -> None:
    """Sign the official submission as what one is, as in "Chair of governors". Raises Refused, NotYours."""
    what = tidy_line(office, "What you are", longest=LONGEST_OFFICE)
    if not what:
        raise Refused("Say what you sign as: head teacher, chair of governors, trustee.")

    def official(rows: Rows) -> Review:
        review = _official(rows, review_id, number)
        if people.role(rows, review.organisation) is None:
            raise NotYours
        return review

    review = door.read(official)

    def work(unit: Unit) -> None:
        signer = SignOff(review.organisation, review_id, number, Person(unit.person_id, ""), None, now, what)
        if not statements.sign(unit, signer, now):
            raise Refused("You have signed this already.")
        acts.record(unit, review.organisation, unit.person_id, "review signed off", now, review=review_id)

    reception.write(work)


def _official(rows: Rows, review_id: int, number: int) -> Review:
    """The review, when what was read is still what was last submitted."""
    review = drafts.mine(rows, review_id)
    if review.submissions != number:
        raise Refused(CHANGED)
    return review


def asked_of_me(door: Door, reception: Door) -> tuple[Asked, ...]:
    """The official submissions that wait for one's name."""
    wanted = reception.read(lambda rows: statements.asked_of(rows, rows.person_id))

    def work(rows: Rows) -> tuple[Asked, ...]:
        found = []
        for each in wanted:
            review, organisation = reviews.one(rows, each.review), organisations.one(rows, each.organisation)
            if review is not None and organisation is not None and review.submissions == each.number:
                found.append(Asked(organisation.name, review))
        return tuple(found)

    return door.read(work)
