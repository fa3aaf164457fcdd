"""Start, answer, reload: what was acknowledged is there, also after the server was killed."""

from playwright.sync_api import expect

from tests.browser.conftest import settle, start_review


def first_group(page):
    return page.get_by_role("radiogroup").first


def answer(page, level):
    first_group(page).get_by_text(level).click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_have_count(1)
    settle(page)


def test_an_answer_is_there_after_a_reload_and_after_the_server_was_killed(own_server, window):
    page = window(own_server.url)
    page.get_by_role("link", name="Start your first review").click()
    page.wait_for_url("**/start")
    settle(page)
    start_review(page)
    expect(page).to_have_title("Leadership and policy – Online safety – Stocktake")
    answer(page, "3 In place")
    expect(page.locator('.sections.wide [aria-current="page"] .done')).to_contain_text("1 of")
    address = page.url
    page.reload()
    settle(page)
    expect(page.get_by_role("button", name="3 In place")).to_be_visible()
    own_server.kill()
    own_server.start()
    page.goto(address)
    settle(page)
    expect(page.get_by_role("button", name="3 In place")).to_be_visible()


def test_a_link_opens_its_page_without_a_full_load_and_the_focus_goes_to_the_heading(server, window):
    page = window(server.url)
    loads = []
    page.on("domcontentloaded", lambda _page: loads.append(1))
    page.get_by_role("link", name="Start your first review").or_(
        page.get_by_role("link", name="Add another")
    ).first.click()
    page.wait_for_url("**/start")
    settle(page)
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    page.wait_for_url(f"{server.url}/")
    settle(page)
    expect(page.locator("h1")).to_be_focused()
    assert loads == []


def test_home_and_review_fetch_no_drawing_library_and_a_third_of_their_size(own_server, window, browser):
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    wire: dict[str, int] = {}
    whole: dict[str, int] = {}
    names: list[str] = []

    def part(event):
        whole[event["requestId"]] = whole.get(event["requestId"], 0) + event["dataLength"]

    network.on("Network.responseReceived", lambda event: names.append(event["response"]["url"]))
    network.on("Network.dataReceived", part)
    network.on("Network.loadingFinished", lambda event: wire.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(own_server.url)
    settle(page)
    page.goto(f"{own_server.url}/start")
    settle(page)
    start_review(page)
    assert not [name for name in names if "lotly" in name]
    sent, unpacked = sum(wire.values()), sum(whole.get(each, 0) for each in wire)

    assert 3 * sent < unpacked
    context.close()


def test_text_being_typed_when_the_server_goes_away_is_given_back(own_server, window):
    page = window(f"{own_server.url}/start")
    start_review(page)
    page.locator("summary", has_text="Comment").first.click()
    field = page.get_by_label("Comment", exact=True).first
    field.fill("Half a sentence about *roles*")
    own_server.kill()
    own_server.start()
    kept = page.get_by_role("region", name="Not saved").get_by_role("textbox")
    expect(kept.or_(field).first).to_have_value("Half a sentence about *roles*", timeout=30_000)
    told = page.get_by_text("Not saved.").or_(page.get_by_text("This was not saved."))
    still_being_typed = page.get_by_text("Press Ctrl+Enter to apply")
    expect(told.or_(still_being_typed).first).to_be_visible()
    if not told.first.is_visible():  # the page came back so soon that the text never left its box: it can be saved
        field.press("Control+Enter")
        expect(page.get_by_role("status").filter(has_text="Saved").or_(told).first).to_be_visible()
