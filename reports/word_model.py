"""The model that our Word files begin from: its letters, its language, the styles we use, lists that count anew."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT, BRAND, INK = "Arial", "12436D", "0B0C0C"
SIZES = {"Heading 1": 22, "Heading 2": 16, "Heading 3": 13, "Heading 4": 11}
OTHERS = ("Normal", "List Bullet", "List Number", "Quote", "Table Grid", "Header", "Footer")
USED = {name.casefold() for name in (*SIZES, *OTHERS)}


def element(name: str, **attributes: str) -> Any:  # noqa: ANN401 - lxml has no types here
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def without_thumbnail(document: "Document") -> None:
    """The library's model carries a picture of an empty page."""
    told = document.part.package.rels
    for name in [name for name, one in told.items() if one.reltype.endswith("/thumbnail")]:
        del told[name]


def without_other_styles(document: "Document") -> None:
    """The model has 160 styles, and the library looks through all of them at every paragraph."""
    from docx.oxml.ns import qn

    every: Any = document.styles.element
    by_id = {style.styleId: style for style in every.style_lst}
    waiting = [each for each, style in by_id.items() if style.name_val.casefold() in USED or style.default]
    kept = set[str]()
    while waiting:
        one = waiting.pop()
        if one not in kept:
            kept.add(one)
            beside = (by_id[one].find(qn(f"w:{name}")) for name in ("basedOn", "next", "link"))
            waiting += [each.get(qn("w:val")) for each in beside if each is not None]
    for each, style in by_id.items():
        if each not in kept:
            every.remove(style)


def styled(document: "Document", language: str) -> None:
    """Our letters instead of those of the library's model, and the language of the text."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", *SIZES):
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(SIZES.get(name, 11))
        style.font.color.rgb = RGBColor.from_string(BRAND if name in SIZES else INK)
        letters = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [each for each in letters.attrib if "Theme" in each]:
            del letters.attrib[attribute]
    document.styles["Quote"].font.color.rgb = RGBColor.from_string(INK)
    for known in document.styles.element.iter(qn("w:lang")):
        known.set(qn("w:val"), language)


def numbered(line: "Paragraph", words: str) -> None:
    """The foot of each page: where it is from, and which page it is."""
    line.add_run(f"{words}  ·  Page ")
    field = element("fldSimple", instr="PAGE")
    line._p.append(field)  # noqa: SLF001


def begun_anew(document: "Document") -> int:
    """Numbers that begin at one again: a list of its own after the pattern of "List Number"."""
    from docx.oxml.ns import qn

    pattern = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering: Any = document.part.numbering_part.element
    of = next(one for one in numbering.findall(qn("w:num")) if one.numId == pattern)
    made = numbering.add_num(of.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def counted_by(line: "Paragraph", numbers: int) -> None:
    kept = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    kept.get_or_add_ilvl().val = 0
    kept.get_or_add_numId().val = numbers
