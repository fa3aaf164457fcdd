"""Who somebody is for a provider: the issuer and the subject there, never an e-mail address, linked to one person.

A first link needs an unused invitation. Of what the provider tells we keep those two and, once, a name.
"""

from dataclasses import dataclass
from datetime import datetime

from assessments.access import accounts, invitations, sessions, system_acts
from assessments.access.administration import only_administrators
from assessments.errors import NotYours, Refused
from assessments.store import identities as statements
from assessments.store import sign_in
from assessments.store.identities import Identity
from assessments.store.protocol import Door, Rows, Unit

UNNAMED = "Somebody new"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came, by the provider's word. `name` is what to call somebody new; "" when the provider tells none."""

    issuer: str
    subject: str
    name: str


class Unknown(Refused):
    def __init__(self) -> None:
        super().__init__(
            "The account you used is not linked to anybody here yet, so you are not signed in. Open the invitation "
            "link you were sent and sign in from there. If you have none, ask whoever leads the reviews where you work."
        )


class Deactivated(Refused):
    def __init__(self) -> None:
        super().__init__("Your account here is closed, so you are not signed in. Ask whoever looks after Stocktake.")


def begin_session(
    reception: Door, arrival: Arrival, *, invitation_sha256: str | None, instead_of: str | None, now: datetime
) -> str:
    """A new session for whoever came; gives its token. `instead_of` is the one the browser had before.

    With an invitation it is accepted in the same unit, and somebody unknown becomes a person. Raises Unknown,
    Deactivated, Refused when the invitation is good for nothing any more; then nobody is signed in or linked.
    """

    def work(unit: Unit) -> str:
        known = statements.one(unit, arrival.issuer, arrival.subject)
        if known is None:
            if invitation_sha256 is None:
                raise Unknown
            person = _add(unit, arrival, now)
        else:
            person = known.person_id
            account = sign_in.account(unit, person)
            if account is None or not account.active:
                raise Deactivated
        if invitation_sha256 is not None:
            invitations.accept_in(unit, invitation_sha256, person, now)
        return sessions.begin(unit, person, now, instead_of=instead_of)

    return reception.write(work)


def of(reception: Door, person_id: int) -> tuple[Identity, ...]:
    """A person's identities: for themselves and administrators. Raises NotYours."""

    def work(rows: Rows) -> tuple[Identity, ...]:
        if rows.person_id != person_id:
            only_administrators(rows)
        return statements.of(rows, person_id)

    return reception.read(work)


def unlink(reception: Door, person_id: int, *, now: datetime) -> None:
    """Forget how somebody signs in with the provider, and sign them out; a new link needs a new invitation.

    For administrators. Raises NotYours, Refused.
    """

    def work(unit: Unit) -> None:
        only_administrators(unit)
        if unit.person_id == person_id:
            raise Refused("You would lock yourself out. Ask another administrator to do this.")
        forgotten = statements.unlink(unit, person_id)
        if not forgotten:
            raise NotYours
        sessions.end_all(unit, person_id, now)
        system_acts.record(unit, "identity unlinked", now, person=person_id, identities=forgotten)

    reception.write(work)


def _add(unit: Unit, arrival: Arrival, now: datetime) -> int:
    """Somebody new, linked to who they are for the provider."""
    person = accounts.make(unit, name=arrival.name or UNNAMED, email=None, password=None, now=now)
    statements.link(unit, arrival.issuer, arrival.subject, person, now)
    system_acts.record(unit, "identity linked", now, person=person)
    return person
