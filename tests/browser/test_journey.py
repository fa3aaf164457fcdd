"""The main job, end to end, in a real browser: a school starts, is cut off, finishes, and comes back next year.

Once by the one owner of a computer, on SQLite; and once by a lead and a contributor who sign in, on PostgreSQL.
"""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessments import answering, exchange, organisations, reviews, submitting
from assessments.access import accounts, passwords
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.browser.conftest import arrive, fill_in_organisation, pick, settle
from tests.browser.journey import COLLEAGUE, LEAD, PASSWORDS, Story, in_file, in_postgresql, squeezed, text_of
from tests.browser.serving import Server
from tests.signing import KEY

SCHOOL, OTHER = "Bramble Lane Primary School", "Heron Court Primary School"
FIRST_YEAR, NEXT_YEAR = datetime(2026, 11, 14, 9, 30, tzinfo=UTC), datetime(2027, 11, 20, 9, 30, tzinfo=UTC)

# The quick form: thirteen questions for a school, all answered "3 In place".
QUICK = (
    "esafe.lead.roles", "esafe.lead.policy", "esafe.lead.acceptable_use",
    "esafe.tech.filtering", "esafe.tech.monitoring", "esafe.tech.checks", "esafe.tech.personal_devices",
    "esafe.tech.online_contact",
    "esafe.learn.curriculum",
    "esafe.respond.training", "esafe.respond.governors", "esafe.respond.reporting", "esafe.respond.intimate_images",
)  # fmt: skip
# What the whole review asks of a school besides, and what is answered by keyboard.
BESIDES = {
    "esafe.lead.group": 2, "esafe.lead.review": 4,
    "esafe.tech.ai": 2, "esafe.tech.images": 4,
    "esafe.learn.targeted": 4, "esafe.learn.voice": 2, "esafe.learn.families": 4,
    "esafe.respond.impact": 3,
}  # fmt: skip
# Worked by hand, as distances from 3 (weights in brackets; every group and every section weighs the same):
# leadership   people: roles 0 (3), group -1 (1) = -1/4; rules: policy 0 (2), use 0 (2), review +1 (2) = 1/3; mean 1/24
# technology   protect: 0; use: devices 0 (2), ai -1 (2), images +1 (1), contact 0 (2) = -1/7; mean -1/14
# teaching     pupils: curriculum 0 (3), targeted +1 (2), voice -1 (2) = 0; home: families +1 (2) = 1; mean 1/2
# staff        all 0
# overall      (1/24 - 1/14 + 1/2 + 0) / 4 = 79/672, so 3 + 79/672 = 2095/672 = 3.12
WHOLE_EXACTLY = "2095/672"
WHOLE = "3.1 of 5"
# The next year: the group and families go up by one level, targeted teaching goes down by one. A question's part of the
# whole is 1/4 (section) x 1/2 (group of questions) x its weight there: 1/4, 1 and 2/7. On the same 21 questions:
# 1/8 x (1/4 + 1 - 2/7) = 27/224 = +0.12.
NEXT = {"esafe.lead.group": 3, "esafe.learn.targeted": 3, "esafe.learn.families": 5}
LIKE_FOR_LIKE = "+0.1"
# 3 + (1/6 - 1/14 + 6/7 + 0) / 4 = 3.24, beside a school that answered 2 everywhere.
BESIDE = r"Overall\s*3\.2\s*In place\s*2\s*Early steps"
POLICY = "Content Security Policy"
SECTIONS = (
    "Leadership and policy", "Filtering, monitoring and devices", "Teaching and families",
    "Staff, reporting and impact",
)  # fmt: skip


@pytest.fixture
def windows(browser):
    """Opens windows, each of a browser of its own, which tell what breaks our Content-Security-Policy."""
    contexts = []

    def opened(breaches: list[str]) -> Page:
        contexts.append(
            browser.new_context(
                viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB",
                timezone_id="Europe/London",
            )
        )  # fmt: skip
        page: Page = contexts[-1].new_page()
        page.on("console", lambda said: breaches.append(said.text) if POLICY in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=["the owner alone, on SQLite", "a lead and a contributor, on PostgreSQL"])
def story(request, windows, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    if "alone" in request.param:
        with Server(folder) as server:
            server.start(FIRST_YEAR)
            breaches: list[str] = []
            yield Story(windows(breaches), server, lambda: in_file(server.database), windows, breaches=breaches)
        return
    database = request.getfixturevalue("postgres").new_database()
    first_account(database)
    with Server(folder, postgresql=database, mode="local") as server:
        server.start(FIRST_YEAR)
        told: list[str] = []
        begun = Story(windows(told), server, lambda: in_postgresql(database), windows, breaches=told)
        begun.windows[LEAD] = begun.page
        begun.sign_in(LEAD)
        yield begun


def first_account(database: str) -> None:
    """Somebody with an account, and nothing else."""
    kept = passwords.hashed(PASSWORDS[LEAD])
    with closing(open_store(database, clock=lambda: FIRST_YEAR)) as store:
        store.reception(None).write(
            lambda unit: accounts.make(
                unit, name="Linden Lead", email=f"{LEAD}@bramble.example", password=kept, now=FIRST_YEAR
            )
        )


@pytest.mark.timeout(420)
def test_a_primary_school_goes_from_an_empty_folder_to_its_second_year(story, tmp_path):
    start_the_quick_form(story)
    a_colleague_comes_to_help(story)
    answer_until_the_server_is_killed(story)
    nothing_acknowledged_is_missing(story)
    finish_the_quick_form(story)
    only_a_lead_submits(story)
    submit(story, already_there=True)
    the_quick_result_counts_nothing_outside_it(story, tmp_path)
    widen_and_answer_by_keyboard(story)
    story.hand_to(COLLEAGUE)
    add_evidence(story)
    story.hand_to(LEAD)
    submit(story)
    the_whole_result_explains_itself_and_prints_the_same(story, tmp_path)
    begin_the_next_year(story)
    story.hand_to(COLLEAGUE)
    confirm_and_change(story)
    story.hand_to(LEAD)
    submit(story)
    the_change_is_explained(story)
    another_school_stands_beside_it(story, tmp_path)
    assert story.breaches == []


def start_the_quick_form(story: Story) -> None:
    """From the first page to the first question: four fields, and two choices (which framework, which form)."""
    page = story.page
    page.goto(story.server.url)
    arrive(page, "Welcome to Stocktake")
    way_in = "Add an organisation" if story.people_sign_in else "Start your first review"
    story.follow(way_in, "Start your first review")
    fill_in_organisation(page, SCHOOL)
    fields = page.locator(".st-key-setup").locator("[data-testid=stTextInput], [data-testid=stSelectbox]")
    expect(fields).to_have_count(4)
    expect(page.get_by_role("radiogroup")).to_have_count(1)
    pick(page, "Online safety")
    settle(page)
    story.press(re.compile("Start the quick form"), SECTIONS[0])
    expect(page.get_by_role("radiogroup").first).to_be_visible()


def a_colleague_comes_to_help(story: Story) -> None:
    """The lead makes a link on the page People; the colleague opens it, makes an account, and goes to the review."""
    if not story.people_sign_in:
        return
    page, review = story.page, story.page.url
    page.goto(f"{story.server.url}/people")
    arrive(page, "People")
    page.get_by_role("button", name="Make a link", exact=True).click()
    page.get_by_text("Link to join").first.wait_for()
    settle(page)
    link = re.search(r"https?://[^\s\"<]+/join/[\w-]+", page.content())
    assert link, "the link is shown"
    theirs = story.windows[COLLEAGUE] = story.new_window(story.breaches)
    theirs.goto(link[0])
    theirs.get_by_label("Your name").fill("Cedar Colleague")
    theirs.get_by_label("E-mail address").first.fill(f"{COLLEAGUE}@bramble.example")
    theirs.get_by_label("Password").first.fill(PASSWORDS[COLLEAGUE])
    theirs.get_by_role("button", name="Make my account and join").click()
    arrive(theirs, SCHOOL)
    page.goto(review)
    arrive(page, SECTIONS[0])
    story.hand_to(COLLEAGUE)


def answer_until_the_server_is_killed(story: Story) -> None:
    """Two sections are begun; in the middle of the second the server is killed, with one answer just on its way."""
    for name in QUICK[:3]:
        story.answer(name, 3)
    story.follow("Next: Filtering, monitoring and devices", SECTIONS[1])
    for name in QUICK[3:6]:
        story.answer(name, 3)
    story.question(QUICK[6]).get_by_test_id("stRadioOption").nth(2).click()
    story.server.kill()  # -9: nothing is told, nothing is tidied up


def nothing_acknowledged_is_missing(story: Story) -> None:
    """The page comes back at its address, and each "Saved" it was told of is a row of the database."""
    address = story.page.url
    story.server.start(FIRST_YEAR)
    story.page.goto(address)
    arrive(story.page, SECTIONS[1])
    assert story.page.url == address
    stored = story.stored()
    assert story.acknowledged.keys() <= stored.keys()
    assert {name: stored[name] for name in story.acknowledged} == story.acknowledged
    for name in QUICK[3:6]:
        expect(story.question(name)).to_contain_text("3 In place")


def finish_the_quick_form(story: Story) -> None:
    """The rest of the quick form, in the same sitting."""
    if QUICK[6] not in story.stored():  # the answer that was on its way did not arrive: give it again
        story.answer(QUICK[6], 3)
    story.answer(QUICK[7], 3)
    story.follow("Next: Teaching and families", SECTIONS[2])
    story.answer(QUICK[8], 3)
    story.follow("Next: Staff, reporting and impact", SECTIONS[3])
    for name in QUICK[9:]:
        story.answer(name, 3)
    expect(story.page.get_by_text("13 of 13 answered").first).to_be_visible()
    story.follow("Check and submit", "Check and submit")
    expect(story.page.get_by_text("13 of 13 answered")).to_be_visible()


def only_a_lead_submits(story: Story) -> None:
    """A contributor finds no button, and whom to ask."""
    if story.people_sign_in:
        expect(story.page.get_by_text(re.compile("Only a lead can submit")).first).to_be_visible()
        expect(story.page.get_by_role("button", name="Submit this review")).to_have_count(0)
        story.hand_to(LEAD)


def submit(story: Story, *, already_there: bool = False) -> None:
    if not already_there:
        story.follow("Check and submit", "Check and submit")
    story.press("Submit this review", "Results: Online safety")


def the_quick_result_counts_nothing_outside_it(story: Story, folder: Path) -> None:
    """All thirteen are "In place", so the result is exactly that: the eight not asked pull nothing down."""
    standing = story.page.locator("p.standing")
    expect(standing).to_contain_text("3 of 5")
    expect(standing).to_contain_text("In place")
    expect(standing).to_contain_text("of 13 at good practice")
    expect(standing).to_contain_text("every must-have in place")
    paper = text_of(story.download("Print (one page, PDF)", folder))
    assert "3 of 5, In place" in paper
    assert SCHOOL in paper


def widen_and_answer_by_keyboard(story: Story) -> None:
    """The quick form becomes the whole review; the mouse is not touched until everything is answered."""
    page = story.page
    story.walk_to(page.get_by_role("link", name="See the answers"))
    page.keyboard.press("Enter")
    arrive(page, SECTIONS[0])
    story.walk_to(page.get_by_role("button", name="Answer the whole review"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("13 of 21 answered").first).to_be_visible()
    settle(page)
    for place, section in enumerate(SECTIONS):
        if place:
            story.walk_to(page.get_by_role("link", name=f"Next: {section}"))
            page.keyboard.press("Enter")
            arrive(page, section)
            expect(page.get_by_role("heading", level=1)).to_be_focused()
        for name, level in BESIDES.items():
            if story.question(name).count():
                story.answer_by_keyboard(name, level)
    expect(page.get_by_text("21 of 21 answered").first).to_be_visible()
    assert set(BESIDES) <= set(story.acknowledged)


def add_evidence(story: Story) -> None:
    """Evidence with a date and a link, and a comment, beside an answer given before."""
    story.page.locator(".sections.wide").get_by_role("link", name=SECTIONS[1]).click()
    arrive(story.page, SECTIONS[1])
    here = story.question("esafe.tech.filtering")
    here.get_by_role("button", name="Does your filtering").click()
    here.get_by_text("Comment, evidence and numbers").click()
    here.get_by_role("textbox", name="What shows it").fill("Filtering test report")
    here.get_by_role("textbox", name="Link to it").fill("https://school.example/filtering-test")
    story.page.keyboard.press("Tab")
    settle(story.page)
    here.get_by_role("button", name="Add this evidence").click()
    expect(here.get_by_text("Filtering test report").first).to_be_visible()
    expect(here.locator("p.said")).to_contain_text("Saved")
    settle(story.page)


def the_whole_result_explains_itself_and_prints_the_same(story: Story, folder: Path) -> None:
    """The page ends in the fraction worked by hand under "How this was worked out", and the paper says the same."""
    page = story.page
    standing = page.locator("p.standing")
    expect(standing).to_contain_text(WHOLE)
    story.every_chart_is_drawn()
    worked_out = story.open_part("How this was worked out")
    expect(worked_out).to_contain_text(f"exactly {WHOLE_EXACTLY}")
    told = squeezed(standing.inner_text()).rstrip(".")
    steps = [squeezed(step) for step in page.locator("ol.next h3").all_inner_texts()]
    paper = text_of(story.download("Print (one page, PDF)", folder))
    assert told in paper
    assert len(steps) == 3
    assert all(step[:60] in paper for step in steps)


def begin_the_next_year(story: Story) -> None:
    """A year later by the clock of the same installation."""
    for window in story.windows.values():
        window.goto("about:blank")  # left open, a page would go on by itself once the server is back
    story.server.stop()
    story.server.start(NEXT_YEAR)
    page = story.page
    for who in story.windows:  # a year later nobody is signed in
        story.sign_in(who)
    page.goto(story.server.url)
    arrive(page, SCHOOL)
    story.follow(re.compile("^Start.*Online safety"), "Start a review")
    expect(page.get_by_text("2027/28").first).to_be_visible()
    story.press(re.compile("Start the whole review"), SECTIONS[0])
    expect(page.get_by_text("0 of 21 answered").first).to_be_visible()


def confirm_and_change(story: Story) -> None:
    """Unchanged groups are confirmed at once; two answers improve and one slips."""
    page = story.page
    for place, section in enumerate(SECTIONS):
        if place:
            story.follow(f"Next: {section}", section)
        for name, level in NEXT.items():
            if story.question(name).count():
                expect(story.question(name)).to_contain_text("not confirmed yet")
                story.answer(name, level)
        confirm_what_is_left(story)
    expect(page.get_by_text("21 of 21 answered").first).to_be_visible()


def confirm_what_is_left(story: Story) -> None:
    """Press "Nothing has changed" for each group of the page, and "Confirm" where one question is left alone."""
    waiting = story.page.get_by_role("button", name=re.compile("^(Nothing has changed|Confirm:)"))
    groups = story.page.get_by_role("button", name=re.compile("^Nothing has changed"))
    for _ in range(20):
        left = waiting.count()
        if not left:
            return
        (groups.first if groups.count() else waiting.first).click()
        expect(waiting).not_to_have_count(left)
        settle(story.page)
    raise AssertionError("there is always one more to confirm")


def the_change_is_explained(story: Story) -> None:
    """In words: what improved, what slipped, and the change on the same questions both years."""
    part = story.open_part("Why did our score change?")
    for words in ("2 questions improved", "1 question slipped", "18 questions stayed the same", "21 of 21 questions"):
        expect(part).to_contain_text(words)
    expect(part).to_contain_text(f"{LIKE_FOR_LIKE} (")
    expect(part).to_contain_text("The same questions both years")
    results = story.page.url
    story.page.goto(story.server.url)
    arrive(story.page, SCHOOL)
    story.page.locator('a[href*="/years?organisation"]').filter(has_text="Online safety").click()
    arrive(story.page, "over the years")
    story.every_chart_is_drawn()
    story.page.goto(results)
    arrive(story.page, "Results")


def another_school_stands_beside_it(story: Story, folder: Path) -> None:
    """Another Stocktake's review comes as a file; the two stand side by side."""
    page = story.page
    ours = page.url.rpartition("=")[2]
    page.goto(f"{story.server.url}/compare?reviews={ours}")
    arrive(page, "Compare")
    page.get_by_text("Add a review from a file").click()
    page.locator("input[type=file]").set_input_files(sent_by_another_school(folder))
    page.get_by_text("I have asked, and theirs is the same").click()
    settle(page)
    page.get_by_role("button", name="Add this review").click()
    expect(page.get_by_role("heading", name="By section")).to_be_visible()
    settle(page)
    table = page.get_by_role("table", name="Level of each section out of 5")
    expect(table.get_by_role("columnheader", name=SCHOOL)).to_be_visible()
    expect(table.get_by_role("columnheader", name=OTHER)).to_be_visible()
    expect(table.get_by_role("row", name="Overall")).to_have_text(re.compile(BESIDE))


def sent_by_another_school(folder: Path) -> Path:
    """The file of a review answered in another installation: every question "2 Early steps"."""
    catalogue = Catalogue.load()
    store = open_store(folder / "elsewhere.db", clock=lambda: NEXT_YEAR)
    door = store.for_user(1)
    there = organisations.add(door, name=OTHER, kind="school", phase="primary", facts={"pupils": 180}, now=NEXT_YEAR)
    review = reviews.start(door, catalogue, there.id, "esafety", form="full", now=NEXT_YEAR)
    for name in (*QUICK, *BESIDES):
        answering.give(door, catalogue, review.id, name, Answer(level=2), seen=0, now=NEXT_YEAR)
    submitting.submit(door, catalogue, review.id, now=NEXT_YEAR)
    document = exchange.export_review(door, catalogue, review.id, key=KEY, now=NEXT_YEAR)
    (folder / "heron-court.json").write_bytes(document)
    store.close()
    return folder / "heron-court.json"
