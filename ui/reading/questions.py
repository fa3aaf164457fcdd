"""One section of an edition to read: each question with its levels, reasons, evidence, next steps and standards."""

from collections.abc import Iterable, Iterator, Mapping

from assessments import wording
from frameworks.companions import Reference
from frameworks.edition import Edition, Section
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    Duty,
    Indicator,
    LevelQuestion,
    NumberQuestion,
    TextQuestion,
)
from frameworks.values import Binding, Kind, Phase
from ui.tables import Content, Html, bullets, facts, folded, link, markup, table, tag

KINDS: Mapping[Kind, str] = {
    "school": "schools",
    "college": "colleges",
    "trust": "trusts",
    "infrastructure_org": "infrastructure organisations",
    "charity": "charities",
    "council": "councils",
}
PHASES: Mapping[Phase, str] = {
    "early_years": "early years",
    "primary": "primary",
    "secondary": "secondary",
    "all_through": "all-through",
    "special": "special",
    "pupil_referral_unit": "pupil referral units",
    "post_16": "post-16",
}
DUTIES: Mapping[Binding, str] = {"statutory": "the law", "expected": "expected", "good_practice": "good practice"}
BASES = {
    "standard": "from a published standard",
    "judgement": "our judgement",
    "comparison_only": "only to compare with earlier years",
}


def section(edition: Edition, part: Section, references: Mapping[str, Reference]) -> Html:
    """Everything a section asks, strand by strand."""
    opening = [tag("p", part.summary)] if part.summary else []
    held = [f"Held at {cap.maximum_level} when: {cap.because}" for cap in part.caps]
    return Html.join(
        [
            *opening,
            *([bullets(held)] if held else []),
            *(
                Html.join(
                    [tag("h3", strand.title), *(_question(edition, asked, references) for asked in strand.questions)]
                )
                for strand in part.strands
            ),
        ]
    )


def _question(edition: Edition, question: BaseQuestion, references: Mapping[str, Reference]) -> Html:
    parts: list[Html] = [tag("h4", question.text)]
    parts += [tag("p", words, "quiet") for words in (question.why, question.help) if words]
    parts.append(facts(_terms(edition, question)))
    parts.append(_answers(edition, question))
    parts += [folded(title, inside) for title, inside in _more(edition, question, references)]
    return tag("div", Html.join(parts), "asked")


def _terms(edition: Edition, question: BaseQuestion) -> Iterator[tuple[str, Content]]:
    scope = question.applies_to
    if scope is not None and scope.kinds:
        yield "Asked of", wording.listed([KINDS[kind] for kind in scope.kinds])
    if scope is not None and scope.phases:
        yield "Phases", wording.listed([PHASES[phase] for phase in scope.phases])
    if scope is not None and scope.when is not None:
        yield "Asked when", "the facts about the organisation call for it"
    if question.minimum_level is not None:
        yield "Must-have", f"at least {wording.scale_label(edition, question.minimum_level)}"
    yield from _duties(edition, question)
    if question.ask:
        titles = {who.id: who.title for who in edition.who}
        yield "Usually known by", wording.listed([titles.get(who, who) for who in question.ask])
    if question.themes:
        names = {theme.id: theme.title for theme in edition.themes}
        yield "Themes", wording.listed([names.get(theme, theme) for theme in question.themes])
    if question.weight != 1:
        yield "Weight", "asked, never scored" if question.weight == 0 else wording.number(question.weight)


def _duties(edition: Edition, question: BaseQuestion) -> Iterator[tuple[str, Content]]:
    if question.duty is not None:
        yield "How binding", _duty(edition, question.duty)
    for kind, duty in question.duty_by_kind.items():
        yield f"For {KINDS[kind]}", _duty(edition, duty)


def _duty(edition: Edition, duty: Duty) -> str:
    titles = {source.id: source.title for source in edition.sources}
    return f"{DUTIES[duty.is_]} ({titles.get(duty.source, duty.source)})" if duty.source else DUTIES[duty.is_]


def _answers(edition: Edition, question: BaseQuestion) -> Html:
    match question:
        case LevelQuestion(levels=levels):
            rows: list[tuple[str, str]] = [(wording.scale_label(edition, at), levels[at]) for at in sorted(levels)]
            return table("Levels", ("Level", "What it looks like"), rows, titled=False)
        case ChoiceQuestion(options=options):
            rows = [(o.label, "" if o.level is None else wording.scale_label(edition, o.level)) for o in options]
            return table("Answers", ("Answer", "Level"), rows, titled=False)
        case ChecklistQuestion(checks=checks):
            return bullets([f"{check.label} (needed)" if check.required else check.label for check in checks])
        case NumberQuestion(number=rule):
            rows = [
                (wording.scale_label(edition, at), f"{_limit(rule.direction)} {wording.number(rule.thresholds[at])}")
                for at in sorted(rule.thresholds)
            ]
            return table(f"What each level needs ({rule.unit})", ("Level", "Needs"), rows)
        case TextQuestion():
            return tag("p", "A few words; never scored.", "quiet")
        case _:
            return Html("")


def _limit(direction: str) -> str:
    return "at most" if direction == "lower" else "at least"


def _more(edition: Edition, question: BaseQuestion, references: Mapping[str, Reference]) -> Iterator[tuple[str, Html]]:
    if question.evidence is not None and question.evidence.examples:
        yield (
            "Evidence that helps",
            Html.join([bullets(question.evidence.examples), *_evidence_rule(edition, question)]),
        )
    if question.next_steps:
        rows = [
            (
                wording.scale_label(edition, at),
                Html.join([step.text, *_resources(link(r.title, r.url) for r in step.resources)]),
                step.effort,
            )
            for at, step in sorted(question.next_steps.items())
        ]
        yield "Next steps", table("Next steps", ("If you are at", "Do this", "Effort"), rows, titled=False)
    if question.indicators:
        yield "Numbers", Html.join([_indicator(edition, indicator) for indicator in question.indicators])
    if question.references:
        yield "Other standards this answers", bullets(_standards(question, references))


def _evidence_rule(edition: Edition, question: BaseQuestion) -> list[Html]:
    rule = question.evidence
    if rule is None or rule.needed_from is None:
        return []
    lasts = f"; it stays in date for {rule.lasts_months} months" if rule.lasts_months else ""
    return [tag("p", f"Needed from {wording.scale_label(edition, rule.needed_from)} upwards{lasts}.")]


def _resources(links: Iterable[Html]) -> list[Html]:
    return [Html(f"<br>{one}") for one in links]


def _indicator(edition: Edition, indicator: Indicator) -> Html:
    note = f": {indicator.basis_note}" if indicator.basis_note else ""
    about = tag("p", f"{indicator.label} ({indicator.unit}). What each level needs is {BASES[indicator.basis]}{note}.")
    if not indicator.thresholds:
        return about
    rows = [
        (wording.scale_label(edition, at), f"{_limit(indicator.direction)} {wording.number(indicator.thresholds[at])}")
        for at in sorted(indicator.thresholds)
    ]
    return Html.join([about, table(indicator.label, ("Level", "Needs"), rows)])


def _standards(question: BaseQuestion, references: Mapping[str, Reference]) -> Iterator[Html]:
    for reference, codes in question.references.items():
        known = references.get(reference)
        title = known.title if known else reference
        for code in codes:
            words = known.items.get(code, "") if known else ""
            yield markup(f"{title}, {code}: {words}" if words else f"{title}, {code}")
