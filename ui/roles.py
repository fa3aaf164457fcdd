"""What we call the roles people have, and what each lets somebody do, in words for pages and links."""

from collections.abc import Mapping

from assessments.access.invitations import Into
from assessments.values import Role

ROLES: Mapping[Role, str] = {"lead": "Lead", "contributor": "Contributor", "reader": "Reader"}
EXPLAINED: Mapping[Role, str] = {
    "lead": "Leads answer questions, submit reviews, invite people and decide who can see what.",
    "contributor": "Contributors answer questions and add evidence. A lead submits.",
    "reader": "Readers see the results of what was submitted, and no drafts: for governors, trustees and chairs.",
}
JOINED: Mapping[Into, str] = {
    "lead": "You will be a lead: you answer questions, submit reviews, invite people and decide who can see what.",
    "contributor": "You will be a contributor: you answer questions and add evidence. A lead submits.",
    "reader": "You will be a reader: you see the results of what was submitted, and no drafts.",
    "network_lead": "You will lead this network: you see who takes part, invite organisations and look after teams.",
    "adviser": "You will join this team: you see what organisations have said yes to showing the team, and no more.",
    "author": "You will be an author: you check, try out and publish frameworks.",
    "administrator": "You will be an administrator: you look after people, frameworks and backups, but see no answers.",
}
TITLES: Mapping[Into, str] = {"author": "Become an author", "administrator": "Become an administrator"}


def title(role: Into, place: str) -> str:
    """What accepting an invitation is, as a heading."""
    return TITLES.get(role) or f"Join {place}"
