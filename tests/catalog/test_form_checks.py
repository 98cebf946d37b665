"""What a plugin states of forms must hold before the program starts; the message names the form and what is wrong."""

from typing import Any

import pytest
from pydantic import Field

from tests.support.county import POLICY, county
from xiangmu.catalog import CatalogError
from xiangmu.catalog.checks import check
from xiangmu.catalog.forms.stating import forms_of_city
from xiangmu.plugin.forms import Form, FormColumn, FormKind
from xiangmu.plugin.profile import Profile, ProjectProfile

NAME = FormColumn(field="name")


class Own(ProjectProfile):
    """A field whose name ledgers also use for a column of the core, and an ordinary one."""

    start: str = Field("", title="开工时间")
    river: str = Field("", title="流域")


def form(*columns: FormColumn, **given: Any) -> Form:
    said = {"key": "own", "title": "表", "kind": FormKind.PROJECTS} | given
    return Form(columns=columns, **said)


def columns(fields: str) -> tuple[FormColumn, ...]:
    return tuple(FormColumn(field=field) for field in fields.split())


@pytest.mark.parametrize(
    ("stated", "problem"),
    [
        (form(NAME, FormColumn(field="nonsense")), "表样 own 的字段不存在: nonsense"),
        (form(NAME, FormColumn(field="profile.lake")), "表样 own 的字段不存在: profile.lake"),
        (form(NAME, FormColumn(field="cells.river")), "表样 own 的字段不存在: cells.river"),
        (form(NAME, NAME), "表样 own 的字段重复: name"),
        (form(FormColumn(field="place")), "表样 own 没有认出每一行的栏: name"),
        (form(NAME, FormColumn(field="place", title=" 项目\n名称")), "表样 own 有几栏同名: 项目名称"),
        (
            form(NAME, FormColumn(field="place", title="地点", aliases=("地　点",))),
            "表样 own 有几栏同名: 地点",
        ),
        (form(NAME, clause="C-9", policy=POLICY), "表样 own 的条款不存在: C-9"),
        (form(NAME, clause="C-1"), "表样 own 的文件不存在: "),
        (form(NAME, policy="other-2023"), "表样 own 的文件不存在: other-2023"),
        (form(NAME, of="town", policy=POLICY), "表样 own 不能限于 town"),
        (form(NAME, key="projects"), "表样重复: projects"),
        (form(NAME, key="表"), "表样 表 的键须由小写字母和数字组成"),
        (
            form(*columns("unit goal"), kind=FormKind.TASKS, of="nowhere", policy=POLICY),
            "表样 own 的分组不存在",
        ),
        (form(*columns("name"), kind=FormKind.INVENTORY, of="land", policy=POLICY), "表样 own 的台账不存在"),
        (
            form(
                FormColumn(field="name", group="甲"),
                FormColumn(field="unit"),
                FormColumn(field="place", group="甲"),
            ),
            "表样 own 里不相邻的上级表头重复: 甲",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_does_not_hold_stops_the_start(stated: Form, problem: str) -> None:
    stating = county(profile=Profile(model=Own, forms=(stated,)))
    with pytest.raises(CatalogError) as raised:
        check(stating.cities)
    assert (raised.value.plugin, raised.value.hook) == ("county", "profile")
    assert raised.value.problem.startswith(problem)


def test_own_labels_come_before_common_ones() -> None:
    stated = form(NAME, FormColumn(field="unit", title="项目", note="谁的"))
    [city] = county(profile=Profile(model=Own, forms=(stated,))).cities
    check((city,))
    forms = {one.key: {column.field: column for column in one.columns} for one in forms_of_city(city)}
    own, core = forms["own"], forms["projects"]
    assert (own["unit"].title, own["unit"].note) == ("项目", "谁的")
    assert "项目" not in own["name"].aliases
    assert "名称" in own["name"].aliases
    assert "责任单位" in own["unit"].aliases, "what the core calls it still finds it"
    assert "开工时间" not in core["planned_start"].aliases, "it is what the city calls a field of its own"
    assert (core["profile.start"].title, core["profile.river"].title) == ("开工时间", "流域")
