"""What an organisation's answers already say about each item of another standard; nothing is claimed for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Literal

from frameworks.companions import Reference
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.case import Case, case_of
from scoring.days import months_after
from scoring.suggestions import Earlier

Says = Literal["level", "not_applicable", "old", "open"]
Status = Literal["answered", "in_part", "to_answer", "not_applicable", "not_covered"]
Reviewed = tuple[Earlier, Case]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one question says about an item, and in which submission (its label).

    `level` is exact and on the scale of its own edition. Where it says "old" the answer is older than the question's
    months for looking again; "open" is unanswered, or a person said that they do not know. Neither counts.
    """

    source: str
    question: str
    says: Says
    level: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a standard. `lowest` is the voice that decides it; `theirs` its level on their scale, once all count.

    Without a voice nobody here was asked about it.
    """

    code: str
    voices: tuple[Voice, ...]
    lowest: Voice | None
    theirs: str | None

    @property
    def status(self) -> Status:
        """How much of it is answered."""
        if not self.voices:
            return "not_covered"
        waiting = any(voice.says in ("old", "open") for voice in self.voices)
        if self.lowest is None:
            return "to_answer" if waiting else "not_applicable"
        return "in_part" if waiting else "answered"

    @property
    def waiting(self) -> tuple[Voice, ...]:
        """The questions still to answer, or to look at again."""
        return tuple(voice for voice in self.voices if voice.says in ("old", "open"))


@dataclass(frozen=True, slots=True)
class Standing:
    """One standard with every item of its list, each once and in its order."""

    reference: Reference
    items: tuple[Item, ...]

    def count(self, *statuses: Status) -> int:
        """How many items stand so."""
        return sum(item.status in statuses for item in self.items)


def standings(references: Sequence[Reference], earlier: Sequence[Earlier], today: str) -> tuple[Standing, ...]:
    """Every standard against submissions, one of each framework, on an ISO day.

    An item that several questions bear on takes the lowest answer. Questions that a quick form left out are open ones;
    those that never score say nothing.
    """
    reviewed = [(one, case_of(one.edition, _whole(one.sheet))) for one in earlier]
    return tuple(
        Standing(reference, tuple(_item(reference, code, reviewed, today) for code in reference.items))
        for reference in references
    )


def asks_about(edition: Edition, sheet: AnswerSheet) -> Mapping[tuple[str, str], int]:
    """How many questions of an edition, asked of an organisation like this, bear on each item (standard, code)."""
    case, found = case_of(edition, _whole(sheet)), dict[tuple[str, str], int]()
    for name, question in edition.questions.items():
        if case.states[name] != "outside" and name in case.plan.scored:
            for key in {(standard, code) for standard, codes in question.references.items() for code in codes}:
                found[key] = found.get(key, 0) + 1
    return found


def _whole(sheet: AnswerSheet) -> AnswerSheet:
    return replace(sheet, form="full")


def _item(reference: Reference, code: str, reviewed: Sequence[Reviewed], today: str) -> Item:
    found = [pair for one in reviewed for pair in _voices(reference.id, code, one, today)]
    counted = [(share, voice) for share, voice in found if voice.says == "level"]
    lowest = min(counted, key=lambda pair: pair[0])[1] if counted else None
    item = Item(code, tuple(voice for _, voice in found), lowest, None)
    if lowest is None or item.status != "answered":
        return item
    edition = next(one.edition for one, _ in reviewed if one.label == lowest.source)
    return replace(item, theirs=_translated(reference, edition, lowest))


def _voices(standard: str, code: str, reviewed: Reviewed, today: str) -> Iterator[tuple[Fraction, Voice]]:
    """What the questions of one submission that bear on an item say, each with its share of the scale."""
    earlier, case = reviewed
    for name, question in earlier.edition.questions.items():
        state = case.states[name]
        bears = code in question.references.get(standard, ())
        if not bears or state == "outside" or name not in case.plan.scored:
            continue
        share = case.claimed[name] if state == "answered" else None
        if share is None:
            says: Says = "not_applicable" if state == "not_applicable" else "open"
            yield Fraction(0), Voice(earlier.label, name, says)
        else:
            is_old = today > months_after(earlier.submitted, question.recheck_months)
            yield share, Voice(earlier.label, name, "old" if is_old else "level", case.plan.level(share))


def _translated(reference: Reference, edition: Edition, voice: Voice) -> str | None:
    """A level on their scale, where the whole of ours stands in the list of what is theirs."""
    if voice.level is None or not edition.scale.levels.keys() <= reference.to_their_level.keys():
        return None
    return str(reference.to_their_level[floor(voice.level)])
