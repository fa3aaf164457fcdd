"""Makes documents of the demo network and keeps pictures of their pages, to be looked at: `python -m docs.papers`.

python -m docs.papers             writes docs/papers/*.png again
python -m docs.papers FOLDER      writes them and the documents themselves somewhere else
"""

import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from assessments import actions, comparison, demo, periods, results, reviews
from assessments.access import standing
from assessments.store import open_store
from assessments.store.protocol import Store
from frameworks.catalogue import Catalogue
from reports.full_report import Around, report_docx, report_pdf
from reports.paper import as_pdf
from reports.regional import board_paper, one_side
from reports.word import as_word
from ui.composition import Desk
from ui.networking import figures, report_files

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
HERE = Path(__file__).with_suffix("")
PAGES, DOTS, COLOURS = 4, "60", 64


def made(store: Store, catalogue: Catalogue) -> dict[str, bytes]:
    """The documents by their names: a school's full report, and the county's figures in two lengths."""
    demo.build(store, catalogue, now=NOW, plan=demo.Plan())
    county = demo.populate(store, store.reception, now=NOW)
    demo.release(store.counting(), catalogue, now=NOW)
    owner, lead = (_desk(store, catalogue, person) for person in (1, county.people["lead"]))
    ours = reviews.mine(owner.door, catalogue, organisation_id=county.school.id, now=NOW)
    line = next(each for each in ours if each.submitted_at and each.review.form == "full")
    view = results.of(owner.door, catalogue, line.review.id, now=NOW)
    planned = actions.of(owner.door, view.organisation.id)
    peers = comparison.peers(owner, view.review.id)
    why = "" if peers else comparison.why_not(owner, view.review.id) or ""
    around = Around(periods.today(NOW), peers, why, planned)
    told = report_files.told(figures.asked(lead, county.network, line.review.framework))
    return {
        "report.pdf": report_pdf(view, around, demo=True),
        "report.docx": report_docx(view, around, demo=True),
        "network-page.pdf": as_pdf(one_side(told, demo=True)),
        "network-report.pdf": as_pdf(board_paper(told, demo=True)),
        "network-report.docx": as_word(board_paper(told, demo=True)),
    }


def _desk(store: Store, catalogue: Catalogue, person: int) -> Desk:
    reception = store.reception(person)
    whose = reception.read(lambda rows: standing.of(rows, person))
    return Desk(
        store.for_user(person),
        catalogue,
        NOW,
        demo=True,
        reception=reception,
        standing=whose,
        counting=store.counting(),
    )


def pages(folder: Path, document: bytes, name: str) -> list[Path]:
    """Its first pages as pictures."""
    (folder / f"{name}.pdf").write_bytes(document)
    command = ["pdftoppm", "-r", DOTS, "-l", str(PAGES), "-png", str(folder / f"{name}.pdf"), str(folder / name)]
    subprocess.run(command, check=True)  # noqa: S603 - poppler's own program, on our own file
    return sorted(folder.glob(f"{name}-*.png"))


def beside(pictures: list[Path], where: Path) -> None:
    """Keep the pages next to each other in one picture, in few colours, so that it stays small."""
    opened = [Image.open(each).convert("RGB") for each in pictures]
    gap = 8
    wide = sum(each.width for each in opened) + gap * (len(opened) + 1)
    sheet = Image.new("RGB", (wide, opened[0].height + 2 * gap), "#b1b4b6")
    x = gap
    for each in opened:
        sheet.paste(each, (x, gap))
        x += each.width + gap
    few = sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(where, optimize=True)
    print(f"{where.name}: {few.width} x {few.height}, {where.stat().st_size / 1000:.0f} kB")


def main(where: Path) -> None:
    """Make them, and keep what was asked for."""
    catalogue = Catalogue.load()
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        with closing(open_store(folder / "demo.db", clock=lambda: NOW)) as store:
            documents = made(store, catalogue)
        beside(pages(folder, documents["report.pdf"], "report"), where / "report.png")
        one, board = documents["network-page.pdf"], documents["network-report.pdf"]
        shown = [*pages(folder, one, "page"), *pages(folder, board, "board")[: PAGES - 1]]
        beside(shown, where / "network-report.png")
        if where != HERE:
            for name, content in documents.items():
                (where / name).write_bytes(content)


if __name__ == "__main__":
    asked = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    asked.mkdir(parents=True, exist_ok=True)
    main(asked)
