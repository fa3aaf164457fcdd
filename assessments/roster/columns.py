"""Which column holds what, by the headings people and registers write, and what is said of one that is not known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# What may stand above a column, in plain words; the first is what we call it.
WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "organisation", "organisation name", "school", "school name", "establishment name",
             "name of organisation", "name of school", "charity name", "college", "college name"),
    "reference": ("reference number", "reference", "number", "ref", "urn", "unique reference number", "charity number",
                  "registered charity number", "registration number", "organisation number", "school number"),
    "kind": ("kind", "type", "organisation type", "type of organisation", "kind of organisation", "school type",
             "type of establishment"),
    "phase": ("phase", "phase of education", "school phase"),
    "region": ("region", "area", "gor", "government office region"),
    "pupils": ("pupils", "number of pupils", "pupil numbers", "number on roll", "roll", "learners"),
    "staff": ("staff", "number of staff", "staff numbers", "employees", "number of employees"),
    "network": ("network", "network name", "group", "partnership"),
    "network code": ("network code",),
    "trust": ("trust", "trust name", "trusts", "academy trust", "multi academy trust", "mat"),
    "trust code": ("trust code", "trusts code", "trust number", "trust uid"),
    "local authority": ("local authority", "la", "local authority name", "la name", "council name"),
    "local authority code": ("local authority code", "la code", "local authority number", "la number"),
    "from": ("from", "since", "joined", "joined on", "member since", "start date", "from date"),
    "to": ("to", "until", "left", "left on", "member until", "end date", "to date"),
    "opened": ("opened", "opened on", "open date", "opening date"),
    "closed": ("closed", "closed on", "close date", "closing date"),
    "replaces": ("replaces", "predecessor", "predecessor number", "previous number", "previous urn", "old number",
                 "old urn", "former number", "replaces number"),
}  # fmt: skip
COLUMNS: Mapping[str, str] = {word: column for column, words in WORDS.items() for word in words}
FIXED = ("name", "kind", "phase", "reference")  # without headings
NEAR = 0.84  # how alike a word is that was probably meant


@dataclass(frozen=True, slots=True)
class Headings:
    """The place of each column that is known, with what is wrong and which headings are not used."""

    places: Mapping[str, int]
    faults: tuple[str, ...]
    unused: tuple[str, ...]


def plain(heading: str) -> str:
    """A heading without what differs between programs: “LA (code)”, “la_code” and “LA Code” are one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = re.sub(r"[^\w]+|_", " ", parted).casefold().split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] == "name" and " ".join(words) not in COLUMNS else words)


def column(heading: str) -> str | None:
    """What stands below a heading."""
    return COLUMNS.get(plain(heading))


def known(cells: Sequence[str]) -> int:
    """How many of these cells are headings."""
    return len({found for found in map(column, cells) if found is not None})


def read(row: int, cells: Sequence[str]) -> Headings:
    """The headings of a table, which stand in that row."""
    places: dict[str, int] = {}
    faults, unused = [], []
    for place, heading in enumerate(cells):
        found = column(heading)
        if found is None:
            unused += [heading.strip()] if heading.strip() else []
        elif found in places:
            both = f"“{cells[places[found]].strip()}” and “{heading.strip()}”"
            faults.append(f"Row {row}: the columns {both} both say the {found}. Delete one of them.")
        else:
            places[found] = place
    meant = {heading: near(heading, places) for heading in unused}
    faults += [
        f"Row {row}: the column “{heading[:60]}” is not known. Did you mean “{word}”? Rename it, or delete it."
        for heading, word in meant.items()
        if word is not None
    ]
    if "name" not in places:
        faults.append(f"Row {row}: there is no column of names. Write “name” above it.")
    return Headings(places, tuple(faults), tuple(heading for heading, word in meant.items() if word is None))


def near(heading: str, places: Mapping[str, int]) -> str | None:
    """The heading that was probably meant, if its column is not there already."""
    words = get_close_matches(plain(heading), [word for word in COLUMNS if COLUMNS[word] not in places], 1, NEAR)
    return words[0] if words else None
