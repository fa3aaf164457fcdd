"""`stocktake import-organisations`: shows what a list of organisations would change, and takes it when told to."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from assessments.access import networks
from assessments.configuration import from_environment
from assessments.errors import AssessmentError, Refused
from assessments.roster import planning, reading, taking, telling
from assessments.roster.planning import Answer, Choices, Preview
from assessments.roster.reading import same_name
from assessments.store import administration, open_store
from assessments.store.protocol import Door, Store
from cli import sheets

T = TypeVar("T")
SHOWN = 200
NOBODY = "Nobody looks after this Stocktake yet. Begin with `stocktake account administrator`."
SEVERAL = "Several people look after this Stocktake. Say with --by whose act this is: one of their e-mail addresses."
NOTHING_TAKEN = (
    "Nothing was taken. Mend the file, add its networks with --add-networks, or answer with --row and --same-name."
)
EPILOG = (
    "The first row says what the columns hold: name, number (a school's URN, a charity's number), kind, phase, region,"
    " pupils, staff, network, trust, local authority (and their codes), from, to, opened, closed, replaces."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.epilog = EPILOG
    parser.add_argument("file", type=Path, help="CSV in any encoding, or Excel (.xlsx)")
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")
    parser.add_argument("--network", help="whose list it is, by name: everybody in the file belongs to it")
    parser.add_argument("--by", metavar="ADDRESS", help="the administrator whose act this is, when there are several")
    parser.add_argument("--add-networks", action="store_true", help="add networks that the file names and are not here")
    parser.add_argument(
        "--same-name", choices=telling.ANSWERS, help="of every row whose name is here already with another number"
    )
    parser.add_argument(
        "--row", action="append", default=[], metavar="ROW=ANSWER", help="the same of one row: --row 12=another"
    )
    parser.add_argument("--absent", choices=("stay", "left", "closed"), default="stay", help="those not in the file")
    parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="when they left or closed; today")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--preview", action="store_true", help="only show what would change (so it is without --take)")
    what.add_argument("--take", action="store_true", help="take it, if nothing in it is to be mended or answered")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with sentences when it cannot be taken."""
    configuration = from_environment()
    try:
        read = reading.read(parsed.file.read_bytes())
        roster = reading.with_regions(read, sheets.catalogue().operating)
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            return _run(store, roster, parsed)
    except OSError as fault:
        print(f"{parsed.file} cannot be read: {fault.strerror}.", file=sys.stderr)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
    return 1


def _run(store: Store, roster: reading.Roster, parsed: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    desk = store.reception(_administrator(store, parsed.by))
    network = _network(desk, parsed.network, now) if parsed.network else None
    there = planning.situation(desk, network, now=now)
    seen = planning.preview(roster, there, _choices(parsed), now=now)
    if parsed.absent != "stay" and seen.absent:
        every = [one.id for one in seen.absent]
        seen = planning.preview(roster, there, _choices(parsed, every), now=now)
    show(seen)
    if seen.is_open:
        print(NOTHING_TAKEN, file=sys.stderr)
        return 1
    if not (seen.deeds or seen.networks):
        return 0  # as the notes say, everything is here already
    if not parsed.take:
        print("Nothing was taken yet: do it with --take.")
        return 0
    taking.take(desk, network, seen, now=now)
    print("Taken.")
    return 0


def _administrator(store: Store, address: str | None) -> int:
    """In whose name it is done. Raises Refused."""
    every = store.reception(None).read(lambda rows: administration.people(rows, "", count=100_000))
    able = [one for one in every if one.is_active and "administrator" in one.duties]
    if not able:
        raise Refused(NOBODY)
    chosen = [one for one in able if address is None or one.email == address.strip().casefold()]
    if not chosen:
        raise Refused(f"No administrator signs in with {address}. `stocktake account list` shows who does.")
    if len(chosen) > 1:
        raise Refused(SEVERAL)
    return chosen[0].person.id


def _network(desk: Door, wanted: str, now: datetime) -> int:
    """Raises Refused."""
    found = [one for one in networks.mine(desk, now=now) if same_name(one.name) == same_name(wanted)]
    if len(found) != 1:
        many = "no network is" if not found else f"{len(found)} networks are"
        raise Refused(f"{many[0].upper()}{many[1:]} called “{wanted}”. Write one as it stands on the page Network.")
    return found[0].id


def _choices(parsed: argparse.Namespace, absent: Sequence[int] = ()) -> Choices:
    rows: dict[int, Answer] = {}
    for told in parsed.row:
        row, _, answer = told.partition("=")
        if not row.isdigit() or answer not in telling.ANSWERS:
            raise Refused(f"“{told}” is no answer. Write the row and one of {', '.join(telling.ANSWERS)}: 12=another.")
        rows[int(row)] = answer
    left, closed = (absent, ()) if parsed.absent == "left" else ((), absent)
    return Choices(rows, parsed.same_name, left, closed, parsed.since, parsed.add_networks)


def show(seen: Preview) -> None:
    """Faults, notes, questions and what would be done, each at most some lines."""
    for fault in _some(seen.faults, str):
        print(fault, file=sys.stderr)
    if seen.faults:
        return
    for line in (*seen.notes, *telling.summary(seen)):
        print(line)
    for line in _some(seen.networks, lambda one: f"  new network: {one[0].name}"):
        print(line)
    for line in _some(seen.changed, lambda one: f"  row {one.entry.row}: {one.known.name}: {_said(one.what)}"):
        print(line)
    for line in _some(seen.absent, lambda one: f"  not in the list: {one.name} {one.reference or ''}".rstrip()):
        print(line)
    waiting = [one for one in seen.questions if one.answer is None]
    for line in _some(waiting, telling.question):
        print(line, file=sys.stderr)


def _said(what: Mapping[str, tuple[str, str]]) -> str:
    return "; ".join(
        f"{column} {before or 'nothing'} → {after or 'nothing'}" for column, (before, after) in what.items()
    )


def _some(found: Sequence[T], say: Callable[[T], str]) -> list[str]:
    more = [f"… and {len(found) - SHOWN:,} more."] if len(found) > SHOWN else []
    return [*(say(one) for one in found[:SHOWN]), *more]
