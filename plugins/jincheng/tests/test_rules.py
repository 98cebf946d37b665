"""What projects are checked for: annex form 1 (JC-32), three years (JC-31), zones (JC-05)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.profile import Severity
from xiangmu.plugin.vocabulary import ProjectKind
from xiangmu_jincheng.fields import Capital, JinchengProfile, Location
from xiangmu_jincheng.rules import RULES, incomplete
from xiangmu_jincheng.units import ZONE

CHECKS = {rule.key: rule.check for rule in RULES}
FORM: dict[str, Any] = {
    "content": "生产厂房及设备",
    "builder": "某公司",
    "capital": (Capital.PRIVATE,),
    "start_by": date(2021, 3, 1),
    "responsible_post": "总经理",
}


def _version(unit: str = "zezhou-xian", place: str = "泽州县", **profile: Any) -> ProjectVersion:
    return ProjectVersion(
        id=UUID(int=1),
        project=UUID(int=2),
        effective=date(2019, 3, 1),
        name="甲",
        total_yuan=yi(1),
        kind=ProjectKind.MANUFACTURING,
        profile=JinchengProfile(**profile).model_dump(mode="json"),
        unit=unit,
        place=place,
    )


def _messages(key: str, version: ProjectVersion) -> list[str]:
    return [fault.message for fault in CHECKS[key](version)]


def test_a_complete_form_has_no_faults() -> None:
    version = _version(**FORM)
    assert [_messages(key, version) for key in CHECKS] == [[], [], []]


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("content", "建设内容"),
        ("builder", "组织(建设)单位"),
        ("capital", "资金来源"),
        ("start_by", "开工时间"),
        ("responsible_post", "项目负责人"),
    ],
)
def test_each_content_of_the_form_is_asked_for(field: str, title: str) -> None:
    version = _version(**{key: content for key, content in FORM.items() if key != field})
    assert incomplete(version) == (title,)
    assert [fault.field for fault in CHECKS["annex_form"](version)] == [f"profile.{field}"]


def test_place_is_asked_for_and_a_project_without_own_fields_lacks_all_of_them() -> None:
    assert incomplete(_version(place="", **FORM)) == ("建设地点",)
    assert len(incomplete(_version())) == 5


def test_the_last_day_of_three_years_is_within_them() -> None:
    assert _messages("three_years", _version(start_by=date(2022, 3, 1))) == []
    (message,) = _messages("three_years", _version(start_by=date(2022, 3, 2)))
    assert "2022-03-02" in message
    assert "2022-03-01" in message


def test_a_zone_has_to_be_named_and_its_own_projects_lie_in_it() -> None:
    assert len(_messages("zone", _version(location=Location.OTHER_ZONE))) == 1
    assert _messages("zone", _version(location=Location.OTHER_ZONE, zone="高平开发区")) == []
    assert len(_messages("zone", _version(unit=ZONE))) == 1
    assert _messages("zone", _version(unit=ZONE, location=Location.JINGKAI)) == []


def test_the_document_refuses_no_project() -> None:
    assert {rule.severity for rule in RULES} == {Severity.WARNING}
