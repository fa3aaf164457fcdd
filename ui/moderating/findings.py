"""What an adviser found in place of an answer, beside it: to be said by the adviser, and answered by a lead."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments import leading, periods
from assessments.access import moderating
from assessments.results import ResultView
from assessments.standings import standing_shown
from assessments.store.moderations import Finding, Verdict
from assessments.store.teams import AdviserTeam
from assessments.wording import answer_words, day
from scoring.answers import Answer
from ui import composition, keys
from ui.composition import Desk
from ui.formatting import plain
from ui.networking.proposals import answers
from ui.shell import done
from ui.tables import Html, Row, table, tag

AGREE, KEEP = "We agree", "We keep our answer"
VERDICTS: dict[str, Verdict] = {AGREE: "agreed", KEEP: "kept"}
HEAD = ("Question", "Submitted", "The adviser would say", "Why", "What the organisation says")
COMPARED = "Comparisons with others use what was submitted."


def part(desk: Desk, view: ResultView) -> None:
    """For the organisation once something was found; for its advisers always. A draft is moderated by nobody."""
    if view.submission is None or composition.mode() == "single":
        return
    found = moderating.of(desk.door, desk.reception, view, now=desk.now)
    teams = moderating.teams(desk.door, desk.reception, view.organisation.id, now=desk.now)
    if not found and not teams:
        return
    st.html(tag("h2", "What an adviser found"))
    if found:
        rows = [_row(view, each) for each in found]
        st.html(table("Answers an adviser would give otherwise", HEAD, rows, stacks=HEAD))
        st.html(tag("p", _together(view, found)))
    waiting = [each for each in found if each.verdict is None]
    if teams:
        _say(desk, view, teams[0], [each for each in waiting if each.team == teams[0].id])
    elif waiting and leading.why_not(desk.door, view.organisation.id, "answer an adviser") is None:
        _answer(desk, view, waiting)


def _row(view: ResultView, finding: Finding) -> Row:
    asked = view.edition.questions[finding.question]
    mine = answer_words(view.edition, asked, view.sheet.answers.get(finding.question))
    theirs = answer_words(view.edition, asked, finding.answer)
    by = f"{finding.team_name}, {finding.found_by.name or 'an adviser'}, {day(periods.today(finding.found_at))}"
    return asked.text, mine, Html(f"{tag('p', theirs)}{tag('p', by, 'quiet small')}"), finding.reason, _reply(finding)


def _reply(finding: Finding) -> Html | str:
    if finding.verdict is None or finding.replied_at is None:
        return "No answer yet"
    said = "Agreed" if finding.verdict == "agreed" else "Keeps its answer"
    when = f"{said}, {day(periods.today(finding.replied_at))}"
    return Html(tag("p", when) + tag("p", finding.words)) if finding.words else when


def _together(view: ResultView, found: Sequence[Finding]) -> str:
    """Both figures, once something was agreed, and which one is compared."""
    score = moderating.agreed(view, found)
    if score is None:
        return f"Nothing is agreed yet, so there is one figure. {COMPARED}"
    mine, both = (standing_shown(view.edition, each.overall, draft=False) for each in (view.score, score))
    return f"As submitted: {mine}. With what was agreed: {both}. {COMPARED}"


def _answer(desk: Desk, view: ResultView, waiting: Sequence[Finding]) -> None:
    """A lead answers one of those that wait."""
    by_key = {f"{each.team}:{each.question}": each for each in waiting}
    texts = {name: view.edition.questions[each.question].text for name, each in by_key.items()}
    chosen = st.selectbox(
        "Answer the adviser about",
        list(by_key),
        key=_key(view, "which"),
        format_func=lambda one: plain(texts.get(one, "")),
    )
    finding = by_key.get(chosen) if chosen else None
    if finding is None:
        return
    with st.form(_key(view, f"reply:{chosen}"), border=False):
        said = st.radio("What do you say?", list(VERDICTS), index=None, key=_key(view, f"verdict:{chosen}"))
        words = st.text_area(
            "In your words (needed if you keep your answer)",
            max_chars=moderating.LONGEST,
            key=_key(view, f"words:{chosen}"),
        )
        pressed = st.form_submit_button("Send your answer", type="primary")
    if pressed and said in VERDICTS:
        act = partial(
            moderating.reply, desk.door, desk.reception, finding, VERDICTS[said], words=words or "", now=desk.now
        )
        done(act, "Your answer is with the adviser. What you submitted stays as it is.")
    elif pressed:
        st.html(tag("p", "Choose first whether you agree."))


def _say(desk: Desk, view: ResultView, team: AdviserTeam, waiting: Sequence[Finding]) -> None:
    """An adviser says what they would answer to one question, or takes that back."""
    st.html(tag("p", f"You see this for {team.name}. What you write is read by the organisation, with your name."))
    for each in waiting:
        text = plain(view.edition.questions[each.question].text)
        if st.button(f"Take back: {text}", key=_key(view, f"back:{each.question}"), type="tertiary"):
            done(partial(moderating.take_back, desk.reception, each, now=desk.now), "Taken back.")
    texts = {name: view.edition.questions[name].text for name in moderating.answers_of(view.edition, view)}
    chosen = st.selectbox(
        "Question you would answer otherwise", list(texts), index=None, placeholder="Choose one",
        key=_key(view, "question"), format_func=lambda one: plain(texts.get(one, "")),
    )  # fmt: skip
    if chosen is None or chosen not in texts:
        return
    options = answers(view.edition, view.edition.questions[chosen])
    with st.form(_key(view, f"find:{chosen}"), border=False):
        words = st.radio(
            "Your answer", list(options), index=None, key=_key(view, f"answer:{chosen}"),
            format_func=lambda one: plain(str(one)),
        )  # fmt: skip
        why = st.text_area("Why", max_chars=moderating.LONGEST, key=_key(view, f"why:{chosen}"))
        if not st.form_submit_button("Say so", type="primary"):
            return
    number = view.submission.number if view.submission else 0
    act = partial(
        moderating.find, desk.door, desk.reception, desk.catalogue, view.review.id, chosen,
        options.get(words or "", Answer()), number=number, reason=why or "", now=desk.now,
    )  # fmt: skip
    done(act, "The organisation can read it now, and answer.")


def _key(view: ResultView, name: str) -> str:
    return keys.page("results", f"moderate:{view.review.id}:{name}")
