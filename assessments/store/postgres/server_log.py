"""Whether the database server writes what people typed into its own log.

Every value is bound, so a statement itself holds none; and of a table with row security, as all of ours have, the
server quotes no values of a row that broke a rule. It writes them where it is told to log the values of statements.
"""

import psycopg

from assessments.store.postgres.place import Place

PATIENCE = 5.0  # seconds
ASKED = """
SELECT current_database(), current_setting('log_parameter_max_length_on_error') <> '0',
  current_setting('log_parameter_max_length') <> '0' AND (current_setting('log_statement') IN ('mod', 'all')
    OR current_setting('log_min_duration_statement') <> '-1' OR current_setting('log_min_duration_sample') <> '-1'
    OR current_setting('log_duration')::bool OR current_setting('log_transaction_sample_rate') <> '0')
"""


def talkative(address: str) -> tuple[str, ...]:
    """The statements that would make the server silent about values; none where it is."""
    place = Place(address, PATIENCE)
    with place.operator() as connection:
        try:
            found = connection.execute(ASKED).fetchone()
        except psycopg.Error as fault:
            raise place.in_words(fault) from fault
    if found is None:
        return ()
    database, of_faults, of_others = found
    wanted = {"log_parameter_max_length_on_error": of_faults, "log_parameter_max_length": of_others}
    return tuple(f'ALTER DATABASE "{database}" SET {name} = 0;' for name, needed in wanted.items() if needed)
