"""What kind of file somebody gives as evidence: found by looking into it, whatever its name says; nothing is unpacked.

A picture is looked at to its end, of a Word or Excel file the list of its parts. What is another kind inside, or has
another file hidden in it, or would be harmful to open, is refused with a sentence.
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessments.errors import BadFile
from assessments.office_parts import looks_into
from assessments.pictures import look_at_jpeg, look_at_png

LARGEST = 10_000_000  # bytes
LONGEST_NAME = 100
NO_PART_OF_A_NAME = re.compile(r'[<>:"|?*\\/]')
PDF_BEGINS, PDF_TAIL = re.compile(rb"%PDF-[12]\.[0-9][\r\n ]"), 2048
PDF_ENDS = re.compile(rb"startxref\s+[0-9]+\s+%%EOF\s*\Z")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # signs that no line of text needs
LIST_OF_A_ZIP = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file by its ending: as people call it, and as browsers do."""

    ending: str
    called: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its tidied name, and what it is."""

    name: str
    kind: Kind


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: Mapping[str, Kind] = {
    kind.ending: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf"),
        Kind("png", "PNG", "image/png"),
        Kind("jpg", "JPEG", "image/jpeg"),
        Kind("docx", "Word", f"{OFFICE}wordprocessingml.document"),
        Kind("xlsx", "Excel", f"{OFFICE}spreadsheetml.sheet"),
        Kind("txt", "text", "text/plain; charset=utf-8"),
    )
}
ENDINGS = {**{ending: ending for ending in KINDS}, "jpeg": "jpg"}
MAY_BE = "PDF, Word (docx), Excel (xlsx), a picture (png or jpg) or plain text (txt)"


def checked(name: str, content: bytes) -> Checked:
    """Look into a file. Raises BadFile with a sentence that says what to do."""
    stem, ending = name_parts(name)
    if ending not in ENDINGS:
        raise BadFile(f"Stocktake keeps {MAY_BE}. Save your file as one of these and add that, or give a link to it.")
    if not content:
        raise BadFile("This file is empty. Choose another.")
    if len(content) > LARGEST:
        raise BadFile("This file is larger than 10 MB. Make it smaller, or give a link to it.")
    kind = KINDS[ENDINGS[ending]]
    LOOKS[kind.ending](content)
    return Checked(f"{stem}.{kind.ending}", kind)


def name_parts(name: str) -> tuple[str, str]:
    """The name without folders and what no computer takes, and its ending."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, _, ending = " ".join(NO_PART_OF_A_NAME.sub("-", seen).split()).rpartition(".")
    return stem.strip(" .")[:LONGEST_NAME].strip(" .") or "file", ending.strip().lower()


def not_one(kind: str) -> BadFile:
    return BadFile(
        f"This is not a whole {KINDS[kind].called} file, whatever its name says. Save it again and add that."
    )


def refuse_hidden_zip(content: bytes, kind: str) -> None:
    """A list of files at the very end makes a zip of anything."""
    at = content.rfind(LIST_OF_A_ZIP, max(0, len(content) - 0xFFFF - 22))
    if at >= 0 and at + 22 <= len(content):
        (comment,) = struct.unpack_from("<H", content, at + 20)
        if at + 22 + comment == len(content):
            raise not_one(kind)


def look_at_pdf(content: bytes) -> None:
    """It begins and ends as a PDF does, and nothing stands before or behind."""
    if not PDF_BEGINS.match(content) or not PDF_ENDS.search(content[-PDF_TAIL:]):
        raise not_one("pdf")
    refuse_hidden_zip(content, "pdf")


def look_at_text(content: bytes) -> None:
    """UTF-8, and no signs but letters and lines."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadFile("This is not plain text. Save it as text in UTF-8, or as PDF, and add that.") from fault
    if UNSEEN.search(text):
        raise BadFile("This text holds signs that cannot be shown. Save it as text in UTF-8, or as PDF, and add that.")


def picture(kind: str, look_at: Callable[[bytes, BadFile], None]) -> Callable[[bytes], None]:
    def look(content: bytes) -> None:
        look_at(content, not_one(kind))
        refuse_hidden_zip(content, kind)

    return look


def office(kind: str) -> Callable[[bytes], None]:
    def look(content: bytes) -> None:
        looks_into(content, kind, not_one(kind))

    return look


LOOKS: Mapping[str, Callable[[bytes], None]] = {
    "pdf": look_at_pdf,
    "png": picture("png", look_at_png),
    "jpg": picture("jpg", look_at_jpeg),
    "docx": office("docx"),
    "xlsx": office("xlsx"),
    "txt": look_at_text,
}
