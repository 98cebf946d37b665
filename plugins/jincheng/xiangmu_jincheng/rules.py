"""What every project of the policy is checked for: annex form 1 (JC-32), three years (JC-31), zones (JC-05), repeats.

The document asks for the contents of the form and, in principle, for a start within three years; it refuses no
project for lacking either. So all of these are warnings, and a repeat is left to a person (J6).
"""

from collections.abc import Iterator
from datetime import date

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.profile import DuplicateRule, Fault, ProjectRule, Severity, required
from xiangmu_jincheng.fields import Location
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.units import ZONE

MONTHS = 36
FORM = {
    "name": "项目名称",
    "profile.content": "建设内容",
    "place": "建设地点",
    "profile.builder": "组织(建设)单位",
    "total_yuan": "项目投资",
    "profile.capital": "资金来源",
    "profile.start_by": "开工时间",
    "profile.responsible_post": "项目负责人",
}
"""The eight contents of annex form 1 by field."""
form_is_complete = required(*FORM)


def incomplete(version: ProjectVersion) -> tuple[str, ...]:
    """Which contents of the form are missing, as the form names them."""
    return tuple(FORM[fault.field] for fault in form_is_complete(version))


def latest_start(planned_on: date) -> date:
    """The last day of the three years within which a project planned on a day is to start."""
    return add_months(planned_on, MONTHS)


def form_is_filled_in(version: ProjectVersion) -> Iterator[Fault]:
    """Each content of the form that is missing."""
    for fault in form_is_complete(version):
        yield Fault(field=fault.field, message="谋划项目基本情况表应写明")


def starts_within_three_years(version: ProjectVersion) -> Iterator[Fault]:
    """A planned start more than three years after the day on which these attributes took effect."""
    start_by, last = _own(version, "start_by"), latest_start(version.effective)
    if start_by and date.fromisoformat(start_by) > last:
        message = f"计划{start_by}开工，超过自{version.effective}起的三年（到{last}）"
        yield Fault(field="profile.start_by", message=message)


def zone_is_stated(version: ProjectVersion) -> Iterator[Fault]:
    """A project of 晋城经开区 that is said to lie elsewhere, or one in another zone that is not named."""
    location = _own(version, "location") or Location.OUTSIDE
    if version.unit == ZONE and location != Location.JINGKAI:
        yield Fault(field="profile.location", message=f"晋城经开区填报的项目，填的是“{location}”")
    if location == Location.OTHER_ZONE and not _own(version, "zone"):
        yield Fault(field="profile.zone", message="在其他省级开发区内，未写明开发区名称，不能计入任何开发区")


def _own(version: ProjectVersion, field: str) -> str:
    """What the city's own ``field`` holds, as stored; "" when it was not filled in."""
    return str((version.profile or {}).get(field) or "")


RULES = tuple(
    ProjectRule(
        policy=POLICY.key, key=key, title=title, clause=clause, severity=Severity.WARNING, check=check
    )
    for key, title, clause, check in (
        ("annex_form", "谋划项目基本情况表的必填内容", "JC-32", form_is_filled_in),
        ("three_years", "谋划项目三年内开工", "JC-31", starts_within_three_years),
        ("zone", "项目在哪个开发区内", "JC-05", zone_is_stated),
    )
)
DUPLICATES = (
    DuplicateRule(
        policy=POLICY.key,
        key="department_repeats",
        title="市直单位的谋划项目不得与县区、开发区重复",
        clause="JC-35",
        groups=("department",),
        others=("county_zone",),
    ),
    DuplicateRule(
        policy=POLICY.key,
        key="enterprise_repeats",
        title="企业集团的谋划项目与县区、开发区或市直单位疑似重复",
        clause="JC-37",
        groups=("enterprise",),
        others=("county_zone", "department"),
        severity=Severity.WARNING,
    ),
)
