"""People with accounts, duties and memberships, put there at reception as signing in and invitations would."""

from dataclasses import dataclass

import pytest

from assessments.store.columns import stamp
from assessments.store.protocol import Store
from tests.assessments.conftest import NOW


def make_person(unit, person_id, name, *, email=None, duties=(), active=True):
    unit.run("INSERT INTO {person} (person_id, name) VALUES (:id, :name)", id=person_id, name=name)
    give_account(unit, person_id, email=email, duties=duties, active=active)


def give_account(unit, person_id, *, email=None, duties=(), active=True):
    unit.run(
        "INSERT INTO {_account} (person_id, email, password, active, sessions_from, digest, made_at)"
        " VALUES (:id, :email, 'a hash', :active, 0, 0, :now)",
        id=person_id,
        email=email,
        active=int(active),
        now=stamp(NOW),
    )
    for duty in duties:
        unit.run("INSERT INTO {_duty} (person_id, duty, since) VALUES (:id, :duty, 0)", id=person_id, duty=duty)


def join(unit, organisation, person_id, role):
    unit.run(
        "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:organisation, :id, :role)",
        organisation=organisation,
        id=person_id,
        role=role,
    )


@dataclass
class Installation:
    """A store, and its reception as one of its people."""

    store: Store

    def at(self, person_id=None):
        return self.store.reception(person_id)

    def person(self, person_id, name, **more):
        self.at().write(lambda unit: make_person(unit, person_id, name, **more))
        return person_id

    def join(self, organisation, person_id, role):
        self.at().write(lambda unit: join(unit, organisation, person_id, role))


@pytest.fixture
def installation(store):
    return Installation(store)
