"""Recorded acts in plain words: every name that the code can record has its sentence here."""

from collections.abc import Mapping

from assessments.access.history import Line

# After who did it. {person}, {network}, {team}, {organisation} are names, {review} a title, others what was recorded.
SAID: Mapping[str, str] = {
    # reviews
    "organisation added": "added the organisation.",
    "organisation changed": "changed the facts about the organisation.",
    "review started": "started {review}.",
    "review submitted": "submitted {review}.",
    "review reopened": "opened {review} again to change it.",
    "reopening withdrawn": "took back the opening of {review}; what was submitted stands.",
    "review widened": "made {review} a full review.",
    "review imported": "added {review} from a file.",
    "review moved to a newer version": "moved {review} to a newer version of its framework.",
    "review moved back": "moved {review} back to the version it was started with.",
    "correction followed": "opened {review}, whose framework had a correction of wording.",
    "empty review deleted": "deleted an empty review.",
    "facts given": "gave facts that {review} asks for.",
    "profile refreshed": "took the organisation's facts into {review}.",
    "aim set": "changed what {review} aims for.",
    "suggestion confirmed": "confirmed a suggested answer in {review}.",
    "strand confirmed": "confirmed a group of suggested answers in {review}.",
    "answer moderated": "said what {team} would answer instead, in {review}.",
    "moderation answered": "answered {team} about {review}.",
    "signature asked for": "asked {person} to sign off {review}.",
    "review signed off": "signed off {review}.",
    "answer proposed": "proposed an answer, for the organisation to take or leave.",
    "evidence file added": "added a file as evidence.",
    "action added": "added an action to the plan.",
    "action changed": "changed an action of the plan.",
    "group of answers undone": "undid a group of answers in {review}.",
    # people
    "invitation made": "made an invitation link.",
    "invitations made": "made invitation links.",
    "invitations renewed": "renewed invitation links.",
    "invitations withdrawn": "withdrew invitation links.",
    "invitation renewed": "renewed an invitation link.",
    "invitation withdrawn": "withdrew an invitation link.",
    "invitation accepted": "accepted an invitation.",
    "role changed": "made {person} a {role}.",
    "membership ended": "ended what {person} could do here.",
    "handed over": "handed over to {person}, who leads now.",
    "lead appointed": "made {person} lead, as nobody led here any more.",
    "person erased": "had {person} erased: the name is gone, what was done stays.",
    # sharing
    "sharing agreed to": "said yes to somebody seeing results.",
    "sharing asked for": "asked to see results.",
    "sharing declined": "said no to a request to see results.",
    "sharing taken back": "took back a yes to somebody seeing results.",
    "sharing ended with its team": "ended a team of advisers, and with it what it could see.",
    "joined network": "put the organisation on the list of {network}.",
    "left network": "took the organisation off the list of {network}.",
    "organisation closed": "marked the organisation as closed.",
    "organisation opened again": "marked the organisation as open again.",
    "organisation carried on": "said which organisation carries this one on.",
    "organisation carries on": "said that this organisation carries on an earlier one.",
    "case opened": "opened a case about the organisation, for {team}.",
    "visit noted": "wrote down a visit, for {team}.",
    "visit taken back": "took back a visit that was written down, for {team}.",
    "case closed": "closed a case about the organisation, for {team}.",
    # awards
    "award applied for": "applied for {award} with {review}.",
    "award application taken back": "took back an application for {award}.",
    "award given": "gave the award {award}, after looking at {review}.",
    "award not given": "did not give the award {award} yet, after looking at {review}.",
    # leaving and emergencies
    "emergency access began": "opened the organisation for {minutes} minutes, for reading, in an emergency.",
    "emergency access ended": "ended the emergency reading.",
    "leaving began": "said that the organisation leaves.",
    "leaving withdrawn": "took back the leaving: the organisation stays.",
    "organisation erased": "erased an organisation that had left.",
    # the installation
    "account made": "made an account.",
    "account closed": "closed the account of {person}.",
    "account opened again": "opened the account of {person} again.",
    "administrator added": "made {person} an administrator.",
    "administrator appointed": "made {person} an administrator.",
    "administrator removed": "took the administrator's work from {person}.",
    "author added": "made {person} an author of frameworks.",
    "author removed": "took the author's work from {person}.",
    "signed out everywhere": "signed out everywhere.",
    "signed out everywhere by an administrator": "signed {person} out everywhere.",
    "name changed": "changed their name.",
    "password changed": "changed their password.",
    "password set by link": "set a password by a one-use link.",
    "reset link made": "made a link for a new password for {person}.",
    "identity linked": "linked an account with the sign-in provider.",
    "identity unlinked": "unlinked an account from the sign-in provider.",
    "network added": "added the network {network}.",
    "network moved": "moved the network {network} in the tree.",
    "roster taken": "took a list of organisations.",
    "figures brought": "brought figures for the targets of {network}.",
    "target made": "made a target of {network}.",
    "target changed": "changed a target of {network}.",
    "target ended": "ended a target of {network}.",
    "plan action added": "added an action to the plan of {network}.",
    "plan taken in": "took a table into the plan of {network}.",
    "plan action changed": "changed an action of the plan of {network}.",
    "network renamed": "gave a network the name {network}.",
    "network lead ended": "ended the leading of {network} by {person}.",
    "team made": "made the team {team}.",
    "flag made": "made a flag of the team {team}.",
    "flag ended": "ended a flag of the team {team}.",
    "team ended": "ended the team {team}.",
    "team member ended": "took {person} out of the team {team}.",
    # frameworks
    "edition uploaded": "uploaded {framework}, {edition}, as a draft.",
    "draft removed": "removed the draft of {framework}, {edition}.",
    "trial begun": "began a trial of {framework}, {edition}, with {organisation}.",
    "trial ended": "ended the trial of {framework}, {edition}, with {organisation}.",
    "framework offered on trial": "offered {framework}, {edition}, to this organisation on trial.",
    "edition published": "published {framework}, {edition}.",
    "edition withdrawn": "withdrew {framework}, {edition}, from new reviews.",
    "edition offered again": "offered {framework}, {edition}, for new reviews again.",
    # looking after it
    "tidied": "tidied up: what had ended was forgotten.",
    "backup made": "made a backup.",
    "comparison figures made": "made comparison figures of {framework}, {period}.",
}
SOMEBODY, NOBODY = "Somebody", "The operator's command"


GENERAL = {"person": "somebody", "edition": "one of its years", "organisation": "an organisation"}


class _Known(dict[str, str]):
    """What is not recorded is said in general."""

    def __missing__(self, key: str) -> str:
        return GENERAL.get(key, f"a {key}")


def sentence(line: Line, reviews: Mapping[int, str] | None = None) -> str:
    """What was done, after who did it. `reviews` are titles by id, where whoever asks may read them."""
    known = _Known({name: str(value) for name, value in line.about.items() if name not in {"person", "review"}})
    known.update({name: text for name, text in line.names.items() if text})
    for name in ("network", "team", "organisation"):
        if name in line.about and not line.names.get(name):
            known.pop(name, None)
    title = (reviews or {}).get(int(line.about.get("review", 0)))
    if title:
        known["review"] = title
    words = SAID.get(line.act)
    return f"{line.act}." if words is None else words.format_map(known)


def by(line: Line) -> str:
    """Who did it, as the sentence begins."""
    if line.by is None:
        return NOBODY
    if not line.by.name:
        return SOMEBODY
    return f"{line.by.name}, who has left," if line.has_left else line.by.name


def chain(broken_at: int | None, of: int) -> str:
    """Whether nothing was changed afterwards."""
    if not of:
        return "Nothing is recorded yet."
    if broken_at is None:
        return "The chain holds: every line is as it was written, and none is missing."
    return (
        f"The chain breaks at number {broken_at}: that line, or one before it, was changed or taken away after it was "
        "written. Tell whoever looks after Stocktake; the last backup may still hold the lines as they were."
    )
