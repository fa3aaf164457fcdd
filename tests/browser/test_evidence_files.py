"""A file beside an answer in a real browser: sent, kept, fetched again byte by byte, and no breach of the policy."""

from playwright.sync_api import expect

from tests.assessments.files import PDF, png
from tests.browser.conftest import arrive, settle, start_review
from tests.browser.test_answering import answer
from tests.browser.visiting import SIDEWAYS, axe

CUT_OFF = "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.textContent)"
PART = "[data-testid=stExpander]"


def open_beside(page):
    part = page.locator(PART).first
    settle(page)
    part.locator("summary").first.click()
    expect(part.get_by_label("What shows it")).to_be_visible()
    settle(page)
    return part


def give_file(page, part, name, content):
    part.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/html", "buffer": content}])
    expect(part.get_by_text(name[-9:]).first).to_be_visible()
    settle(page)
    part.get_by_role("button", name="Add this evidence").click()


def test_a_file_is_sent_kept_and_fetched_again(own_server, window):
    page = window(own_server.url)
    breaches = []
    page.on("console", lambda said: breaches.append(said.text) if "Content Security Policy" in said.text else None)
    page.get_by_role("link", name="Start your first review").click()
    page.wait_for_url("**/start")
    settle(page)
    start_review(page)
    answer(page, "3 In place")
    part = open_beside(page)
    part.get_by_label("What shows it").fill("Acceptable use policy")
    give_file(page, part, "page.pdf", b"<!DOCTYPE html><script>alert(1)</script>")
    expect(part.get_by_text("This is not a whole PDF file, whatever its name says.")).to_be_visible()
    expect(part.get_by_label("What shows it")).to_have_value("Acceptable use policy")
    part.get_by_role("button", name="Remove page.pdf").click()
    settle(page)
    give_file(page, part, "policy 2026.pdf", PDF)
    fetch = part.get_by_role("link", name="download policy 2026.pdf")
    expect(fetch).to_be_visible()
    settle(page)
    with page.expect_download() as began:
        fetch.click()
    assert began.value.suggested_filename == "policy 2026.pdf"
    assert began.value.path().read_bytes() == PDF
    page.reload()
    arrive(page)
    expect(page.get_by_role("button", name="3 In place")).to_be_visible()
    assert breaches == []


def test_the_part_with_a_file_is_readable_narrow_and_wide_light_and_dark(own_server, window):
    page = window(own_server.url)
    page.get_by_role("link", name="Start your first review").click()
    page.wait_for_url("**/start")
    settle(page)
    start_review(page)
    answer(page, "3 In place")
    part = open_beside(page)
    give_file(page, part, "photograph of the cabinet in the hall, autumn term 2026.png", png())
    expect(part.get_by_role("link", name="download photograph")).to_be_visible()
    address = page.url
    for width in (1280, 320):
        for scheme in ("light", "dark"):
            shown = window(address, width=width, scheme=scheme, policy=False)
            settle(shown)
            shown.get_by_role("button", name="3 In place").click()
            expect(shown.get_by_role("link", name="download photograph").first).to_be_visible()
            settle(shown)
            assert axe(shown) == []
            assert shown.evaluate(SIDEWAYS) <= 0
            assert shown.locator("[data-testid=stFileUploaderDropzoneInstructions] span").evaluate_all(CUT_OFF) == []
