"""New transformation projects inside and outside the development zones (JC-05; readings J1, J4, J12).

“超” is strict and “以上” inclusive, so that a project of exactly 10亿元 counts for a county and not for the zone.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.filters import at_least, more_than, not_, profile_is, profile_value
from xiangmu.plugin.measures import Measure, Measured, count, counted, share
from xiangmu.plugin.money import yi
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu_jincheng import courses
from xiangmu_jincheng.fields import Location

TRANSFORMATION = profile_is("transformation", True)
OUTSIDE = not_(profile_is("location", Location.JINGKAI, Location.OTHER_ZONE))
LARGE = more_than(yi(5))
"""What counts in the other provincial zones."""
EACH = 2
"""How many of them each zone shall have."""

NEW_OVER_10YI = count(
    courses.new_project, TRANSFORMATION, more_than(yi(10)), title="本年新建超10亿元转型项目"
)
NEW_OUTSIDE_10YI = count(
    courses.new_project,
    TRANSFORMATION,
    at_least(yi(10)),
    OUTSIDE,
    title="开发区外本年新建10亿元以上转型项目",
)


def _by_zone(snapshot: AnySnapshot) -> dict[str, list[Evidence]]:
    """The new projects that count for each of the other zones.

    The document names none of them: they are those that the readings list and those that projects lie in.
    """
    found: dict[str, list[Evidence]] = {zone: [] for zone in snapshot.readings.other_zones.root}
    for project in snapshot.live_projects():
        if zone := _zone(project, snapshot.as_of):
            found.setdefault(zone, [])
    for one in counted(snapshot, courses.new_project, TRANSFORMATION, LARGE):
        if zone := _zone(one.project, one.happening.on):
            found.setdefault(zone, []).append(one.happening.evidence)
    return dict(sorted(found.items()))


def _zone(project: ProjectView, day: date) -> str:
    """The zone other than 晋城经开区 that the project lies in; "" for none, or one that nobody named."""
    if profile_value(project, day, "location") != Location.OTHER_ZONE:
        return ""
    return str(profile_value(project, day, "zone") or "")


def _met(snapshot: AnySnapshot) -> Measured:
    met = [projects for projects in _by_zone(snapshot).values() if len(projects) >= EACH]
    return Measured(amount=Fraction(len(met)), evidence=tuple(chain.from_iterable(met)))


def _known(snapshot: AnySnapshot) -> Measured:
    zones = _by_zone(snapshot)
    return Measured(amount=Fraction(len(zones)), evidence=tuple(chain.from_iterable(zones.values())))


RATE = share(
    Measure(title="达标的开发区", counts=Amount.COUNT, formula=_met),
    Measure(title="其他省级开发区", counts=Amount.COUNT, formula=_known),
    title=f"本年新建超5亿元转型项目达到{EACH}个的其他省级开发区比例",
)


def _rate(snapshot: AnySnapshot) -> Measured:
    found, zones = RATE.formula(snapshot), _by_zone(snapshot)
    each = "、".join(f"{zone}{len(projects)}个" for zone, projects in zones.items())
    return replace(found, because=f"{found.because}({each or '文件没有列名, 口径和项目也没有写明'})")


OTHER_ZONES = replace(RATE, formula=_rate)
"""The share of the other provincial zones that have reached their minimum; None while none is known."""
