"""Statements about invitations, and what accepting one gives: a role, a network to lead, a team, or a duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit

Into = Literal["lead", "contributor", "reader", "network_lead", "adviser", "author", "administrator"]
TOGETHER = 50  # rows a statement
SELECT = """
SELECT i.invitation_id, i.organisation_id, i.network_id, i.team_id, i.role, i.label, i.from_network, i.made_at,
       i.made_by, i.expires_at, i.used_at, i.used_by, i.withdrawn_at, coalesce(o.name, n.name, t.name, '') AS place,
       coalesce(m.name, '') AS maker
FROM _invitation i LEFT JOIN organisation o ON o.organisation_id = i.organisation_id
LEFT JOIN network n ON n.network_id = i.network_id LEFT JOIN team t ON t.team_id = i.team_id
LEFT JOIN person m ON m.person_id = i.made_by
"""
COLUMNS = (
    "invitation_id", "token_sha256", "organisation_id", "network_id", "team_id", "role", "label", "from_network",
    "made_at", "made_by", "expires_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link lets somebody into: an organisation with a role, a network to lead, a team, or a duty.

    `label` says whom it is meant for, until it is used. `from_network` is the network that invites from its list of
    organisations: such an invitation makes a lead of the first only.
    """

    role: Into
    organisation: int | None = None
    network: int | None = None
    team: int | None = None
    label: str = ""
    from_network: int | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as it stands. `place` is the name of the organisation, network or team; '' for a duty."""

    id: int
    offer: Offer
    place: str
    made_at: datetime
    made_by: int | None
    maker: str
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None
    withdrawn_at: datetime | None


@from_row()
def _invitation(row: Row) -> Invitation:
    offer = Offer(
        row["role"], row["organisation_id"], row["network_id"], row["team_id"], row["label"], row["from_network"]
    )
    return Invitation(
        id=row["invitation_id"],
        offer=offer,
        place=row["place"],
        made_at=moment(row["made_at"]),
        made_by=row["made_by"],
        maker=row["maker"],
        expires_at=moment(row["expires_at"]),
        used_at=None if row["used_at"] is None else moment(row["used_at"]),
        used_by=row["used_by"],
        withdrawn_at=None if row["withdrawn_at"] is None else moment(row["withdrawn_at"]),
    )


def add(
    unit: Unit, new: Sequence[tuple[int, str, Offer]], made_by: int | None, now: datetime, expires: datetime
) -> None:
    """New invitations, each (id, hash of its token, what it is into); many in few statements."""
    for first in range(0, len(new), TOGETHER):
        values: dict[str, str | int | None] = {"at": stamp(now), "by": made_by, "expires": stamp(expires)}
        places = []
        for number, (invitation, token, offer) in enumerate(new[first : first + TOGETHER]):
            own = (
                invitation, token, offer.organisation, offer.network, offer.team, offer.role, offer.label,
                offer.from_network,
            )  # fmt: skip
            values |= {f"v{number}_{place}": value for place, value in enumerate(own)}
            names = ", ".join(f":v{number}_{place}" for place in range(len(own)))
            places.append(f"({names}, :at, :by, :expires)")
        unit.run(f"INSERT INTO {{_invitation}} ({', '.join(COLUMNS)}) VALUES {', '.join(places)}", **values)


def one(rows: Rows, invitation_id: int) -> Invitation | None:
    row = rows.one(SELECT + " WHERE i.invitation_id = :id", id=invitation_id)
    return None if row is None else _invitation(row)


def by_token(rows: Rows, token_sha256: str) -> Invitation | None:
    row = rows.one(SELECT + " WHERE i.token_sha256 = :token", token=token_sha256)
    return None if row is None else _invitation(row)


def pending(
    rows: Rows, *, organisation: int | None = None, network: int | None = None, team: int | None = None
) -> tuple[Invitation, ...]:
    """Those neither used nor withdrawn into one place, past their last day too; into duties where no place is named."""
    tests = [
        "i.organisation_id = :organisation" if organisation else "i.organisation_id IS NULL",
        "i.network_id = :network" if network else "i.network_id IS NULL",
        "i.team_id = :team" if team else "i.team_id IS NULL",
    ]
    named = {"organisation": organisation, "network": network, "team": team}
    found = rows.rows(
        f"{SELECT} WHERE {' AND '.join(tests)} AND i.used_at IS NULL AND i.withdrawn_at IS NULL"
        " ORDER BY i.made_at, i.invitation_id",
        **{name: value for name, value in named.items() if value},
    )
    return tuple(map(_invitation, found))


def from_network(rows: Rows, network: int) -> tuple[Invitation, ...]:
    """All that a network has sent to its organisations, used or not, oldest first."""
    found = rows.rows(SELECT + " WHERE i.from_network = :network ORDER BY i.made_at, i.invitation_id", network=network)
    return tuple(map(_invitation, found))


def renew(unit: Unit, invitation_id: int, token_sha256: str, expires: datetime) -> bool:
    """Give another token, and with it days, by whoever does so; False where it was used or withdrawn meanwhile."""
    return bool(
        unit.run(
            "UPDATE {_invitation} SET token_sha256 = :token, expires_at = :expires, made_by = :by"
            " WHERE invitation_id = :id AND used_at IS NULL AND withdrawn_at IS NULL RETURNING invitation_id",
            id=invitation_id,
            token=token_sha256,
            expires=stamp(expires),
            by=unit.person_id or None,
        )
    )


def withdraw(unit: Unit, invitation_id: int, now: datetime) -> bool:
    """End it, and forget whom it was meant for; False where it was used or withdrawn meanwhile."""
    return bool(
        unit.run(
            "UPDATE {_invitation} SET withdrawn_at = :now, label = ''"
            " WHERE invitation_id = :id AND used_at IS NULL AND withdrawn_at IS NULL RETURNING invitation_id",
            id=invitation_id,
            now=stamp(now),
        )
    )


def use(unit: Unit, invitation_id: int, person_id: int, now: datetime) -> bool:
    """Take it, and forget whom it was meant for; False where somebody was quicker."""
    return bool(
        unit.run(
            "UPDATE {_invitation} SET used_at = :now, used_by = :person, label = '' WHERE invitation_id = :id"
            " AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > :now RETURNING invitation_id",
            id=invitation_id,
            person=person_id,
            now=stamp(now),
        )
    )


def give(unit: Unit, offer: Offer, person_id: int, now: datetime) -> None:
    """What is offered, to somebody; what they once had comes back."""
    values: dict[str, str | int | None] = {"person": person_id, "now": stamp(now)}
    if offer.organisation is not None:
        unit.run(
            "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:organisation, :person, :role)"
            " ON CONFLICT (organisation_id, person_id) DO UPDATE SET role = excluded.role, ended_at = NULL",
            organisation=offer.organisation,
            person=person_id,
            role=offer.role,
        )
    elif offer.network is not None:
        unit.run(
            "INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:network, :person, :now)"
            " ON CONFLICT (network_id, person_id) DO UPDATE SET since = excluded.since, ended_at = NULL",
            **values,
            network=offer.network,
        )
    elif offer.team is not None:
        unit.run(
            "INSERT INTO {_team_member} (team_id, person_id, since) VALUES (:team, :person, :now)"
            " ON CONFLICT (team_id, person_id) DO UPDATE SET since = excluded.since, ended_at = NULL",
            **values,
            team=offer.team,
        )
    else:
        unit.run(
            "INSERT INTO {_duty} (person_id, duty, since) VALUES (:person, :duty, :now)"
            " ON CONFLICT (person_id, duty) DO NOTHING",
            **values,
            duty=offer.role,
        )


def has(rows: Rows, offer: Offer, person_id: int) -> bool:
    """Whether somebody leads the network, belongs to the team or has the duty already."""
    if offer.network is not None:
        sql = "SELECT 1 FROM _network_lead WHERE network_id = :it AND person_id = :person AND ended_at IS NULL"
        return bool(rows.rows(sql, it=offer.network, person=person_id))
    if offer.team is not None:
        sql = "SELECT 1 FROM _team_member WHERE team_id = :it AND person_id = :person AND ended_at IS NULL"
        return bool(rows.rows(sql, it=offer.team, person=person_id))
    sql = "SELECT 1 FROM _duty WHERE duty = :it AND person_id = :person"
    return bool(rows.rows(sql, it=offer.role, person=person_id))
