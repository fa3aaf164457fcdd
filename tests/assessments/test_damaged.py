"""What was stored is shown as it was stored, or not at all."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal

import pytest

from assessments import exchange, numbers, results, reviews, submitting
from assessments.errors import Damaged, StoreUnavailable
from assessments.store import numbers as number_statements
from assessments.store import submissions as statements
from frameworks.catalogue import Catalogue
from scoring.answers import Measurement
from tests.assessments.conftest import NOW
from tests.signing import KEY


@pytest.fixture
def file(tmp_path):
    return tmp_path / "stocktake.db"


@pytest.fixture
def damage(file):
    """Runs a statement behind the store's back."""

    def run(sql):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.executescript(sql)
            connection.commit()

    return run


@pytest.fixture
def submitted(desk):
    desk.give_all()
    desk.submit()
    return desk


def shown(desk):
    return results.of(desk.door, desk.catalogue, desk.review, now=desk.now)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE submission SET content = replace(content, '\"level\":4', '\"level\":5')",
        "UPDATE submission SET content = content || ' '",
        "UPDATE submission SET content = CAST(x'ff' || substr(content, 2) AS TEXT)",
        "UPDATE submission SET sha256 = replace(sha256, substr(sha256, 1, 1), 'g')",
        "UPDATE submission SET number = 2",
        "UPDATE submission SET number = 0",
        "UPDATE submission SET submitted_at = submitted_at + 60000",
        "UPDATE submission SET submitted_at = submitted_at + 1",
        (
            "INSERT INTO person VALUES (3, 'A fellow');"
            "INSERT INTO membership SELECT organisation_id, 3, 'lead', NULL FROM organisation;"
            "UPDATE submission SET submitted_by = 3"
        ),
        "UPDATE submission SET submitted_at = 9000000000000000000",
        "DELETE FROM submission",
        "UPDATE review SET submissions = 0",
        "UPDATE review SET submissions = 2",
        "UPDATE review SET period = '2025/26'",
        "UPDATE review SET calendar = 'financial'",
        "UPDATE review SET framework = 'wide'",
    ],
)
def test_a_submission_that_is_not_as_it_was_stored_is_never_shown(submitted, damage, sql):
    assert shown(submitted).submission.number == 1
    damage(sql)
    with pytest.raises((Damaged, StoreUnavailable), match=r"damaged.*restore the last backup"):
        shown(submitted)


def test_it_is_not_handed_out_either(submitted, damage):
    damage("UPDATE submission SET content = content || ' '")
    with pytest.raises(Damaged, match="What was submitted here was damaged"):
        exchange.export_review(submitted.door, submitted.catalogue, submitted.review, key=KEY, now=submitted.now)


def test_an_earlier_submission_that_went_missing_is_noticed(submitted, damage, door):
    submitting.reopen(door, submitted.review, "More to say", now=NOW + timedelta(hours=1))
    submitted.later(hours=2).submit()
    review = submitted.open().review
    assert len(door.read(lambda rows: statements.every(rows, review))) == 2
    damage("DELETE FROM submission WHERE number = 1")
    with pytest.raises(Damaged):
        door.read(lambda rows: statements.every(rows, review))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE score SET official_exact = '1/3' WHERE node = 0",
        "UPDATE score SET official_exact = 'a/0' WHERE node = 0",
        "UPDATE score SET official = official - 1 WHERE node = 0",
        "UPDATE score SET number = 7 WHERE node = 0",
    ],
)
def test_a_list_shows_no_figure_that_does_not_agree_with_itself(submitted, damage, door, catalogue, sql):
    (line,) = reviews.mine(door, catalogue, now=NOW)
    assert line.level is not None
    damage(sql)
    (line,) = reviews.mine(door, catalogue, now=NOW)
    assert (line.level, line.band) == (None, None)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE answer SET given = substr(given, 2)",
        "UPDATE review SET profile = '[' WHERE review_id > 0",
        "UPDATE review SET period_end = 'yesterday'",
        "UPDATE review SET started_at = 9000000000000000000",
        "UPDATE organisation SET facts = '{]'",
    ],
)
def test_what_cannot_be_read_is_said_in_words(desk, damage, sql):
    desk.give_all()
    damage(sql)
    with pytest.raises(Damaged, match=r"damaged and cannot be read.*restore the last backup"):
        desk.open()


def test_a_damaged_suggestion_is_said_in_words(submitted, damage, start, next_catalogue):
    desk = start(now=NOW + timedelta(days=365), catalogue=next_catalogue)
    assert desk.open().suggestions
    damage("UPDATE suggestion SET source = replace(source, ':', ';')")
    with pytest.raises(Damaged, match="cannot be read"):
        desk.open()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE measurement_history SET measured = '{'",
        "UPDATE measurement_history SET measured_on = 'yesterday'",
        "UPDATE measurement_history SET recorded_at = 9000000000000000000",
    ],
)
def test_a_damaged_history_of_a_number_is_said_in_words(desk, damage, door, school, sql):
    numbers.record(door, desk.catalogue, desk.review, "pct_read", Measurement(percent=Decimal(80)), now=NOW)
    assert door.read(lambda rows: number_statements.history(rows, school.id, "pct_read"))
    damage(sql)
    with pytest.raises(Damaged, match="cannot be read"):
        door.read(lambda rows: number_statements.history(rows, school.id, "pct_read"))


def test_the_kept_text_of_an_edition_is_checked_where_its_file_is_gone(submitted, damage, tmp_path):
    (tmp_path / "none" / "definitions").mkdir(parents=True)
    without = Catalogue.load(tmp_path / "none")
    assert results.of(submitted.door, without, submitted.review, now=NOW).submission is not None
    damage("UPDATE edition SET content = content || '# more'")
    with pytest.raises(Damaged, match="cannot be read"):
        results.of(submitted.door, without, submitted.review, now=NOW)
