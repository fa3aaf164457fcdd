"""Statements about people: their names stand here and nowhere else."""

from assessments.store.protocol import Unit


def name_oneself(unit: Unit, name: str) -> None:
    """The person whose unit it is, if not there yet, with their name."""
    unit.run(
        "INSERT INTO {person} (person_id, name) VALUES (:id, :name) ON CONFLICT (person_id) DO NOTHING",
        id=unit.person_id,
        name=name,
    )
