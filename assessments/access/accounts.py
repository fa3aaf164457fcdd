"""Accounts: who can sign in with a password, and all that changes that. Every function that hashes runs in a thread.

A wrong password, an unknown address and an account that was closed are one and the same refusal after the same work.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments.access import passwords, sessions, system_acts, throttling
from assessments.errors import Conflict, NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import inviting
from assessments.store import sign_in as statements
from assessments.store import standing as standings
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.sights import NOBODY
from assessments.store.sign_in import Account, ResetLink
from assessments.typed import tidy_line

OWNER = 1
LINK_LASTS = timedelta(hours=24)
LONGEST_NAME, LONGEST_EMAIL = 80, 254
# As HTML has it: no more, so that no other reader of a mail's head finds several addresses in one, or none.
EMAIL = re.compile(r"(?!.*=\?)[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
WRONG = "That e-mail address and password do not belong together. Check both and try again."
USED = "This link was used already, or is older than 24 hours. Ask whoever looks after Stocktake for another."


@dataclass(frozen=True, slots=True)
class Knock:
    """A try to sign in: from which address of the network, and with which session before."""

    peer: str
    now: datetime
    token: str | None = None


def sign_in(reception: Door, email: str, password: str, knock: Knock, *, only_administrators: bool = False) -> str:
    """The token of a new session. Raises Refused, and TooOften before anything is worked out."""
    key = email.strip().casefold()
    throttling.take(reception, knock.now, account=key, address=knock.peer)
    found = reception.read(lambda rows: statements.account_of(rows, key))
    right = passwords.matches(found.password if found else None, password)
    if found is None or not right:
        raise Refused(WRONG)

    def work(unit: Unit) -> str:
        still = statements.account(unit, found.person)
        if still is None or not still.active or still.password != found.password:
            raise Refused(WRONG)
        if only_administrators and "administrator" not in standings.duties(unit, found.person):
            raise Refused(WRONG)
        throttling.give_back(unit, knock.now, account=key, address=knock.peer)
        return sessions.begin(unit, found.person, knock.now, instead_of=knock.token)

    return reception.write(work)


def get(reception: Door, person_id: int) -> Account | None:
    """The account of a person, if they have one."""
    return reception.read(lambda rows: statements.account(rows, person_id))


def make(
    unit: Unit, *, name: str, email: str | None, password: str | None, now: datetime, new_id: IdSource = random_id
) -> int:
    """Somebody new who can sign in, in a unit at reception; gives who. `password` is a hash. Raises Refused."""
    person = new_id()
    statements.add_person(unit, person, checked_name(name))
    _open(unit, person, email, password, now)
    return person


def _open(unit: Unit, person: int, email: str | None, password: str | None, now: datetime) -> None:
    address = checked_email(email) if email is not None else None
    if address is not None and statements.account_of(unit, address) is not None:
        raise Refused("There is an account with this e-mail address already. Sign in with it.")
    statements.add_account(unit, person, email=address, password=password, now=now)
    system_acts.record(unit, "account made", now, person=person)


def checked_name(name: str) -> str:
    """A name as it is kept. Raises Refused."""
    tidied = tidy_line(name, "Your name", longest=LONGEST_NAME)
    if not tidied:
        raise Refused("Give your name, as your colleagues know you.")
    return tidied


def checked_email(email: str) -> str:
    """An e-mail address as it is kept: in small letters. Raises Refused."""
    tidied = tidy_line(email, "The e-mail address", longest=LONGEST_EMAIL).casefold()
    if not EMAIL.fullmatch(tidied):
        raise Refused("Give an e-mail address, like name@school.example.")
    return tidied


def change_name(reception: Door, name: str, now: datetime) -> None:
    """Another name for oneself. Raises Refused."""
    person, tidied = _oneself(reception), checked_name(name)

    def work(unit: Unit) -> None:
        statements.rename(unit, person, tidied)
        system_acts.record(unit, "name changed", now, person=person)

    reception.write(work)


def change_digest(reception: Door, *, digest: bool) -> None:
    """Whether one wants the weekly digest."""
    person = _oneself(reception)
    reception.write(lambda unit: statements.set_digest(unit, person, digest=digest))


def change_password(reception: Door, old: str, new: str, knock: Knock) -> str:
    """Another password; every session ends, and the token of a new one is given. Raises Refused."""
    person = _oneself(reception)
    found = get(reception, person)
    if found is None or found.email is None or found.password is None:
        raise Refused("You sign in without a password here, so there is none to change.")
    passwords.checked(new, email=found.email)
    throttling.take(reception, knock.now, account=found.email, address=knock.peer)
    if not passwords.matches(found.password, old):
        raise Refused("That is not your password until now. Type it again.")
    kept = passwords.hashed(new)

    def work(unit: Unit) -> str:
        if _hash_of(unit, person) != found.password:
            raise Conflict
        throttling.give_back(unit, knock.now, account=found.email or "", address=knock.peer)
        return _take_password(unit, person, kept, knock, "password changed")

    return reception.write(work)


def sign_out_everywhere(reception: Door, now: datetime) -> None:
    """End all of one's sessions, this one too."""
    person = _oneself(reception)

    def work(unit: Unit) -> None:
        sessions.end_all(unit, person, now)
        system_acts.record(unit, "signed out everywhere", now, person=person)

    reception.write(work)


def deactivate(reception: Door, person_id: int, now: datetime) -> None:
    """Close an account; what was done under it stays. For administrators and the operator. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        _needed(unit, person_id)
        if "administrator" in standings.duties(unit, person_id) and not statements.other_administrators(
            unit, person_id
        ):
            raise Refused("This is the only administrator. Invite another one first.")
        statements.set_active(unit, person_id, active=False)
        sessions.end_all(unit, person_id, now)
        system_acts.record(unit, "account closed", now, person=person_id)

    reception.write(work)


def reactivate(reception: Door, person_id: int, now: datetime) -> None:
    """Open a closed account again; for administrators and the operator."""

    def work(unit: Unit) -> None:
        _needed(unit, person_id)
        statements.set_active(unit, person_id, active=True)
        system_acts.record(unit, "account opened again", now, person=person_id)

    reception.write(work)


def reset_link(reception: Door, person_id: int, now: datetime) -> str:
    """The token of a one-use link for a new password; for administrators and the operator. Raises NotYours, Refused."""

    def work(unit: Unit) -> str:
        if _needed(unit, person_id).email is None:
            raise Refused("This person signs in without a password. Send them a new invitation instead.")
        return _link(unit, person_id, now)

    return reception.write(work)


def first_link(reception: Door, *, name: str, email: str, take_over: bool = False, now: datetime) -> str:
    """The token of a one-use link for an administrator: the first, or one who has lost the way in. The operator's only.

    With `take_over` the account is that of person 1, who owns what was entered in single mode. Raises Refused.
    """
    if reception.person_id != NOBODY:
        raise NotYours
    address, known_as = checked_email(email), checked_name(name)

    def work(unit: Unit) -> str:
        found = statements.account_of(unit, address)
        person = found.person if found else None
        if take_over and person != OWNER:
            person = _take_over(unit, found, address, known_as, now)
        elif person is None:
            person = make(unit, name=known_as, email=address, password=None, now=now)
        else:
            statements.set_active(unit, person, active=True)
        statements.give_duty(unit, person, "administrator", now)
        system_acts.record(unit, "administrator appointed", now, person=person)
        return _link(unit, person, now)

    return reception.write(work)


def _take_over(unit: Unit, found: Account | None, email: str, name: str, now: datetime) -> int:
    if found is not None:
        raise Refused("There is an account with this e-mail address already, and it is somebody else's. Use another.")
    if statements.account(unit, OWNER) is not None:
        raise Refused("What was entered before people signed in has an account already. Ask for a link without it.")
    statements.rename(unit, OWNER, name)
    _open(unit, OWNER, email, None, now)
    return OWNER


def whose_link(reception: Door, token: str, now: datetime) -> Account:
    """Whose new password a link is for; asking does not use it up. Raises Refused."""
    return reception.read(lambda rows: _whose(rows, token, now))


def reset(reception: Door, token: str, new: str, knock: Knock, *, only_administrators: bool = False) -> str:
    """Take a new password by a link, once; every session ends, and the token of a new one is given. Raises Refused."""
    throttling.take(reception, knock.now, address=knock.peer)
    whose = whose_link(reception, token, knock.now)
    kept = passwords.hashed(passwords.checked(new, email=whose.email or ""))

    def work(unit: Unit) -> str:
        person = _whose(unit, token, knock.now).person
        if only_administrators and "administrator" not in standings.duties(unit, person):
            raise Refused(USED)
        statements.use_reset(unit, sessions.hashed(token), knock.now)
        return _take_password(unit, person, kept, knock, "password set by link")

    return reception.write(work)


def _whose(rows: Rows, token: str, now: datetime) -> Account:
    link = statements.reset_of(rows, sessions.hashed(token), now)
    found = None if link is None else statements.account(rows, link.person)
    if link is None or found is None or not _is_backed(rows, link):
        raise Refused(USED)
    return found


def _is_backed(rows: Rows, link: ResetLink) -> bool:
    """Whether whoever made it might still make it: a lead's opens no account that has come to more since."""
    if link.made_by is None or "administrator" in standings.duties(rows, link.made_by):
        return True
    led = [here for here, role in standings.roles(rows, link.made_by).items() if role == "lead"]
    own = standings.roles(rows, link.person)
    return any(here in own and not inviting.has_more_than(rows, link.person, here) for here in led)


def _take_password(unit: Unit, person: int, kept: str, knock: Knock, act: str) -> str:
    statements.set_password(unit, person, kept)
    sessions.end_all(unit, person, knock.now)
    system_acts.record(unit, act, knock.now, person=person)
    return sessions.begin(unit, person, knock.now, instead_of=knock.token)


def _link(unit: Unit, person: int, now: datetime) -> str:
    token = sessions.new_token()
    statements.add_reset(
        unit, sessions.hashed(token), person, by=unit.person_id or None, now=now, until=now + LINK_LASTS
    )
    system_acts.record(unit, "reset link made", now, person=person)
    return token


def _needed(unit: Unit, person_id: int) -> Account:
    """The account, asked for by an administrator or the operator. Raises NotYours."""
    if unit.person_id != NOBODY and "administrator" not in standings.duties(unit, unit.person_id):
        raise NotYours
    found = statements.account(unit, person_id)
    if found is None:
        raise NotYours
    return found


def _hash_of(rows: Rows, person: int) -> str | None:
    found = statements.account(rows, person)
    return None if found is None else found.password


def _oneself(reception: Door) -> int:
    if reception.person_id == NOBODY:
        raise NotYours
    return reception.person_id
