"""A made-up installation where people sign in: a network of sixty organisations, and people of every kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from assessments import answering, assigning, demo, evidence_files, organisations, results, reviews
from assessments.access import (
    accounts,
    cases,
    emergency,
    first_contact,
    invitations,
    leaving,
    moderating,
    networks,
    planning,
    sessions,
    sharing,
    signing_off,
    teams,
    visiting,
)
from assessments.access.invitations import Offer
from assessments.regional import Intended
from assessments.roster import reading
from assessments.store import awards
from assessments.store import invitations as invitation_statements
from assessments.store.awards import Application
from assessments.store.columns import stamp
from assessments.store.protocol import Store
from assessments.store.sharing import Wanted
from assessments.values import Organisation, Person, ReviewLine
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Evidence
from tests.assessments.files import PDF
from tests.browser.places import FRAMEWORK, years
from tests.browser.serving import NOW
from tests.ui.released import mean, put

ADA = 1
OTHERS = (
    "Bo Lark", "Cy Fenn", "Dee Marsh", "Edda Holt", "Finn Oake", "Gwen Ashe", "Ida Crane", "Jo Birch", "Lou Wren",
)  # fmt: skip
TOLD, PASTED = 16, 44
PASSWORD = "paper boats sail on ponds"
LIST = "\n".join(f"Lantern School {number:02};school;primary;{1000 + number}" for number in range(PASTED))
LATER = NOW.date() + timedelta(days=200)


@dataclass(frozen=True, slots=True)
class World:
    """What is where: people by first name with the token of a session, and the ids of what they look at."""

    tokens: Mapping[str, str]
    people: Mapping[str, int]
    region: int
    trust: int
    team: int
    school: Organisation  # Ada and Cy belong to it; it has results of three years, and is asked for more
    working: Organisation  # Ada leads it, Bo answers; its draft is under way, and open in an emergency
    leaving: Organisation
    draft: int
    submitted: int
    shown: Mapping[int, int]  # by how much is shown to the team: a submitted review
    join: str
    joined: str
    reset: str


class Making:
    """Puts the world into an open, empty store, step by step."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        demo.build(store, catalogue, now=NOW, plan=demo.Plan(organisations=TOLD))
        door = store.for_user(ADA)
        self.told = organisations.mine(door)
        self.lines = {each.id: reviews.mine(door, catalogue, organisation_id=each.id, now=NOW) for each in self.told}
        nobody = store.reception(None)
        link = accounts.first_link(nobody, name="Ada Quill", email="ada@paper.example", take_over=True, now=NOW)
        accounts.reset(nobody, link, PASSWORD, accounts.Knock("test", NOW))
        self.people = {"Ada": ADA} | {name.split()[0]: self.person(name) for name in OTHERS}

    def person(self, name: str) -> int:
        email = f"{re.sub('[^a-z]+', '.', name.lower())}@paper.example"
        return self.store.reception(None).write(
            lambda unit: accounts.make(unit, name=name, email=email, password=None, now=NOW)
        )

    def give(self, offer: Offer, name: str) -> None:
        """What an invitation would have given."""
        self.store.reception(None).write(lambda unit: invitation_statements.give(unit, offer, self.people[name], NOW))

    def end(self, organisation: int, name: str) -> None:
        """Somebody left it."""
        self.store.reception(None).write(
            lambda unit: unit.run(
                "UPDATE {membership} SET ended_at = :now WHERE organisation_id = :organisation AND person_id = :person",
                now=stamp(NOW),
                organisation=organisation,
                person=self.people[name],
            )
        )

    def made(self) -> World:
        """The whole of it."""
        school = next(each for each in self.told if len(years(self.lines[each.id])) > 2)
        draft = max(self.drafts(school), key=lambda line: (line.review.framework == FRAMEWORK, answered(line)))
        working = next(each for each in self.told if each.id == draft.review.organisation)
        others = [each for each in self.told if each not in (school, working)]
        self.belong(school, working, others)
        region, trust, team = self.around(others)
        shown = self.say_yes(others[:4], school, region, team)
        self.apply("Ida", others[1].id, shown[2])
        self.apply("Ada", school.id, years(self.lines[school.id])[0].review.id)
        self.ask(school, region, team)
        self.plan(region)
        self.compare(region)
        self.open_a_case(shown[4], team)
        self.visit(shown[2], team)
        self.work(draft)
        join, joined = self.invite(school, region)
        desk = self.store.reception(self.people["Finn"])
        emergency.begin(desk, working.id, because="They telephoned: a page stays empty for them.", now=NOW)
        goes = others[6]
        leaving.leave(self.store.reception(self.people["Ida"]), goes.id, name=goes.name, now=NOW)
        return World(
            tokens={name: self.token(person) for name, person in self.people.items()},
            people=self.people, region=region, trust=trust, team=team, school=school, working=working, leaving=goes,
            draft=draft.review.id, submitted=years(self.lines[school.id])[0].review.id, shown=shown, join=join,
            joined=joined, reset=accounts.reset_link(self.store.reception(None), ADA, NOW),
        )  # fmt: skip

    def drafts(self, but: Organisation) -> list[ReviewLine]:
        return [
            line
            for place, lines in self.lines.items()
            for line in lines
            if place != but.id and line.review.status == "draft"
        ]

    def token(self, person: int) -> str:
        return self.store.reception(None).write(lambda unit: sessions.begin(unit, person, NOW))

    def belong(self, school: Organisation, working: Organisation, others: list[Organisation]) -> None:
        """Who belongs where: Ida leads what Ada does not; Ada also reads the results of one, as its governor."""
        for each in others:
            self.give(Offer("lead", each.id), "Ida")
            self.end(each.id, "Ada")
        self.give(Offer("reader", others[1].id), "Ada")
        self.give(Offer("contributor", working.id), "Bo")
        self.give(Offer("reader", school.id), "Cy")
        self.give(Offer("administrator"), "Finn")
        self.give(Offer("author"), "Gwen")

    def around(self, others: list[Organisation]) -> tuple[int, int, int]:
        """The region with everybody in it, the trust that is one body with three of them, and the team."""
        desk = self.store.reception(self.people["Finn"])
        region = networks.add(desk, name="Eastmere", kind="region", now=NOW).id
        trust = networks.add(desk, name="Northbridge Trust", kind="trust", parent=region, one_body=True, now=NOW).id
        team = teams.make(desk, name="Harbour advisers", network_id=region, now=NOW).id
        networks.add_organisations(desk, region, reading.pasted(LIST).entries, now=NOW)
        for each in self.told:
            inside = trust if each in others[7:10] else region
            networks.bring_in(desk, each.id, inside, since=NOW.date(), now=NOW)
        self.give(Offer("network_lead", network=region), "Edda")
        self.give(Offer("network_lead", network=trust), "Edda")
        for name in ("Dee", "Ada"):
            self.give(Offer("adviser", team=team), name)
        return region, trust, team

    def say_yes(self, to_team: list[Organisation], school: Organisation, region: int, team: int) -> dict[int, int]:
        """Each of four organisations shows the team another amount; one more was taken back; two are counted."""
        ida, ada, shown = self.store.for_user(self.people["Ida"]), self.store.for_user(ADA), {}
        for share, each in enumerate(to_team, 1):
            sharing.give(ida, each.id, Wanted("team", team, None, share, LATER), version=1, now=NOW)
            shown[share] = next(line.review.id for line in self.lines[each.id] if line.review.submissions)
        sharing.give(ida, to_team[0].id, Wanted("counted", None, None, 0, None), version=1, now=NOW)
        sharing.give(ada, school.id, Wanted("counted", None, None, 0, None), version=1, now=NOW)
        sharing.give(ada, school.id, Wanted("team", team, None, 3, LATER), version=1, now=NOW)
        found = sharing.seen(ada, self.store.reception(ADA), school.id, now=NOW)
        given = next(seer.consent for seer in found.seers if seer.consent)
        sharing.withdraw(ada, school.id, given.id, now=NOW)
        sharing.give(ada, school.id, Wanted("network", None, region, 2, LATER), version=1, now=NOW)
        return shown

    def apply(self, name: str, organisation: int, review: int) -> None:
        """A lead applies for the mark with a review, as if it met everything."""
        waiting = Application(
            id=1, organisation=organisation, organisation_name="", review=review, number=1, framework=FRAMEWORK,
            edition="2026", framework_title="Online safety", period="2026/27", award="mark", title="Good-practice mark",
            says="Every question has reached the good-practice level, and an adviser has looked at your evidence.",
            valid_months=36, note="Our evidence is in the folder that we showed you in October.", applied_at=NOW,
            applied_by=Person(self.people[name], ""),
        )  # fmt: skip
        self.store.for_user(self.people[name]).write(lambda unit: awards.add(unit, waiting))

    def plan(self, region: int) -> None:
        """One action of a region's plan, for its members."""
        action = Intended(
            what="Give every school one person to ask", theme="support", priority="high", whom="members",
            lead="The network office", starts=NOW.date(), due=NOW.date() + timedelta(days=200), cost=Decimal("2400.50"),
        )  # fmt: skip
        planning.add(self.store.reception(self.people["Edda"]), region, action, now=NOW, new_id=lambda: 1)

    def ask(self, school: Organisation, region: int, team: int) -> None:
        """The team and the region ask the school for more."""
        sharing.ask(
            self.store.reception(self.people["Dee"]), (school.id,), Wanted("team", team, None, 3, LATER), now=NOW
        )
        sharing.ask(
            self.store.reception(self.people["Edda"]), (school.id,), Wanted("network", None, region, 3, LATER), now=NOW
        )

    def compare(self, region: int) -> None:
        """Comparison figures of the region and of six areas; a seventh cannot be shown."""
        sections = ("overall", "esafe.lead", "esafe.tech", "esafe.learn", "esafe.respond")
        counts = {1: 5, 2: 10, 3: 10, 4: 15, 5: 0}
        ours = {code: mean("3.2", 40, counts, "2.4", "3.2", "3.8") for code in sections}
        ours |= {"q:esafe.lead.policy": mean("2.8", 40, counts), "change:overall": mean("0.2", 30)}
        areas = ("London", "South East", "South West", "North West", "North East", "East Midlands")
        groups: dict[tuple[str, str], object] = {
            (f"network:{region}", "Eastmere"): ours,
            ("region:Wales", "Wales"): ("few", 2),
        }
        for place, area in enumerate(areas):
            groups[f"region:{area}", area] = {code: mean(2 + Fraction(place, 5)) for code in sections}
        put(self.store, self.catalogue.latest(FRAMEWORK), groups, NOW, waiting=2)

    def open_a_case(self, review: int, team: int) -> None:
        """One case of the team, which is due."""
        organisation = next(each.id for each in self.told if review in {line.review.id for line in self.lines[each.id]})
        cases.begin(
            self.store.reception(self.people["Dee"]), organisation, team, why="A must-have is below its minimum level.",
            share=4, note="Ring before half term.", next_on=NOW.date(), now=NOW,
        )  # fmt: skip

    def visit(self, review: int, team: int) -> None:
        """One visit of the team, one answer it would give otherwise, and somebody who is asked to sign."""
        organisation = next(each.id for each in self.told if review in {line.review.id for line in self.lines[each.id]})
        door, desk, ida = self.store.for_user(self.people["Dee"]), self.store.reception(self.people["Dee"]), "Ida"
        visiting.note(desk, organisation, team, on=NOW.date(), half_days=1, note="The lead is new.", now=NOW)
        visiting.entitle(desk, team, "school", 5, now=NOW)
        view = results.of(door, self.catalogue, review, now=NOW)
        asked, number = moderating.answers_of(view.edition, view)[0], view.submission.number if view.submission else 0
        found = Answer(level=1) if view.sheet.answers[asked].level != 1 else Answer(level=2)
        reason = "The person named has left, and nobody has taken it over yet."
        moderating.find(door, desk, self.catalogue, review, asked, found, number=number, reason=reason, now=NOW)
        leads = self.store.for_user(self.people[ida])
        signing_off.sign(
            leads, self.store.reception(self.people[ida]), review, number=number, office="Head teacher", now=NOW
        )

    def work(self, draft: ReviewLine) -> None:
        """Parts of the draft are Bo's, and one answer has a file beside it."""
        door = self.store.for_user(ADA)
        edition = self.catalogue.get(draft.review.framework, draft.review.edition).edition
        ends = (edition.sections[0].id, "Please ask the caretaker about the cupboard."), (edition.sections[-1].id, "")
        for section, note in ends:
            assigning.assign(
                door, self.catalogue, draft.review.id, "section", section, to=self.people["Bo"], note=note, now=NOW
            )
        opened = reviews.open(door, self.catalogue, draft.review.id, now=NOW)
        question, before = next((code, each) for code, each in opened.answers.items() if each.answer.level is not None)
        file = evidence_files.add(door, draft.review.id, "minutes of the governors, autumn 2026.pdf", PDF, now=NOW)
        after = Answer(
            level=before.answer.level,
            comment="Agreed in October.",
            evidence=(Evidence("Minutes", "2026-10-02", file=file),),
        )
        answering.give(door, self.catalogue, draft.review.id, question, after, seen=before.revision, now=NOW)

    def invite(self, school: Organisation, region: int) -> tuple[str, str]:
        """Links into the school, unused, used and withdrawn, and the region's to those nobody has joined."""
        ada = self.store.reception(ADA)
        new = invitations.make(ada, Offer("contributor", school.id, label="Kit, deputy"), now=NOW)
        gone = invitations.make(ada, Offer("reader", school.id, label="Chair of governors"), now=NOW)
        invitations.withdraw(ada, gone.invitation, now=NOW)
        used = invitations.make(ada, Offer("contributor", school.id, label="Jo"), now=NOW)
        invitations.accept(self.store.reception(self.people["Jo"]), used.token, now=NOW)
        edda = self.store.reception(self.people["Edda"])
        there = networks.organisations(edda, self.store.for_user(self.people["Edda"]), region, now=NOW)
        waiting = [line.belonging.organisation for line in there if not line.belonging.has_people]
        first_contact.hand_out(edda, region, waiting[:12], now=NOW)
        return new.token, used.token


def answered(line: ReviewLine) -> int:
    return line.progress.answered if line.progress else 0
