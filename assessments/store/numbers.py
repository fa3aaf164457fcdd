"""Statements about measurements: one time series an organisation and indicator."""

from datetime import date

from assessments.plain import canonical, measurement_data, measurement_of, read
from assessments.store.columns import moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person, RecordedNumber

SELECT = (
    "SELECT m.indicator, m.measured_on, m.measured, m.recorded_at, m.recorded_by, p.name FROM measurement m"
    " JOIN person p ON p.person_id = m.recorded_by WHERE m.organisation_id = :organisation"
)


def _number(row: Row) -> RecordedNumber:
    return RecordedNumber(
        row["indicator"],
        measurement_of(read(row["measured"])),
        date.fromisoformat(row["measured_on"]),
        moment(row["recorded_at"]),
        Person(row["recorded_by"], row["name"]),
    )


def every(rows: Rows, organisation_id: int) -> tuple[RecordedNumber, ...]:
    """Every measurement of an organisation, by indicator and oldest first."""
    found = rows.rows(SELECT + " ORDER BY m.indicator, m.measured_on", organisation=organisation_id)
    return tuple(map(_number, found))


def latest(rows: Rows, organisation_id: int, day: date) -> tuple[RecordedNumber, ...]:
    """The last measurement of each indicator up to a day, by indicator."""
    newest = (
        "SELECT max(n.measured_on) FROM measurement n WHERE n.organisation_id = m.organisation_id"
        " AND n.indicator = m.indicator AND n.measured_on <= :day"
    )
    where = f" AND m.measured_on = ({newest}) ORDER BY m.indicator"
    found = rows.rows(SELECT + where, organisation=organisation_id, day=day.isoformat())
    return tuple(map(_number, found))


def record(unit: Unit, organisation_id: int, number: RecordedNumber) -> None:
    """Store a measurement; another of the same day is replaced."""
    unit.run(
        "INSERT INTO {measurement} (organisation_id, indicator, measured_on, measured, recorded_at, recorded_by)"
        " VALUES (:organisation, :indicator, :on, :measured, :at, :by)"
        " ON CONFLICT (organisation_id, indicator, measured_on) DO UPDATE SET measured = excluded.measured,"
        " recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by",
        organisation=organisation_id,
        indicator=number.indicator,
        on=number.measured_on.isoformat(),
        measured=canonical(measurement_data(number.measurement)),
        at=stamp(number.recorded_at),
        by=number.recorded_by.id,
    )


def forget(unit: Unit, organisation_id: int, indicator: str, measured_on: date) -> None:
    """Delete one measurement."""
    unit.run(
        "DELETE FROM {measurement} WHERE organisation_id = :organisation AND indicator = :indicator"
        " AND measured_on = :on",
        organisation=organisation_id,
        indicator=indicator,
        on=measured_on.isoformat(),
    )
