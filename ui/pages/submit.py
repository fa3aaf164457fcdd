"""Check and submit: what is still open, in words and with the way there, and what happens when one submits."""

from collections.abc import Iterable

import streamlit as st

from assessments import asking, leading, organisations, reviews, submitting
from assessments.errors import AssessmentError
from assessments.submitting import CheckList
from assessments.values import OpenReview
from assessments.wording import answer_words, counted, scale_label
from ui import addresses, composition, keys, seen_on_submission, shell
from ui.composition import Desk
from ui.formatting import html, link
from ui.navigation import go
from ui.pages.review import name
from ui.words import answered

LONGEST_REASON = 500


def page() -> None:
    review = shell.asked_number("review")
    if review is None:
        shell.stop_with("Choose a review", "This address names no review. Open one from Home.")
    desk = composition.desk()
    opened = reviews.open(desk.door, desk.catalogue, review, now=desk.now)
    shell.begin(
        "Reopen this review" if opened.review.status == "submitted" else "Check and submit",
        desk=desk,
        organisation=opened.organisation,
        organisations=organisations.mine(desk.door),
        trail=[("Home", addresses.home(opened.organisation.id)), (name(opened), addresses.review(review))],
        browser=f"Check and submit – {name(opened)}",
    )
    if opened.review.status == "submitted":
        reopening(desk, opened)
        return
    found = submitting.check(desk.door, desk.catalogue, review, now=desk.now)
    st.html(f'<p class="lead">{answered(found.progress.answered, found.progress.of)}</p>')
    for block in blocks(opened, found):
        st.html(block)
    finish(desk, opened, found)
    if opened.review.status == "reopened":
        giving_up(desk, opened)
    if not opened.answers and not opened.review.submissions:
        mistake(desk, opened)


def to_question(opened: OpenReview, question: str) -> str:
    """A link to one question, opened."""
    section = opened.edition.section_of[question].id
    where = addresses.address("review", review=opened.review.id, section=section, question=question)
    return f"<li>{link(where, opened.edition.questions[question].text)}</li>"


def block(title: str, say: str, items: Iterable[str]) -> str:
    lines = "".join(items)
    return f'<section class="check"><h2>{html(title)}</h2><p>{html(say)}</p><ul>{lines}</ul></section>' if lines else ""


def questions(opened: OpenReview, ids: Iterable[str]) -> Iterable[str]:
    return (to_question(opened, question) for question in ids)


def blocks(opened: OpenReview, found: CheckList) -> list[str]:
    """Everything still open, the weightiest first; empty parts are left out."""
    lowest = opened.edition.scale.levels[opened.edition.scale.lowest].name
    missing = (
        f"<li>{link(addresses.review(opened.review.id, section), fact.label)}</li>"
        for section, facts in found.facts_missing.items()
        for fact in facts
    )
    unanswered = [question for question in found.unanswered if question not in found.unconfirmed]
    parts = [
        block("About your organisation", "These facts decide which questions are asked.", missing),
        block(
            f"{counted(len(unanswered), 'question')} not answered",
            f"Each can also be answered “We do not know yet”. That counts as “{lowest}” and comes first in your "
            "next steps.",
            questions(opened, unanswered),
        ),
        block(
            "Left open for somebody",
            "They have been asked. Answer these when you hear from them.",
            asked_of(opened, found.asked),
        ),
        block(
            f"{counted(len(found.unconfirmed), 'suggested answer')} not confirmed",
            "Earlier answers suggest these. They count only when you confirm or change them.",
            questions(opened, found.unconfirmed),
        ),
        block(
            f"{counted(len(found.below_minimum), 'must-have')} not yet in place",
            "Everyone is expected to have these. You can submit all the same; they will head your next steps.",
            questions(opened, found.below_minimum),
        ),
        block("Answered “we do not know”", f"Each counts as “{lowest}”.", questions(opened, found.not_known)),
        block(
            "Evidence missing",
            "At the level you chose, something should show it.",
            questions(opened, found.without_evidence),
        ),
        block(
            "A comment is asked for",
            "A sentence on how it is done helps those who read this.",
            questions(opened, found.without_comment),
        ),
        block(
            "A number and a level that differ",
            "Look at both once more. A number never changes the level.",
            contradictions(opened, found),
        ),
        block(
            "Do these fit together?",
            "Worth a second look. Nothing here stops you.",
            (f"<li>{html(rule.say)}</li>" for rule in found.consistency),
        ),
    ]
    if found.bulk_confirmed:
        parts.append(
            f"<p>{counted(found.bulk_confirmed, 'answer')} confirmed together with their group, not one by one.</p>"
        )
    there = [part for part in parts if part]
    return there or [
        '<div class="box good"><p><strong>Nothing is open.</strong> Everything is answered and fits together.</p></div>'
    ]


def asked_of(opened: OpenReview, ids: Iterable[str]) -> Iterable[str]:
    for question in ids:
        left = opened.asked[question]
        said = f"{asking.who(opened.edition, left)}{': ' if left.note else ''}{left.note}"
        yield f"{to_question(opened, question).removesuffix('</li>')}<br>{html(said)}</li>"


def contradictions(opened: OpenReview, found: CheckList) -> Iterable[str]:
    for each in found.contradictions:
        question = opened.edition.questions[each.question]
        chosen = answer_words(opened.edition, question, opened.answers[each.question].answer)
        said = f"“{each.label}” fits {scale_label(opened.edition, each.suggests)}; you chose {chosen}."
        yield f"{to_question(opened, each.question).removesuffix('</li>')}<br>{html(said)}</li>"


def finish(desk: Desk, opened: OpenReview, found: CheckList) -> None:
    """Who will see what, and the button."""
    st.html(
        "<h2>When you submit</h2><p>Your answers are locked and scored, and the results are kept as they are today. "
        "You can reopen the review later; that is recorded with your reason.</p>"
        f"{seen_on_submission.told(desk, opened.organisation.id)}"
    )
    if not may(desk, opened, "submit"):
        return
    if found.refusal:
        shell.note(found.refusal)
    pressed = st.button(
        "Submit this review", type="primary", key=keys.page("submit", "send"), disabled=found.refusal is not None
    )
    if pressed:
        try:
            submitting.submit(desk.door, desk.catalogue, opened.review.id, now=desk.now)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        go("results", review=opened.review.id)


def may(desk: Desk, opened: OpenReview, act: str) -> bool:
    """Whether this person leads here; whoever does not is told whom to ask, in place of the button."""
    why_not = leading.why_not(desk.door, opened.organisation.id, act)
    if why_not is not None:
        shell.note(why_not)
    return why_not is None


def giving_up(desk: Desk, opened: OpenReview) -> None:
    """A review reopened by mistake goes back to what was submitted; by a lead."""
    if leading.why_not(desk.door, opened.organisation.id, "give up a reopening") is not None:
        return
    st.html("<p>Reopened by mistake? Then what was submitted stands; changes since then stay in the history only.</p>")
    if st.button("Give up the reopening", key=keys.page("submit", "give_up")):
        try:
            submitting.withdraw_reopening(desk.door, desk.catalogue, opened.review.id, now=desk.now)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        shell.tell_next("What was submitted before stands again.")
        go("results", review=opened.review.id)


def mistake(desk: Desk, opened: OpenReview) -> None:
    """A review started by mistake can go while nothing has been answered; by a lead."""
    if leading.why_not(desk.door, opened.organisation.id, "delete a review") is not None:
        return
    if st.button("Started by mistake? Delete this review", key=keys.page("submit", "delete"), type="tertiary"):
        try:
            reviews.delete_empty(desk.door, opened.review.id, now=desk.now)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        shell.tell_next("The review was deleted. Nothing had been answered in it.")
        go(organisation=opened.organisation.id)


def reopening(desk: Desk, opened: OpenReview) -> None:
    """Reopening is a recorded act on top of what was submitted, which stays official until the next submission."""
    st.html(
        "<p>This review has been submitted. Reopen it to change an answer. What was submitted stays your official "
        f"result until you submit again. {link(addresses.results(opened.review.id), 'See the results')}</p>"
    )
    if not may(desk, opened, submitting.REOPEN):
        return
    reason = st.text_area(
        "Why are you reopening it? (kept in the record)", key=keys.page("submit", "reason"), max_chars=LONGEST_REASON
    )
    if st.button("Reopen this review", key=keys.page("submit", "reopen")):
        try:
            submitting.reopen(desk.door, opened.review.id, reason, now=desk.now)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        go("review", review=opened.review.id)
