"""Takes the pictures of README from the demo network and its county, the clock at one moment: `make pictures`.

python -m docs.pictures             writes docs/pictures/*.png again
python -m docs.pictures FOLDER      writes them somewhere else
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import arrive, settle
from tests.browser.county import county_served
from tests.browser.places import demo_served
from tests.browser.serving import Server
from tests.conftest import chromium

HERE = Path(__file__).with_suffix("")
WIDE, PHONE = (1280, 860), (390, 780)
LARGEST = 150_000  # bytes
COLOURS = 128


def take(folder: Path) -> None:
    """All nine pictures: of one's own computer, then of what people with an account see."""
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        with tempfile.TemporaryDirectory() as kept, demo_served(Path(kept)) as (server, places):
            of_the_demo(partial(page, browser, server), places, Path(kept), folder)
        with tempfile.TemporaryDirectory() as kept, county_served(Path(kept)) as (server, signed_in):
            of_the_county(partial(page, browser, server), signed_in, folder)
        browser.close()


def page(
    browser: Browser, server: Server, address: str, size: tuple[int, int] = WIDE, *, sharp: int = 1, token: str = ""
) -> Page:
    """A page at its address, for whoever a session is."""
    width, height = size
    window = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=sharp, color_scheme="light",
        reduced_motion="reduce", locale="en-GB", timezone_id="Europe/London",
    )  # fmt: skip
    if token:
        window.add_cookies([{"name": "stocktake", "value": token, "url": server.url}])
    opened = window.new_page()
    opened.goto(server.url + address)
    arrive(opened)
    return opened


def of_the_demo(at: Callable[..., Page], places: Mapping[str, str], kept: Path, folder: Path) -> None:
    """What one sees on one's own computer."""
    keep(at(places["Home of one"]).screenshot(), folder / "home.png")
    keep(unfolded(at(places["Review"])).screenshot(), folder / "review.png")
    keep(drawn(at(places["Results"], (1280, 980))).screenshot(), folder / "results.png")
    keep(at(places["Compare"]).screenshot(), folder / "compare.png")
    keep(from_the_question(unfolded(at(places["Review"], PHONE, sharp=2))).screenshot(), folder / "phone.png")
    paper(at(places["Results"]), kept, folder / "paper.png")


def of_the_county(at: Callable[..., Page], signed_in: Mapping[str, tuple[str, str]], folder: Path) -> None:
    """A school beside others, an adviser's organisations, and a county by region."""
    tall = {"head": (1280, 2600)}  # so that all of the chart is in the window
    shown = {what: at(address, tall.get(what, WIDE), token=token) for what, (token, address) in signed_in.items()}
    keep(drawn(shown["head"]).locator(".st-key-compared").screenshot(), folder / "beside.png")
    keep(shown["adviser"].screenshot(), folder / "adviser.png")
    keep(shown["lead"].screenshot(), folder / "network.png")


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
