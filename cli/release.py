"""`stocktake release`: makes comparison figures, or says what they would show, what they would withhold, and why."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from assessments import published
from assessments.comparison import releasing
from assessments.comparison.releasing import Offer
from assessments.comparison.telling import lines, summary
from assessments.configuration import from_environment
from assessments.errors import AssessmentError, Refused
from assessments.store import open_store
from assessments.store.protocol import Store
from cli import sheets

ONE = "There is no such framework, period, calendar and form with submissions. Leave them out to see what there is."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")
    parser.add_argument("--framework", metavar="ID", help="only this framework; all when left out")
    parser.add_argument("--period", metavar="2026/27", help="only this period; all when left out")
    parser.add_argument("--calendar", choices=["academic", "financial"], help="only of this calendar")
    parser.add_argument("--form", choices=["full", "short"], help="only the full or the quick form")
    parser.add_argument("--edition", metavar="2026", help="compare on this edition, not on the one most are on")
    parser.add_argument("--preview", action="store_true", help="say what would be shown; keep nothing")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when something could not be made."""
    configuration = from_environment()
    try:
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            for line in _told(store, parsed):
                print(line, flush=True)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    return 0


def _told(store: Store, parsed: argparse.Namespace) -> Iterator[str]:
    counting, reception, now = store.counting(), store.reception(None), datetime.now(UTC)
    catalogue = published.catalogue(reception, sheets.catalogue())
    wanted = _wanted(releasing.offers(counting, catalogue), parsed)
    if not wanted:
        raise Refused(ONE)
    for offer in wanted:
        scope = offer.scope if parsed.edition is None else replace(offer.scope, edition=parsed.edition)
        name = f"{offer.name}, {scope.period.name} ({scope.period.calendar}), {scope.form}"
        if parsed.preview:
            draft = releasing.preview(counting, catalogue, scope, now=now)
            yield f"{name}: {summary(draft)}"
            yield from (f"  {line}" for line in lines(draft))
        elif not offer.is_enough:
            yield f"{name}: too few submitted for any figure."
        else:
            try:
                draft = releasing.make_by_command(reception, counting, catalogue, scope, now=now)
            except releasing.NothingNew as nothing:
                yield f"{name}: {nothing.sentence}"
            else:
                yield f"{name}: made, number {draft.number}. {summary(draft)}."


def _wanted(offers: Sequence[Offer], parsed: argparse.Namespace) -> list[Offer]:
    """Those asked for, the earliest period first: a change rests on the figures of the period before."""
    found = [
        offer
        for offer in offers
        if parsed.framework in {None, offer.scope.framework}
        and parsed.period in {None, offer.scope.period.name}
        and parsed.calendar in {None, offer.scope.period.calendar}
        and parsed.form in {None, offer.scope.form}
    ]
    return sorted(found, key=lambda offer: (offer.scope.period.start, offer.name, offer.scope.form))
