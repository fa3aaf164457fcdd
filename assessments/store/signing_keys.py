"""Statements about the installation's own key for signing, at reception."""

from datetime import datetime

from assessments.store.columns import stamp
from assessments.store.protocol import Rows, Unit


def secret(rows: Rows) -> str | None:
    """The key, in hexadecimal digits, if there is one."""
    row = rows.one("SELECT secret FROM _signing_key WHERE one = 1")
    return None if row is None else str(row["secret"])


def keep(unit: Unit, secret: str, now: datetime) -> None:
    """A new key, unless there is one: the first stays."""
    unit.run(
        "INSERT INTO {_signing_key} (one, secret, made_at) VALUES (1, :secret, :at) ON CONFLICT (one) DO NOTHING",
        secret=secret,
        at=stamp(now),
    )
