"""Small files of each kind, made by hand from their formats, and some that only seem to be."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000015 00000 n \n0000000060 00000 n \n"
    b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n110\n%%EOF\n"
)
TEXT = "Minutes of the governors’ meeting\n1\tThe policy was approved.\n".encode()
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x37\xff\xd9"
)


def chunk(what, content):
    return struct.pack(">I", len(content)) + what + content + struct.pack(">I", zlib.crc32(what + content))


def png(wide=1, high=1, behind=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b"") + behind


def jpeg(wide, high):
    return JPEG.replace(b"\x08\x00\x02\x00\x03", b"\x08" + struct.pack(">HH", high, wide))


def zipped(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return made.getvalue()


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
DOCUMENT = '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.main+xml"/>'


def docx(types=DOCUMENT, **more):
    return zipped({"[Content_Types].xml": TYPES.format(types), "word/document.xml": "<document/>"} | more)


def xlsx(**more):
    return zipped({"[Content_Types].xml": TYPES.format(""), "xl/workbook.xml": "<workbook/>"} | more)


def with_part(name, content="x"):
    return docx(**{name: content})


GOOD = {
    "policy.pdf": PDF,
    "rack.png": png(),
    "rack.jpg": JPEG,
    "rack.JPEG": JPEG + b"of the camera",
    "plan.docx": docx(),
    "list.xlsx": xlsx(**{"xl/printerSettings/printerSettings1.bin": "x"}),
    "minutes.txt": TEXT,
    "marked.txt": b"\xef\xbb\xbf" + TEXT,
}
