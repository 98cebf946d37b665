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
    """A column: ``field`` is what it fills in, one of those that the core knows for the form's kind.

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
