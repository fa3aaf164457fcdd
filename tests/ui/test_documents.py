"""The documents of a review, from its page: there for whoever sees the results, and for nobody else."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.reports.looked_into import check_workbook, pdf_words, word_words
from tests.ui.submitted import submitted
from ui import addresses
from ui.pages.results import PAPERS
from ui.routes import ROUTES


@pytest.fixture
def asked(rooms):
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield lambda name, **parts: client.get(addresses.download(name, **parts))


def test_every_document_on_the_page_can_be_taken_and_is_not_kept_on_the_way(visit, asked, door, catalogue, school, now):
    review = submitted(door, catalogue, school, "esafety", now, form="short")
    page = " ".join(element.proto.body for element in visit("results", review=review.id).get("html"))
    for name, words in PAPERS:
        assert f"/download/{name}?review={review.id}" in page
        assert words in page
        answer = asked(name, review=review.id)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert "attachment" in answer.headers["content-disposition"]
        if name.endswith("xlsx"):
            check_workbook(answer.content)
        else:
            assert "Oak *Hill* <b>" in (pdf_words if name.endswith("pdf") else word_words)(answer.content)


def test_a_draft_is_marked_and_another_review_is_not_there(asked, quick):
    assert "a draft, not yet submitted" in word_words(asked("report.docx", review=quick.id).content)
    for name, _ in PAPERS:
        for parts in ({"review": quick.id + 1}, {"review": "x"}, {}):
            assert asked(name, **parts).status_code == 404
