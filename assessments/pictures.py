"""Looks at a picture without drawing it: that it is whole, and not so vast that opening it would be a burden."""

import struct
import zlib

from assessments.errors import BadFile

WIDEST, MOST_POINTS = 20_000, 100_000_000
PNG_BEGINS, HEAD, END = b"\x89PNG\r\n\x1a\n", b"IHDR", b"IEND"
HEAD_LENGTH, AROUND = 13, 12  # bytes of a PNG's head, and around every part of it
MOST_PARTS = 100_000
JPEG_BEGINS, JPEG_ENDS, MARK = b"\xff\xd8\xff", b"\xff\xd9", 0xFF
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # marks where the size stands
LONELY = frozenset({0x01, *range(0xD0, 0xD8)})  # marks that nothing follows
SCAN, STOP, SHORTEST = 0xDA, 0xD9, 2


def look_at_png(content: bytes, not_one: BadFile) -> None:
    """Every part is whole, from its size to its end, and nothing stands behind. Raises BadFile."""
    if not content.startswith(PNG_BEGINS):
        raise not_one
    at = len(PNG_BEGINS)
    for count in range(MOST_PARTS):
        if at + AROUND > len(content):
            break
        length, what = struct.unpack_from(">I4s", content, at)
        end = at + AROUND + length
        if end > len(content) or not is_whole(content, at, end) or (count == 0) != (what == HEAD):
            break
        if what == HEAD:
            if length != HEAD_LENGTH:
                break
            refuse_vast(*struct.unpack_from(">II", content, at + 8), not_one=not_one)
        if what == END and end == len(content):
            return
        if what == END:
            break
        at = end
    raise not_one


def is_whole(content: bytes, at: int, end: int) -> bool:
    """The sum behind a part is that of the part."""
    return zlib.crc32(memoryview(content)[at + 4 : end - 4]) == int.from_bytes(content[end - 4 : end])


def look_at_jpeg(content: bytes, not_one: BadFile) -> None:
    """Its marks lead to its size and then to the picture, which ends; cameras write things of theirs behind it.

    Raises BadFile.
    """
    if not content.startswith(JPEG_BEGINS):
        raise not_one
    at, sized = 2, False
    while at + 4 <= len(content) and content[at] == MARK:
        mark = content[at + 1]
        if mark == MARK or mark in LONELY:
            at += 1 if mark == MARK else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if mark in FRAMES and at + 9 <= len(content):
            high, wide = struct.unpack_from(">HH", content, at + 5)
            refuse_vast(wide, high, not_one=not_one)
            sized = True
        at += 2 + length
        if mark == SCAN and sized and content.rfind(JPEG_ENDS) >= at:
            return
        if mark in {SCAN, STOP} or length < SHORTEST:
            break
    raise not_one


def refuse_vast(wide: int, high: int, *, not_one: BadFile) -> None:
    if not wide or not high:
        raise not_one
    if max(wide, high) > WIDEST or wide * high > MOST_POINTS:
        raise BadFile(f"This picture is {wide:,} by {high:,} points, which is too large. Make it smaller and add that.")
