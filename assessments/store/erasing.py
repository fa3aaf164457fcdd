"""Statements that remove who somebody was, and keep that somebody did it."""

from datetime import datetime

from assessments.store.columns import stamp
from assessments.store.protocol import Unit

REMOVED = (
    "DELETE FROM {_session} WHERE person_id = :person",
    "DELETE FROM {_identity} WHERE person_id = :person",
    "DELETE FROM {_reset} WHERE person_id = :person",
    "DELETE FROM {_duty} WHERE person_id = :person",
    "DELETE FROM {_account} WHERE person_id = :person",
    "UPDATE {_invitation} SET label = '' WHERE used_by = :person",
    "UPDATE {person} SET name = '' WHERE person_id = :person",
)
ENDED = (
    "UPDATE {membership} SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL",
    "UPDATE {_network_lead} SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL",
    "UPDATE {_team_member} SET ended_at = :now WHERE person_id = :person AND ended_at IS NULL",
    "UPDATE {emergency_access} SET until_at = :now WHERE person_id = :person AND until_at > :now",
)


def erase(unit: Unit, person_id: int, now: datetime) -> None:
    """Their name, address, password, identities, sessions and links are gone; whatever they could open is closed."""
    for sql in ENDED:
        unit.run(sql, person=person_id, now=stamp(now))
    for sql in REMOVED:
        unit.run(sql, person=person_id)


def forget_labels(unit: Unit, before: datetime) -> None:
    """Whom links were meant for that were withdrawn, or ended before that moment and nobody used."""
    unit.run(
        "UPDATE {_invitation} SET label = '' WHERE label <> ''"
        " AND (withdrawn_at IS NOT NULL OR used_at IS NOT NULL OR expires_at < :before)",
        before=stamp(before),
    )
