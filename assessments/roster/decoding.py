"""The text of a file in whichever encoding a program saved it, or a fault that says how to save it again."""

import codecs

from assessments.errors import BadFile

MARKS = (  # the longer first: the mark of UTF-32 begins as that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
LOOKED_AT = 400  # bytes, whose zeros tell UTF-16 without a mark
UNREADABLE = "The letters of this file cannot be read. Save it again as “CSV UTF-8”, or as Excel (.xlsx)."


def decoded(content: bytes) -> str:
    """The text without its mark. Raises BadFile.

    Without a mark it is UTF-16 where every other byte of the beginning is zero, else UTF-8, else what Windows calls
    its own (cp1252).
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadFile(UNREADABLE)


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,)
    begins = content[:LOOKED_AT]
    evens, odds = begins[::2].count(0), begins[1::2].count(0)
    if max(evens, odds) * 4 > len(begins):  # more than half of one of the two
        return ("utf-16-le",) if odds > evens else ("utf-16-be",)
    return "utf-8", "cp1252"
