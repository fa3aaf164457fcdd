"""The words a page must not use, and how to find them in what a page really says."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache

from pydantic import BaseModel

from assessments.demo.roster import PLACES, THINGS
from frameworks.catalogue import Catalogue

# The left column of "Words on the page"; say the right column of docs instead. Whole words, in any case.
NEVER = re.compile(
    r"\b(floor|ceiling|so far|coverage|claimed|evidenced|like[ -]for[ -]like|composition effect|overlap|editions?|"
    r"lineages?|revisions?|scope|releases?|epoch|suppressed|withheld|peers?|peer group|quartiles?|percentiles?|"
    r"(?:matched )?cohorts?|crosswalks?|references?(?! number)|roster|indicators?|thresholds?|below minimum|critical|"
    r"dut(?:y|ies)|caps?|capped|grants?|consents?|strands?|bands?|rollup)\b",
    re.IGNORECASE,
)


def said_wrongly(text: str) -> list[str]:
    """Each forbidden word with what stands around it, once what frameworks and people say is taken out."""
    ours = without_theirs(" ".join(text.split()))
    return [ours[max(0, found.start() - 40) : found.end() + 40] for found in NEVER.finditer(ours)]


def without_theirs(text: str) -> str:
    for theirs in their_words():
        text = text.replace(theirs, "…")
    return text


@lru_cache(maxsize=1)
def their_words() -> list[str]:
    """Every text of the shipped frameworks and reference lists, and the names in the demo network; longest first."""
    catalogue = Catalogue.load()
    texts = {" ".join(text.split()) for each in catalogue.editions.values() for text in strings(each.edition)}
    texts |= {" ".join(text.split()) for each in catalogue.references.values() for text in strings(each)}
    texts |= {f"{thing} {place}" for thing in THINGS for place in PLACES}
    return sorted((text for text in texts if len(text) > 8), key=len, reverse=True)


def strings(value: object) -> Iterator[str]:
    """All texts inside a model, mapping or sequence."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from strings(getattr(value, each.name))
    elif isinstance(value, dict) or hasattr(value, "items"):
        yield from (text for pair in value.items() for part in pair for text in strings(part))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (text for part in value for text in strings(part))
