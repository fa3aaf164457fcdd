"""How a figure was worked out, in words and rows: for the page that tells it and for the papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessments import wording
from frameworks.edition import Edition
from scoring.explanation import RULES
from scoring.results import OVERALL, Explanation, HeldCap

HEAD = ("Part", "Weight", "Level", "Exactly", "Share of the scale")
LADDER = ("Step", "Passed?", "Level")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure, each of its figures in words; `left_out` says why it has none."""

    title: str
    weight: str = wording.DASH
    level: str = wording.DASH
    exactly: str = wording.DASH
    share: str = wording.DASH
    left_out: str | None = None


def sentence(edition: Edition, explanation: Explanation) -> str:
    """As in "The overall level is 3.2, exactly 16/5. The weighted average of its parts."."""
    name = "The overall level" if explanation.node == OVERALL else explanation.title
    if explanation.share is None:
        return f"{name} has no score: {explanation.left_out or 'nothing in it counts yet'}."
    exact = wording.level_of(edition, explanation.share)
    shown = printed(edition, explanation.share)
    exactly = f", exactly {exact}" if str(exact) != shown else ""
    return f"{name} is {shown}{exactly}. {_capital(explanation.rule)}"


def caption(explanation: Explanation) -> str:
    """The title of its table."""
    return f"What makes up {'the overall level' if explanation.node == OVERALL else explanation.title}"


def held_words(edition: Edition, held: HeldCap) -> str:
    """As in "Would be 4.25, held at 2 because nobody owns this area"."""
    because = f"held at {held.maximum_level} because {_lowered(held.because)}"
    return f"Would be {printed(edition, held.would_be)}, {because}{'' if because.endswith('.') else '.'}"


def table(edition: Edition, explanation: Explanation) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heading row and rows of its table; why a part was left out stands beneath its name."""
    if explanation.rule == RULES["ladder"]:
        return LADDER, list(steps(edition, explanation))
    has_weights = explanation.rule != RULES["min"]
    head = HEAD if has_weights else (HEAD[0], *HEAD[2:])
    return head, [_row(part, has_weights=has_weights) for part in parts(edition, explanation)]


def _row(part: Part, *, has_weights: bool) -> tuple[str, ...]:
    named = part.title if part.left_out is None else f"{part.title}\nLeft out: {part.left_out}"
    return named, *((part.weight,) if has_weights else ()), part.level, part.exactly, part.share


def steps(edition: Edition, explanation: Explanation) -> Iterator[tuple[str, str, str]]:
    """The steps of a ladder in their order; it has no weights, and what comes after a gap does not count."""
    broken = False
    for child in explanation.children:
        level = wording.DASH if child.share is None else printed(edition, child.share)
        if child.passed is None:
            said = f"left out: {child.left_out or 'nothing in it has a score'}"
        elif child.passed:
            said = "passed, but after a gap, so it does not count" if broken else "passed"
        else:
            said, broken = "not passed", True
        yield child.title, said, level


def parts(edition: Edition, explanation: Explanation) -> Iterator[Part]:
    """Every part with its weight among those that count, its level and its exact figures."""
    whole = sum((child.weight for child in explanation.children if child.share is not None), Fraction(0))
    for child in explanation.children:
        if child.share is None:
            yield Part(child.title, left_out=child.left_out or wording.NO_SCORE)
            continue
        yield Part(
            child.title,
            f"{wording.number(child.weight)} of {wording.number(whole)}",
            printed(edition, child.share),
            str(wording.level_of(edition, child.share)),
            str(child.share),
        )


def printed(edition: Edition, share: Fraction) -> str:
    """A share of the scale as a level."""
    return wording.level(wording.level_of(edition, share), wording.limits(edition))


def _lowered(words: str) -> str:
    """A sentence of its own as the end of another: "Nobody …" becomes "nobody …", "ICT …" stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
