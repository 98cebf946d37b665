"""What all inputs about one project share."""

from collections.abc import Iterable, Sequence
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlalchemy import Table

from xiangmu.db import tables as t
from xiangmu.services.command import Input, Need


class OfProject(Input):
    """Base of inputs about one project; ``looks_at`` are the tables whose rows of the project they need."""

    looks_at: ClassVar[Sequence[Table]] = ()

    project: UUID = Field(title="项目")

    def needs(self) -> Iterable[Need]:
        """The project and what ``looks_at`` names."""
        yield Need(table=t.project, column="id", content=self.project)
        for table in self.looks_at:
            yield Need(table=table, column="project_id", content=self.project)
