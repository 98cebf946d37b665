"""Which projects 三个一批 admits (RZ-17, R18)."""

from datetime import date
from uuid import UUID

import pytest

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import wan
from xiangmu.plugin.profile import Verdict
from xiangmu.plugin.vocabulary import Flag, ProjectKind
from xiangmu_ruzhou.profile import ADMISSION


def _project(kind: ProjectKind, total_yuan: int) -> ProjectVersion:
    return ProjectVersion(
        id=UUID(int=1),
        project=UUID(int=2),
        effective=date(2023, 1, 1),
        name="甲",
        total_yuan=total_yuan,
        kind=kind,
    )


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (ProjectKind.MANUFACTURING, wan(10000)),
        (ProjectKind.INFRASTRUCTURE, wan(10000)),
        (ProjectKind.MODERN_SERVICES, wan(10000)),
        (ProjectKind.SOCIAL, wan(5000)),
    ],
)
def test_threshold_includes_the_number(kind: ProjectKind, least: int) -> None:
    assert ADMISSION.verdict(_project(kind, least)) is Verdict.MEETS
    assert ADMISSION.verdict(_project(kind, least - 1)) is Verdict.NEEDS_WAIVER


@pytest.mark.parametrize("kind", [ProjectKind.AGRICULTURE, ProjectKind.OTHER])
def test_other_kinds_have_no_printed_threshold(kind: ProjectKind) -> None:
    assert ADMISSION.verdict(_project(kind, wan(1))) is Verdict.NO_THRESHOLD


def test_waivers_need_the_mark_they_stand_for() -> None:
    assert {waiver.key: waiver.flag for waiver in ADMISSION.waivers} == {
        "new_infrastructure": Flag.NEW_INFRASTRUCTURE,
        "digital_economy": Flag.DIGITAL_ECONOMY,
        "innovation_platform": Flag.INNOVATION_PLATFORM,
    }
