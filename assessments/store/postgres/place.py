"""Where the database is: an address, shown without its password, and connections to it as we want them."""

from collections.abc import Mapping
from typing import Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from assessments.errors import BadConfiguration, StoreUnavailable
from assessments.store.postgres import faults
from assessments.store.postgres.values import teach
from assessments.store.sights import Whose

Connection = psycopg.Connection[TupleRow]
OLDEST = 150000
OURS: Mapping[str, str | int] = {
    "connect_timeout": 5, "application_name": "Stocktake", "tcp_user_timeout": 10_000, "keepalives_idle": 30,
}  # fmt: skip
# A save is on the server's disk when COMMIT returns; whoever loses touch with us holds up nobody for long.
SETTINGS = """
SET standard_conforming_strings = on; SET client_min_messages = warning; SET timezone = 'UTC'; SET jit = off;
SET idle_in_transaction_session_timeout = '{idle}'; SET lock_timeout = {patience};
SELECT set_config('app.operator', '{operator}', false), set_config('app.reception', '{reception}', false),
  set_config('app.counting', '{counting}', false);
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local');
"""
IDLE = {"operator": "0", "counting": "15min", "reception": "60s", "person": "60s"}  # a release is planned at one moment
ABOUT = """
SELECT current_setting('server_version_num')::int, current_setting('server_version'),
  (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()),
  (SELECT CASE WHEN rolsuper THEN 'superuser' WHEN rolbypassrls THEN 'BYPASSRLS' END
   FROM pg_roles WHERE rolname = current_user)
"""


class Place:
    """One database on one server."""

    def __init__(self, address: str, patience: float) -> None:
        self.address = address
        self.patience = patience
        try:
            given = conninfo_to_dict(address)
        except psycopg.ProgrammingError:
            raise BadConfiguration(faults.NOT_AN_ADDRESS) from None  # the reason may hold the password
        user, host, port = (given.get(name) for name in ("user", "host", "port"))
        where = "".join((f"{user}@" if user else "", str(host or ""), f":{port}" if port else ""))
        self.shown = f"postgresql://{where}/{given.get('dbname', '')}"
        own: dict[str, str | int] = {name: value for name, value in OURS.items() if name not in given}
        self._conninfo = make_conninfo(address, **own)

    def connect(self, whose: Whose | Literal["operator"] = "person") -> Connection:
        """A connection of people's, the reception's, counting's or the operator's, for its whole life. Raises Lost."""
        try:
            connection = psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.Error as fault:
            raise faults.Lost(faults.refused(fault)) from fault
        try:
            patience = 0 if whose == "operator" else max(1, int(self.patience * 1000))
            settings = SETTINGS.format(
                patience=patience,
                operator="yes" if whose == "operator" else "no",
                reception="yes" if whose == "reception" else "no",
                counting="yes" if whose == "counting" else "no",
                idle=IDLE[whose],
            )
            connection.execute(settings.encode())
        except psycopg.Error as fault:
            connection.close()
            raise faults.Lost(faults.AWAY) from fault
        teach(connection)
        return connection

    def operator(self) -> Connection:
        """As `connect`, for the operator's own work, on a server and in a role that can keep our promises.

        Raises StoreUnavailable.
        """
        try:
            connection = self.connect("operator")
        except faults.Lost as fault:
            raise self.unavailable(fault.sentence) from fault
        version, said, encoding, sees_all = connection.execute(ABOUT).fetchone() or (0, "", "", None)
        wrong = (
            self.unavailable(faults.TOO_OLD, found=said)
            if version < OLDEST
            else self.unavailable(faults.ENCODING, found=encoding)
            if encoding != "UTF8"
            else self.unavailable(faults.SUPERUSER, found=sees_all)
            if sees_all
            else None
        )
        if wrong is not None:
            connection.close()
            raise wrong
        return connection

    def unavailable(self, sentence: str, **more: str) -> StoreUnavailable:
        return faults.unavailable(sentence, self.shown, **more)

    def in_words(self, fault: psycopg.Error) -> BaseException:
        """For the operator's own work, to whom every row is visible: a refusal is one of the role's rights."""
        return faults.by_code(fault, self.shown)
