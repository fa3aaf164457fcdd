"""What every test shares: how hypothesis looks for counter-examples, and one PostgreSQL for each test process."""

import os

import pytest
from hypothesis import settings

from tests.postgres import INSTALL, Cluster, programs

# A busy machine is slow now and then; that is no fault of the code, and pytest-timeout stops what hangs.
settings.register_profile("stocktake", deadline=None)
settings.load_profile("stocktake")


@pytest.fixture(scope="session")
def postgres():
    """A server for this process's tests; a test that stops or breaks it makes a `Cluster` of its own."""
    if programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    with Cluster() as cluster:
        yield cluster
