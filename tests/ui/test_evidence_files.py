"""A file beside an answer: given on the page, refused in words with nothing typed lost, and fetched by its own door."""

import hashlib

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import answering, evidence_files, reviews
from assessments.errors import StoreUnavailable
from scoring.answers import Answer, Evidence, File
from tests.assessments.files import GOOD, JPEG, PDF
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, submitted
from ui import middleware, routes, uploads

HASH = hashlib.sha256(PDF).hexdigest()
HOST = "127.0.0.1:8501"


@pytest.fixture
def client(rooms):
    app = Starlette(routes=routes.ROUTES, middleware=middleware.MIDDLEWARE)
    with TestClient(app, base_url=f"http://{HOST}") as asked:
        yield asked


@pytest.fixture
def asked(door, catalogue, quick, now):
    """A question of the review that takes a level and is shown."""
    opened = reviews.open(door, catalogue, quick.id, now=now)
    return next(
        name
        for name, question in opened.edition.questions.items()
        if name in opened.shown and hasattr(question, "levels")
    )


@pytest.fixture
def page(visit, quick, asked, door, catalogue, now):
    """The review's page with that question open, and the part beside it."""
    answering.give(door, catalogue, quick.id, asked, Answer(level=3), note="to open it", seen=0, now=now)
    opened = reviews.open(door, catalogue, quick.id, now=now)
    section = next(part for part in opened.edition.sections if any(one.id == asked for one in part.questions))
    return visit("review", review=quick.id, section=section.id, question=asked)


def stored(door, catalogue, quick, asked, now):
    return reviews.open(door, catalogue, quick.id, now=now).answers[asked].answer


def named(asked, part):
    return f":{asked}:{part}.0:"


def field(fields, asked, part):
    return next(each for each in fields if named(asked, part) in each.key)


def give_file(page, asked, name, content):
    field(page.file_uploader, asked, "file").set_value([(name, content, "text/html")]).run()
    field(page.button, asked, "add").click().run()
    return page


def test_a_file_given_on_the_page_stands_beside_the_answer_and_can_be_downloaded(
    page, door, catalogue, quick, asked, now, client
):
    field(page.text_input, asked, "title").input("Acceptable use").run()
    give_file(page, asked, "policy 2026.pdf", PDF)
    assert stored(door, catalogue, quick, asked, now).evidence == (
        Evidence("Acceptable use", file=File("policy 2026.pdf", HASH)),
    )
    assert "download policy 2026.pdf" in words(page)
    answer = client.get(f"/download/evidence?review={quick.id}&file={HASH}")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="policy 2026.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_earlier_answer_still_leads_to_its_file(page, door, quick, asked):
    give_file(page, asked, "policy.pdf", PDF)
    next(button for button in page.button if button.label.startswith("Remove policy")).click().run()
    told = "".join(element.proto.body for element in page.get("html"))
    assert told.count("download policy.pdf") == 1
    assert f"/download/evidence?review={quick.id}&amp;file={HASH}" in told


def test_a_file_that_was_taken_is_let_go_of(page, asked, monkeypatch):
    gone = []
    monkeypatch.setattr(uploads, "let_go", lambda file: gone.append(file.name))
    give_file(page, asked, "policy.pdf", b"not one")
    assert gone == []  # it can be tried again
    give_file(page, asked, "policy.pdf", PDF)
    assert gone == ["policy.pdf"]


def test_a_file_without_a_name_of_its_own_is_named_by_the_file(page, door, catalogue, quick, asked, now):
    give_file(page, asked, "rack in the hall.jpg", JPEG)
    (item,) = stored(door, catalogue, quick, asked, now).evidence
    assert item.title == "rack in the hall"


def test_what_is_refused_is_said_in_words_and_what_was_typed_stays(page, door, catalogue, quick, asked, now):
    field(page.text_input, asked, "title").input("Acceptable use").run()
    give_file(page, asked, "policy.pdf", b"<!DOCTYPE html><script>alert(1)</script>")
    assert "This is not a whole PDF file, whatever its name says." in words(page)
    assert field(page.text_input, asked, "title").value == "Acceptable use"
    assert stored(door, catalogue, quick, asked, now).evidence == ()


def test_when_nothing_can_be_saved_it_is_said_and_what_was_typed_stays(page, asked, monkeypatch):
    def away(*_args, **_more):
        raise StoreUnavailable("The disk is full. Make room on it, then try again.")

    monkeypatch.setattr(evidence_files, "add", away)
    field(page.text_input, asked, "title").input("Acceptable use").run()
    give_file(page, asked, "policy.pdf", PDF)
    assert "The disk is full. Make room on it, then try again." in words(page)
    assert field(page.text_input, asked, "title").value == "Acceptable use"


def test_a_file_whose_name_came_without_it_says_so(visit, door, catalogue, quick, asked, now, client):
    evidence = (Evidence("Policy", file=File("elsewhere.pdf", "0" * 64)),)
    answering.give(door, catalogue, quick.id, asked, Answer(level=3, evidence=evidence), seen=0, now=now)
    page = words(visit("results", review=quick.id, draft=1, open="evidence"))
    assert "elsewhere.pdf, not kept here" in page
    assert client.get(f"/download/evidence?review={quick.id}&file={'0' * 64}").status_code == 404


def test_results_link_to_the_files_of_a_submission(visit, door, catalogue, school, quick, now):
    file = evidence_files.add(door, quick.id, "policy.pdf", PDF, now=now)
    name = next(iter(reviews.open(door, catalogue, quick.id, now=now).edition.questions))
    proof = Answer(level=3, evidence=(Evidence("Policy", "2025-09-01", file=file),))
    review = submitted(door, catalogue, school, "esafety", FIRST_YEAR, other={name: proof})
    address = f'href="/download/evidence?review={review.id}&amp;file={HASH}"'
    for part in ("evidence", "sections"):
        page = visit("results", review=review.id, open=part)
        assert address in "".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("file", ["", "0" * 64, HASH.upper(), HASH[:-1], "../etc/passwd", "1"])
def test_a_file_that_is_not_there_is_a_page_that_is_not_there(client, quick, door, now, file):
    evidence_files.add(door, quick.id, "policy.pdf", PDF, now=now)
    answer = client.get("/download/evidence", params={"review": quick.id, "file": file})
    assert answer.status_code == 404
    missing = client.get("/download/evidence", params={"review": quick.id + 1, "file": HASH})
    assert (missing.status_code, missing.text) == (404, answer.text)


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_sent_as_what_it_is_to_be_kept_and_not_shown(client, quick, door, now, name):
    file = evidence_files.add(door, quick.id, name, GOOD[name], now=now)
    answer = client.get("/download/evidence", params={"review": quick.id, "file": file.sha256})
    assert answer.content == GOOD[name]
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_name_in_any_alphabet_arrives_whole(client, quick, door, now):
    file = evidence_files.add(door, quick.id, 'Ŵyl "ysgol".pdf', PDF, now=now)
    answer = client.get("/download/evidence", params={"review": quick.id, "file": file.sha256})
    told = answer.headers["content-disposition"]
    assert told == "attachment; filename=\"-yl -ysgol-.pdf\"; filename*=UTF-8''%C5%B4yl%20-ysgol-.pdf"
