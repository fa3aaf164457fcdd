"""Text as people type it: tidied, bounded, and free of what cannot be shown or stored."""

import unicodedata
from decimal import Decimal

from assessments.errors import Refused

MOST_DIGITS = 15
UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
SHORT, LONG = 200, 4000


def is_figure(value: Decimal | int) -> bool:
    """A number somebody may have typed: finite, at most 15 digits, and not tiny or vast beyond them."""
    number = Decimal(value) if isinstance(value, int) else value
    return number.is_finite() and len(number.as_tuple().digits) <= MOST_DIGITS and abs(number.adjusted()) <= MOST_DIGITS


def tidy(text: str, what: str, *, longest: int = LONG, fault: type[Refused] = Refused) -> str:
    """The text without spaces around it; lines stay. Raises the fault with a sentence that names what it is about."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(clean) > longest:
        raise fault(f"{what} is {len(clean):,} characters long. Shorten it to {longest:,} at most.")
    if any(unicodedata.category(letter) in UNSEEN and letter not in "\n\t" for letter in clean):
        raise fault(f"{what} holds a character that cannot be shown. Delete it, or type the text again.")
    return clean


def tidy_line(text: str, what: str, *, longest: int = SHORT, fault: type[Refused] = Refused) -> str:
    """As `tidy`, on one line."""
    return " ".join(tidy(text, what, longest=longest, fault=fault).split())
