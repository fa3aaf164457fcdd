"""A review as one document: complete, verified, and the same figures elsewhere."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import scoring
from assessments import (
    answering,
    exchange,
    importing,
    numbers,
    organisations,
    results,
    reviews,
    showing,
    signing,
    submitting,
)
from assessments.errors import BadAnswer, BadDocument, NotYours, UnknownSigner
from assessments.plain import canonical, read, sha256
from assessments.store import signing_keys
from assessments.version import VERSION
from frameworks.catalogue import Catalogue
from frameworks.values import Kind, Phase
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import A_YEAR, NOW, WHOLE
from tests.signing import KEY, OURS, STRANGERS, resigned


@pytest.fixture
def document(desk, door, catalogue):
    """A submitted, reopened and changed review with numbers, as exported."""
    numbers.record(door, catalogue, desk.review, "pct_read", Measurement(of=Decimal(3), per=Decimal(4)), now=NOW)
    desk.give("policy", Answer(level=2), note="CANARY: only for us")
    desk.give_all().submit()
    submitting.reopen(door, desk.review, "A mistake", now=NOW)
    desk.give("policy", Answer(level=1))
    return exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)


def test_what_is_imported_elsewhere_gives_the_same_figures_history_and_document(
    document, desk, door, elsewhere, catalogue
):
    taken = exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)
    here, there = (
        results.of(place, catalogue, review, now=NOW) for place, review in ((door, desk.review), (elsewhere, taken.id))
    )
    assert (there.score, there.sheet, there.reopened) == (here.score, here.sheet, here.reopened)
    assert there.submission
    assert here.submission
    assert there.submission.sha256 == here.submission.sha256
    assert [(past.question, past.revision, past.answer) for past in answering.history(elsewhere, taken.id)] == [
        (past.question, past.revision, past.answer) for past in answering.history(door, desk.review)
    ]
    assert exchange.export_review(elsewhere, catalogue, taken.id, key=KEY, now=NOW) == document


def test_working_notes_and_names_of_people_stay_where_they_are(document):
    assert b"CANARY" not in document
    assert b'"You"' not in document


def test_an_edition_that_is_not_among_the_files_comes_with_the_document(document, elsewhere):
    nothing = Catalogue({}, {}, (), {}, ())
    taken = exchange.import_review(elsewhere, nothing, document, trusted=OURS, now=NOW)
    opened = reviews.open(elsewhere, nothing, taken.id, now=NOW)
    assert opened.edition.title == "A small check"
    assert results.of(elsewhere, nothing, taken.id, now=NOW).score.overall.level is not None


def test_a_review_is_taken_into_an_organisation_chosen_but_not_twice(document, elsewhere, catalogue):
    into = organisations.add(elsewhere, name="Kite School", kind="school", phase="primary", now=NOW)
    taken = exchange.import_review(elsewhere, catalogue, document, organisation_id=into.id, trusted=OURS, now=NOW)
    assert taken.organisation == into.id
    with pytest.raises(BadDocument, match="Kite School has a review of this framework for 2026/27 here already"):
        exchange.import_review(elsewhere, catalogue, document, organisation_id=into.id, trusted=OURS, now=NOW)


def test_the_same_document_makes_no_second_organisation(document, elsewhere, catalogue):
    exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)
    with pytest.raises(BadDocument, match="here already"):
        exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)
    assert len(organisations.mine(elsewhere)) == 1


@pytest.fixture
def two_years(start, door, catalogue):
    """A submitted review of last year and this year's draft of the same school, as two files."""
    last = start(now=NOW - A_YEAR).give_all().submit()
    return [
        exchange.export_review(door, catalogue, review, key=KEY, now=NOW) for review in (last.review, start().review)
    ]


def test_two_years_of_one_school_come_in_as_one_organisation_and_the_draft_has_its_suggestions(
    two_years, elsewhere, catalogue
):
    assert exchange.arrived(elsewhere, catalogue, two_years[0], trusted=OURS, now=NOW).belongs_to is None
    last = exchange.import_review(elsewhere, catalogue, two_years[0], trusted=OURS, now=NOW)
    into = exchange.arrived(elsewhere, catalogue, two_years[1], trusted=OURS, now=NOW).belongs_to
    assert into
    draft = exchange.import_review(elsewhere, catalogue, two_years[1], organisation_id=into.id, trusted=OURS, now=NOW)
    assert last.organisation == draft.organisation
    opened = reviews.open(elsewhere, catalogue, draft.id, now=NOW)
    assert opened.last
    assert opened.last.review == last.id
    assert opened.suggestions["policy"].answer == Answer(level=4)


def test_a_review_belongs_to_no_organisation_of_another_kind_nor_to_one_of_two_of_that_name(
    two_years, elsewhere, catalogue
):
    def added(kind: Kind, phase: Phase | None) -> bool:
        organisations.add(elsewhere, name="paper boat Primary School", kind=kind, phase=phase, now=NOW)
        return exchange.arrived(elsewhere, catalogue, two_years[0], trusted=OURS, now=NOW).belongs_to is not None

    assert not added("charity", None)
    assert added("school", "primary")
    assert not added("school", "secondary")


def test_a_number_already_measured_that_day_stays_as_it_is_here(document, elsewhere, catalogue):
    into = organisations.add(elsewhere, name="Kite School", kind="school", phase="primary", now=NOW)
    other = reviews.start(elsewhere, catalogue, into.id, "wide", now=NOW)
    numbers.record(elsewhere, catalogue, other.id, "pct_read", Measurement(percent=Decimal(10)), now=NOW)
    exchange.import_review(elsewhere, catalogue, document, organisation_id=into.id, trusted=OURS, now=NOW)
    points = numbers.series(elsewhere, catalogue, into.id)["pct_read"].points
    assert [point.measurement.percent for point in points] == [10]


def test_nothing_is_taken_into_an_organisation_of_another_kind_or_of_somebody_else(
    document, elsewhere, store, school, catalogue
):
    charity = organisations.add(elsewhere, name="Kite Project", kind="charity", now=NOW)
    with pytest.raises(BadDocument, match="another kind of organisation"):
        exchange.import_review(elsewhere, catalogue, document, organisation_id=charity.id, trusted=OURS, now=NOW)
    with pytest.raises(NotYours):
        exchange.import_review(store.for_user(2), catalogue, document, organisation_id=school.id, trusted=OURS, now=NOW)


def test_undo_in_a_review_that_came_in_takes_back_only_what_was_done_here(desk, door, elsewhere, catalogue):
    desk.give("policy", Answer(level=2))
    document = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)
    taken = exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW + timedelta(hours=1))
    assert answering.last_change(elsewhere, taken.id) is None
    with pytest.raises(BadAnswer, match="nothing of yours"):
        answering.undo_last(elsewhere, catalogue, taken.id, now=NOW + timedelta(hours=2))
    here = replace(desk, door=elsewhere, review=taken.id, now=NOW + timedelta(hours=2))
    here.give("lead", Answer(option="yes"))
    answering.undo_last(elsewhere, catalogue, taken.id, now=NOW + timedelta(hours=3))
    stored = here.open().answers
    assert (stored["policy"].answer, stored["lead"].answer) == (Answer(level=2), Answer())


def _changed(document, change):
    data = json.loads(document)
    change(data)
    return resigned(data)


def _drop_last_of_history(data):
    data["history"].pop()


def _double_first_of_history(data):
    data["history"].insert(0, data["history"][0])


def _another_level_submitted(data):
    part = data["submissions"][0]
    part["content"] = part["content"].replace('"level":4', '"level":5')


def _a_faulty_framework(data):
    data["edition"]["text"] = data["edition"]["text"].replace("title: Who does it", "titel: Who does it")
    data["edition"]["sha256"] = data["review"]["edition_sha256"] = sha256(data["edition"]["text"])


BAD = [
    (lambda data: data["edition"].update(text=data["edition"]["text"] + "\n"), "framework in this file was changed"),
    (lambda data: data["review"].update(edition="2027"), "not the one the review is of"),
    (_another_level_submitted, "submission in this file was changed"),
    (_drop_last_of_history, "do not follow from their history"),
    (_double_first_of_history, "has a gap"),
    (lambda data: data["submissions"].clear(), "does not hold what was submitted"),
    (lambda data: data.update(extra=1), "“extra” is missing or has a wrong value"),
    (lambda data: data["review"].update(status="draft"), "does not hold what was submitted"),
    (lambda data: data["organisation"].update(name=" "), "Give the organisation a name"),
    (lambda data: data["history"][0].update(at="2026-11-14T10:00:00"), "history.0.at"),
    (lambda data: data["answers_file"]["answers"]["policy"].update(level=9), "not one of this question's"),
    (lambda data: data["measurements"][0].update(indicator="stranger"), "not asked for"),
    (lambda data: data["answers_file"]["profile"].pop("kind"), "what kind of organisation"),
    (lambda data: data["answers_file"]["profile"].update(region=True), "profile in this file cannot be read"),
    (lambda data: data["answers_file"]["aims"].update(policy=9), "An aim in this file"),
    (lambda data: data["answers_file"].update(aims_for="gold"), "award aimed for"),
    (lambda data: data["answers_file"].update(edition="2025"), "not of its framework"),
    (lambda data: data["measurements"][0].update(measured_on="2027-01-01"), "measured in the future"),
    (lambda data: data["review"].update(period={"name": "2027/28", "calendar": "academic"}), "has not begun"),
    (_a_faulty_framework, "cannot be read"),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_a_document_changed_on_its_way_is_refused_and_nothing_is_kept(document, elsewhere, catalogue, change, sentence):
    with pytest.raises(BadDocument, match=sentence):
        exchange.import_review(elsewhere, catalogue, _changed(document, change), trusted=OURS, now=NOW)
    assert organisations.mine(elsewhere) == ()


@pytest.mark.parametrize(
    "document", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"stocktake_review": NaN}', b"null", b'"text"']
)
def test_what_is_no_document_at_all_is_refused_in_a_sentence(elsewhere, catalogue, document):
    with pytest.raises(BadDocument, match="This is not a review exported from Stocktake"):
        exchange.import_review(elsewhere, catalogue, document, trusted=OURS, now=NOW)


def test_a_file_too_large_is_not_even_read(elsewhere, catalogue):
    with pytest.raises(BadDocument, match="larger than 8 MB"):
        exchange.import_review(elsewhere, catalogue, b" " * (exchange.MAXIMUM_BYTES + 1), trusted=OURS, now=NOW)


def _leaves(value, path=()):
    if isinstance(value, dict | list) and value:
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(part, (*path, key))
    yield path


STRANGE = st.sampled_from(
    [
        None, True, -1, 0, 10**30, 1.5, 1e-300, "", "x", "\ud800", "a\x00b", "x" * 5000, [], {}, [1], {"a": 1},
        "policy", "school", "2026-13-45", "2026-11-14", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "2026/27", "2090/91",
    ]
)  # fmt: skip


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_document_damaged_anywhere_is_refused_in_a_sentence_or_taken_in_whole(document, catalogue, data):
    whole = json.loads(document)
    whole["submissions"][0]["content"] = json.loads(whole["submissions"][0]["content"])
    place = data.draw(st.sampled_from([path for path in _leaves(whole) if path]))
    part = whole
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = data.draw(STRANGE)
    for submission in whole["submissions"] if isinstance(whole.get("submissions"), list) else []:
        if isinstance(submission, dict) and "content" in submission:  # as if made so: its hash fits
            submission["content"] = json.dumps(submission["content"])
            submission["sha256"] = sha256(submission["content"])
    with suppress(BadDocument):
        taken = importing.verified(catalogue, resigned(whole), NOW)
        assert scoring.score(taken.edition, taken.submissions[0][1]).framework == "small"


def test_the_table_has_one_row_a_question_asked_and_no_formula(desk, door, catalogue):
    desk.give_all(WHOLE | {"lead": replace(WHOLE["lead"], comment="=1+1"), "remark": Answer(text="  @SUM(A1)")})
    rows = exchange.rows(door, catalogue, desk.review, now=NOW)
    assert [row[6] for row in rows] == ["Question id", "policy", "lead", "filter", "devices", "remark"]
    assert rows[1] == [
        "Paper Boat Primary School", "A small check", "2026", "2026/27",
        "People", "Who does it", "policy", "Is there a policy?", "4 Working well", "4", "",
        "Policy, 1 September 2026, https://example.org/policy",
    ]  # fmt: skip
    assert rows[2][10] == "'=1+1"
    assert rows[5][8] == "'@SUM(A1)"


def test_what_leaves_the_demo_network_says_so_and_comes_into_no_other_database(
    desk, door, elsewhere, catalogue, document
):
    assert json.loads(document)["demo"] is False
    door.write(showing.mark_as_demo)
    made_up = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)
    assert json.loads(made_up)["demo"] is True
    with pytest.raises(BadDocument, match="comes from the demo network"):
        exchange.import_review(elsewhere, catalogue, made_up, trusted=OURS, now=NOW)
    assert organisations.mine(elsewhere) == ()
    rows = exchange.rows(door, catalogue, desk.review, now=NOW)
    assert [row[:2] for row in rows[:2]] == [["Demo network", "Organisation"], ["made up", "Paper Boat Primary School"]]
    elsewhere.write(showing.mark_as_demo)
    assert exchange.import_review(elsewhere, catalogue, made_up, trusted=OURS, now=NOW).status == "reopened"


def test_the_version_is_that_of_the_project(pytestconfig):
    assert f'version = "{VERSION}"' in (pytestconfig.rootpath / "pyproject.toml").read_text()


def test_a_file_of_an_unknown_installation_is_taken_once_somebody_has_asked_and_is_known_from_then_on(
    two_years, elsewhere, catalogue
):
    last, draft = (resigned(json.loads(each), STRANGERS) for each in two_years)
    words = "65B6 0673 D6ED 884B F01C 2C22 2D82 ADA0"  # the first half of SHA-256 of the public key
    assert exchange.arrived(elsewhere, catalogue, last, trusted=OURS, now=NOW).stranger == words
    for asked_about in ("", KEY.fingerprint):
        with pytest.raises(UnknownSigner, match=words):
            exchange.import_review(elsewhere, catalogue, last, trusted={asked_about}, now=NOW)
    assert organisations.mine(elsewhere) == ()
    taken = exchange.import_review(elsewhere, catalogue, last, trusted={words}, now=NOW)
    assert taken.signed_by == STRANGERS.public
    arrival = exchange.arrived(elsewhere, catalogue, draft, trusted=OURS, now=NOW)
    assert arrival.stranger is None
    assert arrival.belongs_to
    into = arrival.belongs_to.id
    assert (
        exchange.import_review(elsewhere, catalogue, draft, trusted=OURS, organisation_id=into, now=NOW).status
        == "draft"
    )


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_one_byte_changed_is_refused(document, catalogue, data):
    place = data.draw(st.integers(0, len(document) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != document[place]))
    with pytest.raises(BadDocument):
        importing.verified(catalogue, document[:place] + bytes([other]) + document[place + 1 :], NOW)


def test_a_file_whose_hashes_were_made_anew_without_the_key_is_refused(document, catalogue):
    data = json.loads(document)
    part = data["submissions"][0]
    part["content"] = part["content"].replace('"level":4', '"level":5')
    part["sha256"] = sha256(part["content"])
    with pytest.raises(BadDocument, match="was changed after it was signed"):
        importing.verified(catalogue, canonical(read(json.dumps(data))).encode(), NOW)
    with pytest.raises(BadDocument, match="signature"):
        importing.verified(catalogue, canonical({**data, "signature": {}}).encode(), NOW)


def test_an_installation_makes_its_key_once_and_shows_it_to_nobody(store, door):
    assert signing.own_key(store.reception(1)) is None
    key = signing.key_of(store.reception(1), now=NOW)
    assert signing.own_key(store.reception(2)) == key
    assert signing.key_of(store.reception(2), now=NOW + A_YEAR) == key
    assert key.secret.hex() not in repr(key)
    with pytest.raises(Exception, match="signing_key"):
        door.read(signing_keys.secret)


def test_a_signature_is_that_of_the_published_test_of_ed25519():
    """RFC 8032, 7.1, test 1: the secret and public key; and a signature others verify."""
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert signing.Key(secret).public == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    document = signing.Key(secret).signed({"b": 1, "a": "é"})
    signature = json.loads(document)["signature"]["value"]
    openssl = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing.Key(secret).public))
    openssl.verify(bytes.fromhex(signature), '{"a":"é","b":1}'.encode())
