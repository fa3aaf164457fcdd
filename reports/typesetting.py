"""Turn our Typst templates and data into tagged PDFs (PDF/UA-1), and drawings into pictures; nothing is fetched."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARP = 150.0  # dots an inch


LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")


def spoken(language: str) -> dict[str, str]:
    """A framework's language as a document says it: "cy-GB" is Welsh in Britain; ours where it is not so written."""
    found = LANGUAGE.fullmatch(language)
    lang, region = found.groups() if found else ("en", "GB")
    return {"lang": lang, "region": region or ""}


@cache
def _fonts() -> Any:  # noqa: ANN401 - typst is imported only here, where a document is made
    import font_source_sans_pro
    import typst

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def pdf(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of `template` (a name in this folder). Text inside `data` comes out literally, whatever it holds."""
    import typst

    made: bytes = typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made


def png(drawing: str) -> bytes:
    """A drawing (SVG) as a picture (PNG), sharp enough for paper."""
    import typst

    made: bytes = typst.compile(
        str(HERE / "picture.typ"), root=str(HERE), font_paths=_fonts(), sys_inputs={"drawing": drawing}, format="png",
        ppi=SHARP,
    )  # fmt: skip
    return made
