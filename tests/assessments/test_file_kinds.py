"""Evidence is what it says it is: each kind is looked into, and what only seems to be one is refused in words."""

import struct
from zipfile import ZipFile

import pytest

from assessments import file_kinds
from assessments.errors import BadFile
from tests.assessments.files import GOOD, JPEG, PDF, TEXT, docx, jpeg, png, with_part, xlsx, zipped

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
BOMB = {"xl/worksheets/sheet1.xml": "0" * 30_000_000}


def repacked(content, **fields):
    """A zip whose list says something else of its last part: {field: (offset in the entry, format, value)}."""
    at, made = content.rfind(b"PK\x01\x02"), bytearray(content)
    for offset, form, value in fields.values():
        struct.pack_into(form, made, at + offset, value)
    return bytes(made)


def commented(words):
    """A zip whose last words are these."""
    return zipped({"a": "b"})[:-2] + struct.pack("<H", len(words)) + words


NOT_WHOLE = "whatever its name says"
MACROS, LOCKED, BOMBS = "holds macros", "locked with a password", "would unpack to far more"
BAD = {
    "nothing": ("a.pdf", b"", "is empty"),
    "too large": ("a.pdf", PDF + b" " * 10_000_000, "larger than 10 MB"),
    "a program": ("setup.exe", b"MZ", "Stocktake keeps PDF"),
    "a drawing that can hold a program": ("plan.svg", SVG, "Stocktake keeps PDF"),
    "a drawing named as a picture": ("plan.png", SVG, NOT_WHOLE),
    "no ending": ("policy", PDF, "Stocktake keeps PDF"),
    "an older Office file": ("plan.doc", b"\xd0\xcf\x11\xe0", "Stocktake keeps PDF"),
    "a page named as PDF": ("a.pdf", HTML, NOT_WHOLE),
    "a page before a PDF": ("a.pdf", HTML + PDF, NOT_WHOLE),
    "a page behind a PDF": ("a.pdf", PDF + HTML, NOT_WHOLE),
    "half a PDF": ("a.pdf", PDF[:100], NOT_WHOLE),
    "a zip behind a PDF": ("a.pdf", PDF + docx(), NOT_WHOLE),
    "a zip whose last words end a PDF": ("a.pdf", PDF + commented(PDF), NOT_WHOLE),
    "a page named as picture": ("a.png", HTML, NOT_WHOLE),
    "a page behind a picture": ("a.png", png(behind=HTML), NOT_WHOLE),
    "half a picture": ("a.png", png()[:-10], NOT_WHOLE),
    "a picture with a wrong sum": ("a.png", png().replace(b"IDAT", b"IDAU"), NOT_WHOLE),
    "a picture of 50,000 points": ("a.png", png(50_000, 1), "50,000 by 1 points, which is too large"),
    "a picture of 400 million points": ("a.png", png(20_000, 20_000), "which is too large"),
    "a picture of nothing": ("a.png", png(0, 1), NOT_WHOLE),
    "a JPEG of 50,000 points": ("a.jpg", jpeg(50_000, 2), "50,000 by 2 points, which is too large"),
    "a JPEG without an end": ("a.jpg", JPEG[:-2], NOT_WHOLE),
    "a JPEG without a size": ("a.jpg", JPEG[:20] + JPEG[33:], NOT_WHOLE),
    "a zip behind a JPEG": ("a.jpg", JPEG + zipped({"a": "b"}), NOT_WHOLE),
    "a PNG named as JPEG": ("a.jpg", png(), NOT_WHOLE),
    "any zip": ("a.docx", zipped({"a.txt": "x"}), NOT_WHOLE),
    "an Excel file named as Word": ("a.docx", xlsx(), NOT_WHOLE),
    "a Word file with macros": ("a.docx", with_part("word/vbaProject.bin"), MACROS),
    "a Word file with macros in capitals": ("a.docx", with_part("word/VBAPROJECT.BIN"), MACROS),
    "a Word file that says it has macros": ("a.docx", docx('<x ContentType="a.macroEnabled.main+xml"/>'), MACROS),
    "an Excel file of the old macros": ("a.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": "x"}), MACROS),
    "a program in a Word file": ("a.docx", with_part("word/embeddings/run.exe"), MACROS),
    "a Word file that leads out": ("a.docx", with_part("../../outside.xml"), NOT_WHOLE),
    "a Word file that leads to the root": ("a.docx", with_part("/etc/outside.xml"), NOT_WHOLE),
    "a Word file that leads to a drive": ("a.docx", with_part("C:\\outside.xml"), NOT_WHOLE),
    "a Word file with one part twice": ("a.docx", with_part("WORD/document.xml"), NOT_WHOLE),
    "an Excel file that unpacks to 30 MB": ("a.xlsx", xlsx(**BOMB), BOMBS),
    "a Word file that says it holds gigabytes": ("a.docx", repacked(docx(), size=(24, "<I", 0xF0000000)), BOMBS),
    "a Word file of too many parts": ("a.docx", docx(**{f"p{n}": "" for n in range(2_000)}), BOMBS),
    "a Word file whose parts lie over each other": ("a.docx", repacked(docx(), at=(42, "<I", 0)), NOT_WHOLE),
    "a Word file that is locked": ("a.docx", repacked(docx(), flag=(8, "<H", 1)), LOCKED),
    "a Word file that is locked as Word does": ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(512), LOCKED),
    "a Word file with something behind": ("a.docx", docx() + HTML, NOT_WHOLE),
    "a page before a Word file": ("a.docx", HTML + docx(), NOT_WHOLE),
    "half a Word file": ("a.docx", docx()[:-30], NOT_WHOLE),
    "text in another alphabet's bytes": ("a.txt", "Grüße".encode("latin-1"), "This is not plain text"),
    "text of two bytes a letter": ("a.txt", "Minutes".encode("utf-16"), "This is not plain text"),
    "text with a zero": ("a.txt", TEXT + b"\x00", "cannot be shown"),
    "text that drives a terminal": ("a.txt", TEXT + b"\x1b[2J", "cannot be shown"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_each_kind_is_what_its_name_says(name):
    found = file_kinds.checked(name, GOOD[name])
    assert found.kind.ending == {"jpeg": "jpg"}.get(name.rpartition(".")[2].lower(), name.rpartition(".")[2])
    assert found.name == f"{name.rpartition('.')[0]}.{found.kind.ending}"


@pytest.mark.parametrize("what", BAD)
def test_what_only_seems_to_be_a_file_we_keep_is_refused_in_a_sentence(what):
    name, content, why = BAD[what]
    with pytest.raises(BadFile) as refused:
        file_kinds.checked(name, content)
    assert why in refused.value.sentence
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("name", GOOD)
def test_no_file_cut_short_anywhere_is_a_fault_of_ours(name):
    content = GOOD[name]
    for end in range(len(content)):
        for piece in (content[:end], content[:end] + b"\xff" + content[end + 1 :], content[end:]):
            try:
                file_kinds.checked(name, piece)
            except BadFile as refused:
                assert refused.sentence  # noqa: PT017 - either it is kept, or refused in words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\head\\Policy  2026.PDF", "Policy 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("two\r\nlines\x00.pdf", "twolines.pdf"),
        ("evil\u202efdp.exe.pdf", "evilfdp.exe.pdf"),
        ('a"b<c>d|e?f*g.pdf', "a-b-c-d-e-f-g.pdf"),
        ("  .pdf", "file.pdf"),
        ("Cynllun Ysgol Llangwyfan – ŵyl.pdf", "Cynllun Ysgol Llangwyfan – ŵyl.pdf"),
        ("e\u0301cole.pdf", "\u00e9cole.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_is_tidied(given, kept):
    assert file_kinds.checked(given, PDF).name == kept


def test_of_a_word_file_only_one_small_part_is_unpacked(monkeypatch):
    unpacked = []
    read = ZipFile.read

    def noted(of, name):
        unpacked.append(name)
        return read(of, name)

    monkeypatch.setattr(ZipFile, "read", noted)
    file_kinds.checked("a.xlsx", xlsx(**{"xl/big.xml": "ab" * 400_000}))
    assert unpacked == ["[Content_Types].xml"]
