"""What if: choose open actions and see the level, the must-haves and the steps to each mark as they would be then."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessments import actions, results, reviews, wording
from assessments.actions import Supposed
from assessments.errors import AssessmentError
from assessments.planned import Action
from assessments.results import ResultView
from scoring.results import AwardResult, Score
from scoring.what_if import WhyLeft
from ui import keys
from ui.composition import Desk
from ui.formatting import plain
from ui.tables import Cell, Html, bullets, table, tag

LEFT: Mapping[WhyLeft, str] = {
    "outside": "it is not asked of you",
    "not_applicable": "you said that it does not apply",
    "no_level": "it has no level",
    "unanswered": "it has no answer yet; name a level to reach in the action",
    "there_already": "it is there already",
}


def part(desk: Desk, organisation: int, found: Sequence[Action]) -> None:
    """The choice, and below it what it would come to. Nothing of it is kept."""
    about = {one.id: one for one in found if one.is_open and one.questions}
    if not about:
        return
    st.html(tag("h2", "What if some of these were done?"))
    chosen = st.multiselect(
        "Actions that would be done", list(about), key=keys.page("actions", "what_if"), placeholder="Choose actions",
        format_func=lambda one: plain(about[one].what) if one in about else "",
    )  # fmt: skip
    picked = [about[one] for one in chosen if one in about]
    if not picked:
        st.html(
            "<p>Choose one or more. You see what your level and your steps to the mark would be. Nothing is kept.</p>"
        )
        return
    for framework in dict.fromkeys(one.framework for one in picked):
        view = latest(desk, organisation, framework)
        if view is None:
            st.html(tag("p", "There is no review of this framework that you can see, so nothing can be worked out."))
        else:
            own = [one for one in picked if one.framework == framework]
            st.html(supposed(view, actions.supposing(view, desk.catalogue, own)))


def latest(desk: Desk, organisation: int, framework: str | None) -> ResultView | None:
    """The last review of a framework as it stands: what was submitted, or the draft where nothing was yet."""
    lines = reviews.mine(desk.door, desk.catalogue, organisation_id=organisation, now=desk.now)
    own = [line.review for line in lines if line.review.framework == framework]
    for review in sorted(own, key=lambda one: (bool(one.submissions), one.period.start), reverse=True):
        try:
            return results.of(desk.door, desk.catalogue, review.id, now=desk.now)
        except AssessmentError:
            continue
    return None


def supposed(view: ResultView, found: Supposed) -> Html:
    """The finding in a sentence, the figures now and then, and what it rests on."""
    now, then = found.found.now, found.found.then
    head = tag("h3", f"{view.edition.name}, {view.review.period.name}")
    return Html.join(
        [head, tag("p", sentence(view, now, then), "standing"), _figures(view, now, then), _rests(view, found)]
    )


def sentence(view: ResultView, now: Score, then: Score) -> str:
    """As in "From 2.9 of 5, Early steps, to 3.4 of 5, In place: +0.5"."""
    before, after = now.overall, then.overall
    if before.level is None or after.level is None:
        return "There is no score yet."
    words = [wording.standing(view.edition, node).replace(" · ", ", ") for node in (before, after)]
    return f"From {words[0]}, to {words[1]}: {wording.change(after.level - before.level)}."


def _figures(view: ResultView, now: Score, then: Score) -> Html:
    rows: list[tuple[str, Cell, Cell]] = []
    for node in (now.overall, *(now.nodes[section.id] for section in view.edition.sections)):
        title = "Overall" if node.kind == "overall" else node.title
        words = [wording.standing(view.edition, one) for one in (node, then.nodes[node.node])]
        rows.append((title, Cell(words[0]), Cell(words[1])))
    rows.append(("At good practice", _of(now), _of(then)))
    must = [wording.counted(len(score.below_minimum), "must-have") for score in (now, then)]
    rows.append(("Not yet in place", Cell(must[0]), Cell(must[1])))
    rows += [
        (f"Steps to “{award.title}”", Cell(_steps(award)), Cell(_steps(after)))
        for award, after in zip(now.awards, then.awards, strict=True)
    ]
    return table("Now, and if the chosen actions were done", ("Figure", "Now", "Then"), rows)


def _of(score: Score) -> Cell:
    return Cell(f"{score.at_target} of {score.counted}")


def _steps(award: AwardResult) -> str:
    if award.verdict == "met":
        return "reached"
    if not award.path:
        return "not by raising levels alone"
    return f"{wording.counted(len(award.path), 'question')} to raise"


def _rests(view: ResultView, found: Supposed) -> Html:
    """What was assumed, and what was left out."""
    whole, titles = found.found, view.edition.questions
    what = "your draft as it stands" if view.submission is None else "what you submitted"
    said = [
        f"It starts from {what}. Each question goes up one level, or to the level the action names.",
        "Nothing else changes, and nothing of this is kept.",
        *(f"Up: {titles[one.question].text}" for one in whole.raised),
        *(f"Left as it is, as {LEFT[why]}: {titles[name].text}" for name, why in whole.left),
        *(f"This version does not ask about it: {one.what}" for one in found.apart),
    ]
    if view.edition.scoring.evidence == "cap":
        said.append("The evidence for each raised level is taken to be there.")
    if whole.more_asked > 0:
        more = wording.counted(whole.more_asked, "more question")
        said.append(f"{more} would then be asked, and counted as the lowest level until answered.")
    return Html(tag("p", tag("strong", "What this rests on")) + bullets(said, "small"))
