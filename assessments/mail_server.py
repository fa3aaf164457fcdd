"""The mail server of the installation, as one setting tells it; its secret is shown nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from assessments.errors import BadConfiguration
from assessments.modes import is_loopback

SMTP: Final = "STOCKTAKE_SMTP"
PORTS: Mapping[str, int] = {"smtp": 587, "smtps": 465}
EXAMPLE = "smtp://stocktake:secret@mail.example.org:587?from=stocktake@example.org"
UNREADABLE = (
    f"{SMTP} cannot be read. Write it like {EXAMPLE}; in a secret, write : / @ ? # % as %3A %2F %40 %3F %23 %25."
)
NOBODY = f"{SMTP} does not say whom mail comes from. Put it at the end, like …?from=stocktake@example.org."


@dataclass(frozen=True, slots=True)
class MailServer:
    """`implicit_tls` speaks TLS from the first byte (smtps); else STARTTLS, which only this computer may do without."""

    host: str
    port: int
    implicit_tls: bool
    sender: str
    user: str | None = None
    secret: str | None = field(default=None, repr=False)

    @property
    def is_here(self) -> bool:
        """Whether it is this very computer."""
        return is_loopback(self.host)


def read_mail_server(environment: Mapping[str, str]) -> MailServer | None:
    """What the setting says; None where there is none. Raises BadConfiguration, without the secret."""
    given = environment.get(SMTP)
    if given is None:
        return None
    try:
        parts = urlsplit(given)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise BadConfiguration(UNREADABLE) from None
    if parts.scheme not in PORTS or not host or parts.path not in {"", "/"} or parts.fragment:
        raise BadConfiguration(UNREADABLE)
    user = unquote(parts.username) if parts.username else None
    secret = unquote(parts.password) if parts.password else None
    sender = next(iter(parse_qs(parts.query).get("from", [])), user or "")
    if not _is_address(sender):
        raise BadConfiguration(NOBODY)
    return MailServer(host, port or PORTS[parts.scheme], parts.scheme == "smtps", sender, user, secret)


def _is_address(text: str) -> bool:
    name, at, host = text.partition("@")
    return bool(name and at and host) and text.isprintable() and not set(text) & set(' <>",;\\')
