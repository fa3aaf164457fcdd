"""The weekly digest: what changed in a network, what is open in an organisation; never a figure of results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments import asking, opening, periods, reminders
from assessments.reminders import Due
from assessments.store import asking as asking_statements
from assessments.store import digests as statements
from assessments.store import people
from assessments.store.protocol import Door, Rows
from assessments.tables import literal
from assessments.wording import counted, day, listed
from frameworks.catalogue import Catalogue

A_WEEK, SOON = timedelta(days=7), timedelta(days=31)
NOTHING = "Nothing is open, and nothing changed in the last week."
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Section:
    """What the digest says of one organisation or network, a sentence a line."""

    name: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join([self.name, *(f"- {line}" for line in self.lines)])


def sections(reception: Door, door: Door, catalogue: Catalogue, *, now: datetime) -> tuple[Section, ...]:
    """What there is to tell a person: the networks they lead, then the organisations they answer for."""
    return (*networks(reception, door, catalogue, now=now), *organisations(door, catalogue, now=now))


def text(found: Iterable[Section], *, now: datetime) -> str:
    """The digest as plain text, to be copied or sent."""
    told = "\n\n".join(section.text for section in found)
    return f"Stocktake, week to {day(periods.today(now))}\n\n{told or NOTHING}\n"


def rows(found: Iterable[Section]) -> list[list[str]]:
    """The same as a table to merge, headings first, one row an organisation or network; no cell can start a formula."""
    return [["name", "text"], *([literal(section.name), literal("\n".join(section.lines))] for section in found)]


def networks(reception: Door, door: Door, catalogue: Catalogue, *, now: datetime) -> tuple[Section, ...]:
    """Who accepted, started and submitted since a week ago, in each network that the person leads."""
    led = reception.read(lambda rows: statements.networks_led(rows, rows.person_id))
    titles = {framework: catalogue.name_of(framework) for framework, _ in catalogue.editions}
    return tuple(_network(reception, door, network, titles, now) for network in led)


def _network(
    reception: Door, door: Door, network: tuple[int, str], titles: Mapping[str, str], now: datetime
) -> Section:
    since, today = now - A_WEEK, periods.today(now).isoformat()
    accepted = reception.read(lambda rows: statements.accepted(rows, network[0], since))
    went_on = door.read(lambda rows: statements.went_on(rows, network[0], today, since))
    lines = _named("Accepted the invitation", accepted)
    for words, done in (("Started", False), ("Submitted", True)):
        lines += _named(words, [f"{who} ({titles.get(what, what)})" for who, what, did in went_on if did == done])
    return Section(network[1], tuple(lines) or ("Nothing changed in the last week.",))


def _named(words: str, found: Iterable[str]) -> list[str]:
    every = list(found)
    if not every:
        return []
    more = len(every) - SHOWN
    named = [*every[:SHOWN], *([f"{more} more"] if more > 0 else [])]
    return [f"{words}: {listed(named)}."]


def organisations(door: Door, catalogue: Catalogue, *, now: datetime) -> tuple[Section, ...]:
    """Open questions, what is assigned to the person, evidence that runs out, and actions due, by organisation."""
    lines: dict[str, list[str]] = {}
    for name, line in door.read(lambda rows: _drafts(rows, catalogue, now)):
        lines.setdefault(name, []).append(line)
    for one in reminders.due(door, catalogue, now=now):
        if one.what != "review" and one.day <= periods.today(now) + SOON:
            lines.setdefault(one.organisation, []).append(_due(one, now))
    return tuple(Section(name, tuple(found)) for name, found in sorted(lines.items()))


def _drafts(rows: Rows, catalogue: Catalogue, now: datetime) -> list[tuple[str, str]]:
    """(organisation, line) for every review that is being answered where the person answers."""
    answered_for = [each for each, role in people.roles(rows, rows.person_id).items() if role != "reader"]
    found = []
    for one in (one for each in answered_for for one in opening.in_progress(rows, catalogue, now, each)):
        open_now = [question.id for _, question in one.asked() if one.states[question.id] in asking.OPEN]
        left = asking_statements.every(rows, one.review)
        asked = sum(question in left for question in open_now)
        mine = statements.assigned(rows, one.review.id, one.review.organisation, rows.person_id)
        parts = [f"{counted(len(open_now), 'question')} still open"]
        parts += [f"{asked} of them left for somebody"] if asked else []
        parts += [f"{counted(mine, 'part')} of it given to you"] if mine else []
        line = f"{one.edition.name}, {one.review.period.name}: {', '.join(parts)}."
        found.append((one.organisation, f"{line} The last day is {day(one.review.period.end)}."))
    return found


def _due(one: Due, now: datetime) -> str:
    is_past = one.day < periods.today(now)
    if one.what == "action":
        return f"Action: “{one.about}” {'was' if is_past else 'is'} due on {day(one.day)}."
    verb = "ran out" if is_past else "runs out"
    return f"{one.framework}: “{one.about}” {verb} on {day(one.day)}."
