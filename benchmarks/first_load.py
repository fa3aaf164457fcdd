"""What a first visit to Home and to a review fetches, over the wire and unpacked: Chromium with nothing kept."""

import base64
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.page import prepared
from benchmarks.section import Section
from benchmarks.serving import served
from tests.conftest import chromium

HEAD = ("page", "files", "kB over the wire", "kB unpacked", "share", "kB over the socket", "plotly fetched")
PATIENCE_MS = 30_000


@dataclass(slots=True)
class Fetched:
    """One file a visit fetched; sizes in bytes, headers counted in `wire`."""

    url: str
    wire: int = 0
    unpacked: int = 0


@dataclass  # without slots: Playwright keeps a note on whoever listens
class Visit:
    """Everything one first visit fetched."""

    name: str
    files: dict[str, Fetched] = field(default_factory=dict)
    socket: int = 0

    @property
    def wire(self) -> int:
        return sum(each.wire for each in self.files.values())

    @property
    def unpacked(self) -> int:
        return sum(each.unpacked for each in self.files.values())

    @property
    def charts(self) -> list[str]:
        return [each.url for each in self.files.values() if "plotly" in each.url.casefold()]

    def asked(self, event: Mapping[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.files[event["requestId"]] = Fetched(event["request"]["url"])

    def received(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.files:
            self.files[event["requestId"]].unpacked += event["dataLength"]

    def finished(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.files:
            self.files[event["requestId"]].wire = int(event["encodedDataLength"])

    def told(self, event: Mapping[str, Any]) -> None:
        data = event["response"]["payloadData"]
        self.socket += len(base64.b64decode(data)) if event["response"]["opcode"] == 2 else len(data)

    def row(self) -> tuple[str, ...]:
        return (
            self.name,
            str(len(self.files)),
            f"{self.wire / 1000:.0f}",
            f"{self.unpacked / 1000:.0f}",
            f"{100 * self.wire / self.unpacked:.0f} %",
            f"{self.socket / 1000:.0f}",
            "yes" if self.charts else "no",
        )


def visit(browser: Browser, name: str, address: str, ready: str) -> Visit:
    """Open an address with nothing kept and wait until `ready`, a part of the page, is drawn and nothing runs."""
    found = Visit(name)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", found.asked)
    wire.on("Network.dataReceived", found.received)
    wire.on("Network.loadingFinished", found.finished)
    wire.on("Network.webSocketFrameReceived", found.told)
    page.goto(address)
    expect(page.locator(ready).first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    context.close()
    return found


def visits() -> list[Visit]:
    """The first visit to Home and to a section of a review."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = Path(folder) / "first_load.db"
        _, (review,) = prepared(database, 1)
        browser = chromium(playwright)
        with served(database) as app:
            home = visit(browser, "Home", f"{app.address}/", "h1")
            section = visit(browser, "Review", f"{app.address}/review?review={review.id}", "[role=radiogroup]")
        browser.close()
    return [home, section]


def run() -> Section:
    found = visits()
    largest = sorted(found[-1].files.values(), key=lambda each: -each.wire)[:5]
    return Section(
        "First visit",
        "python -m benchmarks first_load",
        [HEAD, *(each.row() for each in found)],
        [
            "Nothing is kept from before. Aim: a third of the unpacked size, and plotly fetched by neither.",
            f"The largest files of {found[-1].name}: {', '.join(map(described, largest))}.",
        ],
    )


def described(file: Fetched) -> str:
    return f"{file.url.rpartition('/')[2] or 'the page'} ({file.wire / 1000:.0f} of {file.unpacked / 1000:.0f} kB)"
