"""`stocktake account`: the first administrator's link, a link for somebody, who there is, and closing an account."""

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime

from assessments.access import accounts
from assessments.configuration import Configuration, from_environment
from assessments.errors import AssessmentError, Refused
from assessments.store import administration as statements
from assessments.store import open_store
from assessments.store.administration import Account
from assessments.store.protocol import Store

UNKNOWN = "Nobody signs in with this e-mail address. `stocktake account list` shows who does."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")
    asked = parser.add_subparsers(dest="asked", required=True, metavar="WHAT")
    first = asked.add_parser("administrator", help="a one-use link for the first administrator, or one locked out")
    first.add_argument("email")
    first.add_argument("--name", default="Administrator", help="how colleagues know them")
    first.add_argument(
        "--owner", action="store_true",
        help="this is the person who used Stocktake alone until now: their organisations come along",
    )  # fmt: skip
    for name, what in (("link", "a one-use link for a new password"), ("close", "let somebody not sign in any more")):
        asked.add_parser(name, help=what).add_argument("email")
    asked.add_parser("list", help="who can sign in")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when it could not be done."""
    configuration = from_environment()
    try:
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            return ASKED[parsed.asked](store, configuration, parsed)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1


def administrator(store: Store, configuration: Configuration, parsed: argparse.Namespace) -> int:
    token = accounts.first_link(
        store.reception(None), name=parsed.name, email=parsed.email, take_over=parsed.owner, now=datetime.now(UTC)
    )
    return _handed(configuration, token)


def link(store: Store, configuration: Configuration, parsed: argparse.Namespace) -> int:
    found = _known(store, parsed.email)
    return _handed(configuration, accounts.reset_link(store.reception(None), found.person.id, datetime.now(UTC)))


def close(store: Store, _: Configuration, parsed: argparse.Namespace) -> int:
    accounts.deactivate(store.reception(None), _known(store, parsed.email).person.id, datetime.now(UTC))
    print("The account is closed, and whatever was open with it has ended. What was done stays.")
    return 0


def everybody(store: Store, _: Configuration, parsed: argparse.Namespace) -> int:  # noqa: ARG001 (as the others)
    every = store.reception(None).read(lambda rows: statements.people(rows, "", count=100_000))
    for one in every:
        does = ", ".join(sorted(one.duties)) or "-"
        state = "can sign in" if one.is_active else "closed"
        print(f"{one.email or '(with the provider)':40} {state:12} {does:24} {one.person.name}")
    print(f"{len(every):,} {'account' if len(every) == 1 else 'accounts'}.")
    return 0


def _known(store: Store, email: str) -> Account:
    typed = email.strip().casefold()
    found = store.reception(None).read(lambda rows: statements.people(rows, typed, count=100))
    exact = [one for one in found if one.email == typed]
    if not exact:
        raise Refused(UNKNOWN)
    return exact[0]


def _handed(configuration: Configuration, token: str) -> int:
    where = configuration.address.origin if configuration.address else ""
    print("Open this link within 24 hours and choose a password. It works once; hand it over yourself.")
    print(f"{where}/reset/{token}")
    if not where:
        print("Put the address that people open before it, or set STOCKTAKE_ADDRESS.", file=sys.stderr)
    return 0


ASKED: Mapping[str, Callable[[Store, Configuration, argparse.Namespace], int]] = {
    "administrator": administrator,
    "link": link,
    "close": close,
    "list": everybody,
}
