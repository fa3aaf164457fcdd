"""What stands around the questions of an edition: whom it suits, its scale, marks, sources, words and licence."""

from collections.abc import Iterator

from assessments import wording
from frameworks.edition import Edition
from ui.reading.questions import KINDS
from ui.tables import Content, Html, bullets, facts, link, table, tag


def about(edition: Edition) -> Html:
    """The head of an edition: the facts one needs before choosing it, and how to answer."""
    opening = [tag("h2", "How to answer"), tag("p", edition.how_to_answer)] if edition.how_to_answer else []
    legal = [tag("p", edition.legal_note, "held")] if edition.legal_note else []
    return Html.join([facts(_facts(edition)), *opening, *legal])


def _facts(edition: Edition) -> Iterator[tuple[str, Content]]:
    sections = wording.counted(len(edition.sections), "section")
    must_haves = sum(question.minimum_level is not None for question in edition.questions.values())
    yield "Version", edition.edition
    yield "For", wording.listed([KINDS[kind] for kind in edition.suits])
    yield (
        "Size",
        f"{wording.counted(len(edition.questions), 'question')} in {sections}, {must_haves} of them must-haves",
    )
    if edition.short_form:
        yield "Quick form", f"up to {wording.counted(len(edition.short_form), 'question')}, fewer for some kinds"
    if edition.minutes:
        yield "Time", f"about {edition.minutes} minutes"
    if edition.who_should_take_part:
        yield "Who should take part", bullets(edition.who_should_take_part)
    if edition.publisher:
        yield "Publisher", edition.publisher
    if edition.licence:
        yield "Licence", edition.licence


def scale(edition: Edition) -> Html:
    """The levels with their meaning, the good-practice mark and the awards."""
    rows = [(wording.scale_label(edition, at), step.meaning) for at, step in sorted(edition.scale.levels.items())]
    parts = [table("Levels", ("Level", "Meaning"), rows, titled=False)]
    marks = [
        f"{_mark(edition, target.level)}{f': {target.note}' if target.note else ''}" for target in edition.scale.targets
    ]
    if marks:
        parts += [tag("h3", "Good practice"), bullets(marks)]
    if edition.awards:
        awards = [(award.title, award.text or "", _lasts(award.valid_months)) for award in edition.awards]
        parts.append(table("Awards", ("Award", "What it says", "Lasts"), awards))
    return Html.join(parts)


def _mark(edition: Edition, level: int) -> str:
    return f"Good practice is {wording.scale_label(edition, level)}"


def _lasts(months: int | None) -> str:
    return f"{months} months" if months else "no end"


def sources(edition: Edition) -> Html:
    """Where the framework's words come from."""
    rows = [(link(source.title, source.url), source.publisher or "", source.date or "") for source in edition.sources]
    return table("Sources", ("Source", "Publisher", "Date"), rows, titled=False)


def glossary(edition: Edition) -> Html:
    """The framework's own words explained."""
    return facts(edition.glossary.items())
