"""What is looked up for each row of a page is looked up by the row, however much its jurisdiction holds."""

import sqlite3
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from xiangmu.api.entities.project_filters import CLAIMED
from xiangmu.db import tables as t


def test_what_waits_is_looked_up_by_project(sqlite_template: Path) -> None:
    statement = select(t.project.c.id, CLAIMED.label("claimed"))
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    connection = sqlite3.connect(sqlite_template)
    steps = [row[3] for row in connection.execute(f"explain query plan {text}")]
    connection.close()
    searches = [step for step in steps if step.startswith("SEARCH")]
    assert searches
    assert [step for step in searches if "(project_id=?)" not in step] == []
