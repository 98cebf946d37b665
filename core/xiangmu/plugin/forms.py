"""Forms (表样): the tables in which people keep what the ledger takes in; part of the hook ``profile``.

The core has a form of each kind for every jurisdiction. A city states those that its documents print, or that its
office has always used.
"""

from enum import StrEnum

from xiangmu.plugin.money import MoneyUnit
from xiangmu.plugin.value import value


class FormKind(StrEnum):
    """What the rows of a form tell."""

    PROJECTS = "PROJECTS"
    TASKS = "TASKS"
    PROGRESS = "PROGRESS"
    ISSUES = "ISSUES"
    UNITS = "UNITS"
    BALLOTS = "BALLOTS"
    INVENTORY = "INVENTORY"


FORM_TITLES = {
    FormKind.PROJECTS: "项目台账",
    FormKind.TASKS: "目标任务",
    FormKind.PROGRESS: "月度进度",
    FormKind.ISSUES: "问题清单",
    FormKind.UNITS: "责任单位",
    FormKind.BALLOTS: "测评票",
    FormKind.INVENTORY: "起底台账",
}


@value
class FormColumn:
    """A column: ``field`` is what it fills in, one of FIELDS of the form's kind.

    Beside those: ``profile.x`` is the field x of the city's own (PROJECTS), ``goal.x`` the goal of the target x of the
    unit of the row (TASKS), ``cells.x`` the column x of the inventory (INVENTORY).

    Without ``title`` and ``note`` the core's are used; ``aliases`` are other labels that mean this column, beside
    those that the core knows. ``group`` is the upper line of a header of two rows, over neighbouring columns.
    """

    field: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    required: bool = False
    group: str = ""


@value
class Form:
    """A form of a city. ``money`` is what its figures are counted in, where a file does not say otherwise.

    ``policy`` is what its rows are about where a row does not say so; ``of`` is the inventory (INVENTORY) or the group
    (TASKS) that all of its rows belong to.
    """

    key: str
    title: str
    kind: FormKind
    columns: tuple[FormColumn, ...]
    clause: str = ""
    policy: str = ""
    money: MoneyUnit = MoneyUnit.WAN
    of: str = ""


FIELDS = {
    FormKind.PROJECTS: (
        "name",
        "codes",
        "unit",
        "kind",
        "sector",
        "total_yuan",
        "place",
        "flags",
        "stage",
        "stage_on",
        "planned_start",
        "planned_completion",
        "planned_production",
        "planned_capacity",
        "ceremony_on",
        "substantive_on",
        "library_on",
        "year_plan_yuan",
        "since",
    ),
    FormKind.TASKS: (
        "unit",
        "group",
        "target",
        "goal",
        "effective",
        "approved_on",
        "approver",
        "revision_reason",
    ),
    FormKind.PROGRESS: (
        "project",
        "codes",
        "month",
        "invested_yuan",
        "year_to_date_yuan",
        "cumulative_yuan",
        "picture",
        "next_month_yuan",
        "next_month_work",
    ),
    FormKind.ISSUES: (
        "project",
        "codes",
        "category",
        "text",
        "unit",
        "raiser",
        "on",
        "gravity",
        "level",
        "due",
        "source",
    ),
    FormKind.UNITS: ("key", "title", "kind", "division_code", "aliases", "since", "until"),
    FormKind.BALLOTS: ("token", "unit", "attitude", "efficiency", "quality"),
    FormKind.INVENTORY: (
        "name",
        "project",
        "codes",
        "unit",
        "amount_yuan",
        "area",
        "cause",
        "plan",
        "on",
    ),
}
"""What the columns of a form of each kind may fill in."""
OPEN_FIELDS = {FormKind.PROJECTS: "profile.", FormKind.TASKS: "goal.", FormKind.INVENTORY: "cells."}
"""How the fields begin that a city adds to those."""
