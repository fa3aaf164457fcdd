"""The numbers beside a question: "212 of 240", a percent, a date or a plain figure; each kept as it was typed."""

from datetime import date
from decimal import Decimal

import streamlit as st

from assessments import numbers
from assessments.errors import AssessmentError, BadAnswer
from assessments.values import OpenReview, RecordedNumber
from assessments.wording import clock, day, number
from frameworks.questions import BaseQuestion, Indicator
from scoring.answers import Measurement
from ui import composition, keys
from ui.formatting import html, plain
from ui.judgement import figure_of
from ui.plainly import lost


def show(opened: OpenReview, asked: BaseQuestion) -> None:
    """Every number of a question; none is ever required."""
    if asked.indicators:
        st.html('<h4>Numbers</h4><p class="quiet small">Fill in what you know. A number never sets the level.</p>')
    for indicator in asked.indicators:
        one(opened, indicator)


def one(opened: OpenReview, indicator: Indicator) -> None:
    review, found = opened.review.id, opened.numbers.get(indicator.id)
    here = found.measurement if found and found.here else Measurement()
    st.html(f"<p><strong>{html(indicator.label)}</strong></p>{hint(found)}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if indicator.date_of:
            kept = date.fromisoformat(here.date) if here.date else None
            st.date_input(
                plain(indicator.date_of), kept, key=keys.number(review, indicator.id, "date"), format="DD/MM/YYYY",
                min_value=date(1990, 1, 1), max_value="today", width=220,
                on_change=changed, args=(review, indicator.id),
            )  # fmt: skip
        elif indicator.of and indicator.per:
            field(review, indicator, "of", indicator.of, here.of)
            field(review, indicator, "per", f"out of: {indicator.per}", here.per)
            if indicator.unit == "percent":
                field(review, indicator, "percent", "or the percent", here.percent)
        else:
            field(review, indicator, "value", unit_words(indicator.unit), here.value)
    said = st.session_state.get(keys.number(review, indicator.id, "said"))
    if said:
        st.html(said)


def unit_words(unit: str) -> str:
    """What stands over the field of a plain figure."""
    return {"count": "How many", "ratio": "As a number", "GBP": "In pounds"}.get(unit, f"In {unit}")


def field(review: int, indicator: Indicator, part: str, label: str, value: Decimal | None) -> None:
    typed = "" if value is None else number(value).replace(",", "")
    name = keys.number(review, indicator.id, part)
    st.text_input(plain(label), typed, key=name, width=220, on_change=changed, args=(review, indicator.id))


def hint(found: RecordedNumber | None) -> str:
    """A number from before, or from another framework, that does not count here until it is typed."""
    if found is None or found.here:
        return ""
    return f'<p class="quiet small">Last known: {html(words(found.measurement))}, on {day(found.measured_on)}.</p>'


def words(measured: Measurement) -> str:
    """A measurement as people write it."""
    if measured.date:
        return day(measured.date)
    if measured.of is not None and measured.per is not None:
        return f"{number(measured.of)} of {number(measured.per)}"
    if measured.percent is not None:
        return f"{number(measured.percent)} %"
    return number(measured.value) if measured.value is not None else "nothing"


def changed(review: int, indicator: str) -> None:
    """A field was changed: keep the number once it is whole, and say what came of it."""
    said = keys.number(review, indicator, "said")
    try:
        measured = typed(review, indicator)
        if measured is None:
            st.session_state[said] = '<p class="quiet" data-say="1">Not saved yet: give the second figure too.</p>'
            return
        desk = composition.desk()
        if measured == Measurement():
            numbers.forget(desk.door, desk.catalogue, review, indicator, now=desk.now)
        else:
            numbers.record(desk.door, desk.catalogue, review, indicator, measured, now=desk.now)
        st.session_state[said] = f'<p class="said" data-say="{desk.now.timestamp()}">Saved {clock(desk.now)}</p>'
    except AssessmentError as fault:
        st.session_state[said] = wrong(fault.sentence)
    except Exception:  # noqa: BLE001 - logged with its number; what was typed stays on the page
        st.session_state[said] = wrong(lost())


def wrong(sentence: str) -> str:
    return f'<div class="box wrong" role="alert"><p><strong class="word">Not saved.</strong> {html(sentence)}</p></div>'


def typed(review: int, indicator: str) -> Measurement | None:
    """What stands in the fields; None while only one of two parts is there. Raises BadAnswer."""

    def there(part: str) -> object:
        return st.session_state.get(keys.number(review, indicator, part))

    when = there("date")
    if isinstance(when, date):
        return Measurement(date=when.isoformat())
    of, per, percent = figure_of(there("of")), figure_of(there("per")), figure_of(there("percent"))
    if percent is not None and (of is not None or per is not None):
        raise BadAnswer("Give the two figures or the percent, not both: empty what you do not need.")
    if of is not None and per is not None:
        return Measurement(of=of, per=per)
    if percent is not None:
        return Measurement(percent=percent)
    if of is not None or per is not None:
        return None
    value = figure_of(there("value"))
    return Measurement(value=value) if value is not None else Measurement()
