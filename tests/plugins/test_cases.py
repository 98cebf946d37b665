"""Every case of every city's plugin holds, and every rule keeps the contract on it."""

from pathlib import Path

import pytest

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.testing.cases import Case, read_cases
from xiangmu.testing.contract import breaches
from xiangmu.testing.expectations import differences

PLUGINS = Path(__file__).parents[2] / "plugins"
CATALOG = load_catalog()
CASES = [case for folder in sorted(PLUGINS.glob("*/tests/cases")) for case in read_cases(CATALOG, folder)]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return CATALOG


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.name}")
def test_case_holds(catalog: Catalog, case: Case) -> None:
    assert list(differences(catalog, case)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.name}")
def test_rules_keep_the_contract(catalog: Catalog, case: Case) -> None:
    assert list(breaches(catalog, case)) == []
