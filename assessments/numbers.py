"""Numbers measured beside questions: one time series an organisation and indicator, whichever framework asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from assessments import answer_rules, asking, drafts, editions, opening, periods, wording
from assessments.errors import BadAnswer, NotYours, NumberChanged, Refused
from assessments.store import numbers as statements
from assessments.store import organisations as organisation_statements
from assessments.store import reviews as review_statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import PastNumber, Person, RecordedNumber, Review, ToFill
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import Indicator
from scoring.answers import Measurement
from scoring.days import is_day
from scoring.measurements import figure_of

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over time, oldest first, with how it is labelled, and the frameworks that ask for it by name."""

    indicator: Indicator
    points: tuple[RecordedNumber, ...]
    asked_in: tuple[str, ...]


def record(  # noqa: PLR0913 (what is measured, and what was seen)
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    indicator_id: str,
    measured: Measurement,
    *,
    measured_on: date | None = None,
    seen: int | None = None,
    now: datetime,
) -> RecordedNumber:
    """Store a measurement (a day's later one takes its place; the history keeps both). Raises BadAnswer, Refused.

    Give a value, both parts ("212 of 240"), a percent, or a date, as the indicator asks. `measured_on` defaults to
    today, or to the last day of the review's period when that has passed. `seen` is the revision of the number the
    person saw counting in this review, 0 for none; raises NumberChanged(theirs) with nothing written when another one
    counts now. Saying again what is stored writes nothing.
    """
    today = periods.today(now)

    def work(unit: Unit) -> RecordedNumber:
        review = drafts.open_draft(unit, review_id)
        on = _day_of(review, measured_on, today)
        edition = editions.of(unit, catalogue, review)
        clean = replace(checked(_indicator(edition, indicator_id), measured, today), measured_on=on.isoformat())
        there = _here(unit, edition, review, indicator_id, today)
        if there is not None and there.measurement == clean:
            return there
        _refuse_unseen(there, seen)
        number = RecordedNumber(indicator_id, clean, on, now, Person(unit.person_id, ""), on >= review.period.start)
        return replace(number, revision=statements.record(unit, review.organisation, number))

    return door.write(work)


def forget(
    door: Door, catalogue: Catalogue, review_id: int, indicator_id: str, *, seen: int | None = None, now: datetime
) -> None:
    """Take back the latest measurement of this review's period, as when it was typed by mistake. Raises as `record`."""

    def work(unit: Unit) -> None:
        review = drafts.open_draft(unit, review_id)
        edition = editions.of(unit, catalogue, review)
        there = _here(unit, edition, review, indicator_id, periods.today(now))
        _refuse_unseen(there, seen)
        if there is None:
            raise Refused("There is no number of this year to take back.")
        statements.forget(unit, review.organisation, there, unit.person_id, now)

    door.write(work)


def _here(rows: Rows, edition: Edition, review: Review, indicator: str, today: date) -> RecordedNumber | None:
    """The number that counts in a review, if there is one."""
    found = opening.numbers_of(rows, edition, review, today).get(indicator)
    return found if found is not None and found.here else None


def _refuse_unseen(there: RecordedNumber | None, seen: int | None) -> None:
    if seen is not None and seen != (there.revision if there else 0):
        raise NumberChanged(there)


def history(door: Door, review_id: int, indicator_id: str) -> tuple[PastNumber, ...]:
    """Everything recorded of an indicator by the organisation of a review, oldest first. Raises NotYours."""
    return door.read(lambda rows: statements.history(rows, drafts.mine(rows, review_id).organisation, indicator_id))


def to_fill(
    door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime
) -> tuple[ToFill, ...]:
    """The numbers that drafts ask for and nobody has measured in their year, each once an organisation, by its name."""

    def work(rows: Rows) -> tuple[ToFill, ...]:
        found: dict[tuple[int, str], ToFill] = {}
        for one in opening.in_progress(rows, catalogue, now, organisation_id):
            known = opening.numbers_of(rows, one.edition, one.review, periods.today(now))
            for section, question in one.asked():
                place, who = (one.review.id, section.id, question.id), asking.usually(one.edition, question)
                for indicator in question.indicators:
                    if indicator.id not in known or not known[indicator.id].here:
                        key = one.review.organisation, indicator.id
                        line = found.get(key, ToFill(one.organisation, indicator, (), ()))
                        together = tuple(dict.fromkeys((*line.who, *who)))
                        found[key] = replace(line, who=together, places=(*line.places, place))
        return tuple(sorted(found.values(), key=lambda line: (line.organisation, line.indicator.label)))

    return door.read(work)


def series(door: Door, catalogue: Catalogue, organisation_id: int) -> Mapping[str, Series]:
    """Every number of an organisation as a time series, by indicator id."""
    return door.read(lambda rows: series_in(rows, catalogue, organisation_id))


def series_in(rows: Rows, catalogue: Catalogue, organisation_id: int) -> dict[str, Series]:
    """The same within a reading that asks for more. The newest review that asks for a number labels it."""
    if organisation_statements.one(rows, organisation_id) is None:
        raise NotYours
    labels: dict[str, Indicator] = {}
    asked_in: dict[str, dict[str, str]] = {}
    for review in review_statements.every(rows, organisation_id):
        edition = editions.of(rows, catalogue, review)
        for question in edition.questions.values():
            for indicator in question.indicators:
                labels.setdefault(indicator.id, indicator)
                asked_in.setdefault(indicator.id, {}).setdefault(edition.id, edition.name)
    found: dict[str, list[RecordedNumber]] = {}
    for number in statements.every(rows, organisation_id):
        if number.indicator in labels:
            found.setdefault(number.indicator, []).append(number)
    return {
        name: Series(labels[name], tuple(points), tuple(sorted(asked_in[name].values())))
        for name, points in found.items()
    }


def _day_of(review: Review, measured_on: date | None, today: date) -> date:
    """The day a number of a review was measured on. Raises BadAnswer."""
    last = periods.last_day(review.period, today)
    on = measured_on or last
    if not date(1990, 1, 1) <= on <= today:
        raise BadAnswer("Give a day of measuring that is not in the future.")
    if on > last:
        raise BadAnswer(f"This review is of {review.period.name}. Give a day of measuring up to {wording.day(last)}.")
    return on


def _indicator(edition: Edition, indicator_id: str) -> Indicator:
    for question in edition.questions.values():
        for indicator in question.indicators:
            if indicator.id == indicator_id:
                return indicator
    raise BadAnswer("This framework asks for no such number. Reload the page and try again.")


def checked(indicator: Indicator, measured: Measurement, today: date) -> Measurement:
    """A measurement that fits its indicator. Raises BadAnswer with a sentence that says what to do."""
    given = {name for name in ("value", "of", "per", "percent", "date") if getattr(measured, name) is not None}
    if given == {"date"}:
        return _date(indicator, measured, today)
    if given == {"of", "per"}:
        return _parts(indicator, measured)
    if given == {"percent"} and indicator.per is not None:
        return replace(measured, percent=answer_rules.figure(measured.percent or Decimal(0), 0, 100, whole=False))
    if given == {"value"} and measured.value is not None:
        value = answer_rules.figure(measured.value, indicator.minimum, indicator.maximum, whole=indicator.whole)
        return replace(measured, value=value)
    raise BadAnswer("Type the number the question asks for: a figure, both parts such as 212 of 240, or a date.")


def _date(indicator: Indicator, measured: Measurement, today: date) -> Measurement:
    if indicator.date_of is None:
        raise BadAnswer("This number is not a date. Type a figure.")
    if measured.date is None or not is_day(measured.date) or not "1990-01-01" <= measured.date <= today.isoformat():
        raise BadAnswer("Give a day that exists and is not in the future, such as 14 November 2026.")
    return measured


def _parts(indicator: Indicator, measured: Measurement) -> Measurement:
    if indicator.per is None or measured.of is None or measured.per is None:
        raise BadAnswer("This number has no two parts. Type one figure.")
    of = answer_rules.figure(measured.of, 0, None, whole=False)
    per = answer_rules.figure(measured.per, 0, None, whole=False)
    if per == 0:
        raise BadAnswer("The second figure cannot be 0. Leave the number out if there is nothing to count.")
    clean = replace(measured, of=of, per=per)
    figure, most = figure_of(clean, indicator, ""), _most(indicator)
    if figure is not None and most is not None and figure > most:
        raise BadAnswer(f"The first figure is too large for the second. Check both: {indicator.of}; {indicator.per}.")
    return clean


def _most(indicator: Indicator) -> Fraction | None:
    """The largest figure: as the framework says, and a percent no more than 100 unless it does."""
    if indicator.maximum is not None:
        return Fraction(indicator.maximum)
    return HUNDRED if indicator.unit.startswith("percent") else None
