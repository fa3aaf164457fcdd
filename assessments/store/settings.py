"""Statements about the installation's own settings."""

from assessments.store.protocol import Rows, Unit


def setting(rows: Rows, name: str) -> str | None:
    """A setting, if it was ever set."""
    row = rows.one("SELECT value FROM setting WHERE name = :name", name=name)
    return None if row is None else str(row["value"])


def change(unit: Unit, name: str, value: str) -> None:
    """Set a setting."""
    unit.run(
        "INSERT INTO {setting} (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
