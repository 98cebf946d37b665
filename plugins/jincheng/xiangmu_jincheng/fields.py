"""晋城's own project fields: annex form 1 (JC-32), and what the document sorts projects by."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.profile import Classification, ProjectProfile


class Theme(StrEnum):
    """What 三(一)1 asks large projects to be planned around (JC-07)."""

    CHAIN = "补链强链"
    TECHNOLOGY = "技术升级"
    TRANSFER = "产业转移"
    SHORTFALL = "补齐短板"
    LIVELIHOOD = "强化民生"
    ZONE = "开发区建设"


class Scope(StrEnum):
    """The four scopes of planning of 附件四(一) (JC-07)."""

    INFRASTRUCTURE = "重大基础设施"
    CHAIN = "主导产业链延伸"
    SCIENCE = "科技支撑"
    NATIONAL_POLICY = "国家产业政策和投资导向"


class Capital(StrEnum):
    """Where a project's money comes from: the private, foreign and PPP capital of 三(五) (JC-27), and the rest."""

    PRIVATE = "民间投资"
    FOREIGN = "外资"
    PPP = "政府和社会资本合作(PPP)"
    STATE_ENTERPRISE = "国有企业自有资金"
    GOVERNMENT = "政府资金"
    BOND = "地方政府专项债券"
    LOAN = "银行贷款"


class Location(StrEnum):
    """Whether a project lies in a development zone, and in which (JC-05, J4)."""

    OUTSIDE = "开发区之外"
    JINGKAI = "晋城经济技术开发区"
    OTHER_ZONE = "其他省级开发区"


class Upgrade(StrEnum):
    """The two classes of the 41 industrial upgrade projects (JC-23)."""

    EMERGING = "新兴产业"
    TRADITIONAL = "传统产业"


class NamedWorks(StrEnum):
    """The sorts of infrastructure projects that the document names one by one (JC-23)."""

    RAILWAY = "铁路"
    ROAD = "公路"
    AIRPORT = "机场"
    ZONE = "开发区配套"
    POWER = "电力"


class JinchengProfile(ProjectProfile):
    """What 晋城 records of a project beyond the common fields."""

    content: str = Field(default="", title="建设内容")
    builder: str = Field(default="", title="组织(建设)单位")
    capital: tuple[Capital, ...] = Field(default=(), title="资金来源")
    start_by: date | None = Field(default=None, title="计划开工时间")
    responsible_post: str = Field(default="", title="项目负责人", description="只填职务, 不填姓名")
    theme: Theme | None = Field(default=None, title="谋划主题")
    scope: Scope | None = Field(default=None, title="谋划范围")
    attraction: bool = Field(default=False, title="招商引资项目")
    transformation: bool = Field(default=False, title="转型项目")
    location: Location = Field(default=Location.OUTSIDE, title="所在开发区")
    zone: str = Field(default="", title="其他省级开发区名称", description="在其他省级开发区内的填")
    upgrade: Upgrade | None = Field(default=None, title="工业转型升级项目类别")
    named_works: NamedWorks | None = Field(default=None, title="文件点名的基础设施类别")


CLASSIFICATIONS = (
    Classification(key="theme", title="谋划主题", values=tuple(Theme), clause="JC-07"),
    Classification(key="scope", title="谋划范围", values=tuple(Scope), clause="JC-07"),
    Classification(key="capital", title="资金来源", values=tuple(Capital), clause="JC-27"),
    Classification(key="location", title="所在开发区", values=tuple(Location), clause="JC-05"),
    Classification(key="upgrade", title="工业转型升级项目类别", values=tuple(Upgrade), clause="JC-23"),
    Classification(
        key="named_works", title="文件点名的基础设施类别", values=tuple(NamedWorks), clause="JC-23"
    ),
)
