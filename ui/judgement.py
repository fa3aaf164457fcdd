"""The widgets that take one judgement, by kind of question; what comes back from the browser is checked here again."""

import re
from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from assessments import answering
from assessments.errors import BadAnswer
from assessments.wording import number, scale_label
from frameworks.edition import Edition
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    NumberRule,
)
from scoring.answers import Answer, Profile
from scoring.checks import lines_not_asked
from ui import board, keys
from ui.board import Held
from ui.formatting import html, plain

Change = Callable[..., None]
LONGEST = 4000
ZERO = {
    "not_applicable": "With 0 there is nothing to compare with, so this question does not count, whatever you type.",
    "lowest": "With 0 this counts as “{lowest}”, whatever you type.",
}
FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def ask(review: int, edition: Edition, question: BaseQuestion, held: Held, change: Change) -> None:
    """Draw the widgets; `change(review, question id, part)` is called when one of them changes."""
    match question:
        case LevelQuestion():
            shown = {
                at: f"**{plain(scale_label(edition, at))}**  \n{plain(text)}" for at, text in question.levels.items()
            }
            radio(review, question, held, list(question.levels), shown, held.answer.level, change)
        case ChoiceQuestion():
            labels = {option.id: plain(option.label) for option in question.options}
            radio(review, question, held, list(labels), labels, held.answer.option, change)
        case ChecklistQuestion():
            checklist(review, question, held, change)
        case NumberQuestion():
            figure(review, edition, question, held, change)
        case _:
            name = keys.widget(review, question.id, "text", held.turn)
            st.text_area(
                "Your answer", held.answer.text or "", key=name, max_chars=LONGEST, on_change=change,
                args=(review, question.id, "text"),
            )  # fmt: skip


def radio(
    review: int,
    question: BaseQuestion,
    held: Held,
    options: list[int] | list[str],
    shown: dict[int, str] | dict[str, str],
    chosen: int | str | None,
    change: Change,
) -> None:
    labels: dict[int | str, str] = dict(shown.items())
    st.radio(
        question.text,  # not drawn, only read out: the heading above says it
        options,
        index=options.index(chosen) if chosen in options else None,  # type: ignore[arg-type]
        format_func=lambda option: labels.get(option, str(option)),
        key=keys.widget(review, question.id, "choice", held.turn),
        label_visibility="collapsed",
        width="stretch",
        on_change=change,
        args=(review, question.id, "choice"),
    )


def checklist(review: int, question: ChecklistQuestion, held: Held, change: Change) -> None:
    ticked, out = held.answer.checked, not_asked(question)
    for check in question.checks:
        if check.id in out:
            continue
        name = keys.widget(review, question.id, f"check.{check.id}", held.turn)
        said = f"{plain(check.label)} (must be in place)" if check.required else plain(check.label)
        st.checkbox(
            said,
            check.id in (ticked or ()),
            key=name,
            on_change=change,
            args=(review, question.id, f"check.{check.id}"),
        )
    name = keys.widget(review, question.id, "check", held.turn)
    none = ticked is not None and not ticked
    st.checkbox("None of these", none, key=name, on_change=change, args=(review, question.id, "check"))


def not_asked(question: ChecklistQuestion) -> frozenset[str]:
    """The lines that this organisation is not asked, as the page was last drawn whole."""
    opened = board.board()
    if opened is None or not any(check.ask_if for check in question.checks):
        return frozenset()
    return lines_not_asked(opened.edition, opened.sheet, question)


def figure(review: int, edition: Edition, question: NumberQuestion, held: Held, change: Change) -> None:
    rule, value = question.number, held.answer.value
    label = f"{rule.ratio.of} ({rule.unit})" if rule.ratio else f"Your figure ({rule.unit})"
    st.text_input(
        plain(label),
        "" if value is None else number(value).replace(",", ""),
        key=keys.widget(review, question.id, "figure", held.turn),
        width=260,
        on_change=change,
        args=(review, question.id, "figure"),
    )
    opened = board.board()
    if rule.ratio and opened:
        st.html(f'<p class="quiet small">{html(set_against(edition, rule, opened.review.profile))}</p>')


def set_against(edition: Edition, rule: NumberRule, profile: Profile) -> str:
    """The fact that a figure is divided by, as the organisation gave it, and what it means when that is 0."""
    per = rule.ratio.per if rule.ratio else ""
    fact, known = edition.facts.get(per), profile.get(per)
    asked = (fact.label if fact else per).rstrip("?")
    if not isinstance(known, int | Decimal):
        return f"Set against what you say of your organisation: {asked}. This has not been given yet."
    none = "" if known else " " + ZERO[rule.zero].format(lowest=edition.scale.levels[edition.scale.lowest].name)
    return f"Set against what you say of your organisation: {asked}: {number(Decimal(known))}.{none}"


def judged(  # noqa: C901 (one case for each kind of question)
    question: BaseQuestion, before: Answer, part: str, value: object
) -> Answer:
    """The answer that a changed widget gives. Raises BadAnswer when the browser sent what was never offered."""
    match question, part.partition("."):
        case LevelQuestion(levels=levels), ("choice", _, _):
            if not isinstance(value, int) or isinstance(value, bool) or value not in levels:
                raise BadAnswer("That is not one of the answers to this question. Choose one of those shown.")
            return answering.judged(before, level=value)
        case ChoiceQuestion(options=options), ("choice", _, _):
            if value not in {option.id for option in options}:
                raise BadAnswer("That is not one of the answers to this question. Choose one of those shown.")
            return answering.judged(before, option=str(value))
        case ChecklistQuestion(checks=checks), ("check", _, check):
            if check and check not in {known.id for known in checks}:
                raise BadAnswer("That is not on this list. Tick the lines shown.")
            return answering.judged(before, checked=ticked(before.checked, check, on=value is True))
        case NumberQuestion(), ("figure", _, _):
            return answering.judged(before, value=figure_of(value))
        case _, ("text", _, _):
            return answering.judged(before, text=str(value or "").strip()[:LONGEST] or None)
        case _, ("not_known", _, _):
            return answering.judged(before, not_known=value is True)
        case _, ("not_applicable", _, _):
            return answering.judged(before, not_applicable=str(value or "").strip()[:LONGEST] or None)
    raise BadAnswer("That is not an answer to this question. Load the page again.")


def show_only(review: int, question: BaseQuestion, held: Held, part: str) -> None:
    """Empty the widgets of the other kinds of answer, since only one can stand; a checklist shows the ticks that do."""
    group = part.partition(".")[0]
    empty: dict[str, object] = {"choice": None, "figure": "", "text": "", "not_known": False, "not_applicable": ""}
    if isinstance(question, ChecklistQuestion):
        kept = held.answer.checked
        empty |= {f"check.{check.id}": check.id in (kept or ()) for check in question.checks}
        empty["check"] = kept is not None and not kept
    for other, nothing in empty.items():
        name = keys.widget(review, question.id, other, held.turn)
        if name in st.session_state and (other.partition(".")[0] != group or group == "check"):
            st.session_state[name] = nothing


def ticked(before: frozenset[str] | None, check: str, *, on: bool) -> frozenset[str] | None:
    """The ticks after one changed; "none of these" clears the others, the last one taken away clears the answer."""
    if not check:
        return frozenset() if on else None
    after = (before or frozenset()) | {check} if on else (before or frozenset()) - {check}
    return after or None


def figure_of(value: object) -> Decimal | None:
    """A typed figure; spaces, commas and a percent sign are taken as people mean them. Raises BadAnswer."""
    text = str(value or "").replace(",", "").replace(" ", "").removesuffix("%").replace("−", "-")
    if not text:
        return None
    if not FIGURE.fullmatch(text):
        raise BadAnswer(f"“{str(value).strip()[:40]}” is not a number. Type it in digits, such as 12 or 12.5.")
    return Decimal(text)
