"""What one cell says: a day, a number, a reference number. Each raises BadOrganisation with what to write instead."""

import re
from datetime import date

from assessments.errors import BadOrganisation
from assessments.organisations import LARGEST
from assessments.typed import tidy_line

LONGEST_REFERENCE = 40
NOTHING = {"", "-", "–", "n/a", "na", "none", "not applicable", "does not apply", "not known", "unknown", "null"}
BROKEN = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|#{3,}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})")
ROUNDED = re.compile(r"\d+(\.\d+)?[eE]\+\d+")


def said(cell: str) -> str:
    """The cell on one line, without spaces around it and what nobody sees; '' where it says that there is nothing."""
    clean = " ".join(cell.replace("\ufeff", "").replace("\u200b", "").split())
    if BROKEN.fullmatch(clean):
        raise BadOrganisation(f"A cell holds {clean}, which is an error of the spreadsheet. Mend or empty it.")
    return "" if clean.casefold() in NOTHING else clean


def reference(cell: str) -> str | None:
    """A number in a register, as text; that a spreadsheet wrote it with a point is undone."""
    clean = tidy_line(said(cell), "The number", longest=LONGEST_REFERENCE, fault=BadOrganisation)
    if ROUNDED.fullmatch(clean):
        raise BadOrganisation(f"A spreadsheet shortened the number to {clean}. Show that column as text and try again.")
    return re.sub(r"^(\d+)\.0+$", r"\1", clean) or None


def references(cell: str) -> tuple[str, ...]:
    """Several of them, between commas, semicolons, slashes, plus signs or “and”."""
    parts = re.split(r"[,;/+&]|\band\b", said(cell))
    return tuple(found for found in map(reference, parts) if found is not None)


def whole(cell: str, what: str) -> int | None:
    """How many there are."""
    clean = said(cell)
    if not clean:
        return None
    digits = re.sub(r"\.0+$", "", re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", clean))
    if not (digits.isascii() and digits.isdigit()) or int(digits) > LARGEST:
        raise BadOrganisation(f"“{clean[:40]}” is not a number of {what}. Write a whole number, such as 240.")
    return int(digits)


def day(cell: str) -> date | None:
    """A day as people here write it: 1/9/2026, 1 September 2026, 2026-09-01."""
    clean = said(cell)
    if not clean:
        return None
    parts = _parts(clean)
    try:
        if parts is not None:
            return date(*parts)
    except ValueError:
        pass
    raise BadOrganisation(f"“{clean[:40]}” is not a date. Write the day, month and year, such as 1/9/2026.")


def _parts(clean: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := YEAR_FIRST.fullmatch(clean):
        return int(found[1]), int(found[2]), int(found[3])
    if found := DAY_FIRST.fullmatch(clean):
        return int(found[4]), int(found[3]), int(found[1])
    found = IN_WORDS.fullmatch(clean)
    if found and found[2][:3].casefold() in MONTHS:
        return int(found[3]), MONTHS.index(found[2][:3].casefold()) + 1, int(found[1])
    return None
