"""What a PostgreSQL server logs of statements: nothing that people typed, or the doctor says what to set."""

from datetime import UTC, datetime

import pytest

from assessments import doctor
from assessments.errors import Conflict
from assessments.store import open_store
from assessments.store.postgres.server_log import talkative

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CANARY = "canary@paper.example"
BREAKING = (
    "INSERT INTO {person} (person_id, name) VALUES (1, :name)",
    "INSERT INTO {_account} (person_id, email, active, sessions_from, digest, made_at) VALUES (1, :name, 7, 0, 0, 0)",
)


def breaking(sql):
    return lambda unit: unit.run(sql, name=CANARY)


def violate(address, postgres):
    """Break rules of the schema with values in hand, as a fault of ours could; gives what the server logged of it."""
    before = len(postgres.log.read_text())
    store = open_store(address)
    try:
        for sql in BREAKING:
            with pytest.raises(Conflict):
                store.reception(None).write(breaking(sql))
    finally:
        store.close()
    return postgres.log.read_text()[before:]


def talks(address, folder):
    return [str(found) for found in doctor.around(address, folder, NOW) if "into its own log" in found.what]


def test_a_server_that_was_told_nothing_logs_no_values(postgres, on_postgresql, tmp_path):
    address = on_postgresql()
    logged = violate(address, postgres)
    assert "INSERT INTO _account" in logged  # the statement, without its values
    assert CANARY not in logged
    assert talks(address, tmp_path) == []


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("log_parameter_max_length_on_error", "-1", "log_parameter_max_length_on_error = 0;"),
        ("log_statement", "mod", "log_parameter_max_length = 0;"),
        ("log_min_duration_statement", "0", "log_parameter_max_length = 0;"),
    ],
)
def test_the_doctor_says_when_values_are_logged_and_what_to_set(
    postgres, on_postgresql, tmp_path, setting, value, remedy
):
    address = on_postgresql()
    name = address.rpartition("/@/")[2].partition("?")[0].rpartition("/")[2]
    postgres.run(f"ALTER DATABASE {name} SET {setting} = '{value}'")
    assert CANARY in violate(address, postgres)
    (told,) = talks(address, tmp_path)
    assert told.endswith(f'As its superuser run: ALTER DATABASE "{name}" SET {remedy}')
    for statement in talkative(address):
        postgres.run(statement)
    assert talks(address, tmp_path) == []
    assert CANARY not in violate(address, postgres)


def test_a_file_has_no_server_and_so_no_log_of_one(tmp_path):
    open_store(tmp_path / "stocktake.db").close()
    assert talks(tmp_path / "stocktake.db", tmp_path / "backups") == []
