"""The pages where people sign in: who uses each, at which address, and what to do there before it is looked at."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from assessments.store import open_store
from frameworks.catalogue import Catalogue
from tests.browser.conftest import Scheme, choose, settle
from tests.browser.local_world import Making, World
from tests.browser.places import FRAMEWORK
from tests.browser.serving import NOW, Server
from tests.browser.visiting import nothing, visitor
from ui import addresses


@dataclass(frozen=True, slots=True)
class Place:
    """An address for one person ('' is nobody yet). `plain` is a page outside Streamlit, which has settled at once."""

    who: str
    address: str
    prepare: Callable[[Page], None] = nothing
    plain: bool = False


@contextmanager
def local_served(folder: Path) -> Iterator[tuple[Server, World]]:
    """A server where people sign in, on the made-up installation."""
    with Server(folder, mode="local") as server:
        store = open_store(server.database, clock=lambda: NOW)
        world = Making(store, Catalogue.load()).made()
        store.close()
        server.start()
        yield server, world


def signed_in(browser: Browser, server: Server, world: World, who: str, scheme: Scheme) -> BrowserContext:
    """A visitor who has signed in already, or nobody in particular."""
    visits = visitor(browser, scheme)
    if who:
        visits.add_cookies([{"name": "stocktake", "value": world.tokens[who], "url": server.url}])
    return visits


def sign_in_wrongly(page: Page) -> None:
    page.get_by_label("E-mail address").fill("nobody@paper.example")
    page.get_by_label("Password").fill("not a password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("p.fault")).to_be_visible()


def join_wrongly(page: Page) -> None:
    page.get_by_label("Your name").fill("Kit Marrow")
    page.get_by_label("E-mail address").first.fill("kit@paper.example")
    page.get_by_label("Password").first.fill("short")
    page.get_by_role("button", name="Make my account and join").click()
    expect(page.locator("p.fault, [role=alert]").first).to_be_visible()


def open_the_bar(page: Page) -> None:
    """Both menus, one after the other: they stand beside each other."""
    menus = page.locator(".bar details.who summary")
    expect(menus).to_have_count(2)
    for menu in menus.all():
        menu.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def invite_somebody(page: Page) -> None:
    page.get_by_label("Whom it is for").fill("Wren, who keeps the register of the whole of the upper school")
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_label("Link to join")).to_be_visible()
    choose(page, "Person", "Jo Birch (contributor)")
    settle(page)


def show_a_list(page: Page) -> None:
    """A list of organisations, one of which may be here already, as it is before it is taken."""
    page.get_by_text("Add many: a file, or pasted lines").click()
    given = "Name;URN;Phase\r\nLantern Academy 58;1058;primary\r\nLantern School 37;999;primary\r\n"
    file = FilePayload(name="list.csv", mimeType="text/csv", buffer=given.encode())
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_role("heading", name="Are they the same?")).to_be_visible()
    settle(page)


PREPARED: Mapping[str, Callable[[Page], None]] = {
    "Sign in, refused": sign_in_wrongly,
    "Join, refused": join_wrongly,
    "The bar with its menus open": open_the_bar,
    "People": invite_somebody,
    "Network": show_a_list,
}


PLAIN = (
    "Sign in", "Sign in, refused", "Account", "Erase oneself", "Join", "Join, refused", "Join, signed in", "Join, used",
    "New password", "New password, dead link", "A business case",
)  # fmt: skip
PAGES = (
    "Home of a lead", "The bar with its menus open", "Home of a contributor", "Home of a reader", "Home of many",
    "Home of nobody's", "People", "People, for a reader", "What others see", "What others see, for a contributor",
    "Network", "Network in figures", "Network, how they stand", "Network, targets", "Network, a trust",
    "Networks, choose", "My organisations",
    "Results, shown levels", "Results, moderated", "Results for a reader", "Answering for a contributor",
    "Answering for a lead",
    "Submitting for a contributor", "Submitting for a lead", "Administration, people", "Administration, a person",
    "Administration, leads", "Administration, installation", "Administration, comparison", "Administration, emergency",
    "Administration, acts",
    "Results in an emergency", "History", "Leaving", "Leaving, said", "Reminders", "Settings of a lead", "Author",
    "Awards, applied for", "Awards, to decide", "Plan of a network", "An action of a network's plan",
)  # fmt: skip
NAMES = PLAIN + PAGES


def local_places(world: World) -> dict[str, Place]:
    """Every page by what is to be seen there."""
    school, working, leaving = world.school.id, world.working.id, world.leaving.id
    plain = (
        ("", "/sign-in"),
        ("", "/sign-in"),
        ("Ada", "/account"),
        ("Ada", "/account/erase"),
        ("", f"/join/{world.join}"),
        ("", f"/join/{world.join}"),
        ("Lou", f"/join/{world.join}"),
        ("", f"/join/{world.joined}"),
        ("", f"/reset/{world.reset}"),
        ("", "/reset/none"),
        ("Ada", addresses.download("case", organisation=school, action=1)),
    )
    pages = (
        ("Ada", addresses.home(school)),
        ("Ada", addresses.home(working)),
        ("Bo", "/"),
        ("Cy", "/"),
        ("Ida", "/"),
        ("Lou", "/"),
        ("Ada", addresses.people(school)),
        ("Cy", addresses.people(school)),
        ("Ada", addresses.sharing(school)),
        ("Bo", addresses.sharing(working)),
        ("Edda", addresses.network(world.region)),
        ("Edda", addresses.figures(world.region)),
        ("Edda", addresses.figures(world.region, part="standing", framework=FRAMEWORK)),
        ("Edda", addresses.figures(world.region, part="targets", framework=FRAMEWORK)),
        ("Edda", addresses.network(world.trust)),
        ("Edda", addresses.address("network")),
        ("Dee", addresses.address("adviser")),
        ("Dee", addresses.results(world.shown[2])),
        ("Ida", addresses.results(world.shown[2])),
        ("Cy", addresses.results(world.submitted)),
        ("Bo", addresses.review(world.draft)),
        ("Ada", addresses.review(world.draft)),
        ("Bo", addresses.submit(world.draft)),
        ("Ada", addresses.submit(world.draft)),
        ("Finn", addresses.administration()),
        ("Finn", addresses.administration(person=world.people["Cy"])),
        ("Finn", addresses.administration("leads")),
        ("Finn", addresses.administration("installation")),
        ("Finn", addresses.administration("comparison")),
        ("Finn", addresses.administration("emergency")),
        ("Finn", addresses.administration("acts")),
        ("Finn", addresses.review(world.draft)),
        ("Ada", addresses.history(school)),
        ("Ada", addresses.leaving(school)),
        ("Ida", addresses.leaving(leaving)),
        ("Ada", addresses.reminders(working)),
        ("Ada", addresses.settings(school)),
        ("Gwen", addresses.address("author")),
        ("Ada", addresses.awards(world.submitted)),
        ("Dee", addresses.awards()),
        ("Edda", addresses.plan(world.region)),
        ("Edda", addresses.plan(world.region, action=1)),
    )
    return {
        name: Place(who, address, PREPARED.get(name, nothing), plain=name in PLAIN)
        for name, (who, address) in zip(NAMES, plain + pages, strict=True)
    }
