"""Takes plain values out of an answers file, noting every one that does not fit."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from frameworks.edition import Scale
from scoring.days import is_day

Keys = Mapping[object, object]


class Plain:
    """Reads on past faults, so that all are told at once; each fault is a sentence."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, sentence: str) -> None:
        self.faults.append(sentence)

    def known(self, data: Keys, keys: Sequence[str], place: str) -> None:
        for key in data:
            if key not in keys:
                self.fault(f"{place}: unknown key “{key}”; known: {listed(keys)}.")

    def keys(self, given: object, place: str) -> Keys:
        if isinstance(given, Mapping):
            return given
        self.fault(f"{place} must be a set of keys.")
        return {}

    def items(self, given: object, place: str) -> Sequence[object]:
        if isinstance(given, list | tuple):
            return given
        self.fault(f"{place} must be a list.")
        return ()

    def text(self, given: object, place: str) -> str:
        if isinstance(given, str):
            return given
        self.fault(f"{place} must be text.")
        return ""

    def filled(self, given: object, place: str) -> str:
        text = self.text(given, place)
        if isinstance(given, str) and not text.strip():
            self.fault(f"{place} is empty.")
        return text

    def day(self, given: object, place: str) -> str:
        if isinstance(given, str) and is_day(given):
            return given
        self.fault(f'{place} is “{given}”; write a day as "2026-11-21".')
        return ""

    def number(self, given: object, place: str) -> Decimal:
        """A number, also as text such as "0.25"; never infinite."""
        if isinstance(given, int | Decimal | str) and not isinstance(given, bool):
            with suppress(InvalidOperation):
                number = Decimal(given)
                if number.is_finite():
                    return number
        self.fault(f"{place} is “{given}”; write a number.")
        return Decimal(0)

    def level(self, given: object, scale: Scale, place: str) -> int:
        if isinstance(given, int) and not isinstance(given, bool) and given in scale.levels:
            return given
        self.fault(f"{place}: there is no level “{given}”; the levels are {scale.lowest} to {scale.highest}.")
        return scale.lowest

    def one_of(self, given: object, known: Sequence[str], what: str, place: str) -> str:
        if isinstance(given, str) and given in known:
            return given
        self.fault(f"{place}: there is no {what} “{given}”; known: {listed(known)}.")
        return ""


def listed(names: Iterable[str]) -> str:
    """Names with commas between."""
    return ", ".join(names) or "none"
