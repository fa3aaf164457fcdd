"""Joining by a link as somebody new: the account and what the link lets into, both or neither."""

from assessments.access import accounts, invitations, passwords, sessions, throttling
from assessments.access.accounts import Knock
from assessments.store.protocol import Door, Unit


def sign_up(reception: Door, token: str, *, name: str, email: str, password: str, knock: Knock) -> str:
    """The token of a session of somebody new, whom the link let in. Raises Refused with nothing kept.

    The link and all that was typed are looked at before the password is worked on. It hashes: call it in a thread.
    """
    invitations.look(reception, token, now=knock.now)
    known_as, address = accounts.checked_name(name), accounts.checked_email(email)
    passwords.checked(password, email=address)
    throttling.take(reception, knock.now, address=knock.peer)
    kept = passwords.hashed(password)

    def work(unit: Unit) -> str:
        person = accounts.make(unit, name=known_as, email=address, password=kept, now=knock.now)
        invitations.accept_in(unit, invitations.hashed(token), person, knock.now)
        throttling.give_back(unit, knock.now, address=knock.peer)
        return sessions.begin(unit, person, knock.now, instead_of=knock.token)

    return reception.write(work)
