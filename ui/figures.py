"""The numbers beside a question: "212 of 240", a percent, a date or a plain figure; each kept as it was typed."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import streamlit as st

from assessments import numbers, reviews
from assessments.errors import AssessmentError, BadAnswer, NumberChanged
from assessments.values import OpenReview, RecordedNumber
from assessments.wording import clock, day, number
from frameworks.questions import BaseQuestion, Indicator
from scoring.answers import Measurement
from ui import board, composition, keys
from ui.composition import Desk
from ui.formatting import html, plain
from ui.judgement import figure_of
from ui.plainly import lost

SECOND = '<p class="quiet" data-say="1">Not saved yet: give the second figure too.</p>'
LOST = "The connection was lost before this was saved. Press “Save it now”."
CHANGED = "Another window has saved {theirs} here. Save yours over it, or take that one and drop what you typed."


@dataclass(frozen=True, slots=True)
class Shown:
    """What this window knows of one number: the revision it saw, the fields' turn, and what came of the last change.

    `unsaved`: something typed is not stored. `again`: it is whole, so that it can be saved by pressing a button.
    """

    seen: int
    turn: int = 0
    said: str = ""
    unsaved: bool = False
    again: bool = False
    theirs: str = ""


def show(opened: OpenReview, asked: BaseQuestion) -> None:
    """Every number of a question; none is ever required."""
    if asked.indicators:
        st.html('<h4>Numbers</h4><p class="quiet small">Fill in what you know. A number never sets the level.</p>')
    for indicator in asked.indicators:
        one(opened, indicator)


def one(opened: OpenReview, indicator: Indicator) -> None:
    review, found = opened.review.id, opened.numbers.get(indicator.id)
    here = found.measurement if found and found.here else Measurement()
    now = up_to_date(review, indicator.id, revision(found))
    st.html(f"<p><strong>{html(indicator.label)}</strong></p>{hint(found)}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if indicator.date_of:
            kept = date.fromisoformat(here.date) if here.date else None
            st.date_input(
                plain(indicator.date_of), kept, key=field_key(review, indicator.id, "date", now.turn),
                format="DD/MM/YYYY", min_value=date(1990, 1, 1), max_value="today", width=220,
                on_change=changed, args=(review, indicator.id),
            )  # fmt: skip
        elif indicator.of and indicator.per:
            field(review, indicator, "of", indicator.of, here.of, now.turn)
            field(review, indicator, "per", f"out of: {indicator.per}", here.per, now.turn)
            if indicator.unit == "percent":
                field(review, indicator, "percent", "or the percent", here.percent, now.turn)
        else:
            field(review, indicator, "value", unit_words(indicator.unit), here.value, now.turn)
    outcome(review, indicator.id, stranded(review, indicator.id, now, here))


def outcome(review: int, indicator: str, now: Shown) -> None:
    """What came of the last change, and the ways on where it was not saved."""
    if now.said:
        st.html(now.said)
    if now.again:
        with st.container(horizontal=True):
            st.button("Save it now", key=keys.number(review, indicator, "again"), on_click=changed,
                      args=(review, indicator))  # fmt: skip
            if now.theirs:
                st.button("Take the other", key=keys.number(review, indicator, "other"), on_click=take_other,
                          args=(review, indicator))  # fmt: skip


def revision(found: RecordedNumber | None) -> int:
    return found.revision if found and found.here else 0


def shown(review: int, indicator: str) -> Shown | None:
    found: Shown | None = st.session_state.get(keys.number(review, indicator, "shown"))
    return found


def hold(review: int, indicator: str, now: Shown) -> Shown:
    st.session_state[keys.number(review, indicator, "shown")] = now
    return now


def up_to_date(review: int, indicator: str, current: int) -> Shown:
    """What another window saved is taken over into new fields, unless something here is unsaved."""
    before = shown(review, indicator)
    if before is None:
        return hold(review, indicator, Shown(current))
    if before.seen != current and not before.unsaved:
        return hold(review, indicator, Shown(current, before.turn + 1))
    return before


def stranded(review: int, indicator: str, now: Shown, here: Measurement) -> Shown:
    """What stands in the fields though nobody stored it: the server was started again in the middle of a change."""
    if now.said:
        return now
    try:
        left = typed(review, indicator)
    except BadAnswer as fault:
        return hold(review, indicator, replace(now, said=wrong(fault.sentence), unsaved=True))
    if left is None:
        return hold(review, indicator, replace(now, said=SECOND, unsaved=True))
    if left in (Measurement(), replace(here, measured_on=None)):
        return now
    return hold(review, indicator, replace(now, said=wrong(LOST), unsaved=True, again=True))


def unit_words(unit: str) -> str:
    """What stands over the field of a plain figure."""
    return {"count": "How many", "ratio": "As a number", "GBP": "In pounds"}.get(unit, f"In {unit}")


def field_key(review: int, indicator: str, part: str, turn: int) -> str:
    return keys.number(review, indicator, f"{part}.{turn}" if turn else part)


def field(review: int, indicator: Indicator, part: str, label: str, value: Decimal | None, turn: int) -> None:
    text = "" if value is None else number(value).replace(",", "")
    name = field_key(review, indicator.id, part, turn)
    st.text_input(plain(label), text, key=name, width=220, on_change=changed, args=(review, indicator.id))


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
    before = shown(review, indicator) or Shown(0)
    try:
        measured = typed(review, indicator)
        if measured is None:
            hold(review, indicator, replace(before, said=SECOND, unsaved=True, again=False))
            return
        desk = composition.desk()
        seen = keep(desk, review, indicator, measured, before.seen)
        said = f'<p class="said" data-say="{desk.now.timestamp()}">Saved {clock(desk.now)}</p>'
        hold(review, indicator, Shown(seen, before.turn, said))
    except NumberChanged as meanwhile:
        theirs = words(meanwhile.theirs.measurement) if meanwhile.theirs else "that there is no number"
        said = wrong(CHANGED.format(theirs=theirs))
        hold(
            review,
            indicator,
            Shown(revision(meanwhile.theirs), before.turn, said, unsaved=True, again=True, theirs=theirs),
        )
    except BadAnswer as fault:
        hold(review, indicator, replace(before, said=wrong(fault.sentence), unsaved=True, again=False))
    except AssessmentError as fault:
        hold(review, indicator, replace(before, said=wrong(fault.sentence), unsaved=True, again=True))
    except Exception:  # noqa: BLE001 - logged with its number; what was typed stays on the page
        hold(review, indicator, replace(before, said=wrong(lost()), unsaved=True, again=True))


def keep(desk: Desk, review: int, indicator: str, measured: Measurement, seen: int) -> int:
    """Store or take back; the board learns it, so that this window knows what it has seen. Gives the revision."""
    if measured == Measurement():
        numbers.forget(desk.door, desk.catalogue, review, indicator, seen=seen, now=desk.now)
        left = reviews.open(desk.door, desk.catalogue, review, now=desk.now).numbers.get(indicator)
    else:
        left = numbers.record(desk.door, desk.catalogue, review, indicator, measured, seen=seen, now=desk.now)
    opened = board.board()
    if opened and opened.review.id == review:
        rest = {name: found for name, found in opened.numbers.items() if name != indicator}
        st.session_state[keys.BOARD] = replace(opened, numbers=rest | ({indicator: left} if left else {}))
    return revision(left)


def take_other(review: int, indicator: str) -> None:
    """Of two versions, show the one stored already; the whole page is read again for it."""
    before = shown(review, indicator) or Shown(0)
    hold(review, indicator, Shown(before.seen, before.turn + 1))
    st.session_state[keys.REDRAW] = True


def wrong(sentence: str) -> str:
    return f'<div class="box wrong" role="alert"><p><strong class="word">Not saved.</strong> {html(sentence)}</p></div>'


def typed(review: int, indicator: str) -> Measurement | None:
    """What stands in the fields; None while only one of two parts is there. Raises BadAnswer."""
    turn = (shown(review, indicator) or Shown(0)).turn

    def there(part: str) -> object:
        return st.session_state.get(field_key(review, indicator, part, turn))

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
