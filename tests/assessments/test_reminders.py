"""Reminders: days for a calendar, the week's digest, and mail only to those who asked; never a figure of results."""

import socketserver
import threading
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email import message_from_string
from email.policy import default

import pytest
from icalendar import Calendar

from assessments import actions, digests, mailing, organisations, reminders
from assessments.errors import BadConfiguration, NotYours
from assessments.mail_server import SMTP, MailServer, read_mail_server
from assessments.mailing import NotSent, send_digests
from assessments.planned import Planned
from tests.assessments.access.conftest import Installation, give_account, join
from tests.assessments.conftest import NOW, WHOLE

YEAR_END = date(2027, 8, 31)  # the school's academic year of 14 November 2026
DAY = timedelta(days=1)


@pytest.fixture
def submitted(desk):
    """The policy of the small framework is shown by a paper of 1 September 2026, which lasts 12 months."""
    desk.give_all(WHOLE).submit()
    return desk


def test_a_draft_comes_due_on_the_last_day_of_its_year(door, catalogue, desk, school):
    (due,) = reminders.due(door, catalogue, now=NOW)
    assert (due.what, due.day, due.organisation, due.review) == ("review", YEAR_END, school.name, desk.review)
    assert due.words.endswith(f"2026/27: last day ({school.name})")


def test_a_submitted_review_asks_for_nothing_but_evidence_runs_out(door, catalogue, submitted):
    lasts = submitted.open().edition.questions["policy"].evidence.lasts_months
    assert lasts is not None, "the small framework has evidence that does not last for ever"
    (due,) = reminders.due(door, catalogue, now=NOW)
    assert (due.what, due.about) == ("evidence", "Policy")
    assert due.day == date(2026 + (8 + lasts) // 12, (8 + lasts) % 12 + 1, 1)


def test_what_ran_out_long_ago_is_told_no_more(door, catalogue, submitted):
    (due,) = reminders.due(door, catalogue, now=NOW)
    last = NOW + (due.day - NOW.date()) + 60 * DAY
    assert reminders.due(door, catalogue, now=last) == (due,)
    assert reminders.due(door, catalogue, now=last + DAY) == ()


def test_only_those_who_answer_are_reminded(store, catalogue, desk, school):
    installation = Installation(store)
    for person, role in ((5, "contributor"), (6, "reader"), (7, None)):
        installation.person(person, f"Person {person}")
        if role:
            installation.join(school.id, person, role)
    assert len(reminders.due(store.for_user(5), catalogue, now=NOW)) == 1
    assert reminders.due(store.for_user(6), catalogue, now=NOW) == ()
    with pytest.raises(NotYours):
        reminders.due(store.for_user(7), catalogue, organisation_id=school.id, now=NOW)
    with pytest.raises(NotYours):
        reminders.due(store.for_user(6), catalogue, organisation_id=school.id, now=NOW)


def test_the_calendar_file_is_read_by_others_as_it_was_meant(door, catalogue, desk, school):
    """A name with the signs that calendars use themselves comes back as it was."""
    odd = "Boats; kites, and \\ more: École"
    organisations.change(door, school.id, name=odd, kind="charity", now=NOW)
    days = reminders.due(door, catalogue, now=NOW)
    read = Calendar.from_ical(reminders.calendar(days, now=NOW))
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == days[0].words
    assert odd in str(event["SUMMARY"])
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (YEAR_END, YEAR_END + DAY)
    (alarm,) = read.walk("VALARM")
    assert alarm.decoded("TRIGGER") == -28 * DAY
    again = Calendar.from_ical(reminders.calendar(days, now=NOW + DAY))
    assert again.walk("VEVENT")[0]["UID"] == event["UID"], "taken in again, it stays one day"


def test_every_line_of_the_file_ends_and_folds_as_the_format_wants(door, catalogue, desk):
    lines = reminders.calendar(reminders.due(door, catalogue, now=NOW), now=NOW).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert not [line for line in lines if len(line) > 75 or b"\n" in line]


def test_the_digest_counts_what_is_open_and_names_what_runs_out(door, store, catalogue, desk, school):
    """By hand: the small framework asks this school its questions; one is left for somebody."""
    desk.give("lead", WHOLE["lead"])
    from assessments import asking

    asking.ask(door, catalogue, desk.review, "policy", name="Ms Sol", now=NOW)
    opened = desk.open()
    open_now = [name for name in opened.shown if opened.states[name] == "unanswered"]
    (section,) = digests.organisations(door, catalogue, now=NOW)
    assert section.name == school.name
    (line,) = section.lines
    assert f"{len(open_now)} questions still open, 1 of them left for somebody" in line
    assert line.endswith("The last day is 31 August 2027.")
    assert "Ms Sol" not in digests.text([section], now=NOW)


def test_the_digest_of_a_submitted_year_holds_no_figure_of_its_results(store, door, catalogue, submitted):
    view_words = digests.text(digests.sections(store.reception(1), door, catalogue, now=NOW), now=NOW)
    assert "level" not in view_words
    assert digests.NOTHING in view_words


def test_a_network_lead_reads_who_accepted_started_and_submitted_and_nobody_elses(store, catalogue, desk, school):
    installation = Installation(store)
    installation.person(8, "Region Lead")
    installation.person(9, "Other Lead")

    def place(unit):
        for network, lead in ((70, 8), (71, 9), (72, 8)):
            unit.run(
                "INSERT INTO {network} (network_id, name, kind, one_body, added_at) VALUES (:id, :name, 'club', 0, 0)",
                id=network, name=f"Network {network}",
            )  # fmt: skip
            unit.run("INSERT INTO {network_above} (above, below, depth) VALUES (:id, :id, 0)", id=network)
            unit.run(
                "INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:id, :lead, 0)",
                id=network,
                lead=lead,
            )
        unit.run(
            "INSERT INTO {roster} (organisation_id, network_id, since) VALUES (:id, 70, '2026-01-01')", id=school.id
        )
        unit.run(
            "INSERT INTO {_invitation} (invitation_id, token_sha256, organisation_id, role, label, from_network,"
            " made_at, expires_at, used_at) VALUES (1, 't', :id, 'lead', '', 70, 0, 0, :now)",
            id=school.id, now=round(NOW.timestamp() * 1000),
        )  # fmt: skip

    installation.at().write(place)

    def told(person, later=timedelta()):
        return digests.networks(store.reception(person), store.for_user(person), catalogue, now=NOW + later)

    section, elsewhere = told(8)
    assert elsewhere.lines == ("Nothing changed in the last week.",), "the other network of the same lead"
    assert section.name == "Network 70"
    assert section.lines[0] == f"Accepted the invitation: {school.name}."
    assert section.lines[1].startswith(f"Started: {school.name} (")
    (nothing,) = told(9)
    assert nothing.lines == ("Nothing changed in the last week.",)
    later, _ = told(8, timedelta(days=8))
    assert later.lines == ("Nothing changed in the last week.",)
    desk.give_all(WHOLE).submit()
    assert told(8)[0].lines[-1].startswith(f"Submitted: {school.name} (")


def test_the_table_to_merge_cannot_start_a_formula():
    rows = digests.rows([digests.Section("=HYPERLINK(1)", ("+1",))])
    assert rows == [["name", "text"], ["'=HYPERLINK(1)", "'+1"]]


@dataclass
class Mailbox:
    """A small mail server on loopback: what it was sent, and whom it refuses."""

    port: int = 0
    letters: list[tuple[str, str]] = field(default_factory=list)
    refuses: str = ""
    says: list[str] = field(default_factory=list)


@pytest.fixture
def mailbox():
    box = Mailbox()

    class Talk(socketserver.StreamRequestHandler):
        timeout = 10

        def say(self, words):
            self.wfile.write(words.encode() + b"\r\n")

        def handle(self):
            self.say("220 paper.example")
            whom = ""
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                box.says.append(line)
                word = line.split(" ")[0].upper()
                if word == "EHLO":
                    self.say("250 paper.example")
                elif word == "RCPT":
                    whom = line.partition("<")[2].rstrip(">")
                    self.say("550 no such person" if whom == box.refuses else "250 ok")
                elif word == "DATA":
                    self.say("354 go on")
                    letter: list[str] = []
                    while (part := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                        letter.append(part)
                    read = message_from_string("\n".join(letter), policy=default)
                    box.letters.append((whom, f"{read['Subject']}\n{read.get_content()}"))
                    self.say("250 kept")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield box
        server.shutdown()
        thread.join(5)


@pytest.fixture
def wanting(store, school, desk):
    """Three answer for the school: one asked for the digest, one did not, one asked and was deactivated since."""
    for person, digest, active in ((5, 1, True), (6, 0, True), (7, 1, False)):

        def add(unit, person=person, digest=digest, active=active):
            unit.run("INSERT INTO {person} (person_id, name) VALUES (:id, :name)", id=person, name=f"Person {person}")
            give_account(unit, person, email=f"p{person}@paper-boat.example", active=active)
            unit.run("UPDATE {_account} SET digest = :digest WHERE person_id = :id", id=person, digest=digest)
            join(unit, school.id, person, "contributor")

        store.reception(None).write(add)


def server_of(mailbox, **more):
    return MailServer("127.0.0.1", mailbox.port, implicit_tls=False, sender="stocktake@paper-boat.example", **more)


def send(store, catalogue, server):
    return send_digests(
        store.reception(None), store.for_user, store.reception, catalogue, server,
        address="https://stocktake.example", now=NOW,
    )  # fmt: skip


def test_only_those_who_asked_get_a_letter_and_it_says_how_to_stop(store, catalogue, wanting, mailbox, school):
    done = send(store, catalogue, server_of(mailbox))
    assert (done.sent, done.refused) == (1, 0)
    ((whom, letter),) = mailbox.letters
    assert whom == "p5@paper-boat.example"
    assert letter.startswith("Stocktake, week to 14 November 2026\n")
    assert school.name in letter
    assert "you can stop it" in letter
    assert "p6@" not in letter


def test_one_that_is_refused_does_not_stop_the_others(store, catalogue, wanting, mailbox):
    store.reception(None).write(lambda unit: unit.run("UPDATE {_account} SET digest = 1 WHERE person_id = 6"))
    mailbox.refuses = "p5@paper-boat.example"
    done = send(store, catalogue, server_of(mailbox))
    assert (done.sent, done.refused) == (1, 1)
    assert [whom for whom, _ in mailbox.letters] == ["p6@paper-boat.example"]


def test_who_has_nothing_to_read_gets_no_letter(store, catalogue, wanting, mailbox, submitted):
    assert send(store, catalogue, server_of(mailbox)).sent == 0
    assert mailbox.letters == []


def test_a_mail_server_that_is_away_is_said_without_the_secret(store, catalogue, wanting, mailbox):
    server = MailServer("127.0.0.1", 1, implicit_tls=False, sender="a@b.example", user="us", secret="SECRET")
    with pytest.raises(NotSent, match=r"The mail server 127\.0\.0\.1 could not be used \(Connection refused\)") as told:
        send(store, catalogue, server)
    assert "SECRET" not in told.value.sentence + repr(server)


def test_a_secret_is_never_sent_over_an_open_wire(monkeypatch, store, catalogue, wanting, mailbox):
    """As if the mail server were another computer: without STARTTLS nothing is said to it."""
    monkeypatch.setattr(MailServer, "is_here", property(lambda _: False))
    with pytest.raises(NotSent, match="offers no way to hide what is sent"):
        send(store, catalogue, server_of(mailbox, user="us", secret="SECRET"))
    assert [line for line in mailbox.says if not line.startswith("ehlo")] == []


@pytest.mark.parametrize(
    ("given", "port", "tls", "sender", "user"),
    [
        ("smtp://mail.example.org?from=a@b.example", 587, False, "a@b.example", None),
        ("smtps://us%40b.example:s%3Aecret@mail.example.org", 465, True, "us@b.example", "us@b.example"),
        ("smtp://127.0.0.1:1025?from=a@b.example", 1025, False, "a@b.example", None),
    ],
)
def test_the_setting_is_read(given, port, tls, sender, user):
    found = read_mail_server({SMTP: given})
    assert found is not None
    assert (found.port, found.implicit_tls, found.sender, found.user) == (port, tls, sender, user)
    assert found.secret == ("s:ecret" if user else None)


@pytest.mark.parametrize(
    "given",
    [
        "", "mail.example.org", "http://mail.example.org?from=a@b.example", "smtp://?from=a@b.example",
        "smtp://mail.example.org", "smtp://us:SECRET@mail.example.org", "smtp://us:SECRET@mail:port/?from=a@b.example",
        "smtp://us:SECRET@mail.example.org?from=a@b.example%0aBcc:c@d.example",
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_refused_without_its_secret(given):
    with pytest.raises(BadConfiguration, match=r"^STOCKTAKE_SMTP ") as told:
        read_mail_server({SMTP: given})
    assert "SECRET" not in told.value.sentence


def test_without_the_setting_there_is_no_mail_server():
    assert read_mail_server({}) is None
    assert mailing.PATIENCE <= 30


def test_an_action_comes_due_on_its_day_until_it_is_done(door, catalogue, school):
    planned = Planned(what="Buy the cables", due=date(2026, 11, 20))
    made = actions.add(door, catalogue, school.id, planned, now=NOW)
    (due,) = reminders.due(door, catalogue, now=NOW)
    assert (due.what, due.day, due.words) == (
        "action", date(2026, 11, 20), f"Action due: Buy the cables ({school.name})"
    )  # fmt: skip
    (event,) = Calendar.from_ical(reminders.calendar([due], now=NOW)).walk("VEVENT")
    assert event.walk("VALARM")[0]["trigger"].to_ical() == b"-P7D"
    (section,) = digests.organisations(door, catalogue, now=NOW)
    assert section.lines == ("Action: “Buy the cables” is due on 20 November 2026.",)
    (late,) = digests.organisations(door, catalogue, now=NOW + 10 * DAY)
    assert late.lines == ("Action: “Buy the cables” was due on 20 November 2026.",)
    actions.change(door, catalogue, made, replace(planned, status="complete"), now=NOW)
    assert reminders.due(door, catalogue, now=NOW) == ()
