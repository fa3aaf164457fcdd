"""What administrators may do: people, their duties and sessions, and what is missing a lead. Never answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

from assessments.access import accounts, system_acts
from assessments.errors import NotYours, Refused
from assessments.store import administration as statements
from assessments.store import emergencies
from assessments.store.administration import Account
from assessments.store.protocol import Door, Rows, Unit

T = TypeVar("T")
Duty = Literal["author", "administrator"]
ADDED: Mapping[Duty, str] = {"author": "author added", "administrator": "administrator added"}
REMOVED: Mapping[Duty, str] = {"author": "author removed", "administrator": "administrator removed"}
A_PAGE = 25
LAST = "There is no other administrator who can sign in. Make somebody else one first."


@dataclass(frozen=True, slots=True)
class People:
    """One page of those who can sign in; `of` is how many were found in all."""

    accounts: tuple[Account, ...]
    of: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.of // A_PAGE))


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody leads, as (id, name); `organisations_of` counts them all."""

    networks: tuple[tuple[int, str], ...]
    organisations: tuple[tuple[int, str], ...]
    organisations_of: int


def only_administrators(rows: Rows) -> None:
    """Raises NotYours unless these rows are an administrator's."""
    if not statements.is_administrator(rows, rows.person_id):
        raise NotYours


def _read(reception: Door, work: Callable[[Rows], T]) -> T:
    def checked(rows: Rows) -> T:
        only_administrators(rows)
        return work(rows)

    return reception.read(checked)


def _change(reception: Door, person_id: int, act: str, now: datetime, work: Callable[[Unit, Account], bool]) -> None:
    """Do something with somebody's account; recorded when it changed anything."""

    def checked(unit: Unit) -> None:
        only_administrators(unit)
        account = statements.one(unit, person_id)
        if account is None:
            raise NotYours
        if work(unit, account):
            system_acts.record(unit, act, now, person=person_id)

    reception.write(checked)


def people(reception: Door, typed: str = "", *, page: int = 1) -> People:
    """Those who can sign in, by name, a page at a time. Raises NotYours."""
    skip = (max(page, 1) - 1) * A_PAGE

    def work(rows: Rows) -> People:
        found = statements.people(rows, typed, count=A_PAGE, skip=skip)
        return People(found, statements.how_many_people(rows, typed), max(page, 1))

    return _read(reception, work)


def account(reception: Door, person_id: int) -> Account:
    """One of them. Raises NotYours."""
    found = _read(reception, lambda rows: statements.one(rows, person_id))
    if found is None:
        raise NotYours
    return found


def deactivate(reception: Door, person_id: int, *, now: datetime) -> None:
    """Let somebody not sign in any more; what is open ends at once. Raises Refused for the last administrator."""

    def work(unit: Unit, account: Account) -> bool:
        _not_the_last(unit, account)
        statements.set_active(unit, person_id, active=False)
        statements.end_sessions(unit, person_id, now)
        emergencies.end(unit, person_id, None, now)
        return account.is_active

    _change(reception, person_id, "account closed", now, work)


def reactivate(reception: Door, person_id: int, *, now: datetime) -> None:
    """Let somebody sign in again. Raises NotYours."""

    def work(unit: Unit, account: Account) -> bool:
        statements.set_active(unit, person_id, active=True)
        return not account.is_active

    _change(reception, person_id, "account opened again", now, work)


def end_sessions(reception: Door, person_id: int, *, now: datetime) -> None:
    """Sign somebody out everywhere. Raises NotYours."""

    def work(unit: Unit, _: Account) -> bool:
        statements.end_sessions(unit, person_id, now)
        return True

    _change(reception, person_id, "signed out everywhere by an administrator", now, work)


def give_duty(reception: Door, person_id: int, duty: Duty, *, now: datetime) -> None:
    """Make somebody an author or an administrator. Raises NotYours."""

    def work(unit: Unit, _: Account) -> bool:
        return statements.give_duty(unit, person_id, duty, now)

    _change(reception, person_id, ADDED[duty], now, work)


def take_duty(reception: Door, person_id: int, duty: Duty, *, now: datetime) -> None:
    """Take it away again. Raises Refused for the last administrator, NotYours."""

    def work(unit: Unit, account: Account) -> bool:
        if duty == "administrator":
            _not_the_last(unit, account)
            emergencies.end(unit, person_id, None, now)
        return statements.take_duty(unit, person_id, duty)

    _change(reception, person_id, REMOVED[duty], now, work)


def _not_the_last(unit: Unit, account: Account) -> None:
    statements.in_turn_with_administrators(unit)
    if "administrator" in account.duties and not statements.other_administrators(unit, account.person.id):
        raise Refused(LAST)


def missing(reception: Door, *, count: int = 50) -> Missing:
    """Networks and organisations that nobody leads. Raises NotYours."""

    def work(rows: Rows) -> Missing:
        return Missing(
            statements.networks_without_lead(rows),
            statements.without_lead(rows, count=count),
            statements.how_many_without_lead(rows),
        )

    return _read(reception, work)


def organisations(reception: Door, typed: str, *, count: int = 20) -> tuple[tuple[int, str], ...]:
    """Some organisations by what was typed: (id, name). Raises NotYours."""
    return _read(reception, lambda rows: statements.organisations(rows, typed, count=count))


def backup_made(reception: Door, *, megabytes: int, now: datetime) -> None:
    """Record that an administrator put everything by. Raises NotYours."""

    def work(unit: Unit) -> None:
        only_administrators(unit)
        system_acts.record(unit, "backup made", now, megabytes=megabytes)

    reception.write(work)


def reset_link(reception: Door, person_id: int, *, now: datetime) -> str:
    """The token of a one-use link for a new password, to be handed over. Raises NotYours, Refused."""
    account(reception, person_id)
    return accounts.reset_link(reception, person_id, now)
