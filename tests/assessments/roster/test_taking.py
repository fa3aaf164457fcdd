"""What becomes of a roster: what is new, joined, changed, asked about or absent, and all of it or nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from assessments import audit, organisations
from assessments.access import networks
from assessments.errors import NotYours, Refused, StoreUnavailable
from assessments.roster import planning, taking
from assessments.roster.members import members
from assessments.roster.planning import Choices
from assessments.roster.reading import read
from assessments.store import acts, imports
from assessments.store import roster as statements
from tests.assessments.access.networked import ADMINISTRATOR, REGION_LEAD, STRANGER, TRUST_LEAD, around
from tests.assessments.conftest import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)
THREE = """name,number,kind,phase,region,pupils
Kite Primary,100,school,primary,Eastmere,210
Lantern School,200,school,secondary,Eastmere,900
Harbour Help,,charity,,,
"""


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def desk(installation, placed):
    return Desk(installation, placed)


class Desk:
    """Previews and takes text, as the administrator unless somebody else is meant."""

    def __init__(self, installation, placed):
        self.installation, self.placed = installation, placed

    def preview(self, text, network=None, *, by=ADMINISTRATOR, now=NOW, **choices):
        there = planning.situation(self.installation.at(by), network or self.placed.region, now=now)
        return planning.preview(read(text.encode()), there, Choices(**choices), now=now)

    def take(self, text, network=None, *, by=ADMINISTRATOR, now=NOW, **choices):
        seen = self.preview(text, network, by=by, now=now, **choices)
        assert seen.faults == ()
        taking.take(self.installation.at(by), network or self.placed.region, seen, now=now)
        return seen

    def names(self, network=None, day=TODAY):
        here = set(self.installation.at().read(lambda rows: members(rows, network or self.placed.region, day)))
        return sorted(each.name for each in self.known() if each.id in here)

    def known(self):
        return self.installation.at().read(lambda rows: statements.known(rows, None))

    def one(self, name):
        (found,) = (each for each in self.known() if each.name == name)
        return found

    def unbroken(self):
        chains = [
            self.installation.at().read(lambda rows, each=each: acts.every(rows, each.id)) for each in self.known()
        ]
        assert all(chains)
        return all(audit.first_broken(chain) is None for chain in chains)

    def put_by(self):
        return self.installation.at().read(lambda rows: rows.rows("SELECT place FROM _import_row"))


def test_a_list_is_shown_and_then_taken_whole(desk):
    seen = desk.preview(THREE)
    assert ([each.name for each in seen.new], seen.same, seen.absent) == (
        ["Kite Primary", "Lantern School", "Harbour Help"],
        0,
        (),
    )
    assert desk.names() == []
    desk.take(THREE)
    assert desk.names() == ["Harbour Help", "Kite Primary", "Lantern School"]
    kite = desk.one("Kite Primary")
    assert (kite.kind, kite.phase, kite.region, dict(kite.facts), kite.reference, kite.has_people) == (
        "school",
        "primary",
        "Eastmere",
        {"pupils": 210},
        "100",
        False,
    )
    assert desk.put_by() == []


def test_the_same_list_once_more_changes_nothing(desk):
    desk.take(THREE)
    seen = desk.preview(THREE)
    assert (seen.new, seen.joined, seen.changed, seen.questions, seen.absent, seen.same) == ((), (), (), (), (), 3)
    assert seen.notes == ("Everything in it is here already.",)
    with pytest.raises(Refused, match="everything is here already"):
        desk.take(THREE)


def test_a_number_that_is_known_is_the_same_organisation_and_what_the_list_says_of_it_is_taken(desk):
    desk.take(THREE)
    seen = desk.take("name,number,kind,phase,pupils\nKite Academy,100,school,primary,230\n")
    (change,) = seen.changed
    assert change.what == {"size": ("pupils 210", "pupils 230"), "name": ("Kite Primary", "Kite Academy")}
    assert desk.one("Kite Academy").region == "Eastmere"
    assert [each.name for each in seen.absent] == ["Harbour Help", "Lantern School"]


def test_what_people_of_an_organisation_say_of_it_stays_and_gaps_are_filled(desk):
    desk.take(THREE)
    kite = desk.one("Kite Primary").id
    desk.installation.person(90, "Kim Kite")
    desk.installation.join(kite, 90, "lead")
    text = "name,number,kind,phase,pupils,staff,closed\nKite Academy,100,school,primary,230,12,1/1/2026\n"
    seen = desk.take(text, by=REGION_LEAD)
    assert [set(each.what) for each in seen.kept] == [{"name", "closed"}]
    found = desk.one("Kite Primary")
    assert (dict(found.facts), found.closed_on) == ({"pupils": 210, "staff": 12}, None)


def test_a_name_that_is_here_with_another_number_is_asked_about(desk):
    desk.take(THREE)
    text = "name,number,kind,phase\nkite primary,111,school,primary\n"
    (question,) = desk.preview(text).questions
    assert (question.known.name, question.may_follow, question.answer) == ("Kite Primary", True, None)
    with pytest.raises(Refused, match="mended or answered"):
        desk.take(text)
    assert desk.names() == ["Harbour Help", "Kite Primary", "Lantern School"]
    desk.take(text, rows={2: "another"})
    assert sorted(each.reference for each in desk.known() if each.name.casefold() == "kite primary") == ["100", "111"]


def test_the_same_organisation_takes_its_new_number(desk):
    desk.take(THREE)
    desk.take("name,number,kind,phase\nKite Primary,111,school,primary\n", rows={2: "same"})
    assert desk.one("Kite Primary").reference == "111"


def test_a_successor_closes_the_old_one_and_its_people_go_on(desk):
    desk.take(THREE)
    old = desk.one("Kite Primary").id
    desk.installation.person(90, "Kim Kite")
    desk.installation.join(old, 90, "lead")
    text = "name,number,kind,phase,opened,replaces\nKite Academy,111,school,primary,1/10/2026,100 and 200\n"
    seen = desk.take(text)
    assert sorted(each.name for _, each in seen.followed) == ["Kite Primary", "Lantern School"]
    new, was = desk.one("Kite Academy"), desk.one("Kite Primary")
    assert (was.successor, was.closed_on, new.has_people) == (new.id, date(2026, 9, 30), True)
    assert desk.names() == ["Harbour Help", "Kite Academy"]
    assert desk.unbroken()
    assert desk.preview(text).changed == desk.preview(text).followed == ()


def test_an_old_one_can_be_called_the_forerunner_of_one_of_the_same_name(desk):
    desk.take(THREE)
    desk.take("name,number,kind,phase\nKite Primary,111,school,primary\n", rows={2: "follows"})
    old, new = sorted((each for each in desk.known() if each.name == "Kite Primary"), key=lambda each: each.reference)
    assert (old.successor, old.closed_on, new.successor) == (new.id, TODAY - DAY, None)


def test_the_absent_stay_unless_it_is_said_that_they_left_or_closed(desk):
    desk.take(THREE, now=NOW - 30 * DAY)
    text = "name,number,kind,phase\nKite Primary,100,school,primary\n"
    left, closed = desk.one("Lantern School").id, desk.one("Harbour Help").id
    assert {each.id for each in desk.preview(text).absent} == {left, closed}
    desk.take(text, left={left}, closed={closed}, since=TODAY - 5 * DAY)
    assert desk.names(day=TODAY - 6 * DAY) == ["Harbour Help", "Kite Primary", "Lantern School"]
    assert desk.names(day=TODAY - 5 * DAY) == ["Kite Primary"]
    assert desk.one("Lantern School").closed_on is None
    assert desk.one("Harbour Help").closed_on == TODAY - 6 * DAY
    assert desk.unbroken()


def test_one_that_was_closed_and_stands_in_the_list_again_is_open(desk):
    desk.take(THREE)
    desk.take(THREE.replace("pupils\n", "pupils,closed\n").replace(",210", ",210,1/11/2026"))
    assert desk.names() == ["Harbour Help", "Lantern School"]
    desk.take(THREE)
    assert desk.names() == ["Harbour Help", "Kite Primary", "Lantern School"]


def test_one_closed_stands_on_no_list_of_a_network_any_more(desk):
    desk.take(THREE.replace("pupils\n", "pupils,closed\n").replace(",210", ",210,1/11/2026"))
    at = desk.installation.at(ADMINISTRATOR), desk.installation.store.for_user(ADMINISTRATOR)
    found = networks.organisations(*at, desk.placed.region, now=NOW)
    assert [line.belonging.name for line in found] == ["Harbour Help", "Lantern School"]


def test_networks_are_found_by_name_and_an_organisation_may_be_in_several(desk):
    text = "name,number,phase,trust,from\nKite,100,primary,northbridge trust,1/9/2025\nLantern,200,primary,,\n"
    desk.take(text)
    assert desk.names(desk.placed.trust) == ["Kite"]
    assert desk.names(desk.placed.region) == ["Kite", "Lantern"]
    assert desk.names(desk.placed.region, date(2026, 8, 31)) == ["Kite"]


def test_a_network_that_is_not_there_is_a_fault_or_made_by_an_administrator(desk):
    text = "name,phase,trust,trust code\nKite,primary,Northbrige Trust,T7\nLantern,primary,Northbrige Trust,T7\n"
    (fault,) = desk.preview(text).faults
    assert fault.startswith("Row 2 (and 1 more row): there is no trust “Northbrige Trust”")
    assert "Did you mean “Northbridge Trust”?" in fault
    assert desk.preview(text, by=REGION_LEAD, add_networks=True).faults == (fault,)
    desk.take(text, add_networks=True)
    (new,) = (
        each for each in networks.mine(desk.installation.at(ADMINISTRATOR), now=NOW) if each.name == "Northbrige Trust"
    )
    assert (new.kind, new.parent, new.one_body, new.organisations) == ("trust", desk.placed.region, False, 2)
    assert desk.preview("name,phase,trust code\nKite,primary,t7\nLantern,primary,T7").notes[-1].startswith("Everything")


def test_only_who_leads_a_network_takes_a_list_into_it_and_knows_only_those_in_it(desk):
    for person in (STRANGER, TRUST_LEAD):
        with pytest.raises(NotYours):
            desk.preview(THREE, by=person)
    desk.take(THREE)
    seen = desk.preview(THREE, desk.placed.trust, by=TRUST_LEAD)
    assert (len(seen.new), seen.questions, seen.absent) == (3, (), ())
    stale = desk.preview("name,kind\nFog,charity\n")
    with pytest.raises(NotYours):
        taking.take(desk.installation.at(STRANGER), desk.placed.region, stale, now=NOW)
    (fault,) = desk.preview("name,number,phase,replaces\nX,9,primary,100\n", by=REGION_LEAD).faults
    assert "only an administrator" in fault


def test_what_somebody_else_added_meanwhile_is_looked_at_first(desk):
    seen = desk.preview(THREE)
    desk.take("name,kind\nFog,charity\n")
    with pytest.raises(Refused, match="meanwhile"):
        taking.take(desk.installation.at(ADMINISTRATOR), desk.placed.region, seen, now=NOW)
    assert desk.names() == ["Fog"]
    assert desk.put_by() == []


def test_what_an_organisation_says_of_itself_meanwhile_is_not_written_over(desk, store):
    desk.take(THREE)
    kite = desk.one("Kite Primary").id
    desk.installation.person(90, "Kim Kite")
    desk.installation.join(kite, 90, "lead")
    seen = desk.preview("name,number,phase,staff\nKite Primary,100,primary,12\n")
    organisations.change(
        store.for_user(90), kite, name="Kite Primary", kind="school", phase="primary", facts={"pupils": 5}, now=NOW
    )
    with pytest.raises(Refused, match="meanwhile"):
        taking.take(desk.installation.at(ADMINISTRATOR), desk.placed.region, seen, now=NOW)
    assert dict(desk.one("Kite Primary").facts) == {"pupils": 5}


def test_of_one_that_left_a_lead_is_told_no_more_than_the_list_says(desk):
    desk.take(THREE)
    for each in desk.known():
        networks.take_out(desk.installation.at(ADMINISTRATOR), each.id, desk.placed.region, now=NOW + DAY)
    again = desk.preview(
        "name,number,phase\nMine,100,primary\nLantern School,9,secondary\n", by=REGION_LEAD, now=NOW + DAY
    )
    assert again.faults == ("Row 2: Mine left this network. Ask an administrator to bring it in again.",)
    assert again.questions == ()


def test_an_act_recorded_meanwhile_undoes_the_whole_and_is_told(desk, monkeypatch):
    desk.take(THREE)
    kite = desk.one("Kite Primary").id
    seen = desk.preview("name,number,phase\nNewcomer,7,primary\nKite Academy,100,primary\n")
    put_by = imports.put_by

    def somebody_is_quicker(unit, piece):
        put_by(unit, piece)
        networks._leave(unit, kite, desk.placed.region, NOW)

    monkeypatch.setattr(imports, "put_by", somebody_is_quicker)
    with pytest.raises(Refused, match="meanwhile"):
        taking.take(desk.installation.at(ADMINISTRATOR), desk.placed.region, seen, now=NOW)
    assert "Newcomer" not in {each.name for each in desk.known()}
    assert desk.unbroken()


def test_stopped_anywhere_nothing_is_imported_and_it_can_be_taken_again(desk, monkeypatch):
    """Between any two statements of the unit in which it becomes true; before it nothing is seen of it anyway."""
    desk.take("name,number,phase\nKite,100,primary\n")
    before = desk.known(), desk.names()
    text = "name,number,phase\nKite Academy,100,primary\n" + "".join(f"N{n},{n},primary\n" for n in range(600, 640))
    for at in range(6):
        seen = desk.preview(text)
        monkeypatch.setattr(imports, "do", lambda unit, import_id, at=at: DO(Stopping(unit, at), import_id))
        with pytest.raises(StoreUnavailable):
            taking.take(desk.installation.at(ADMINISTRATOR), desk.placed.region, seen, now=NOW)
        assert (desk.known(), desk.names(), desk.put_by()) == (*before, [])
    monkeypatch.undo()
    desk.take(text)
    assert len(desk.names()) == 41
    assert desk.unbroken()


DO: Any = imports.do


class Stopping:
    """A unit that breaks off after some statements."""

    def __init__(self, unit, at):
        self.unit, self.left, self.person_id = unit, at, unit.person_id

    def run(self, sql, **values):
        if not self.left:
            raise StoreUnavailable("The power went.")
        self.left -= 1
        return self.unit.run(sql, **values)


def test_what_was_put_by_and_never_taken_is_forgotten(desk, monkeypatch):
    monkeypatch.setattr(imports, "forget", lambda unit, import_id, upto: None)
    desk.take(THREE)
    assert len(desk.put_by()) == 9
    monkeypatch.undo()
    desk.take("name,kind\nFog,charity\n", now=NOW + 2 * taking.GIVEN_UP_AFTER)
    assert desk.put_by() == []
