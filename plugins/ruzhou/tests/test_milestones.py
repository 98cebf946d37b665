"""The three months from the issue of funds (RZ-22, R5)."""

from datetime import date

import pytest

from xiangmu_ruzhou.milestones import funds_limit


@pytest.mark.parametrize(
    ("issued", "limit"),
    [
        (date(2022, 11, 30), date(2023, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2023, 11, 29), date(2024, 2, 29)),
        (date(2022, 11, 28), date(2023, 2, 28)),
        (date(2023, 1, 31), date(2023, 4, 30)),
        (date(2023, 3, 15), date(2023, 6, 15)),
    ],
)
def test_three_months_end_with_a_short_month(issued: date, limit: date) -> None:
    assert funds_limit(issued) == limit
