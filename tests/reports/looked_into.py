"""Looks into documents: what a PDF, a Word file and a workbook say of themselves, for the tests of every paper."""

import io
import re
import zipfile
from itertools import pairwise

import pikepdf
import pypdf
from docx import Document
from docx.oxml.ns import qn

HEADINGS = ("H1", "H2", "H3", "H4")
OWN_FIELDS = {"PAGE"}  # the number of a page


def in_one_line(words: str) -> str:
    return " ".join(words.split())


def pdf_words(made: bytes) -> str:
    return in_one_line(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages))


def word_words(made: bytes) -> str:
    """Everything in a Word file in the order it stands, tables included."""
    body = Document(io.BytesIO(made)).element.body
    return in_one_line(" ".join("".join(each.text or " " for each in line.iter(qn("w:t"), qn("w:br")))
                                for line in body.iter(qn("w:p"))))  # fmt: skip


def check_pdf(made: bytes, title: str) -> None:
    """Tagged PDF/UA with its title and language, headings in order, heading cells with scope, pictures with words."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        told = pdf.open_metadata()
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("en-GB", True)
        assert (told["pdfuaid:part"], told["dc:title"]) == ("1", title)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/CreationDate" not in pdf.docinfo
        tags = list(_tags(pdf.Root.StructTreeRoot.K))
        actions = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert not {"/URI", "/Launch", "/JavaScript", "/SubmitForm"} & set(actions)
    in_order([int(name[1]) for name, _ in tags if name in HEADINGS])
    assert all("/Scope" in str(tag.get("/A", "")) for name, tag in tags if name == "TH")
    assert all(str(tag.get("/Alt", "")) for name, tag in tags if name == "Figure")


def _tags(kept):
    if isinstance(kept, pikepdf.Array):
        for each in kept:
            yield from _tags(each)
    elif isinstance(kept, pikepdf.Dictionary):
        if "/S" in kept:
            yield str(kept.S)[1:], kept
        if "/K" in kept:
            yield from _tags(kept.K)


def in_order(levels: list[int]) -> None:
    """One heading of level 1, first; and no level is left out on the way down."""
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def check_word(made: bytes, title: str) -> None:
    """Title and language, headings in order, heading rows that are said again, pictures with words, nothing fetched."""
    document = Document(io.BytesIO(made))
    assert (document.core_properties.title, document.core_properties.language) == (title, "en-GB")
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    styles = [str(line.style.name) for line in document.paragraphs if line.style]
    in_order([int(name.removeprefix("Heading ")) for name in styles if name.startswith("Heading ")])
    for table in document.tables:
        assert len(list(table._tbl.tr_lst[0].iter(qn("w:tblHeader")))) == 1
        assert all(cell.text for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any('TargetMode="External"' in text for text in parts.values())
    fields = re.findall(r'<w:fldSimple[^>]*w:instr="([^"]*)"', " ".join(parts.values()))
    assert set(fields) == OWN_FIELDS
    assert not any("<w:instrText" in text for text in parts.values())
    targets = re.findall(r'Target="(/?[^"]+)"', parts["_rels/.rels"])
    assert {target.lstrip("/") for target in targets} <= parts.keys()


def check_workbook(made: bytes) -> None:
    """No text that is run or fetched, pages across, heading rows said again, and the same day for every part."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert set(re.findall(r">(\d{4}-[^<]*)</dcterms:", parts["docProps/core.xml"])) == {"1980-01-01T00:00:00Z"}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    for text in sheets:
        assert "<f>" not in text
        assert "<hyperlink" not in text
        assert 'orientation="landscape"' in text
        assert 'fitToHeight="0"' in text
    assert parts["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(sheets)
    assert not any('TargetMode="External"' in text for text in parts.values())
