"""An adviser's portfolio by hand: what each may be seen of, what is low across them, and how much is asked for it."""

from datetime import timedelta
from fractions import Fraction

import pytest

from assessments import organisations
from assessments import portfolio as worked_out
from assessments.access import advising, flagging, looks, portfolio, sharing
from assessments.access.sharing_words import LATEST
from assessments.store.sharing import Wanted
from frameworks.catalogue import shipped_folder
from scoring.answers import Answer
from tests.assessments.access.networked import ADVISER, around, list_in
from tests.assessments.conftest import A_YEAR, NOW, WHOLE

HEADS = {"policy": Answer(level=2), "lead": Answer(option="no")}


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def client(door, installation, placed, start):
    """A school that shows the team so much; it answered now, and the year before where that is given."""

    def made(name, share, answers=None, before=None):
        school = organisations.add(
            door, name=name, kind="school", phase="primary", facts={"pupils": 100, "boarding": False}, now=NOW
        )
        list_in(installation, school.id, placed.region)
        wanted = Wanted("team", placed.team, None, share, NOW.date() + timedelta(days=30))
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)
        for at, told in ((NOW - A_YEAR, before), (NOW, answers)):
            if told is not None:
                start(now=at, organisation=school).give_all(told).submit()
        return school

    return made


@pytest.fixture
def look(store, installation, catalogue):
    def looked():
        door = looks.watched(store.for_user(ADVISER), installation.at(ADVISER), "adviser", now=NOW)
        clients = portfolio.one_each(advising.clients(door, installation.at(ADVISER), now=NOW))
        (choice, *_) = portfolio.choices(clients)
        return portfolio.lines(door, installation.at(ADVISER), catalogue, clients, choice, now=NOW)

    return looked


def test_what_a_team_made_stands_beside_everybody_s_flags_and_is_of_what_that_team_may_see(
    client, look, installation, catalogue, placed
):
    client("Ash", 2, WHOLE | HEADS)
    client("Birch", 2, WHOLE)
    client("Cedar", 1, WHOLE | HEADS)
    before = [[flag.flag for flag in line.where.flags] if line.where else None for line in look()]
    wanted = flagging.Wanted("The policy is weak.", {"question": "policy", "at_most": 2}, "small")
    flag = flagging.make(installation.at(ADVISER), catalogue, placed.team, wanted, now=NOW)
    after = [[flag.flag for flag in line.where.flags] if line.where else None for line in look()]
    assert before[0] is not None
    assert after == [[*before[0], flag.id], before[1], None]


def test_a_portfolio_by_hand(client, look):
    """In People, policy weighs 2 and lead 1; the answer no is level 1. In Small, policy rose from 3 to 4."""
    client("Ash", 2, WHOLE, before=WHOLE | {"policy": Answer(level=3)})
    client("Birch", 4, WHOLE | HEADS)
    client("Cedar", 1, WHOLE)
    ash, birch, cedar = look()
    assert ash.where.figures.questions["policy"] == 4
    assert birch.where.figures.questions["policy"] == 2
    assert birch.where.figures.sections["people"] == Fraction(2 * 2 + 1, 3)
    assert (birch.where.figures.answered, birch.where.figures.asked) == (4, 4)
    assert ash.where.moved.by == Fraction(1, 3)
    assert birch.where.moved is None
    assert (cedar.where, cedar.review.share, cedar.review.submissions) == (None, None, 1)


def test_what_is_low_across_them_is_counted_exactly_among_what_is_shown(client, look):
    """Under Machines each has 3 of 4 parts of the filter, and more than half as many devices as pupils: 4 and 4."""
    client("Ash", 2, WHOLE)
    client("Birch", 3, WHOLE | HEADS)
    client("Cedar", 4, WHOLE | HEADS)
    client("Dune", 1, WHOLE | HEADS)
    client("Elm", 2)
    lines = look()
    newest = portfolio.newest(lines)
    assert newest is not None
    sections, questions = portfolio.across(lines, newest)
    assert [(one.code, one.low, one.strong, one.of) for one in sections] == [("people", 2, 1, 3), ("machines", 0, 3, 3)]
    by_code = {one.code: (one.low, one.strong, one.of) for one in questions}
    assert by_code["policy"] == (2, 1, 3)
    assert by_code["lead"] == (2, 1, 3)


def test_whoever_may_see_more_in_another_way_sees_no_more_here_than_the_team(client, look, installation):
    installation.join(client("Cedar", 1, WHOLE).id, ADVISER, "reader")
    (cedar,) = look()
    assert (cedar.where, cedar.review.share) == (None, None)


def test_evidence_that_ran_out_is_pointed_out_only_where_evidence_is_shown(client, store, installation, catalogue):
    """Evidence of 1 September 2026 lasts twelve months."""
    client("Ash", 2, WHOLE)
    client("Birch", 4, WHOLE)
    later = NOW + timedelta(days=25)
    whole = advising.clients(store.for_user(ADVISER), installation.at(ADVISER), now=later)
    wanted = {one.shown.organisation: (one.reviews[0], None) for one in whole}
    day, ruled = (NOW + A_YEAR).date(), catalogue.with_operating(shipped_folder())
    found = store.for_user(ADVISER).read(lambda rows: worked_out.standings(rows, ruled, wanted, day))
    flags = {one.shown.name: [each.flag for each in found[one.shown.organisation].flags] for one in whole}
    assert ("evidence-lapsed" in flags["Ash"], "evidence-lapsed" in flags["Birch"]) == (False, True)


class Counting:
    """A door that counts the statements asked through it."""

    def __init__(self, door):
        self.door, self.person_id, self.asked = door, door.person_id, 0

    def read(self, work):
        counting = self

        class Rows:
            def __init__(self, rows):
                self.rows_, self.person_id = rows, rows.person_id

            def rows(self, sql, /, **values):
                counting.asked += 1
                return self.rows_.rows(sql, **values)

            def one(self, sql, /, **values):
                counting.asked += 1
                return self.rows_.one(sql, **values)

        return self.door.read(lambda rows: work(Rows(rows)))

    def write(self, work, *, key=None):
        return self.door.write(work, key=key)


def test_eight_ask_no_more_statements_than_two_and_what_was_worked_out_is_not_read_again(
    client, store, installation, catalogue
):
    def asked():
        worked_out._kept.clear()
        counts = []
        for _ in range(2):
            door, desk = Counting(store.for_user(ADVISER)), Counting(installation.at(ADVISER))
            clients = portfolio.one_each(advising.clients(door, desk, now=NOW))
            portfolio.lines(door, desk, catalogue, clients, portfolio.choices(clients)[0], now=NOW)
            counts.append((door.asked, desk.asked))
        return counts

    for number in range(2):
        client(f"School {number}", 2, WHOLE | HEADS)
    two = asked()
    for number in range(2, 8):
        client(f"School {number}", 2, WHOLE | HEADS)
    assert asked() == two
    assert two[1][0] < two[0][0]
