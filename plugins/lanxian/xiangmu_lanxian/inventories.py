"""The five inventories (五个大起底): projects, procedures, dormant funds, idle land, idle elements of the zone.

Each is handed in as the obligation of the same key says (X7).
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.inventories import Inventory, InventoryColumns, Quantity
from xiangmu_lanxian.fields import Tag
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.units import REFORM, ZONE


class ReserveClass(StrEnum):
    """The seven classes of the reserve library (LX-03)."""

    KEY = "重点工程项目"
    WITHIN_YEAR = f"{Tag.WITHIN_YEAR}项目"
    PRELIMINARY = "前期项目"
    READY = f"{Tag.READY}项目"
    INVESTMENT = f"{Tag.INVESTMENT}项目"
    NOT_ENTERED = "未入统入库项目"
    DORMANT = "僵尸项目"


class Entered(StrEnum):
    """Whether a project is in statistics."""

    YES = "已入统入库"
    NO = "未入统入库"
    TOO_EARLY = "未到入统条件"


class ProjectColumns(InventoryColumns):
    """What is found out of every investment project of 500万元 or more."""

    reserve_class: ReserveClass | None = Field(
        default=None, title="储备库类别", description="可属几类的填主要的一类"
    )
    procedures: str = Field(default="", title="手续办理情况")
    progress: str = Field(default="", title="实施进度")
    statistics: Entered | None = Field(default=None, title="入统入库情况")


class Procedure(StrEnum):
    """The eight procedures (LX-04)."""

    SITE = "选址"
    APPROVAL = "立项"
    LAND_PLANNING = "用地规划"
    WORKS_PLANNING = "工程规划"
    EIA = "环评"
    ENERGY = "能评"
    TENDER = "招投标"
    PERMIT = "施工许可"


class Course(StrEnum):
    """Which projects the inventory of procedures takes in."""

    CONTINUING = "续建"
    NEW = "新建"
    PRELIMINARY = "前期"
    NEXT_YEAR = "明年谋划"


class ProcedureColumns(InventoryColumns):
    """What is found out of a procedure that is not finished."""

    course: Course = Field(title="项目类别")
    procedure: Procedure = Field(title="手续")
    department: str = Field(title="审批部门")
    applied_on: date | None = Field(default=None, title="申请日期")
    promised_on: date | None = Field(default=None, title="承诺办结日期")
    stuck: str = Field(default="", title="卡在哪里")


class FundsKind(StrEnum):
    """What dormant money is (LX-05)."""

    FISCAL = "财政拨款结转结余"
    OTHER_FUNDS = "非财政拨款资金"
    UNPAID = "应缴未缴财政收入"
    ACCOUNTS = "长期挂账往来款"
    OTHER = "其他应盘活资金"


class FundsColumns(InventoryColumns):
    """What is found out of dormant money; the amount, the reason and what is proposed stand beside."""

    funds_kind: FundsKind = Field(title="资金类别")
    holder: str = Field(title="存放单位")
    since: date | None = Field(default=None, title="形成日期")
    condition: str = Field(default="", title="结存状态")


class LandKind(StrEnum):
    """Why land lies idle (LX-06)."""

    NOT_SUPPLIED = "批而未供"
    IDLE = "闲置"


class LandColumns(InventoryColumns):
    """What is found out of a parcel."""

    land_kind: LandKind = Field(title="类别")
    parcel: str = Field(title="地块编号", description="三调数据库图斑号或批次号")
    place: str = Field(title="位置")
    owner: str = Field(title="权属")
    planned_use: str = Field(default="", title="规划用途")


class ElementKind(StrEnum):
    """What of the zone lies idle (LX-07)."""

    PENDING = "待批项目"
    FUNDS = "沉淀资金"
    LAND = "批而未供土地厂房"
    INFRASTRUCTURE = "基础设施存量资产"
    FIRM = "停产企业"
    PROJECT = "停建项目"
    QUOTA = "园区指标"


class ElementColumns(InventoryColumns):
    """What is found out of an element of the development zone."""

    element: ElementKind = Field(title="要素类别")
    place: str = Field(default="", title="位置")
    size: str = Field(default="", title="规模", description="金额、面积或数量, 连同单位")


DONE = ("待办", "办理中", "办结")
FOUND = ("待核实", "核实中", "底数已清")
INVENTORIES = tuple(
    Inventory(
        policy=POLICY.key,
        key=key,
        title=title,
        clause=clause,
        lead=lead,
        obligation=f"inventory_{key}",
        columns=columns,
        quantity=quantity,
        of_project=of_project,
        named_by="procedure" if columns is ProcedureColumns else "",
        titles=titles,
    )
    for key, title, clause, lead, columns, quantity, of_project, titles in (
        ("projects", "项目盘子", "LX-03", REFORM, ProjectColumns, Quantity.MONEY, True, FOUND),
        (
            "procedures",
            "手续办理",
            "LX-04",
            "xingzheng-shenpi-ju",
            ProcedureColumns,
            Quantity.NONE,
            True,
            DONE,
        ),
        (
            "funds",
            "沉淀资金",
            "LX-05",
            "caizheng-ju",
            FundsColumns,
            Quantity.MONEY,
            False,
            ("待处置", "处置中", "已盘活"),
        ),
        (
            "land",
            "闲置土地",
            "LX-06",
            "ziran-ziyuan-ju",
            LandColumns,
            Quantity.AREA,
            False,
            ("待消化", "消化中", "已消化"),
        ),
        (
            "factors",
            "开发区闲置要素",
            "LX-07",
            ZONE,
            ElementColumns,
            Quantity.NONE,
            False,
            ("待盘活", "盘活中", "已盘活"),
        ),
    )
)
