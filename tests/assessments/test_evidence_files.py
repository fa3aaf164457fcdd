"""Files as evidence: kept once, within the room there is, named by answers, submitted with them, and fetched whole."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from assessments import answering, evidence_files, exchange, opening, results, reviews, submitting
from assessments.errors import BadAnswer, BadFile, Damaged, NotYours, Refused
from assessments.plain import answer_data, answer_of
from assessments.store import evidence_files as statements
from assessments.store.protocol import Door
from scoring.answers import Answer, Evidence, File
from tests.assessments.conftest import NOW, WHOLE
from tests.assessments.files import JPEG, PDF, TEXT, docx
from tests.signing import KEY, OURS

LATER = NOW + timedelta(days=2)


def added(desk, content=PDF, name="policy.pdf", now=NOW):
    return evidence_files.add(desk.door, desk.review, name, content, now=now)


def proved(desk, file, question="policy"):
    desk.give(question, Answer(level=4, evidence=(Evidence("Policy", "2026-09-01", file=file),)))


def kept(desk):
    return [*evidence_files.here(desk.door, desk.review)]


def test_a_file_is_known_by_its_name_and_what_it_holds_and_comes_back_whole(desk):
    file = added(desk)
    assert file == File("policy.pdf", hashlib.sha256(PDF).hexdigest())
    fetched = evidence_files.fetch(desk.door, desk.review, file.sha256)
    assert (fetched.name, fetched.kind.media_type, fetched.content) == ("policy.pdf", "application/pdf", PDF)


def test_every_kind_comes_back_byte_by_byte(desk):
    for name, content in (("a.jpg", JPEG), ("a.docx", docx()), ("a.txt", TEXT), ("all.txt", bytes(range(32, 127)))):
        assert evidence_files.fetch(desk.door, desk.review, added(desk, content, name).sha256).content == content


def test_the_same_file_twice_is_kept_once_under_its_first_name(desk):
    first = added(desk)
    assert added(desk, name="again.pdf") == first
    assert len(kept(desk)) == 1


def test_what_is_no_such_file_is_refused_and_nothing_is_kept(desk):
    with pytest.raises(BadFile, match="This is not a whole PDF file"):
        added(desk, b"<script>")
    assert not kept(desk)


def test_an_organisation_has_room_for_so_much_and_is_told_how_much_it_uses(desk, monkeypatch):
    monkeypatch.setattr(evidence_files, "QUOTA", 1000)
    monkeypatch.setattr(evidence_files, "MEGABYTE", 100)
    added(desk, b"a" * 310, "one.txt")
    added(desk, b"b" * 450, "two.txt")
    with pytest.raises(BadFile) as refused:
        added(desk, b"c" * 241, "three.txt")
    assert refused.value.sentence == (
        "Your organisation's files take 7.6 MB of the 10 MB there is room for, and this one is 2.4 MB. Make it"
        " smaller, or give a link to it instead."
    )
    assert added(desk, b"d" * 240, "four.txt").name == "four.txt"
    assert added(desk, b"a" * 310, "again.txt").name == "one.txt"  # what is there already takes no more room


def test_sizes_are_said_in_megabytes():
    said = {93_140_000: "93.1 MB", 100_000_000: "100 MB", 60_000: "0.1 MB", 67: "under 0.1 MB", 0: "0 MB"}
    assert {size: evidence_files.megabytes(size) for size in said} == said


def test_nothing_is_added_to_a_submitted_review(desk):
    desk.give_all().submit()
    with pytest.raises(Refused, match="This review is submitted"):
        added(desk)


def test_a_file_that_is_missing_and_a_review_that_is_not_one_s_own_look_the_same(desk, store):
    file = added(desk)
    for door, review, sha256 in (
        (desk.door, desk.review, "0" * 64),
        (desk.door, desk.review + 1, file.sha256),
        (store.for_user(2), desk.review, file.sha256),
    ):
        with pytest.raises(NotYours) as refused:
            evidence_files.fetch(door, review, sha256)
        assert refused.value.sentence == NotYours().sentence


def test_an_answer_names_a_file_and_its_history_goes_on_naming_it(desk):
    file = added(desk)
    proved(desk, file)
    assert desk.open().answers["policy"].answer.evidence == (Evidence("Policy", "2026-09-01", file=file),)
    desk.give("policy", Answer(level=4))
    past = answering.history(desk.door, desk.review, "policy")
    assert past[0].answer.evidence[0].file == file
    added(desk, JPEG, "rack.jpg", now=LATER)
    assert file.sha256 in kept(desk)


def test_a_file_that_no_answer_ever_named_is_dropped_after_a_day(desk):
    given_up = added(desk)
    added(desk, TEXT, "minutes.txt", now=NOW + timedelta(hours=23))
    assert given_up.sha256 in kept(desk)  # somebody may be about to save the answer
    last = added(desk, JPEG, "rack.jpg", now=LATER)
    assert kept(desk) == [last.sha256]


def test_a_submission_names_its_files_and_keeps_them_for_good(desk):
    file = added(desk)
    added(desk, JPEG, "rack.jpg")
    desk.give_all()
    proved(desk, file)
    submission = desk.submit()
    held = json.loads(submission.content)["sheet"]["answers"]["policy"]["evidence"]
    assert held == [{"date": "2026-09-01", "file": {"name": "policy.pdf", "sha256": file.sha256}, "title": "Policy"}]
    assert submitted(desk) == {file.sha256: 1, hashlib.sha256(JPEG).hexdigest(): 0}
    assert results.of(desk.door, desk.catalogue, desk.review, now=NOW).sheet == opening.sheet_in(submission)


def submitted(desk):
    found = desk.door.read(lambda rows: rows.rows("SELECT sha256, submitted FROM evidence_file ORDER BY size DESC"))
    return {row["sha256"]: row["submitted"] for row in found}


def test_a_file_that_is_added_again_after_a_submission_named_it_counts_as_submitted(desk, door, elsewhere, catalogue):
    file = added(desk)
    desk.give_all()
    proved(desk, file)
    desk.submit()
    document = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)
    there = exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)
    submitting.reopen(elsewhere, there.id, "To add the file", now=NOW)
    with pytest.raises(NotYours):  # only its name came, and its hash
        evidence_files.fetch(elsewhere, there.id, file.sha256)
    evidence_files.add(elsewhere, there.id, "policy.pdf", PDF, now=NOW)
    assert submitted(replace(desk, door=elsewhere)) == {file.sha256: 1}


def test_an_exported_review_holds_a_file_s_name_and_hash_and_not_what_it_holds(desk, door, catalogue):
    file = added(desk, b"CANARY in the file\n", "minutes.txt")
    proved(desk, file)
    document = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)
    assert file.sha256.encode() in document
    assert b"minutes.txt" in document
    assert b"CANARY" not in document
    table = exchange.rows(door, catalogue, desk.review, now=NOW)
    assert any("Policy, 1 September 2026, minutes.txt" in row for row in table)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "A" * 64, "0" * 64 + "\n", "../" + "0" * 61])
def test_an_answer_cannot_name_a_file_by_anything_but_a_hash(desk, sha256):
    with pytest.raises(BadAnswer, match="Add it once more"):
        proved(desk, File("a.pdf", sha256))


def test_evidence_with_a_file_is_written_and_read_again_and_without_one_as_before():
    with_file = Answer(level=1, evidence=(Evidence("Policy", file=File("a.pdf", "0" * 64)),))
    assert answer_of(answer_data(with_file)) == with_file
    assert answer_data(WHOLE["policy"])["evidence"] == [
        {"title": "Policy", "date": "2026-09-01", "url": "https://example.org/policy"}
    ]


def test_a_file_that_was_changed_in_the_database_is_not_given_out(desk, monkeypatch):
    file = added(desk)
    monkeypatch.setattr(statements, "content", lambda *_: PDF + b" ")
    with pytest.raises(Damaged):
        evidence_files.fetch(desk.door, desk.review, file.sha256)


def test_adding_a_file_is_an_act_that_names_no_words(desk, store):
    added(desk, name="Notes about somebody.pdf")
    acts = desk.door.read(lambda rows: rows.rows("SELECT act, about FROM act ORDER BY number"))
    (act,) = [row for row in acts if row["act"] == "evidence file added"]
    assert set(json.loads(act["about"])) == {"file", "size"}


def test_reviews_are_opened_without_reading_what_files_hold(desk):
    proved(desk, added(desk))
    asked = []
    door = desk.door

    class Listening:
        person_id = door.person_id

        def read(self, work):
            return door.read(lambda rows: work(Heard(rows)))

    class Heard:
        def __init__(self, rows):
            self.of = rows
            self.person_id = rows.person_id

        def rows(self, sql, /, **values):
            asked.append(sql)
            return self.of.rows(sql, **values)

        def one(self, sql, /, **values):
            asked.append(sql)
            return self.of.one(sql, **values)

    reviews.open(cast("Door", Listening()), desk.catalogue, desk.review, now=NOW)
    assert asked
    assert not [sql for sql in asked if "evidence_file" in sql]
