"""A desk of the invented city, on both databases."""

from collections.abc import AsyncIterator

import pytest

from tests.api.mutations.desk import Desk
from tests.support.office import Office


@pytest.fixture
async def desk(office: Office) -> AsyncIterator[Desk]:
    """Where its commands are given."""
    opened = Desk(office)
    yield opened
    await opened.http.aclose()
