"""The address of every page, in one place: each can be reloaded, shared and bookmarked."""

from collections.abc import Iterable
from urllib.parse import urlencode

Id = str | int
PAGES = (
    "", "start", "review", "submit", "results", "compare", "years", "frameworks", "settings",
    "administration", "history", "leaving", "reminders", "people", "sharing", "adviser", "network",
    "author", "figures", "actions", "plan", "standards", "awards",
)  # fmt: skip


def address(page: str = "", /, **parts: str | int | None) -> str:
    """The address of a page (one of PAGES, "" is Home) or download, with the parts that are there."""
    there = {name: value for name, value in parts.items() if value}
    return f"/{page}?{urlencode(there)}" if there else f"/{page}"


def home(organisation: Id | None = None) -> str:
    return address("", organisation=organisation)


def start(organisation: Id | None = None, framework: str | None = None) -> str:
    return address("start", organisation=organisation, framework=framework)


def review(review_id: Id, section: str | None = None) -> str:
    return address("review", review=review_id, section=section)


def submit(review_id: Id) -> str:
    return address("submit", review=review_id)


def results(review_id: Id) -> str:
    return address("results", review=review_id)


def standards(review_id: Id, standard: str | None = None) -> str:
    """The other standards that a review answers, or one of them."""
    return address("standards", review=review_id, standard=standard)


def awards(review_id: Id | None = None) -> str:
    """The awards of a review; without one, what waits for who decides and who is near the next award."""
    return address("awards", review=review_id)


def compare(review_ids: Iterable[Id] = ()) -> str:
    return address("compare", reviews=",".join(map(str, review_ids)))


def years(organisation: Id, framework: str) -> str:
    return address("years", organisation=organisation, framework=framework)


def frameworks(framework: str | None = None, edition: str | None = None) -> str:
    return address("frameworks", framework=framework, edition=edition)


def settings(organisation: Id | None = None) -> str:
    return address("settings", organisation=organisation)


def administration(part: str = "people", **parts: str | int | None) -> str:
    """One part of the administration page, for administrators."""
    return address("administration", part=part, **parts)


def history(organisation: Id, page: int | None = None) -> str:
    return address("history", organisation=organisation, page=page)


def leaving(organisation: Id) -> str:
    return address("leaving", organisation=organisation)


def reminders(organisation: Id | None = None) -> str:
    return address("reminders", organisation=organisation)


def sharing(organisation: Id | None = None) -> str:
    return address("sharing", organisation=organisation)


def network(network_id: Id, **parts: str | int | None) -> str:
    """One network, with what is searched for in its list and the page of it."""
    return address("network", network=network_id, **parts)


def figures(network_id: Id, **parts: str | int | None) -> str:
    """A network in figures: a part, of a framework and a year."""
    return address("figures", network=network_id, **parts)


def adviser(**parts: str | int | None) -> str:
    """An adviser's organisations: which framework and period, which of them, in which order, and the page."""
    return address("adviser", **parts)


def author(framework: str | None = None, edition: str | None = None) -> str:
    """The authors' list of editions, or one of them."""
    return address("author", framework=framework, edition=edition)


def people(organisation: Id | None = None) -> str:
    return address("people", organisation=organisation)


def actions(organisation: Id | None = None, **parts: str | int | None) -> str:
    """The actions of an organisation: which of them, one to change, or a new one."""
    return address("actions", organisation=organisation, **parts)


def plan(network_id: Id, **parts: str | int | None) -> str:
    """A network's plan: all of it, one action to change, or a new one."""
    return address("plan", network=network_id, **parts)


def download(name: str, **parts: Id | None) -> str:
    """A file to keep: results.pdf, form.pdf, review.json or review.csv."""
    return address(f"download/{name}", **parts)
