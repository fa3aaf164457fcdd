"""Takes the pictures of README from the demo network, with the clock standing at one moment: `make pictures`.

python -m docs.pictures             writes docs/pictures/*.png again
python -m docs.pictures FOLDER      writes them somewhere else
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import arrive, settle
from tests.browser.places import demo_served
from tests.conftest import chromium

HERE = Path(__file__).with_suffix("")
WIDE, PHONE = (1280, 860), (390, 780)
LARGEST = 150_000  # bytes
COLOURS = 128


def take(folder: Path) -> None:
    """All six pictures."""
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        browser = chromium(playwright)
        with demo_served(Path(kept)) as (server, places):

            def page(name: str, size: tuple[int, int] = WIDE, *, sharp: int = 1) -> Page:
                width, height = size
                window = browser.new_context(
                    viewport={"width": width, "height": height}, device_scale_factor=sharp, color_scheme="light",
                    reduced_motion="reduce", locale="en-GB", timezone_id="Europe/London",
                )  # fmt: skip
                opened = window.new_page()
                opened.goto(server.url + places[name])
                arrive(opened)
                return opened

            keep(page("Home of one").screenshot(), folder / "home.png")
            keep(unfolded(page("Review")).screenshot(), folder / "review.png")
            keep(drawn(page("Results", (1280, 980))).screenshot(), folder / "results.png")
            keep(page("Compare").screenshot(), folder / "compare.png")
            keep(from_the_question(unfolded(page("Review", PHONE, sharp=2))).screenshot(), folder / "phone.png")
            paper(page("Results"), Path(kept), folder / "paper.png")
        browser.close()


def unfolded(page: Page) -> Page:
    """A section with its first answered question open."""
    first = page.locator("[class*=-unfold-] button").first
    first.click()
    expect(page.get_by_role("radiogroup").first.get_by_role("radio", checked=True)).to_have_count(1)
    settle(page)
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement.blur()")
    return page


def from_the_question(page: Page) -> Page:
    """The window begins where the first question does."""
    page.locator("[class*=st-key-question-]").first.evaluate("it => it.scrollIntoView({block: 'start'})")
    return page


def drawn(page: Page) -> Page:
    """A page whose chart is there, its last mark and its last words included."""
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot .scatterlayer .point").last).to_be_visible()
    expect(page.locator(".js-plotly-plot .annotation-text").last).to_be_visible()
    settle(page)
    return page


def paper(page: Page, kept: Path, where: Path) -> None:
    """The printed result as a picture."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Print (one page, PDF)").click()
    pdf = kept / "results.pdf"
    waiting.value.save_as(pdf)
    command = ["pdftoppm", "-r", "80", "-png", "-singlefile", str(pdf), str(kept / "paper")]
    subprocess.run(command, check=True)  # noqa: S603 - poppler's own program, on our own file
    keep((kept / "paper.png").read_bytes(), where)


def keep(picture: bytes, where: Path) -> None:
    """Write a picture in few colours, so that it stays small."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    few = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(where, optimize=True)
    size = where.stat().st_size
    print(f"{where.name}: {few.width} x {few.height}, {size / 1000:.0f} kB")
    if size > LARGEST:
        sys.exit(f"{where.name} is larger than {LARGEST / 1000:.0f} kB.")


if __name__ == "__main__":
    asked = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    asked.mkdir(parents=True, exist_ok=True)
    take(asked)
