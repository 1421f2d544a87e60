"""Fixtures of storage tests."""

import pytest

from tests.population import populate


@pytest.fixture
def population(database, now):
    """Two counties side by side."""
    with database.write() as session:
        return populate(session, now)
