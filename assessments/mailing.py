"""Sends the weekly digest to those who asked for it, through the installation's own mail server; never a figure."""

import smtplib
import ssl
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from assessments import digests, periods
from assessments.errors import AssessmentError
from assessments.mail_server import MailServer
from assessments.store import digests as statements
from assessments.store.digests import Wanting
from assessments.store.protocol import Door
from assessments.wording import day
from frameworks.catalogue import Catalogue

PATIENCE = 20.0  # seconds
FOOT = (
    "\nYou asked for this on the page “Reminders”; there you can stop it. It holds no results: open Stocktake to see"
    " them.\n"
)
UNREACHED = "The mail server {host} could not be used ({why}). Nothing more was sent: check STOCKTAKE_SMTP."
OPEN_WIRE = "The mail server {host} offers no way to hide what is sent (STARTTLS). Nothing was sent: use smtps://."


class NotSent(AssessmentError):
    """No mail could be sent, in a sentence without address or secret."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many were sent, and how many the mail server would not take."""

    sent: int
    refused: int


def send_digests(
    reception: Door, door_of: Callable[[int], Door], receptions: Callable[[int], Door], catalogue: Catalogue,
    server: MailServer, *, address: str, now: datetime,
) -> Sent:  # fmt: skip
    """One mail to each who asked for it and has something to read. Raises NotSent, StoreUnavailable.

    `door_of` and `receptions` give the doors of a person; `address` is where Stocktake is found, or nothing.
    """
    wanting = reception.read(statements.wanting)
    letters = (
        _letter(one, text, server, address, now)
        for one in wanting
        if (text := _text(receptions(one.person), door_of(one.person), catalogue, now))
    )
    return post(server, letters)


def _text(reception: Door, door: Door, catalogue: Catalogue, now: datetime) -> str | None:
    """What there is to tell; None where nothing is."""
    found = digests.sections(reception, door, catalogue, now=now)
    return digests.text(found, now=now) if found else None


def _letter(one: Wanting, text: str, server: MailServer, address: str, now: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = server.sender
    letter["To"] = one.email
    letter["Subject"] = f"Stocktake, week to {day(periods.today(now))}"
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=server.sender.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text + FOOT + (f"{address}\n" if address else ""))
    return letter


def post(server: MailServer, letters: Iterable[EmailMessage]) -> Sent:
    """Hand letters to the mail server, over one connection. Raises NotSent."""
    sent = refused = 0
    try:
        with _connected(server) as connection:
            for letter in letters:
                try:
                    connection.send_message(letter)
                except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError):
                    connection.rset()
                    refused += 1
                else:
                    sent += 1
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(UNREACHED.format(host=server.host, why=_why(fault))) from None
    return Sent(sent, refused)


def _connected(server: MailServer) -> AbstractContextManager[smtplib.SMTP]:
    trusted = ssl.create_default_context()
    if server.implicit_tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        _introduce(connection, server, trusted)
    except BaseException:
        connection.close()
        raise
    return connection


def _introduce(connection: smtplib.SMTP, server: MailServer, trusted: ssl.SSLContext) -> None:
    """Hide what is said from here on, and say who we are."""
    connection.ehlo()
    if not server.implicit_tls:
        if connection.has_extn("starttls"):
            connection.starttls(context=trusted)
            connection.ehlo()
        elif not server.is_here:
            raise NotSent(OPEN_WIRE.format(host=server.host))
    if server.user is not None and server.secret is not None:
        connection.login(server.user, server.secret)


def _why(fault: Exception) -> str:
    """What went wrong, without anything that was sent to the server."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return "it refused the name or the secret"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"it answered {fault.smtp_code}"
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return type(fault).__name__
