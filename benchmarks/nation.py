"""Lays a nation over a demo network: regions, authorities and trusts, who leads them, and a team with 200 grants."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice

from assessments.access import accounts, networks, teams
from assessments.store import sign_in
from assessments.store.columns import stamp
from assessments.store.protocol import Row, Rows, Store, Unit

ADMINISTRATOR, NATION_LEAD, REGION_LEAD, TRUST_LEAD, ADVISER, HEAD = range(2_000_001, 2_000_007)
PEOPLE: Mapping[int, str] = {
    ADMINISTRATOR: "Ada Administrator", NATION_LEAD: "Nat Nation", REGION_LEAD: "Rae Region", TRUST_LEAD: "Tam Trust",
    ADVISER: "Ash Adviser", HEAD: "Hal Head",
}  # fmt: skip
IN_AN_AUTHORITY, IN_A_TRUST, EVERY_THIRD, GRANTS = 150, 10, 3, 200
BELONG_FOR, TOGETHER = timedelta(days=365 * 4), 500
PLACES = (("_network_lead", "network_id"), ("_team_member", "team_id"))


@dataclass(frozen=True, slots=True)
class Nation:
    """What is where: networks, the team and whom it looks after, and a head's own organisation."""

    nation: int
    region: int
    trust: int
    team: int
    grants: tuple[int, ...]
    own: int


def laid(store: Store, now: datetime) -> Nation:
    """Lay one nation over everything in a demo network; the ids are the same every time."""
    store.reception(None).write(lambda unit: _people(unit, now))
    desk, ids = store.reception(ADMINISTRATOR), count(1_000)
    every = desk.read(_organisations)
    belongs: list[tuple[int, int]] = []
    nation = networks.add(desk, name="The whole nation", kind="nation", now=now, new_id=ids.__next__).id
    regions: list[int] = []
    for name, there in _by_region(every).items():
        region = networks.add(desk, name=name, kind="region", parent=nation, now=now, new_id=ids.__next__).id
        regions.append(region)
        for part, some in enumerate(_pieces(there, IN_AN_AUTHORITY), 1):
            authority = networks.add(
                desk, name=f"{name} {part}", kind="local_authority", parent=region, now=now, new_id=ids.__next__
            )
            belongs += ((one["organisation_id"], authority.id) for one in some)
    trusts: list[int] = []
    schools = [one for one in every if one["kind"] == "school"][::EVERY_THIRD]
    for part, some in enumerate(_pieces(schools, IN_A_TRUST), 1):
        trust = networks.add(desk, name=f"Trust {part}", kind="trust", one_body=True, now=now, new_id=ids.__next__).id
        trusts.append(trust)
        belongs += ((one["organisation_id"], trust) for one in some)
    _join(store, belongs, (now - BELONG_FOR).date())
    team = teams.make(desk, name="The advisers", network_id=nation, now=now, new_id=ids.__next__).id
    for place, network, person in ((0, nation, NATION_LEAD), (0, regions[0], REGION_LEAD), (0, trusts[0], TRUST_LEAD),
                                   (1, team, ADVISER)):  # fmt: skip
        _put(store, *PLACES[place], network, person)
    grants = tuple(one["organisation_id"] for one in every[:: max(len(every) // GRANTS, 1)][:GRANTS])
    _grant(store, grants, team, now)
    own = store.counting().read(lambda rows: rows.rows(_REVIEWED))[0]["organisation_id"]
    store.reception(None).write(lambda unit: unit.run(_MEMBER, organisation=own, person=HEAD))
    return Nation(nation, regions[0], trusts[0], team, grants, own)


# A primary school that reviewed itself twice in what most review, so that there is a change to be explained.
_REVIEWED = (
    "SELECT v.organisation_id FROM review v JOIN organisation o ON o.organisation_id = v.organisation_id"
    " WHERE o.phase = 'primary' AND v.submissions > 0 AND v.framework = (SELECT framework FROM review"
    " WHERE submissions > 0 GROUP BY framework ORDER BY count(*) DESC LIMIT 1)"
    " GROUP BY v.organisation_id HAVING count(*) > 1 ORDER BY v.organisation_id LIMIT 1"
)
_MEMBER = "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:organisation, :person, 'lead')"


def _people(unit: Unit, now: datetime) -> None:
    ids = iter(PEOPLE)
    for name in PEOPLE.values():
        accounts.make(unit, name=name, email=None, password=None, now=now, new_id=ids.__next__)
    sign_in.give_duty(unit, ADMINISTRATOR, "administrator", now)


def _organisations(rows: Rows) -> list[Row]:
    return rows.rows("SELECT organisation_id, kind, phase, region FROM organisation ORDER BY organisation_id")


def _by_region(every: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for one in every:
        found[one["region"]].append(one)
    return {name: found[name] for name in sorted(found)}


def _pieces(every: Iterable[Row], many: int) -> Iterator[list[Row]]:
    waiting = iter(every)
    while some := list(islice(waiting, many)):
        yield some


def _join(store: Store, belongs: Sequence[tuple[int, int]], since: date) -> None:
    sql = "INSERT INTO {roster} (organisation_id, network_id, since) VALUES (:organisation, :network, :since)"
    for first in range(0, len(belongs), TOGETHER):
        some = [
            {"organisation": organisation, "network": network, "since": since.isoformat()}
            for organisation, network in sorted(belongs[first : first + TOGETHER])
        ]
        store.reception(None).write(lambda unit, some=some: unit.run_many(sql, some))  # type: ignore[misc]


def _put(store: Store, table: str, column: str, place: int, person: int) -> None:
    sql = f"INSERT INTO {{{table}}} ({column}, person_id, since) VALUES (:place, :person, 0)"
    store.reception(None).write(lambda unit: unit.run(sql, place=place, person=person))


def _grant(store: Store, grants: Iterable[int], team: int, now: datetime) -> None:
    """Each said yes to all of it, so that every document and every flag is looked at."""
    sql = (
        "INSERT INTO {consent} (organisation_id, consent_id, purpose, team_id, share, version, given_at, given_by)"
        " VALUES (:organisation, :consent, 'team', :team, 4, 1, :now, :by)"
    )
    many = [
        {"organisation": one, "consent": 1_000, "team": team, "now": stamp(now), "by": ADMINISTRATOR} for one in grants
    ]
    store.reception(None).write(lambda unit: unit.run_many(sql, many))
