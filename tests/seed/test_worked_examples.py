"""The worked examples of 汝州 hold through the ledger as they hold without: every fact entered by a command."""

from dataclasses import replace
from pathlib import Path

import pytest

from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.demo import Demo
from xiangmu.seed import seed_demo
from xiangmu.testing.cases import Case, read_cases
from xiangmu.testing.expectations import differences

pytestmark = pytest.mark.anyio

FOLDER = Path(__file__).parents[2] / "plugins" / "ruzhou" / "tests" / "cases"
RUZHOU = load_catalog(["ruzhou"])
EXAMPLES = [case for case in read_cases(RUZHOU, FOLDER) if case.file.stem == "worked_examples"]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.name)
async def test_the_example_holds_through_the_ledger(database: Database, case: Case) -> None:
    (city,) = RUZHOU.cities
    told = Catalog((replace(city, demo=Demo(facts=case.facts)),))
    await seed_demo(database, told)
    async with database.reading() as connection:
        facts = await load_facts(connection, "ruzhou", await head_no(connection))
    assert list(differences(RUZHOU, case, facts)) == []
