"""What a plugin states of libraries must hold before the program starts."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.county import BUREAUS, POLICY, county
from tests.support.libraries import STEPS, libraries
from xiangmu.catalog import CatalogError
from xiangmu.catalog.checks import check
from xiangmu.plugin.libraries import LibraryRules
from xiangmu.plugin.supervision import Supervision

SOUND = replace(libraries(POLICY), clause="C-1", order="C-1", reconciled="", statistics=BUREAUS[0])
WITHOUT = tuple(replace(one, in_statistics=False) for one in SOUND.libraries)


def holds(*stated: LibraryRules) -> None:
    """Raise CatalogError unless a county may say that."""
    check(county(supervision=Supervision(libraries=stated)).cities)


def test_what_holds_is_let_through() -> None:
    holds(SOUND)
    holds(replace(SOUND, statistics="", libraries=WITHOUT))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"clause": "C-9"}, "条款不存在: C-9"),
        ({"order": "C-9"}, "条款不存在: C-9"),
        ({"libraries": ()}, "没有写明有哪几个库"),
        ({"steps": STEPS[:1]}, "至少一步审核"),
        ({"steps": (STEPS[0], STEPS[0])}, "审核步骤重复: county"),
        ({"libraries": (WITHOUT[0], WITHOUT[0])}, "重复: planning"),
        ({"libraries": (WITHOUT[0], replace(WITHOUT[0], key="other"))}, "收纳的阶段重复"),
        ({"libraries": (replace(WITHOUT[0], title=""),)}, "须有键和名称"),
        ({"statistics": "nobody"}, "统计单位不存在: nobody"),
        ({"statistics": ""}, "没有写明统计单位"),
    ],
)
def test_what_does_not_hold_stops_the_start(changed: dict[str, Any], named: str) -> None:
    with pytest.raises(CatalogError, match=named):
        holds(replace(SOUND, **changed))


def test_a_policy_has_one_set_of_libraries() -> None:
    with pytest.raises(CatalogError, match="项目库的文件重复"):
        holds(SOUND, SOUND)
