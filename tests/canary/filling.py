"""Organisations whose every text is a canary, `CANARY-<organisation>-<kind>`, and people of every kind around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

from assessments import actions, answering, asking, assigning, evidence_files, organisations, reviews, submitting
from assessments.access import cases, emergency, invitations, networks, sessions, sharing, sharing_words, teams
from assessments.planned import Planned
from assessments.store import awards
from assessments.store.awards import Application
from assessments.store.invitations import Offer
from assessments.store.protocol import Door, Store
from assessments.store.sharing import Wanted
from assessments.values import Person
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Evidence
from tests.assessments.access.conftest import join, make_person
from tests.assessments.access.networked import advise, lead

NOW = datetime(2026, 11, 14, 10, 0, tzinfo=UTC)
OURS, WHOLE, LEVELS, COMMENTS, STATUS, EXPIRED, WITHDRAWN, NAMED, EMERGENCY, TRUSTED = range(1, 11)
ORGANISATIONS = range(1, 11)
CONTRIBUTOR, READER, FORMER, ADVISER, NETWORK_LEAD, TRUST_LEAD, ADMINISTRATOR, AUTHOR, STRANGER = range(201, 210)
NETWORK, TRUST, TEAM = "Eastmere", "Northbridge Trust", "Harbour advisers"
CANARY = re.compile(r"CANARY-(\d+)-([a-z]+)")

# The least sight of an organisation that each kind of text asks for; 7 is its leads.
KINDS: Mapping[str, int] = {
    "name": 1, "region": 2, "comment": 3, "remark": 3, "title": 4, "link": 4, "file": 4, "content": 4, "reason": 4,
    "case": 2, "award": 2, "plan": 3, "action": 5, "person": 5, "because": 5, "draft": 6, "note": 6, "asked": 6,
    "assigned": 6, "label": 7,
}  # fmt: skip

OF_ONE = {"because": EMERGENCY, "case": LEVELS, "award": LEVELS}  # these are of one organisation alone

# What each person may see of each organisation. Nobody else sees anything of any.
MEMBERS = {lead_of: {lead_of - 100: 7} for lead_of in range(101, 111)}
SIGHTS: Mapping[int | None, Mapping[int, int]] = {
    None: {},
    101: MEMBERS[101],
    109: MEMBERS[109],
    CONTRIBUTOR: {OURS: 6},
    READER: {OURS: 5},
    FORMER: {},
    ADVISER: {WHOLE: 4, LEVELS: 2, COMMENTS: 3, STATUS: 1},
    NETWORK_LEAD: {
        WHOLE: 1, LEVELS: 1, COMMENTS: 1, STATUS: 1, EXPIRED: 1, WITHDRAWN: 1, NAMED: 3, EMERGENCY: 1, TRUSTED: 1
    },
    TRUST_LEAD: {TRUSTED: 4},
    ADMINISTRATOR: {EMERGENCY: 6},
    AUTHOR: {},
    STRANGER: {},
}  # fmt: skip


def canary(organisation: int, kind: str) -> str:
    assert kind in KINDS
    return f"CANARY-{organisation}-{kind}"


def allowed(person: int | None) -> set[tuple[int, str]]:
    """The canaries that may reach somebody, and do; an administrator also knows who and what is there, in none."""
    seen = {
        (organisation, kind)
        for organisation, sight in SIGHTS[person].items()
        for kind, least in KINDS.items()
        if least <= sight and organisation == OF_ONE.get(kind, organisation)
    }
    known = {(organisation, kind) for organisation in ORGANISATIONS for kind in ("name", "person")}
    known.add((LEVELS, "award"))  # an administrator may decide what was applied for
    unsaid = {(EMERGENCY, "because"), (EMERGENCY, "assigned")}  # no page tells them these
    if person == NETWORK_LEAD:  # a network counts by region who of its own takes part
        seen |= {(organisation, "region") for organisation in SIGHTS[person]}
    return seen - unsaid | known if person == ADMINISTRATOR else seen


def found(text: str) -> set[tuple[int, str]]:
    return {(int(organisation), kind) for organisation, kind in CANARY.findall(text)}


@dataclass(frozen=True)
class World:
    """What was made, and who may ask with which token."""

    store: Store
    catalogue: Catalogue
    reviews: tuple[int, ...]
    drafts: tuple[int, ...]
    files: tuple[tuple[int, str], ...]  # review and hash
    networks: tuple[int, ...]
    teams: tuple[int, ...]
    tokens: Mapping[int, str]


def fill(store: Store, catalogue: Catalogue) -> World:
    done, open_ones, files = [], [], []
    for organisation in ORGANISATIONS:
        person = 100 + organisation
        store.reception(None).write(partial(make_person, person_id=person, name=canary(organisation, "person")))
        door = store.for_user(person)
        review, file = submitted(door, catalogue, organisation)
        done.append(review)
        files.append((review, file))
        open_ones.append(drafted(door, catalogue, organisation))
        planned(door, catalogue, organisation)
    surround(store)
    told = surrounding(store)
    tokens = {person: signed_in(store, person) for person in SIGHTS if person is not None}
    return World(store, catalogue, tuple(done), tuple(open_ones), tuple(files), told[:2], told[2:], tokens)


def submitted(door: Door, catalogue: Catalogue, organisation: int) -> tuple[int, str]:
    """A review with every text, submitted, reopened and submitted again; gives it and its file's hash."""
    organisations.add(
        door,
        name=canary(organisation, "name"),
        kind="school",
        phase="primary",
        region=canary(organisation, "region"),
        facts={"pupils": 240, "boarding": False},
        now=NOW,
        new_id=lambda: organisation,
    )
    review = reviews.start(door, catalogue, organisation, "small", now=NOW).id
    content = f"The policy of {canary(organisation, 'content')}.\n".encode()
    file = evidence_files.add(door, review, f"{canary(organisation, 'file')}.txt", content, now=NOW)
    evidence = (
        Evidence(canary(organisation, "title"), "2026-09-01", f"https://example.org/{canary(organisation, 'link')}"),
        Evidence("The policy itself", "2026-09-01", None, file),
    )
    policy = Answer(level=2, comment=canary(organisation, "comment"), evidence=evidence)
    note = canary(organisation, "note")
    answering.give(door, catalogue, review, "policy", policy, note=note, seen=0, now=NOW)
    others = {
        "lead": Answer(option="yes"), "filter": Answer(checked=frozenset({"web"})),
        "devices": Answer(value=Decimal(60)),
        "remark": Answer(text=canary(organisation, "remark")),
    }  # fmt: skip
    for question, answer in others.items():
        answering.give(door, catalogue, review, question, answer, seen=0, now=NOW)
    submitting.submit(door, catalogue, review, now=NOW)
    submitting.reopen(door, review, canary(organisation, "reason"), now=NOW)
    submitting.submit(door, catalogue, review, now=NOW)
    return review, file.sha256


def drafted(door: Door, catalogue: Catalogue, organisation: int) -> int:
    """A draft with a comment, somebody asked, and a part given to somebody."""
    review = reviews.start(door, catalogue, organisation, "wide", now=NOW).id
    (section,) = catalogue.latest("wide").edition.sections
    question = next(iter(catalogue.latest("wide").edition.questions))
    draft = Answer(comment=canary(organisation, "draft"))
    answering.give(door, catalogue, review, question, draft, note=canary(organisation, "note"), seen=0, now=NOW)
    asked = canary(organisation, "asked")
    asking.ask(door, catalogue, review, question, name=asked, note=asked, now=NOW)
    note = canary(organisation, "assigned")
    assigning.assign(door, catalogue, review, "section", section.id, to=door.person_id, note=note, now=NOW)
    return review


def planned(door: Door, catalogue: Catalogue, organisation: int) -> None:
    """Two actions: one that the organisation keeps to itself, and one that it shows to those who see its comments."""
    for kind, shared in (("action", False), ("plan", True)):
        text = canary(organisation, kind)
        action = Planned(what=text, owner_name=text, funding=text, plan=text, theme=text)
        actions.add(door, catalogue, organisation, action, shared=shared, note=canary(organisation, "action"), now=NOW)


def surround(store: Store) -> None:
    """The people who belong to none of them, or only to ours."""

    def come(unit):
        for person in SIGHTS:
            if person is not None and person > 200:
                duties = {ADMINISTRATOR: ("administrator",), AUTHOR: ("author",)}.get(person, ())
                make_person(unit, person, f"Person {person}", duties=duties)
        for person, role in ((CONTRIBUTOR, "contributor"), (READER, "reader"), (FORMER, "contributor")):
            join(unit, OURS, person, role)
        unit.run("UPDATE {membership} SET ended_at = 0 WHERE person_id = :id", id=FORMER)

    store.reception(None).write(come)


@dataclass(frozen=True)
class _At:
    """As tests of access name a reception."""

    store: Store

    def at(self, person=None):
        return self.store.reception(person)


def surrounding(store: Store) -> tuple[int, int, int]:
    """A region, a trust that is one body, and a team, with what each organisation said yes to."""
    desk = store.reception(ADMINISTRATOR)
    region = networks.add(desk, name=NETWORK, kind="region", now=NOW).id
    trust = networks.add(desk, name=TRUST, kind="trust", parent=region, one_body=True, now=NOW).id
    lead(_At(store), region, NETWORK_LEAD)
    lead(_At(store), trust, TRUST_LEAD)
    team = teams.make(store.reception(NETWORK_LEAD), name=TEAM, network_id=region, now=NOW).id
    advise(_At(store), team, ADVISER)
    for organisation in ORGANISATIONS:
        if organisation != OURS:
            into = trust if organisation == TRUSTED else region
            networks.bring_in(desk, organisation, into, since=NOW.date(), now=NOW)
    until = (NOW + timedelta(days=90)).date()
    for organisation, share in ((WHOLE, 4), (LEVELS, 2), (COMMENTS, 3), (STATUS, 1), (WITHDRAWN, 4)):
        yes(store, organisation, Wanted("team", team, None, share, until))
    earlier = NOW - timedelta(days=60)
    yes(store, EXPIRED, Wanted("team", team, None, 4, (NOW - timedelta(days=30)).date()), now=earlier)
    yes(store, NAMED, Wanted("network", None, region, 3, None))
    door = store.for_user(100 + WITHDRAWN)
    (given,) = [
        each.consent for each in sharing.seen(door, store.reception(100 + WITHDRAWN), WITHDRAWN, now=NOW).seers
        if each.consent
    ]  # fmt: skip
    sharing.withdraw(door, WITHDRAWN, given.id, now=NOW)
    cases.begin(
        store.reception(ADVISER), LEVELS, team, why=canary(LEVELS, "case"), share=2, note=canary(LEVELS, "case"),
        next_on=until, now=NOW,
    )  # fmt: skip
    apply_for_an_award(store)
    emergency.begin(desk, EMERGENCY, because=canary(EMERGENCY, "because"), now=NOW)
    for organisation in ORGANISATIONS:
        label = canary(organisation, "label")
        offer = Offer("reader", organisation=organisation, label=label)
        invitations.make(store.reception(100 + organisation), offer, now=NOW)
    return region, trust, team


def apply_for_an_award(store: Store) -> None:
    """As its lead would: every text of an application that waits is a canary."""
    said = canary(LEVELS, "award")

    def work(unit):
        (review,) = unit.rows("SELECT review_id FROM review WHERE framework = 'small'")
        waiting = Application(
            id=1, organisation=LEVELS, organisation_name="", review=review["review_id"], number=2, framework="small",
            edition="2026", framework_title=said, period="2026/27", award="secure", title=said, says=said,
            valid_months=12, note=said, applied_at=NOW, applied_by=Person(100 + LEVELS, ""),
        )  # fmt: skip
        awards.add(unit, waiting)

    store.for_user(100 + LEVELS).write(work)


def yes(store: Store, organisation: int, wanted: Wanted, *, now: datetime = NOW) -> None:
    version = sharing_words.LATEST[wanted.purpose]
    sharing.give(store.for_user(100 + organisation), organisation, wanted, version=version, now=now)


def signed_in(store: Store, person: int) -> str:
    return store.reception(None).write(lambda unit: sessions.begin(unit, person, NOW))
