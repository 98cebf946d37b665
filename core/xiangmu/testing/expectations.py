"""What a case expects, held against what the rules say."""

from collections.abc import Callable, Iterator
from typing import Any

from xiangmu.catalog import Catalog
from xiangmu.plugin.facts import Facts
from xiangmu.testing import (
    expected_boards,
    expected_card,
    expected_issues,
    expected_lights,
    expected_projects,
    expected_rhythm,
    expected_targets,
)
from xiangmu.testing.cases import Case, board_of
from xiangmu.testing.cells import Cells
from xiangmu.testing.expecting import Told

Check = Callable[[Told, Any], Iterator[str]]
CHECKS: dict[str, Check] = {
    **expected_card.CHECKS,
    **expected_targets.CHECKS,
    **expected_boards.CHECKS,
    **expected_issues.CHECKS,
    **expected_projects.CHECKS,
    **expected_rhythm.CHECKS,
    **expected_lights.CHECKS,
}
"""By the key of a case's 期望."""


def differences(catalog: Catalog, case: Case, facts: Facts | None = None) -> Iterator[str]:
    """Every way in which the case does not come out as expected, in Chinese; none when it holds.

    ``facts`` take the place of the case's own, to see whether they hold the same.
    """
    expected = Cells(f"{case.place} · 期望", case.expected)
    told = Told(
        catalog=catalog, case=case, board=board_of(catalog, case, case.facts if facts is None else facts)
    )
    for key, check in CHECKS.items():
        if expected.has(key):
            yield from check(told, expected.take(key))
    expected.done()
