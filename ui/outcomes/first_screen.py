"""The first screen of a result as HTML: where it stands in one sentence, and the three next things."""

from collections.abc import Sequence

from assessments.headline import Headline, NextStep
from ui.tables import Html, link, markup, tag


def standing(headline: Headline, note: str | None) -> Html:
    """The sentence, its level and the name of the level large; and under it what a short review rests on."""
    level = f"{markup(headline.level)}, {tag('em', headline.name)}" if headline.name else markup(headline.level)
    large = tag("span", Html(f"{level};" if headline.rest else level), "level")
    under = tag("p", note, "quiet") if note else Html("")
    return Html(f'<p class="standing">{large} {markup("; ".join(headline.rest))}</p>{under}')


def next_list(steps: Sequence[NextStep]) -> Html:
    """The next things in their order, each with what to do, why it comes first, the effort and the gain."""
    return tag("ol", Html.join(_next(step) for step in steps), "next")


def _next(step: NextStep) -> Html:
    asked = [tag("p", step.text, "quiet")] if step.step else []
    small = tag("p", f"{step.stands}. {step.effort}. {step.gain}.", "small")
    parts = [tag("h3", step.step or step.text), *asked, tag("p", _sentence(step.reason)), small, help_with(step)]
    return tag("li", Html.join(parts))


def help_with(step: NextStep) -> Html:
    """The pages and documents that help with a step, as links."""
    if not step.resources:
        return Html("")
    return tag("p", Html("What helps: " + Html.join([link(one.title, one.url) for one in step.resources], ", ")))


def _sentence(words: str) -> str:
    said = words[:1].upper() + words[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
