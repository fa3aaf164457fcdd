"""The log: lines of JSON that say what happened and where, and nothing that anybody typed."""

import ast
import io
import json
import logging
import sys
import threading
import warnings
from pathlib import Path

import pytest
import streamlit.logger

from assessments import answering, evidence_files, organisations, reviews
from assessments.errors import AssessmentError, Refused
from assessments.store import open_store
from scoring.answers import Answer, Evidence
from tests.assessments.conftest import on_postgresql  # noqa: F401 - a fixture
from tests.assessments.files import PDF
from tests.ui.signed import browser, sign_in_needed, somebody
from ui import composition, journal, plainly

ROOT = Path(__file__).parents[2]
CANARY = "Canary Wharf-Whistler"
HOOKS = ((warnings, "showwarning"), (sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"),
         (logging, "raiseExceptions"), (streamlit.logger, "setup_formatter"))  # fmt: skip


@pytest.fixture
def log(monkeypatch):
    """The log as the program begins it; everything is put back as it was."""
    for owner, name in HOOKS:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    root = logging.getLogger()
    loggers = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict)]
    before = [(each, each.handlers[:], each.propagate, each.disabled) for each in [root, *loggers]]
    level, written = root.level, io.StringIO()
    journal.begin(written)
    yield written
    for each, handlers, propagate, disabled in before:
        each.handlers[:], each.propagate, each.disabled = handlers, propagate, disabled
    root.setLevel(level)


def refuse():
    raise Refused(f"{CANARY} cannot be taken.")


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def fall():
    nothing: dict[str, str] = {}
    try:
        nothing[CANARY]
    except KeyError as first:
        raise ValueError(f"{CANARY} is no number") from first


def test_a_fault_is_its_number_its_kind_and_its_way_and_not_what_it_says(log):
    try:
        fall()
    except ValueError:
        sentence = plainly.lost()
    (line,) = lines(log)
    assert line["level"] == "error"
    assert line["logger"] == "stocktake.pages"
    assert line["event"] == "fault"
    assert line["number"] in sentence
    assert [each["type"] for each in line["faults"]] == ["ValueError", "KeyError"]
    assert line["faults"][0]["way"][-1].startswith("tests/ui/test_journal.py:")
    assert line["faults"][0]["way"][-1].endswith(":fall")
    assert CANARY not in log.getvalue()


def test_a_refusal_of_ours_is_its_kind_alone(log):
    try:
        refuse()
    except Refused:
        plainly.lost()
    assert lines(log)[0]["faults"][0]["type"] == "assessments.errors.Refused"
    assert CANARY not in log.getvalue()


def test_what_other_software_says_is_only_where_it_says_it(log):
    for name in ("streamlit.web.server", "uvicorn.error", "asyncio", "psycopg", "authlib"):
        logging.getLogger(name).error("cannot write %s", CANARY, exc_info=ValueError(CANARY))
        logging.getLogger(name).error(f"cannot write {CANARY}")  # noqa: G004
    assert len(lines(log)) == 10
    assert {line["event"].rpartition(":")[0].rpartition(":")[0] for line in lines(log)} == {"tests/ui/test_journal.py"}
    assert CANARY not in log.getvalue()


def test_loggers_that_streamlit_makes_later_write_the_same_lines(log, capfd):
    streamlit.logger.get_logger("streamlit.made.later").error("cannot write %s", CANARY)
    assert lines(log)[0]["logger"] == "streamlit.made.later"
    assert CANARY not in log.getvalue() + "".join(capfd.readouterr())


def test_the_server_writes_no_list_of_what_was_asked(log):
    logging.getLogger("uvicorn.access").info("GET /join/%s", CANARY)
    assert log.getvalue() == ""


def test_a_warning_is_its_kind_and_place(log):
    warnings.showwarning(UserWarning(CANARY), UserWarning, str(ROOT / "ui" / "shell.py"), 7, None, CANARY)
    (line,) = lines(log)
    assert (line["event"], line["at"]) == ("warning", "ui/shell.py:7:UserWarning")
    assert CANARY not in log.getvalue()


def test_what_nobody_caught_is_logged_alike(log):
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    try:
        fall()
    except ValueError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    assert [line["event"] for line in lines(log)] == ["not caught", "not caught"]
    assert CANARY not in log.getvalue()


def test_a_record_that_cannot_be_written_is_not_printed_instead(log, capfd):
    logging.getLogger("stocktake.pages").error("fault", extra={"number": object()})
    assert CANARY not in "".join(capfd.readouterr())
    assert "object" not in "".join(capfd.readouterr())


def test_our_own_events_are_constant_words():
    """A place that put a value into the words would put it into the log."""
    told = {"debug", "info", "warning", "error", "critical", "exception", "log"}
    for folder in ("ui", "assessments", "reports", "cli", "scoring", "frameworks"):
        for module in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in told):
                    continue
                of = node.func.value
                is_logger = (isinstance(of, ast.Name) and of.id in {"log", "logger"}) or "getLogger" in ast.unparse(of)
                if is_logger:
                    assert isinstance(node.args[0], ast.Constant), f"{module.name}:{node.lineno}"
                    assert len(node.args) == 1, f"{module.name}:{node.lineno}"


def test_nothing_of_a_constraint_of_postgresql_is_logged(log, on_postgresql):  # noqa: F811
    """PostgreSQL quotes the values that broke it in its DETAIL."""
    store = open_store(on_postgresql())

    def twice(unit):
        for _ in range(2):
            unit.run("INSERT INTO {setting} (name, value) VALUES (:name, :value)", name=CANARY, value=CANARY)

    try:
        store.for_user(1).write(twice)
    except Exception:  # noqa: BLE001 - whatever it is
        plainly.lost()
    store.close()
    assert "psycopg.errors.UniqueViolation" in [each["type"] for each in lines(log)[-1]["faults"]]
    assert CANARY not in log.getvalue()


def test_a_day_of_work_and_its_faults_log_nothing_of_what_people_typed(
    log, visit, rooms, door, catalogue, now, monkeypatch
):
    """Names, e-mail addresses, comments, notes, evidence, files and keys, in what goes well and in what does not."""
    school = organisations.add(door, name=CANARY, kind="school", phase="primary", facts={"pupils": 240}, now=now)
    review = reviews.start(door, catalogue, school.id, "esafety", form="short", now=now).id
    answered(door, catalogue, review, now)
    for page in ("", "review", "results", "submit", "settings", "years", "compare", "people", "history"):
        visit(page, review=review, organisation=school.id, find=CANARY)
    with browser() as client:
        asked(client, review)
    sign_in_needed(monkeypatch)
    somebody(rooms, now, name=CANARY, email=EMAIL)
    with browser() as client:
        asked(client, review)
    before = len(lines(log))
    for name in ("desk", "desk_of"):
        monkeypatch.setattr(composition, name, over_its_words)
    sign_in_needed(monkeypatch, mode="single", address=None)
    for page in ("", "review", "results"):
        visit(page, review=review)
    with browser() as client:
        asked(client, review)
    faults = [line for line in lines(log)[before:] if line["event"] == "fault"]
    assert len(faults) >= 4
    assert {line["faults"][0]["type"] for line in faults} == {"ValueError"}
    for said in (CANARY, EMAIL, KEY, "canary"):
        assert said not in log.getvalue()


EMAIL, KEY = "canary@paper.example", "canary-key-0123456789"


def over_its_words(*_args, **_more):
    raise ValueError(f"cannot draw {CANARY} for {EMAIL}")


def answered(door, catalogue, review, now):
    """An answer with words in every place that takes some, and a file."""
    edition = reviews.open(door, catalogue, review, now=now).edition
    name = next(question.id for question in edition.questions.values() if hasattr(question, "levels"))
    file = evidence_files.add(door, review, f"{CANARY}.pdf", PDF, now=now)
    proof = Evidence(CANARY, "2026-09-01", f"https://example.org/{KEY}", file)
    given = Answer(level=1, comment=CANARY, evidence=(proof,))
    answering.give(door, catalogue, review, name, given, note=CANARY, seen=0, now=now)
    for wrong in (lambda: answering.give(door, catalogue, review, name, given, note="", seen=7, now=now),
                  lambda: evidence_files.add(door, review, f"{CANARY}.pdf", CANARY.encode(), now=now)):  # fmt: skip
        try:
            wrong()
        except AssessmentError:
            plainly.lost()


def asked(client, review):
    """Every address with a key, a name or an address of mail in it, well and badly."""
    for path in (f"/join/{KEY}", f"/reset/{KEY}", f"/nowhere/{KEY}", f"/sign-in?next=/{KEY}", f"/download/{KEY}",
                 f"/download/review.json?review={review}", f"/download/evidence?review={review}&file={KEY}",
                 f"/download/review.csv?review={KEY}", f"/_stcore/{KEY}", "/account", "/readyz"):  # fmt: skip
        client.get(path)
    for path in ("/sign-in", f"/join/{KEY}", f"/reset/{KEY}", "/account"):
        client.post(path, data={"email": EMAIL, "password": KEY, "name": CANARY, "next": f"/{KEY}"})
