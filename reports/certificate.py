"""An award as a certificate on one side of A4, as a tagged PDF."""

from assessments import wording
from assessments.awarding import AwardsView
from assessments.held_awards import Held
from reports.one_side import DEMO
from reports.typesetting import pdf, spoken

LARGE, SMALL, LONG = 34, 22, 60  # points; and from how many letters on the smaller ones


def certificate_pdf(found: AwardsView, held: Held, *, demo: bool = False) -> bytes:
    """What is held, by whom, what it rests on, and until when it is valid. Raises ValueError once it has lapsed."""
    if not held.is_valid(found.today):
        raise ValueError("an award that has lapsed has no certificate")
    view = found.view
    name = view.organisation.name
    data = {
        **spoken(view.edition.language),
        "title": f"{held.title}: {name}",
        "award": held.title,
        "organisation": name,
        "to": f"{held.framework_title}. Awarded to",
        "says": held.says,
        "rests": f"It rests on the review of {held.period}, with the {held.edition} version of the questions.",
        "given": f"Given by {held.by} on {wording.day(held.since)}." if held.by
        else f"Reached by the review itself on {wording.day(held.since)}.",
        "valid": f"Valid until {wording.day(held.until)}." if held.until else "Valid without an end.",
        "demo": DEMO if demo else "",
        "size": SMALL if max(len(name), len(held.title)) > LONG else LARGE,
        "footer": f"Made with Stocktake. Number {held.number}.",
    }  # fmt: skip
    return pdf("certificate.typ", data)
