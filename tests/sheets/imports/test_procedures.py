"""岚县's inventory of procedures: a project has several of them, one in a row."""

from datetime import UTC, date, datetime
from uuid import UUID

from xiangmu.catalog.discovery import load_catalog
from xiangmu.sheets.forms import form_of
from xiangmu.sheets.imports.held import HeldProject, Projects, Units
from xiangmu.sheets.imports.inventories import InventoryPlanner
from xiangmu.sheets.imports.planning import plan_all
from xiangmu.sheets.imports.rows import GivenRow, RowState, Task

PROJECT, RUN = UUID(int=1), UUID(int=2)
CATALOG = load_catalog()


def test_procedures_of_a_project_are_told_apart_without_names() -> None:
    form = form_of(CATALOG, "lanxian", "inventory_procedures")
    assert form
    procedures = [
        choice for column in form.columns if column.field == "cells.procedure" for choice in column.choices
    ]
    held = HeldProject(row={"id": PROJECT, "name": "净水厂"}, versions=(), codes=())
    task = Task(
        catalog=CATALOG,
        jurisdiction="lanxian",
        form=form,
        run=RUN,
        file="台账.xlsx",
        on=date(2022, 6, 1),
        now=datetime(2022, 7, 1, tzinfo=UTC),
        policy=form.policy,
    )
    planner = InventoryPlanner(task, Units(rows={}, keys={}, by_identity={}), Projects([held]), [])
    rows = [
        GivenRow(
            place=place,
            sheet="手续",
            number=place + 5,
            values={
                "project": "净水厂",
                "cells.course": "新建",
                "cells.procedure": procedure.value,
                "cells.department": "审批局",
            },
        )
        for place, procedure in enumerate((*procedures[:2], procedures[0]))
    ]
    planned = plan_all(task, planner, rows, lambda _: None)
    assert [one.state for one in planned] == [RowState.NEW, RowState.NEW, RowState.ERROR]
    assert [one.subject for one in planned[:2]] == [
        f"净水厂 {procedure.label}" for procedure in procedures[:2]
    ]
