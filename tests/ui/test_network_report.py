"""A network's figures as a report in three lengths: what the pages say, of one day, and only for those who lead it."""

import io
from decimal import Decimal

import openpyxl
import pytest

from assessments.access import planning
from assessments.regional import Intended
from tests.reports.looked_into import check_pdf, check_word, check_workbook, pdf_words, word_words
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD
from tests.ui.test_network_figures import compared, placed, sit, taken  # noqa: F401 - a network known by hand

TITLE = "Eastmere: Online safety"
PAPERS = ("network-page.pdf", "network-report.pdf", "network-page.docx", "network-report.docx")


@pytest.fixture
def papers(rooms, compared, sit, taken, now):  # noqa: F811
    sit(REGION_LEAD)
    ours = Intended(
        what="Give every school one person to ask", theme="support", lead="The *office*", cost=Decimal("2400.50")
    )
    planning.add(rooms.own.reception(REGION_LEAD), compared.region, ours, now=now)
    return {name: taken(name, network=compared.region) for name in (*PAPERS, "network-tables.xlsx")}


def test_every_length_can_be_read_by_a_screen_reader_and_is_not_kept_on_the_way(papers):
    for name, answer in papers.items():
        assert answer.status_code == 200, name
        assert answer.headers["cache-control"] == "no-store"
        check = {"pdf": check_pdf, "docx": check_word}.get(name.rpartition(".")[2])
        if check is None:
            check_workbook(answer.content)
        else:
            check(answer.content, TITLE)


def test_the_report_says_what_the_pages_say_and_of_which_day(papers, compared, visit):  # noqa: F811
    report, side = (word_words(papers[f"network-{length}.docx"].content) for length in ("report", "page"))
    taking_part, standing = (words(visit("figures", network=compared.region, part=part)) for part in ("", "standing"))
    for said in (
        "1 of 4 have submitted for 2026/27",
        "Weakest: Filtering, monitoring and devices in South East, 2.6",
        "Widest apart: Filtering, monitoring and devices, the middle half from 1.6 to 4.2",
        "Most changed for the better: Leadership and policy, +0.4",
        "about 25",
    ):
        assert said in report
        assert said in side
        assert said in taking_part or said in standing
    assert "Comparison figures of 22 November 2026, for 2026/27." in report
    assert "Overall, of Eastmere: about 10 at 2 Early steps" in report
    assert "What the network will do" in report
    assert "Give every school one person to ask" in report
    assert "The *office*" in report
    assert "2400.5" in report
    wales = "Wales: too few to show, because too few are counted. 2 more counted would show it."
    assert wales in report
    assert wales in standing


def test_a_paper_from_hand_to_hand_names_no_organisation_and_the_workbook_does(papers):
    book = openpyxl.load_workbook(io.BytesIO(papers["network-tables.xlsx"].content))
    named = {cell.value for sheet in book for row in sheet for cell in row}
    assert "Moonbeam School" in named
    for name in PAPERS:
        said = (pdf_words if name.endswith("pdf") else word_words)(papers[name].content)
        assert "Moonbeam School" not in said


def test_the_means_of_the_report_are_those_of_the_page(papers):
    book = openpyxl.load_workbook(io.BytesIO(papers["network-tables.xlsx"].content))
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in book.worksheets[0].iter_rows(min_row=3)}
    assert rows["South East (about 20)"][:3] == ["2.8", "3.2", "2.6"]
    assert rows["Eastmere (about 40)"] == ["3.2", "3.4", "2.8", "3", "too few to show"]
    assert not any(name and name.startswith("Wales") for name in rows)


def test_a_report_is_there_for_those_who_lead_the_network_alone(compared, sit, taken):  # noqa: F811
    for person in (ADMINISTRATOR, TRUST_LEAD, ADVISER):
        sit(person)
        for name in (*PAPERS, "network-tables.xlsx"):
            assert taken(name, network=compared.region).status_code == 404
    sit(REGION_LEAD)
    assert taken("network-page.pdf").status_code == 404
    assert taken("network-page.pdf", network=compared.region, period="1999/00").status_code == 404
