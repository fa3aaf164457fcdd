"""Results: where a review stands in one sentence, what to do next, one chart, and everything behind them on demand."""

from collections.abc import Callable, Iterator

import streamlit as st

from assessments import (
    awarding,
    beside_others,
    changes,
    comparison,
    organisations,
    periods,
    results,
    reviews,
    standards,
    who_answered,
    wording,
)
from assessments.headline import form_note, headline, next_things, nothing_next
from assessments.results import ResultView
from scoring.case import scale_target
from scoring.plan import plan_of
from ui import addresses, aiming, composition, keys, shell
from ui.acting import became, making
from ui.awarding import of_review
from ui.charts.drawn import Chart, draw, palette
from ui.composition import Desk
from ui.formatting import html, link
from ui.moderating import findings, sign_off
from ui.outcomes import answered, beside, changed, compared, compared_closely, themes
from ui.outcomes.first_screen import next_list, standing
from ui.outcomes.proofs import files_of
from ui.outcomes.sections_chart import sections_chart
from ui.outcomes.worked_out import all_figures
from ui.parts import by_itself, drawn_of
from ui.standards import table as standards_table
from ui.tables import Html, bullets, tag

Part = tuple[str, str, Callable[[], Html]]
PAPERS = (
    ("results.docx", "One page for governors or trustees (Word)"),
    ("report.pdf", "The full report (PDF)"),
    ("report.docx", "The full report (Word)"),
    ("review.xlsx", "The tables (Excel)"),
)
FILES = (("review.json", "Everything (JSON)"), ("review.csv", "As a table (CSV)"))


def page() -> None:
    """The results of one review, or the list of reviews that have results."""
    desk = composition.desk()
    review = shell.asked_number("review")
    if review is None:
        _choose(desk)
        return
    aiming.whole_page()
    draft = st.query_params.get("draft") == "1"
    view = results.of(desk.door, desk.catalogue, review, draft=draft, now=desk.now)
    drawn_of(desk, review)
    _head(desk, view)
    _first_screen(desk, view)
    _parts(desk, view)
    findings.part(desk, view)
    sign_off.part(desk, view)
    _take_along(view)


def _choose(desk: Desk) -> None:
    shell.begin("Results", desk=desk, organisations=organisations.mine(desk.door), lead="Choose a review.")
    lines = reviews.mine(desk.door, desk.catalogue, now=desk.now)
    items = "".join(
        f"<li>{link(addresses.results(str(line.review.id)), f'{line.title}, {line.review.period.name}')}"
        f'<span class="quiet">{html(line.organisation)}</span></li>'
        for line in lines
    )
    st.html(
        f'<ul class="rows">{items}</ul>' if items else f"<p>There is no review yet. {link('/start', 'Start one')}.</p>"
    )


def _head(desk: Desk, view: ResultView) -> None:
    review, period = str(view.review.id), view.review.period.name
    mine = organisations.mine(desk.door)
    belongs = view.organisation.id in {each.id for each in mine}
    shell.begin(
        f"Results: {view.edition.name}, {period}",
        desk=desk,
        organisation=view.organisation,
        organisations=mine,
        trail=[(view.organisation.name, addresses.home(str(view.organisation.id)))] if belongs else [],
        lead=_when(view),
        browser=f"Results: {view.edition.name}, {period} – {view.organisation.name}",
    )
    if view.submission is None:
        shell.note(
            "This review has not been submitted: these are the results of a draft, and they change as you answer.",
            then=("Go on answering", addresses.review(review)),
        )
    elif view.changed_since:
        shell.note(
            "This review is open again and has changed since it was submitted. Shown is what was submitted.",
            then=("See the results of the draft", addresses.address("results", review=review, draft="1")),
        )
    left_out = results.left_out(view)
    if left_out:
        shell.note(left_out)
    for time in view.reopened:
        because = f" because: {time.because}" if time.because else "."
        shell.note(f"Reopened on {wording.day(periods.today(time.at))}{because}")
    if view.lapsed:
        pieces = wording.counted(len(view.lapsed), "piece")
        shell.note(
            f"{pieces} of evidence went out of date after this was submitted. The figures stay as they were.",
            then=("See which", addresses.address("results", review=review, open="evidence")),
        )


def _when(view: ResultView) -> str:
    if view.submission is None:
        return f"{view.organisation.name}. Draft, not submitted."
    return f"{view.organisation.name}. Submitted on {wording.day(periods.today(view.submission.submitted_at))}."


def _first_screen(desk: Desk, view: ResultView) -> None:
    draft, review = view.submission is None, str(view.review.id)
    said = headline(view.edition, view.score, draft=draft)
    st.html(standing(said, form_note(view.score)))
    paper = addresses.download("results.pdf", review=review, draft="1" if draft else None)
    buttons = link(paper, "Print (one page, PDF)", name="button")
    if view.is_inside:
        buttons += link(addresses.review(review), "See the answers", name="button second")
    st.html(f'<p class="links">{buttons}</p>')
    left, right = st.columns([5, 6], gap="large")
    with left:
        steps = next_things(view.edition, view.score)
        st.html(tag("h2", "Do these next") + (next_list(steps) if steps else tag("p", nothing_next(view.score))))
        making.of_next_steps(desk, view)
    if not any(node.claimed.so_far is not None for node in view.score.nodes.values()):
        return
    with right:
        draw(_chart(view), key="sections")


def _chart(view: ResultView) -> Chart:
    comparable = view.last_score is not None and changes.is_comparable(view.change)
    return sections_chart(
        view.edition,
        view.score.nodes,
        view.last_score.nodes if comparable and view.last_score else None,
        mark=scale_target(plan_of(view.edition), view.sheet.profile),
        draft=view.submission is None,
        about=f"{view.organisation.name}, {view.review.period.name}",
        palette=palette(),
    )


def _parts(desk: Desk, view: ResultView) -> None:
    st.html(tag("h2", "More about this result"))
    for name, title, content in _all(desk, view):
        _part(name, title, content)


def _take_along(view: ResultView) -> None:
    review = str(view.review.id)
    draft = "1" if view.submission is None else None
    papers = (link(addresses.download(name, review=review, draft=draft), words) for name, words in PAPERS)
    files = (link(addresses.download(name, review=review), words) for name, words in FILES)
    links = "".join(f"<li>{one}</li>" for one in (*papers, *files))
    left_out = "None of these holds working notes, or suggestions that nobody has confirmed yet."
    st.html(f"{tag('h2', 'Take it with you')}<ul>{links}</ul>{tag('p', left_out, 'quiet small')}")


def _all(desk: Desk, view: ResultView) -> Iterator[Part]:
    edition, score, sheet = view.edition, view.score, view.sheet
    yield "sections", "By section, question by question", lambda: _sections(desk, view)
    if view.last is not None:
        yield "change", "Why did our score change?", lambda: _change(desk, view)
    if planned := became.about(desk, view):
        yield "actions", "You said, you did", lambda: became.became(view, planned)
    yield "compared", "Compared with organisations like yours", lambda: _compared(desk, view)
    yield (
        "evidence",
        "Evidence",
        lambda: beside.evidence(
            edition,
            score,
            sheet,
            view.lapsed,
            draft=view.submission is None,
            files=files_of(desk.door, view.review.id, sheet),
        ),
    )
    if view.numbers:
        yield "numbers", "Numbers", lambda: beside.measurements(view.numbers)
    if edition.awards:
        yield "marks", "Steps to the mark", lambda: _marks(desk, view)
    if any(themes.questions_of(edition, score).values()):
        yield "themes", "By theme", lambda: themes.by_theme(edition, score)
    yield (
        "standards",
        "Other standards this answers",
        lambda: _standards(desk, view),
    )
    if any(question.context for question in beside.asked(edition, score)):
        yield "facts", "Published facts", lambda: beside.published(edition, score)
    yield "years", "Over the years, and beside others", lambda: _years(view)
    yield "worked_out", "How this was worked out", lambda: _worked_out(view)


def _sections(desk: Desk, view: ResultView) -> Html:
    """Every section; and how many answers were taken over a group at a time."""
    files = files_of(desk.door, view.review.id, view.sheet)
    listed = answered.by_section(view.edition, view.score, view.sheet, draft=view.submission is None, files=files)
    return Html(tag("p", results.in_bulk(view.bulk_confirmed), "quiet") + listed) if view.bulk_confirmed else listed


def _marks(desk: Desk, view: ResultView) -> Html:
    """The award one works towards, to be chosen; and the steps to each."""
    if view.is_inside:
        aiming.choose(view)
        making.of_path(desk, view)
    way = link(addresses.awards(view.review.id), "See every award, what is missing, and how to apply")
    found = awarding.of_view(desk.door, desk.catalogue, view, now=desk.now)
    every = Html.join(of_review.award(found, line, "h3") for line in found.lines)
    return Html(f"{every or tag('p', of_review.SHORT)}<p>{way}</p>")


def _standards(desk: Desk, view: ResultView) -> Html:
    """All of them at a glance, over every review of the organisation; each has a page of its own."""
    found = standards.of(desk.door, desk.catalogue, view.review.id, now=desk.now)
    way = link(addresses.standards(view.review.id), "See what this rests on, and take it with you")
    return Html(f"{standards_table.at_a_glance(found)}<p>{way}</p>")


def _change(desk: Desk, view: ResultView) -> Html:
    if view.last is None:
        return tag("p", "There is no earlier review to compare with.")
    before = view.last.review, view.last.submitted_at
    now = view.review.id, view.submission.submitted_at if view.submission else None
    others = who_answered.somebody_else(desk.door, before, now, view.change)
    last = view.last
    return changed.why(view.edition, view.change, view.sheet, view.last_edition, last.sheet, last.period, others)


def _compared(desk: Desk, view: ResultView) -> Html:
    """What was submitted beside the stored figures of others; never a draft."""
    if view.submission is None:
        return tag("p", beside_others.DRAFT)
    peers = comparison.peers(desk, view.review.id)
    if peers is None:
        return tag("p", comparison.why_not(desk, view.review.id) or beside_others.NOT_SHOWN)
    which = compared.group(peers, view.review.period.name)
    st.html(which + compared.place(view.edition, view.score.overall, peers))
    has_before = changes.is_comparable(view.change)
    chart = compared.sections_beside(view, peers, palette(), has_before=has_before)
    if chart is not None:
        draw(chart, key="compared", heading="h3")
    closely = compared_closely
    numbers = closely.numbers_beside(view.numbers, peers)
    return Html.join([closely.questions_beside(view, peers), numbers, compared.note(peers)])


def _worked_out(view: ResultView) -> Html:
    """The figure of this page first; beside a draft's, what it would be without the rest; and the evidence."""
    shown = results.explain(view)
    others = []
    if view.submission is None:
        shown = results.explain(view, figure="so_far", reading="claimed")
        others.append(("If the unanswered ones were not in place", results.explain(view)))
    rules = view.edition.scoring.evidence
    if rules == "show":
        others.append(("With evidence in date", results.explain(view, reading="evidenced")))
    elif rules == "cap":
        others.append(("As you answered", results.explain(view, reading="claimed")))
    return Html(all_figures(view.edition, shown, others) + _to_keep_in_mind(view))


def _to_keep_in_mind(view: ResultView) -> Html:
    """What did not count and why."""
    said = results.to_keep_in_mind(view)
    return Html(tag("h3", "To keep in mind") + bullets(said)) if said else Html("")


def _years(view: ResultView) -> Html:
    address = addresses.years(str(view.organisation.id), view.review.framework)
    beside = addresses.compare([view.review.id])
    ways = (link(address, f"See {view.edition.name} over the years"), link(beside, "Put it beside another review"))
    return bullets([Html(way) for way in ways])


@by_itself
def _part(name: str, title: str, content: Callable[[], Html]) -> None:
    """A part that is closed, and not even worked out, until somebody opens it; `open` in the address opens one."""
    opened = st.query_params.get("open") == name
    box = st.expander(title, expanded=opened, key=keys.page("results", name), on_change="rerun")
    with box:
        if box.open:
            st.html(content())
