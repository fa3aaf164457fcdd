"""Who does what in an organisation: leads decide, contributors answer, readers read; and whom to ask instead."""

from assessments import drafts
from assessments.errors import NotYours, Refused
from assessments.store import people as statements
from assessments.store.protocol import Door, Rows

NOBODY = "Nobody leads here just now. Ask whoever looks after Stocktake to appoint a lead."


def only_a_lead(rows: Rows, organisation_id: int, act: str) -> None:
    """Let a lead through. Raises Refused with whom to ask, NotYours for somebody of outside."""
    found = refusal(rows, organisation_id, act)
    if found is not None:
        raise Refused(found)


def only_who_answer(rows: Rows, organisation_id: int, act: str) -> None:
    """Let leads and contributors through. Raises Refused with whom to ask, NotYours for somebody of outside."""
    role = statements.role(rows, organisation_id)
    if role is None:
        raise NotYours
    if role == "reader":
        raise Refused(f"You read results here. Only people who answer can {act}. {whom_to_ask(rows, organisation_id)}")


def refusal(rows: Rows, organisation_id: int, act: str) -> str | None:
    """Why this person cannot do what only leads do, in words; None for a lead. Raises NotYours."""
    role = statements.role(rows, organisation_id)
    if role is None:
        raise NotYours
    return None if role == "lead" else f"Only a lead can {act}. {whom_to_ask(rows, organisation_id)}"


def whom_to_ask(rows: Rows, organisation_id: int) -> str:
    """As in "Ask Ash Reed or Jo Lark."; members know each other's names."""
    leads = [member.person.name for member in statements.members(rows, organisation_id) if member.role == "lead"]
    named = [name for name in leads if name]
    if named:
        return f"Ask {' or '.join(named)}."
    return "Ask a lead." if leads else NOBODY


def why_not(door: Door, organisation_id: int, act: str) -> str | None:
    """As `refusal`, for a page to show in place of a button; an outsider is told nothing more."""

    def work(rows: Rows) -> str | None:
        if statements.role(rows, organisation_id) is None:
            return f"Only a lead can {act}."
        return refusal(rows, organisation_id, act)

    return door.read(work)


def is_reader(door: Door, organisation_id: int) -> bool:
    """Whether this person sees only what was submitted here."""
    return not door.read(lambda rows: statements.is_inside(rows, organisation_id))


def of_review(rows: Rows, review_id: int, act: str) -> None:
    """As `only_a_lead`, for a review. Raises NotYours, Refused."""
    only_a_lead(rows, drafts.mine(rows, review_id).organisation, act)
