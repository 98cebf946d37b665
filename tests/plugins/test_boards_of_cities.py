"""What every board of the cities says of itself: its basis, its clause, and the reading that its order follows."""

import pytest

from xiangmu.api.stated import stated_policies
from xiangmu.catalog import load_catalog
from xiangmu.plugin.policy import Basis

CATALOG = load_catalog()
STATED = stated_policies(CATALOG)
FOLLOWED = {
    "sanmenxia-2020": {"S9"},
    "lingbao-2020": {"L5"},
    "ruzhou-2023": {"R20"},
    "lanxian-2022": {"X4"},
    "jincheng-2019": {"J10"},
}


@pytest.mark.parametrize("policy", sorted(CATALOG.policies))
def test_a_derived_board_names_its_reading(policy: str) -> None:
    derived = [board for board in STATED[policy].boards.values() if board.basis is Basis.DERIVED]
    assert {board.reading for board in derived} == FOLLOWED[policy]
    assert all(board.clause.id in STATED[policy].clauses for board in derived)


def test_an_order_that_follows_the_document_alone_names_none() -> None:
    board = STATED["lanxian-2022"].boards["major_projects-month"]
    assert (board.basis, board.reading) == (Basis.PRINTED, None)
