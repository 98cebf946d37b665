"""Which rows of each entity a principal may see: one rule per entity, as a condition on its table."""

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Table, true

from xiangmu.access.principals import Principal
from xiangmu.db import tables as t

RowRule = Callable[[Principal], ColumnElement[bool]]


def everything(_: Principal) -> ColumnElement[bool]:
    """All rows: what the one system principal sees."""
    return true()


RULES: Mapping[Table, RowRule] = {
    table: everything for table in t.METADATA.sorted_tables if table not in (t.ballot_box, t.survey_sample)
}
"""An entity whose table is missing here cannot be read; nobody reads the box or the tokens."""
