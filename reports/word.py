"""A document as a Word file that a screen reader can follow: headings, heading rows, alt texts and its language set."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports import paper as papers
from reports.paper import DEMO, Beside, Block, Chart, Heading, Paper, Points, Room, Table, Tone, Words
from reports.typesetting import png, spoken
from reports.word_model import (
    begun_anew,
    counted_by,
    element,
    numbered,
    styled,
    without_other_styles,
    without_thumbnail,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

MUTED, TINTED, RULE = "505A5F", "EDF4FA", "B1B4B6"
WIDE, NARROW, MARGIN = 17.0, 10.0, 2.0  # centimetres of an A4 page
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the day of every part, so that the same input gives the same bytes


def as_word(paper: Paper) -> bytes:
    """The document as a Word file; the same paper gives the same bytes."""
    return _Written(paper).bytes()


class _Written:
    def __init__(self, paper: Paper) -> None:
        import docx

        self._paper = paper
        self._document: Document = docx.Document()
        self._prepare()
        if paper.demo:
            self._paragraph(DEMO, "strong")
        self._document.add_heading(papers.printable(paper.title), 1)
        self._paragraph(paper.subtitle, "quiet")
        for block in paper.blocks:
            self._add(block)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return _steady(out.getvalue())

    def _prepare(self) -> None:
        from docx.shared import Cm

        paper, document = self._paper, self._document
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
        said = spoken(paper.language)
        language = f"{said['lang']}-{said['region']}" if said["region"] else said["lang"]
        kept, when = document.core_properties, datetime.combine(paper.dated, datetime.min.time(), UTC)
        kept.title, kept.author, kept.language = papers.printable(paper.title)[:255], "Stocktake", language
        kept.subject, kept.comments, kept.last_modified_by = papers.printable(paper.subtitle)[:255], "", ""
        kept.created = kept.modified = when
        without_thumbnail(document)
        without_other_styles(document)
        styled(document, language)
        numbered(section.footer.paragraphs[0], papers.printable(paper.footer))

    @singledispatchmethod
    def _add(self, block: Block) -> None:
        raise TypeError(f"{type(block).__name__} has no form in Word")

    @_add.register
    def _(self, block: Heading) -> None:
        self._document.add_heading(papers.printable(block.text), block.level)

    @_add.register
    def _(self, block: Words) -> None:
        self._paragraph(block.text, block.tone)

    @_add.register
    def _(self, block: Points) -> None:
        numbers = begun_anew(self._document) if block.numbered else None
        for point in block.points:
            line = self._document.add_paragraph(style="List Number" if block.numbered else "List Bullet")
            if numbers is not None:
                counted_by(line, numbers)
            if point.head:
                line.add_run(papers.printable(point.head)).bold = True
            if point.body:
                line.add_run(papers.printable(f"\n{point.body}" if point.head else point.body))

    @_add.register
    def _(self, block: Table) -> None:
        self._paragraph(block.title, "strong", next_to_it=True)
        _table(self._document, block)
        self._document.add_paragraph()

    @_add.register
    def _(self, block: Chart) -> None:
        from docx.shared import Cm

        if block.title:
            self._paragraph(block.title, "strong", next_to_it=True)
        if block.measure:
            self._paragraph(block.measure, "quiet", next_to_it=True)
        picture = self._document.add_picture(
            io.BytesIO(png(papers.printable(block.svg))), width=Cm(WIDE if block.wide else NARROW)
        )
        picture._inline.docPr.set("descr", papers.printable(block.alt))  # noqa: SLF001 - python-docx has no other way

    @_add.register
    def _(self, block: Room) -> None:
        self._paragraph(block.label, "quiet", next_to_it=True)
        for _ in range(block.lines):
            _ruled(self._document.add_paragraph())

    @_add.register
    def _(self, block: Beside) -> None:
        for part in (*block.left, *block.right):
            self._add(part)

    def _paragraph(self, words: str, tone: Tone, *, next_to_it: bool = False) -> None:
        from docx.shared import Pt, RGBColor

        line = self._document.add_paragraph(style="Quote" if tone == "quoted" else None)
        run = line.add_run(papers.printable(words))
        line.paragraph_format.keep_with_next = next_to_it or None
        if tone in {"strong", "lead"}:
            run.bold = True
        if tone == "lead":
            run.font.size = Pt(14)
        if tone == "quiet":
            run.font.color.rgb = RGBColor.from_string(MUTED)


def _ruled(line: "Paragraph") -> None:
    edges = element("pBdr")
    edges.append(element("bottom", val="single", sz="4", space="1", color=RULE))
    line._p.get_or_add_pPr().append(edges)  # noqa: SLF001


def _table(document: "Document", block: Table) -> None:
    """A table as wide as the page, whose heading row is said again on every page; rows do not break."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    made: WordTable = document.add_table(rows=1 + len(block.rows), cols=len(block.head), style="Table Grid")
    made.autofit = not block.widths
    kept: Any = made._tbl.tblPr  # noqa: SLF001
    kept.append(element("tblCaption", val=papers.printable(block.title)))
    total = sum(block.widths) or 1
    every: Sequence[Sequence[str]] = (block.head, *block.rows)
    for place, (row, words) in enumerate(zip(made._tbl.tr_lst, every, strict=True)):  # noqa: SLF001
        rules: Any = row.get_or_add_trPr()
        rules.append(element("cantSplit"))
        if place == 0:
            rules.append(element("tblHeader"))
        for column, (cell, text) in enumerate(zip(row.tc_lst, words, strict=True)):
            _fill(cell, text, made, is_head=place == 0)
            if column in block.numbers:
                cell.p_lst[0].get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.RIGHT
            if block.widths:
                cell.width = Cm(WIDE * block.widths[column] / total)


def _fill(cell: Any, words: str, table: "WordTable", *, is_head: bool) -> None:  # noqa: ANN401
    from docx.table import _Cell

    run = _Cell(cell, table).paragraphs[0].add_run(papers.printable(words))
    if is_head:
        run.bold = True
        cell.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=TINTED))


def _steady(packed: bytes) -> bytes:
    """The same file with every part of the same day, so that it does not differ by when it was made."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(packed)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            part = ZipInfo(name, EARLIEST)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return out.getvalue()
