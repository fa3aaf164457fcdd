"""Statements about answers that a trust proposes to the organisations it is one legal body with."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, given, given_text, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from scoring.answers import Answer


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer a trust proposes to an organisation, for one version of a framework."""

    organisation: int
    network: int
    by: str
    framework: str
    edition: str
    question: str
    answer: Answer
    note: str
    made_at: datetime


SELECT = (
    "SELECT c.organisation_id, c.network_id, n.name, c.framework, c.edition, c.question, c.given, c.note, c.made_at"
    " FROM proposal c LEFT JOIN network n ON n.network_id = c.network_id WHERE "
)


def propose(unit: Unit, proposal: Proposal, by: int) -> None:
    """Propose an answer, in place of what the same network proposed to the same question before."""
    unit.run(
        "INSERT INTO {proposal} (organisation_id, network_id, framework, edition, question, given, note, made_at,"
        " made_by) VALUES (:organisation, :network, :framework, :edition, :question, :given, :note, :at, :by)"
        " ON CONFLICT (organisation_id, network_id, framework, question) DO UPDATE SET edition = excluded.edition,"
        " given = excluded.given, note = excluded.note, made_at = excluded.made_at, made_by = excluded.made_by",
        organisation=proposal.organisation,
        network=proposal.network,
        framework=proposal.framework,
        edition=proposal.edition,
        question=proposal.question,
        given=given_text(proposal.answer),
        note=proposal.note,
        at=stamp(proposal.made_at),
        by=by,
    )


def take_back(unit: Unit, network_id: int, framework: str, question: str) -> None:
    unit.run(
        "DELETE FROM {proposal} WHERE network_id = :network AND framework = :framework AND question = :question",
        network=network_id,
        framework=framework,
        question=question,
    )


def to(rows: Rows, organisation_id: int, framework: str) -> tuple[Proposal, ...]:
    """What is proposed to an organisation for a framework, the newest last."""
    sql = SELECT + "c.organisation_id = :organisation AND c.framework = :framework ORDER BY c.made_at, c.network_id"
    return tuple(map(_proposal, rows.rows(sql, organisation=organisation_id, framework=framework)))


def of(rows: Rows, network_id: int) -> tuple[Proposal, ...]:
    """What a network proposed."""
    sql = SELECT + "c.network_id = :network ORDER BY c.framework, c.question, c.organisation_id"
    return tuple(map(_proposal, rows.rows(sql, network=network_id)))


@from_row()
def _proposal(row: Row) -> Proposal:
    return Proposal(
        row["organisation_id"],
        row["network_id"],
        row["name"] or "",
        row["framework"],
        row["edition"],
        row["question"],
        given(row["given"]),
        row["note"],
        moment(row["made_at"]),
    )
