"""Looks into a Word or Excel file by the list of its parts alone: limits, tricks, macros; one small part is read."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assessments.errors import BadFile

MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2_000, 200_000_000, 100
SMALL = 1_000_000  # bytes unpacked: below this no ratio is a danger
ENDS = 22  # bytes of a zip's end, where nothing was written behind
TYPES = "[Content_Types].xml"
MAIN: Mapping[str, str] = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
RUNS = re.compile(r"vbaproject|vbadata|(^|/)macrosheets/|(^|/)activex/|\.(exe|dll|js|vbs|bat|cmd|ps1|scr|hta)$")
ENCRYPTED = 0x1 | 0x40 | 0x2000  # flags
UNPACKS_TO = "This file would unpack to far more than it seems to hold. Save it again and add that."
WITH_MACROS = "This file holds macros, which Stocktake does not keep. Save it without macros, or as PDF."
LOCKED = "This file is locked with a password. Save it without one, or give a link to it."


def looks_into(content: bytes, kind: str, not_one: BadFile) -> None:
    """Raises `not_one` for what is no such file, and a BadFile that says why for one that is not kept."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an old Office file, or a new one behind a password
        raise BadFile(LOCKED)
    parts = listed(content, not_one)
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise BadFile(LOCKED)
    if not all(is_plain(name) for name in names) or len({*map(str.lower, names)}) < len(names):
        raise not_one
    refuse_bomb(content, parts, not_one)
    if any(RUNS.search(name.lower()) for name in names):
        raise BadFile(WITH_MACROS)
    if TYPES not in names or MAIN[kind] not in names:
        raise not_one
    if b"macroenabled" in types_of(content, not_one).lower():
        raise BadFile(WITH_MACROS)


def listed(content: bytes, not_one: BadFile) -> Sequence[ZipInfo]:
    """The list of parts, which says first how long it is; the file begins and ends as a zip does."""
    end = len(content) - ENDS
    if not content.startswith(b"PK\x03\x04") or end < 0 or content[end : end + 4] != b"PK\x05\x06":
        raise not_one
    disk, at_disk, here, count, size, begins, comment = struct.unpack_from("<HHHHIIH", content, end + 4)
    if disk or at_disk or comment or here != count or begins + size != end:
        raise not_one
    if count > MOST_PARTS:
        raise BadFile(UNPACKS_TO)
    try:
        with ZipFile(io.BytesIO(content)) as opened:
            found = opened.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as fault:
        raise not_one from fault
    if len(found) != count:
        raise not_one
    return found


def is_plain(name: str) -> bool:
    """A name that leads into the file and nowhere else."""
    steps = name.split("/")
    return (
        not re.search(r"[\\:\x00-\x1f]", name) and not {"", ".", ".."} & {*steps[:-1]} and steps[-1] not in {".", ".."}
    )


def refuse_bomb(content: bytes, parts: Sequence[ZipInfo], not_one: BadFile) -> None:
    """By what the list says; parts that lie over each other would unpack the same bytes again and again."""
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(1, len(content))
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and ratio > MOST_RATIO):
        raise BadFile(UNPACKS_TO)
    free = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset < free or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise not_one
        free = part.header_offset + 30 + part.compress_size
    if free > len(content) - ENDS:
        raise not_one


def types_of(content: bytes, not_one: BadFile) -> bytes:
    """The part that says what the others are; read only where the list says that it is small."""
    try:
        with ZipFile(io.BytesIO(content)) as opened:
            if opened.getinfo(TYPES).file_size > SMALL:
                raise BadFile(UNPACKS_TO)
            return opened.read(TYPES)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, struct.error, zlib.error) as fault:
        raise not_one from fault
