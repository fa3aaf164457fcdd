"""Statements about measurements: one time series an organisation and indicator, and everything ever recorded in it."""

from datetime import date, datetime

from assessments.plain import canonical, measurement_data, measurement_of, read
from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit, Value
from assessments.values import PastNumber, Person, RecordedNumber

SELECT = (
    "SELECT m.indicator, m.measured_on, m.revision, m.measured, m.recorded_at, m.recorded_by,"
    " coalesce(p.name, '') AS name FROM {} m"
    " LEFT JOIN person p ON p.person_id = m.recorded_by WHERE m.organisation_id = :organisation"
)
CURRENT, HISTORY = SELECT.format("measurement"), SELECT.format("measurement_history")
COLUMNS = "organisation_id, indicator, measured_on, revision, measured, recorded_at, recorded_by"
VALUES = "VALUES (:organisation, :indicator, :on, :revision, :measured, :at, :by)"


@from_row()
def _number(row: Row) -> RecordedNumber:
    return RecordedNumber(
        row["indicator"],
        measurement_of(read(row["measured"])),
        date.fromisoformat(row["measured_on"]),
        moment(row["recorded_at"]),
        Person(row["recorded_by"], row["name"]),
        revision=row["revision"],
    )


def every(rows: Rows, organisation_id: int) -> tuple[RecordedNumber, ...]:
    """Every measurement of an organisation as it stands, by indicator and oldest first."""
    found = rows.rows(CURRENT + " ORDER BY m.indicator, m.measured_on", organisation=organisation_id)
    return tuple(map(_number, found))


def latest(rows: Rows, organisation_id: int, day: date) -> tuple[RecordedNumber, ...]:
    """The last measurement of each indicator up to a day, by indicator."""
    newest = (
        "SELECT max(n.measured_on) FROM measurement n WHERE n.organisation_id = m.organisation_id"
        " AND n.indicator = m.indicator AND n.measured_on <= :day"
    )
    where = f" AND m.measured_on = ({newest}) ORDER BY m.indicator"
    found = rows.rows(CURRENT + where, organisation=organisation_id, day=day.isoformat())
    return tuple(map(_number, found))


def history(rows: Rows, organisation_id: int, indicator: str) -> tuple[PastNumber, ...]:
    """Everything recorded of one indicator, in the order it was recorded."""
    where = " AND m.indicator = :indicator ORDER BY m.revision"
    return tuple(map(_past, rows.rows(HISTORY + where, organisation=organisation_id, indicator=indicator)))


@from_row()
def _past(row: Row) -> PastNumber:
    return PastNumber(
        row["indicator"],
        row["revision"],
        date.fromisoformat(row["measured_on"]),
        None if row["measured"] is None else measurement_of(read(row["measured"])),
        moment(row["recorded_at"]),
        Person(row["recorded_by"], row["name"]),
    )


def record(unit: Unit, organisation_id: int, number: RecordedNumber) -> int:
    """Store a measurement, in place of another of the same day; gives its revision."""
    revision = _next_revision(unit, organisation_id, number.indicator)
    values: dict[str, Value] = {
        "organisation": organisation_id,
        "indicator": number.indicator,
        "on": number.measured_on.isoformat(),
        "revision": revision,
        "measured": canonical(measurement_data(number.measurement)),
        "at": stamp(number.recorded_at),
        "by": number.recorded_by.id,
    }
    unit.run(
        f"INSERT INTO {{measurement}} ({COLUMNS}) {VALUES}"
        " ON CONFLICT (organisation_id, indicator, measured_on) DO UPDATE SET measured = excluded.measured,"
        " revision = excluded.revision, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by",
        **values,
    )
    unit.run(f"INSERT INTO {{measurement_history}} ({COLUMNS}) {VALUES}", **values)
    return revision


def forget(unit: Unit, organisation_id: int, number: RecordedNumber, person_id: int, now: datetime) -> None:
    """Take one measurement back; the history keeps it, and who took it back."""
    where: dict[str, Value] = {
        "organisation": organisation_id,
        "indicator": number.indicator,
        "on": number.measured_on.isoformat(),
    }
    unit.run(
        "DELETE FROM {measurement} WHERE organisation_id = :organisation AND indicator = :indicator"
        " AND measured_on = :on",
        **where,
    )
    unit.run(
        f"INSERT INTO {{measurement_history}} ({COLUMNS}) {VALUES}",
        **where,
        revision=_next_revision(unit, organisation_id, number.indicator),
        measured=None,
        at=stamp(now),
        by=person_id,
    )


def _next_revision(unit: Unit, organisation_id: int, indicator: str) -> int:
    past = history(unit, organisation_id, indicator)
    return past[-1].revision + 1 if past else 1
