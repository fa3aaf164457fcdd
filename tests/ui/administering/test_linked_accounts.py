"""The administration page shows how somebody signs in with a provider, and forgets it on request."""

from assessments.access import identities, sessions
from assessments.store import identities as statements
from tests.ui.administering.conftest import ADMIN, OTHER

ISSUER = "https://id.example/<b>"


def link(people, person, now):
    people.at().write(lambda unit: statements.link(unit, ISSUER, f"subject-{person}", person, now))


def unlink_buttons(page):
    return [button for button in page.button if button.label == "Unlink"]


def test_an_account_with_a_provider_is_shown_and_unlinked_by_a_press(visit_as, people, now):
    link(people, OTHER, now)
    theirs = people.at().write(lambda unit: sessions.begin(unit, OTHER, now))
    page = visit_as(ADMIN, "administration", part="people", person=OTHER)
    shown = " ".join(each.proto.body for each in page.get("html"))
    assert "Signs in with an account of https://id.example/&lt;b&gt;, linked on 22 November 2026." in shown
    assert "subject-" not in shown
    (button,) = unlink_buttons(page)
    button.click().run()
    assert not page.exception
    assert identities.of(people.at(OTHER), OTHER) == ()
    assert not sessions.is_live(people.at(), theirs, now)
    assert unlink_buttons(page) == []


def test_nobody_is_offered_to_lock_themselves_out(visit_as, people, now):
    link(people, ADMIN, now)
    assert unlink_buttons(visit_as(ADMIN, "administration", part="people", person=ADMIN)) == []
