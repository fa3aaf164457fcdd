"""What an organisation lets others see: what it may say yes to, being asked for it, and taking a yes back."""

from dataclasses import dataclass
from datetime import date, datetime

from assessments import periods, shared_copies
from assessments.access import networks
from assessments.access.sharing_words import LATEST, words
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import acts, organisations, people
from assessments.store import looks as look_statements
from assessments.store import networks as network_statements
from assessments.store import sharing as statements
from assessments.store import teams as team_statements
from assessments.store.looks import Look
from assessments.store.networks import Branch
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.sharing import Consent, Request, Wanted
from assessments.store.teams import AdviserTeam
from assessments.values import Organisation, Person

LONGEST_YEARS, MOST_LOOKS, MOST_ASKED = 3, 200, 200
ONLY_LEADS = "Only a lead of this organisation can say who sees what. Ask them."


@dataclass(frozen=True, slots=True)
class Seer:
    """A group of people of outside who see something of an organisation, and because of what.

    `share` is as in a consent. `consent` is what it said yes to; None where the network it belongs to is the reason.
    `may_be_left` says that its leads may end that by themselves.
    """

    name: str
    people: tuple[Person, ...]
    share: int
    network: Branch | None
    consent: Consent | None
    may_be_left: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the page "What others see of us" tells; a legal body that sees by belonging stands first.

    `ended` are those said yes to before, with when each ended. `teams` and `networks` are those near enough to ask for.
    """

    organisation: Organisation
    may_decide: bool
    seers: tuple[Seer, ...]
    counted: Consent | None
    requests: tuple[Request, ...]
    ended: tuple[Consent, ...]
    looks: tuple[Look, ...]
    teams: tuple[AdviserTeam, ...]
    networks: tuple[Branch, ...]


def seen(door: Door, reception: Door, organisation_id: int, *, now: datetime) -> Seen:
    """Who of outside sees what of an organisation one belongs to. Raises NotYours."""
    today = periods.today(now)

    def own(rows: Rows) -> tuple[Organisation, bool]:
        organisation, role = organisations.one(rows, organisation_id), people.role(rows, organisation_id)
        if organisation is None or role is None:
            raise NotYours
        return organisation, role == "lead"

    organisation, may_decide = door.read(own)

    def around(rows: Rows) -> Seen:
        every = statements.consents(rows, organisation_id)
        live = [each for each in every if is_live(each, today)]
        belongs = network_statements.networks_of(rows, organisation_id, today)
        direct = network_statements.direct(rows, organisation_id, today)
        seers = [_by_belonging(rows, each, direct) for each in belongs]
        seers += [_by_consent(rows, each) for each in live if each.wanted.purpose != "counted"]
        return Seen(
            organisation=organisation,
            may_decide=may_decide,
            seers=tuple(seers),
            counted=next((each for each in live if each.wanted.purpose == "counted"), None),
            requests=statements.requests(rows, organisation_id),
            ended=tuple(each for each in every if each not in live),
            looks=look_statements.every(rows, organisation_id, MOST_LOOKS),
            teams=team_statements.near(rows, organisation_id, today.isoformat()),
            networks=belongs,
        )

    return reception.read(around)


def is_live(consent: Consent, today: date) -> bool:
    """Whether it gives anything on that day."""
    return consent.withdrawn_at is None and (consent.wanted.until is None or today <= consent.wanted.until)


def _by_belonging(rows: Rows, network: Branch, direct: frozenset[int]) -> Seer:
    share = shared_copies.WHOLE if network.one_body else 1
    people = network_statements.leads(rows, network.id)
    may_be_left = network.id in direct and not network.one_body
    return Seer(network.name, people, share, network, None, may_be_left)


def _by_consent(rows: Rows, consent: Consent) -> Seer:
    wanted = consent.wanted
    if wanted.team is not None:
        return Seer(consent.whom, team_statements.members(rows, wanted.team), wanted.share, None, consent)
    leads = () if wanted.network is None else network_statements.leads(rows, wanted.network)
    return Seer(consent.whom, leads, wanted.share, None, consent)


def checked(wanted: Wanted, today: date) -> Wanted:
    """Raises Refused with what to choose instead."""
    counted = wanted.purpose == "counted"
    if (wanted.share == 0) != counted or not 0 <= wanted.share <= shared_copies.WHOLE:
        raise Refused("Choose how much they may see.")
    if wanted.purpose == "team" and wanted.until is None:
        raise Refused("Choose the last day on which the advisers may see it.")
    if wanted.until is not None and wanted.until < today:
        raise Refused("That day has passed. Choose a later one.")
    if wanted.until is not None and wanted.until.year > today.year + LONGEST_YEARS:
        raise Refused(f"Choose a day within {LONGEST_YEARS} years. You can say yes again later.")
    return wanted


def give(
    door: Door,
    organisation_id: int,
    wanted: Wanted,
    *,
    version: int,
    now: datetime,
    new_id: IdSource = random_id,
) -> None:
    """Say yes; what was said before about the same team, network or comparison ends with it. Raises Refused, NotYours.

    `version` is that of the words that were shown: newer words must be read first.
    """
    door.write(lambda unit: give_in(unit, organisation_id, wanted, version, new_id(), now))


def give_in(unit: Unit, organisation_id: int, wanted: Wanted, version: int, consent_id: int, now: datetime) -> None:
    """The same inside a unit that writes more."""
    today = periods.today(now)
    _decides(unit, organisation_id)
    checked(wanted, today)
    words(wanted.purpose, version)
    if version != LATEST[wanted.purpose]:
        raise Refused("The words changed while this page was open. Load it again, read them, and then say yes.")
    _is_there(unit, wanted)
    for before in statements.live_consents(unit, organisation_id, today):
        if _whom(before.wanted) == _whom(wanted):
            statements.withdraw(unit, organisation_id, before.id, unit.person_id, now)
    me = Person(unit.person_id, "")
    statements.give(unit, organisation_id, Consent(consent_id, wanted, "", version, now, me, None))
    shared_copies.make(unit, organisation_id, today)
    about: dict[str, str | int] = {"consent": consent_id, "purpose": wanted.purpose, "share": wanted.share}
    acts.record(unit, organisation_id, unit.person_id, "sharing agreed to", now, version=version, **about)


def _whom(wanted: Wanted) -> tuple[str, int | None, int | None]:
    return wanted.purpose, wanted.team, wanted.network


def _is_there(rows: Rows, wanted: Wanted) -> None:
    """The team has not ended, the network is there: of what, and only of what, the purpose names. Raises NotYours."""
    if (wanted.purpose == "team") != (wanted.team is not None):
        raise NotYours
    if (wanted.purpose == "network") != (wanted.network is not None):
        raise NotYours
    team = None if wanted.team is None else team_statements.one(rows, wanted.team)
    if wanted.team is not None and (team is None or team.ended_at is not None):
        raise NotYours
    if wanted.network is not None and network_statements.one(rows, wanted.network) is None:
        raise NotYours


def _decides(rows: Rows, organisation_id: int) -> None:
    role = people.role(rows, organisation_id)
    if role is None:
        raise NotYours
    if role != "lead":
        raise Refused(ONLY_LEADS)


def withdraw(door: Door, organisation_id: int, consent_id: int, *, now: datetime) -> None:
    """Take a yes back; named sight ends at once. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        _decides(unit, organisation_id)
        if not statements.withdraw(unit, organisation_id, consent_id, unit.person_id, now):
            raise Refused("This was taken back already. Load the page again.")
        acts.record(unit, organisation_id, unit.person_id, "sharing taken back", now, consent=consent_id)

    door.write(work)


def answer(
    door: Door,
    organisation_id: int,
    request_id: int,
    agreed: Wanted | None,
    *,
    version: int = 0,
    now: datetime,
    new_id: IdSource = random_id,
) -> None:
    """Answer what was asked: yes to this much of it (as asked, or less), or no (None). Raises Refused, NotYours."""
    consent_id = new_id()

    def work(unit: Unit) -> None:
        _decides(unit, organisation_id)
        asked = next((one for one in statements.requests(unit, organisation_id) if one.id == request_id), None)
        if asked is None:
            raise Refused("This was answered already. Load the page again.")
        if agreed is not None:
            if _whom(agreed) != _whom(asked.wanted):
                raise NotYours
            give_in(unit, organisation_id, agreed, version, consent_id, now)
        said = "no" if agreed is None else "yes"
        statements.answer_request(unit, organisation_id, request_id, said, unit.person_id, now)
        if agreed is None:
            acts.record(unit, organisation_id, unit.person_id, "sharing declined", now, request=request_id)

    door.write(work)


def ask(
    reception: Door, organisation_ids: tuple[int, ...], wanted: Wanted, *, now: datetime, new_id: IdSource = random_id
) -> int:
    """Ask organisations of one's network for a yes; gives how many were asked now. Raises Refused, NotYours.

    A member of a team asks for the team, a network lead for the network, for its teams, or to be counted. Who was asked
    already, or said yes to as much, is left alone.
    """
    if not 1 <= len(organisation_ids) <= MOST_ASKED:
        raise Refused(f"Ask between one and {MOST_ASKED} organisations at a time.")
    today, ids = periods.today(now), [new_id() for _ in organisation_ids]

    def work(unit: Unit) -> int:
        checked(wanted, today)
        _is_there(unit, wanted)
        near = _may_be_asked(unit, wanted, today)
        if not set(organisation_ids) <= near:
            raise NotYours
        asked = 0
        for request_id, organisation_id in zip(ids, organisation_ids, strict=True):
            if not _known(unit, organisation_id, wanted, today):
                statements.ask(unit, organisation_id, request_id, wanted, unit.person_id, now)
                about: dict[str, str | int] = {"request": request_id, "purpose": wanted.purpose}
                acts.record(unit, organisation_id, unit.person_id, "sharing asked for", now, **about)
                asked += 1
        return asked

    return reception.write(work)


def _may_be_asked(rows: Rows, wanted: Wanted, today: date) -> set[int]:
    """The organisations that who asks may ask for this. Raises NotYours when none of it is theirs to ask."""
    team = None if wanted.team is None else team_statements.one(rows, wanted.team)
    if team is not None:
        member = any(one.id == rows.person_id for one in team_statements.members(rows, team.id))
        if team.network is None or not (member or networks.may_lead(rows, team.network)):
            raise NotYours
        return _of(rows, team.network, today)
    if wanted.network is not None:
        networks.led_one(rows, wanted.network)
        return _of(rows, wanted.network, today)
    return {one for network in network_statements.led(rows, rows.person_id) for one in _of(rows, network, today)}


def _of(rows: Rows, network_id: int, today: date) -> set[int]:
    return {each.organisation for each in network_statements.belonging(rows, network_id, today)}


def _known(rows: Rows, organisation_id: int, wanted: Wanted, today: date) -> bool:
    live = (each.wanted for each in statements.live_consents(rows, organisation_id, today))
    waiting = (each.wanted for each in statements.requests(rows, organisation_id))
    enough = any(_whom(each) == _whom(wanted) and each.share >= wanted.share for each in live)
    return enough or any(_whom(each) == _whom(wanted) for each in waiting)
