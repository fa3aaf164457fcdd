"""A network under another parent: who is above whom is then as if it had been made there."""

import pytest

from assessments.access import networks
from assessments.errors import NotYours, Refused
from tests.assessments.access.networked import ADMINISTRATOR, REGION_LEAD, TRUST_LEAD, around
from tests.assessments.conftest import NOW


def above(installation):
    found = installation.at().read(lambda rows: rows.rows("SELECT above, below, depth FROM network_above"))
    return {(row["above"], row["below"], row["depth"]) for row in found}


def by_parents(installation):
    """Every network with itself and all above it, walked parent by parent."""
    parents = {each.id: each.parent for each in networks.mine(installation.at(ADMINISTRATOR), now=NOW)}
    found = set()
    for network in parents:
        at: int | None = network
        depth = 0
        while at is not None:
            found.add((at, network, depth))
            at, depth = parents[at], depth + 1
    return found


def test_a_network_moves_with_all_below_it(installation):
    placed, desk = around(installation), installation.at(ADMINISTRATOR)
    nation = networks.add(desk, name="Nation", kind="nation", now=NOW).id
    west = networks.add(desk, name="West", kind="region", parent=nation, now=NOW).id
    club = networks.add(desk, name="Club", kind="club", parent=placed.trust, now=NOW).id
    for network, parent in ((placed.trust, west), (placed.region, nation), (west, placed.region), (west, None),
                            (club, None), (placed.trust, club)):  # fmt: skip
        networks.place(desk, network, parent, now=NOW)
        assert above(installation) == by_parents(installation)
    assert placed.trust in {each.id for each in networks.mine(installation.at(TRUST_LEAD), now=NOW)}
    assert placed.trust not in {each.id for each in networks.mine(installation.at(REGION_LEAD), now=NOW)}


def test_it_is_not_put_below_itself_and_nobody_else_moves_it(installation):
    placed, desk = around(installation), installation.at(ADMINISTRATOR)
    before = above(installation)
    for parent in (placed.region, placed.trust):
        with pytest.raises(Refused, match="below itself"):
            networks.place(desk, placed.region, parent, now=NOW)
    for person in (REGION_LEAD, TRUST_LEAD, None):
        with pytest.raises(NotYours):
            networks.place(installation.at(person), placed.trust, None, now=NOW)
    with pytest.raises(NotYours):
        networks.place(desk, placed.trust, 999, now=NOW)
    assert above(installation) == before
