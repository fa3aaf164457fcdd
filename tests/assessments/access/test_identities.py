"""Who somebody is for a provider: linked once through an invitation, never by e-mail, and forgotten on request."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessments.access import identities, invitations, sessions, system_acts, under_way
from assessments.access.identities import Arrival, Deactivated, Unknown
from assessments.access.invitations import Offer
from assessments.access.under_way import LASTS, NotUnderWay
from assessments.errors import NotYours, Refused
from assessments.store import identities as statements
from assessments.store import people
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
LEAD, ADMIN = 4, 2
UNA = Arrival("https://id.example", "una-1", "Una Reed")
SECOND = timedelta(seconds=1)


@pytest.fixture
def led(installation, school):
    installation.person(ADMIN, "Admin Ash", duties=("administrator",))
    installation.person(LEAD, "Cedar Lead")
    installation.join(school.id, LEAD, "lead")
    return installation


@pytest.fixture
def invite(led, school):
    """The hash of the token of a new invitation into the school."""
    return lambda: invitations.hashed(
        invitations.make(led.at(LEAD), Offer("contributor", organisation=school.id), now=NOW).token
    )


def come(led, who=UNA, invitation=None, *, before=None, now=NOW):
    """Sign in; gives who it was."""
    token = identities.begin_session(led.at(), who, invitation_sha256=invitation, instead_of=before, now=now)
    return sessions.resolve(led.at(), token, now).standing.person


def linked(led):
    return led.at().read(lambda rows: [row["subject"] for row in rows.rows("SELECT subject FROM _identity")])


def test_somebody_unknown_comes_in_only_by_an_invitation_and_is_known_from_then_on(led, invite, school):
    with pytest.raises(Unknown, match="not linked to anybody here yet, so you are not signed in"):
        come(led)
    una = come(led, invitation=invite())
    assert una.name == "Una Reed"
    assert led.at().read(lambda rows: people.role_of(rows, school.id, una.id)) == "contributor"
    renamed = replace(UNA, name="Una Married")
    assert come(led, renamed) == una  # the name was taken once, and is the person's own since
    acts = [(act.act, dict(act.about).get("person")) for act in system_acts.every(led.at())]
    assert ("identity linked", una.id) in acts


@pytest.mark.parametrize(
    "other",
    [replace(UNA, subject="una-2"), replace(UNA, issuer="https://other.example"), replace(UNA, subject="UNA-1")],
)
def test_another_subject_or_issuer_is_another_person_whatever_their_name(led, invite, other):
    una = come(led, invitation=invite())
    with pytest.raises(Unknown):
        come(led, other)
    assert come(led, other, invite()).id != una.id


def test_an_invitation_links_one_identity_and_a_used_or_withdrawn_one_none(led, invite):
    token = invite()
    come(led, invitation=token)
    with pytest.raises(Refused, match="used already"):
        come(led, replace(UNA, subject="second"), token)
    with pytest.raises(Refused, match="not known here"):
        come(led, replace(UNA, subject="third"), invitations.hashed("made up"))
    late = invite()
    with pytest.raises(Refused, match="ended on"):
        come(led, replace(UNA, subject="fourth"), late, now=NOW + invitations.LASTS + SECOND)
    assert linked(led) == ["una-1"]


def test_a_refused_first_link_leaves_no_person_behind(led):
    def people_there(rows):
        return rows.rows("SELECT person_id FROM person ORDER BY person_id")

    before = led.at().read(people_there)
    with pytest.raises(Refused):
        come(led, invitation=invitations.hashed("made up"))
    assert led.at().read(people_there) == before


def test_somebody_known_accepts_a_second_invitation_by_signing_in(led, invite, door, elsewhere_too):
    una = come(led, invitation=invite())
    link = invitations.make(led.at(door.person_id), Offer("lead", organisation=elsewhere_too), now=NOW)
    assert come(led, invitation=invitations.hashed(link.token)) == una
    assert led.at().read(lambda rows: people.role_of(rows, elsewhere_too, una.id)) == "lead"


@pytest.fixture
def elsewhere_too(door):
    from assessments import organisations

    return organisations.add(
        door, name="Kite Primary School", kind="school", phase="primary", region="Eastmere", facts={}, now=NOW
    ).id


def test_a_closed_account_stays_closed_for_its_identity(led, invite):
    una = come(led, invitation=invite())
    led.at().write(lambda unit: unit.run("UPDATE {_account} SET active = 0 WHERE person_id = :id", id=una.id))
    for invitation in (None, invite()):
        with pytest.raises(Deactivated, match="Your account here is closed"):
            come(led, invitation=invitation)


def test_a_session_is_new_at_every_sign_in_and_the_one_before_ends(led, invite):
    una = come(led, invitation=invite())
    first = identities.begin_session(led.at(), UNA, invitation_sha256=None, instead_of=None, now=NOW)
    second = identities.begin_session(led.at(), UNA, invitation_sha256=None, instead_of=first, now=NOW)
    assert first != second
    assert not sessions.is_live(led.at(), first, NOW)
    assert sessions.resolve(led.at(), second, NOW).standing.person == una


def test_nothing_is_kept_of_what_a_provider_tells_but_issuer_subject_and_a_name(led, invite):
    una = come(led, invitation=invite())
    (row,) = led.at().read(lambda rows: rows.rows("SELECT * FROM _identity"))
    assert (row["issuer"], row["subject"], row["person_id"]) == ("https://id.example", "una-1", una.id)
    assert set(row) == {"issuer", "subject", "person_id", "linked_at"}
    (account,) = led.at().read(lambda rows: rows.rows("SELECT * FROM _account WHERE person_id = :id", id=una.id))
    assert (account["email"], account["password"]) == (None, None)


def test_an_administrator_sees_and_forgets_identities_and_that_ends_every_session(led, invite):
    una = come(led, invitation=invite())
    token = identities.begin_session(led.at(), UNA, invitation_sha256=None, instead_of=None, now=NOW)
    (shown,) = identities.of(led.at(ADMIN), una.id)
    assert (shown.issuer, shown.subject) == ("https://id.example", "una-1")
    assert identities.of(led.at(una.id), una.id) == (shown,)
    for somebody in (LEAD, una.id):
        with pytest.raises(NotYours):
            identities.unlink(led.at(somebody), una.id, now=NOW)
    with pytest.raises(NotYours):
        identities.of(led.at(LEAD), una.id)
    identities.unlink(led.at(ADMIN), una.id, now=NOW + SECOND)
    assert not sessions.is_live(led.at(), token, NOW + SECOND)
    assert linked(led) == []
    with pytest.raises(Unknown):
        come(led)
    assert system_acts.every(led.at())[-1].act == "identity unlinked"
    with pytest.raises(NotYours):
        identities.unlink(led.at(ADMIN), una.id, now=NOW + SECOND)
    with pytest.raises(Refused, match="lock yourself out"):
        identities.unlink(led.at(ADMIN), ADMIN, now=NOW)


def test_a_sign_in_under_way_is_for_one_browser_and_state_ten_minutes_and_one_use(led):
    desk = led.at()
    begun = under_way.begin(desk, "/results?review=7", "hash", now=NOW)
    other = under_way.begin(desk, "/", None, now=NOW)
    assert len({begun.browser, begun.state, begun.nonce, begun.verifier}) == 4
    for browser, state in (
        (other.browser, begun.state), (begun.browser, other.state), ("", begun.state), (begun.browser, ""),
    ):  # fmt: skip
        with pytest.raises(NotUnderWay, match="Begin again in this window"):
            under_way.take(desk, browser, state, now=NOW)
    back = under_way.take(desk, begun.browser, begun.state, now=NOW + LASTS - SECOND)
    assert (back.nonce, back.verifier) == (begun.nonce, begun.verifier)
    assert (back.wanted, back.invitation_sha256) == ("/results?review=7", "hash")
    with pytest.raises(NotUnderWay):
        under_way.take(desk, begun.browser, begun.state, now=NOW)
    with pytest.raises(NotUnderWay):
        under_way.take(desk, other.browser, other.state, now=NOW + LASTS)


def test_what_is_kept_while_somebody_is_away_is_forgotten_when_it_is_too_old_and_never_names_the_browser(led):
    begun = under_way.begin(led.at(), "/", None, now=NOW)

    def kept(rows):
        return rows.rows("SELECT * FROM _sign_in")

    (row,) = led.at().read(kept)
    assert begun.browser not in str(row)
    under_way.begin(led.at(), "/", None, now=NOW + LASTS + SECOND)
    assert len(led.at().read(kept)) == 1


def test_two_who_come_back_at_once_with_the_same_sign_in_are_one(led):
    begun = under_way.begin(led.at(), "/", None, now=NOW)

    def twice(unit):
        key = under_way.key(begun.browser)
        return statements.take(unit, key), statements.take(unit, key)

    first, second = led.at().write(twice)
    assert first is not None
    assert second is None
