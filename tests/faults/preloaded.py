"""What every server process has loaded when it is forked. Imported there only: it takes a second."""

from tests.faults import server
from tests.support import city
from xiangmu.api.schema import schema

SCHEMA = schema(city.catalog())

__all__ = ["SCHEMA", "server"]
