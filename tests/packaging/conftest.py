"""The program installed in each of the three ways."""

import pytest

from tests.packaging.installing import Installation, Way, built, environment_with


@pytest.fixture(scope="session", params=["wheel", "sdist", "editable"])
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    way: Way = request.param
    folder = tmp_path_factory.mktemp(way)
    return Installation(way=way, bin=environment_with(built(way, folder), folder / "env"))
