"""汝州's own project fields (RZ-05), and which projects enter 三个一批 (RZ-17, reading R18)."""

from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.profile import (
    AdmissionRule,
    Classification,
    Profile,
    ProjectProfile,
    Threshold,
    Waiver,
)
from xiangmu.plugin.vocabulary import Flag, ProjectKind
from xiangmu_ruzhou.forms import FORMS
from xiangmu_ruzhou.policy import POLICY


class LeadingIndustry(StrEnum):
    """The leading industries that the city plans its projects around, and what stands outside them."""

    HYDROCARBON_MATERIALS = "碳氢新材料"
    EQUIPMENT_MANUFACTURING = "装备制造"
    GREEN_FOOD = "绿色食品"
    NONE = "非主导产业"


class Attraction(StrEnum):
    """The ways of attracting investment that the document lists."""

    CAPITAL = "资本招商"
    INDUSTRIAL_CHAIN = "产业链招商"
    ENCLAVE = "“飞地”招商"
    PROFESSIONAL = "市场化专业化招商"
    THROUGH_BUSINESS = "以商招商"
    STATIONED = "驻地招商"
    FUND = "基金招商"
    RESEARCH = "科研招商"


class RuzhouProfile(ProjectProfile):
    """What 汝州 records of a project beyond the common fields."""

    leading_industry: LeadingIndustry = Field(default=LeadingIndustry.NONE, title="主导产业")
    attraction: tuple[Attraction, ...] = Field(default=(), title="招商方式")


ADMISSION = AdmissionRule(
    policy=POLICY.key,
    clause="RZ-17",
    thresholds=(
        Threshold(kind=ProjectKind.MANUFACTURING, at_least_yuan=yi(1)),
        Threshold(kind=ProjectKind.INFRASTRUCTURE, at_least_yuan=yi(1)),
        Threshold(kind=ProjectKind.MODERN_SERVICES, at_least_yuan=yi(1)),
        Threshold(kind=ProjectKind.SOCIAL, at_least_yuan=wan(5000)),
    ),
    waivers=(
        Waiver(key="new_infrastructure", title="“两新一重”项目", flag=Flag.NEW_INFRASTRUCTURE),
        Waiver(key="digital_economy", title="数字经济项目", flag=Flag.DIGITAL_ECONOMY),
        Waiver(key="innovation_platform", title="创新研发平台", flag=Flag.INNOVATION_PLATFORM),
    ),
)

PROFILE = Profile(
    model=RuzhouProfile,
    classifications=(
        Classification(
            key="leading_industry", title="主导产业", values=tuple(LeadingIndustry), clause="RZ-05"
        ),
        Classification(key="attraction", title="招商方式", values=tuple(Attraction), clause="RZ-05"),
    ),
    admission=(ADMISSION,),
    forms=FORMS,
)
