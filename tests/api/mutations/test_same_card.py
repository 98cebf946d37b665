"""Facts entered through the API give the card that the engine makes of the same facts told in YAML."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import yaml
from hypothesis import given, settings
from pydantic import BaseModel
from sqlalchemy import URL

from tests.api.mutations.desk import Desk, Given
from tests.api.mutations.stories import Row, cases
from tests.support import databases
from tests.support.office import Office
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.domain.fold import fold
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.money import as_wan
from xiangmu.seed.facts import RECORDERS
from xiangmu.services.commands import handler_of
from xiangmu.testing.cases import Case, read_cases

CITY, POLICY = "ruzhou", "ruzhou-2023"
CARD = """query($unit: String!, $period: String!) {
    scorecard(policy: "ruzhou-2023", group: "area", unit: $unit, period: $period) {
        total exact disqualified noTotal awaiting { key }
        lines { item exact because clause { id } disqualifies } } }"""


@cache
def catalog() -> Catalog:
    """The cities that come with the program."""
    return load_catalog()


def told(story: Row) -> Case:
    """The case as the engine reads it."""
    with TemporaryDirectory() as folder:
        text = yaml.safe_dump({"policy": POLICY, "cases": [story]}, allow_unicode=True)
        (Path(folder) / "story.yaml").write_text(text, encoding="utf-8")
        [case] = read_cases(catalog(), Path(folder))
    return case


def worked_out(case: Case) -> Scorecard:
    """The card as the engine makes it."""
    board = fold(case.facts, catalog(), POLICY, case.readings, case.period)
    return score(catalog().cards[POLICY, case.group], board.units[case.group, case.unit])


def camel(name: str) -> str:
    first, *rest = name.removesuffix("_yuan").split("_")
    return first + "".join(map(str.capitalize, rest))


def written(data: BaseModel) -> Given:
    """An input as a client writes it."""
    return {
        "points" if name == "hundredths" else camel(name): as_client(name, content) for name, content in data
    }


def as_client(name: str, content: Any) -> Any:
    match content:
        case None:
            return None
        case Enum():
            return content.name
        case int() if name.endswith("_yuan"):
            return as_wan(content)
        case int() if name == "hundredths":
            return f"{content / 100:.2f}"
        case UUID():
            return f"prj_{content.hex}"
        case date():
            return content.isoformat()
        case tuple():
            return [as_client(name, part) for part in content]
        case _:
            return content


class Entry:
    """Enters the facts of a case through the API."""

    def __init__(self, desk: Desk, case: Case) -> None:
        self._desk, self._facts = desk, case.facts
        self._known: dict[UUID, UUID] = {}

    async def enter(self) -> None:
        """Projects first, then what happened, in the order of the days."""
        for version in sorted(self._facts.versions, key=lambda version: version.effective):
            attributes = {
                "effective": version.effective.isoformat(),
                "total": as_wan(version.total_yuan),
                "kind": version.kind.name,
                "flags": [flag.name for flag in version.flags],
            }
            if version.project in self._known:
                await self._change(version.project, attributes)
            else:
                await self._register(
                    version.project, attributes | {"name": version.name, "unit": version.unit}
                )
        commands = list(self._commands())
        for start in range(0, len(commands), 100):
            payload = await self._desk.batch(*commands[start : start + 100])
            assert payload["errors"] == []

    async def _register(self, project: UUID, attributes: Given) -> None:
        payload = await self._desk.give("projectRegister", "project { id }", jurisdiction=CITY, **attributes)
        self._known[project] = UUID(payload["project"]["id"].removeprefix("prj_"))

    async def _change(self, project: UUID, attributes: Given) -> None:
        id_ = f"prj_{self._known[project].hex}"
        found = await self._desk.ask("query($id: ID!) { project(id: $id) { version } }", id=id_)
        version = found["project"]["version"]
        await self._desk.give("projectChange", project=id_, version=version, **attributes)

    def _commands(self) -> Iterator[Given]:
        for enrolment in self._facts.enrolments:
            given = {
                "project": f"prj_{self._known[enrolment.project].hex}",
                "policy": enrolment.policy,
                "unit": enrolment.unit,
                "since": enrolment.since.isoformat(),
            }
            yield {"enrolmentSet": given}
        planned: set[tuple[UUID, str]] = set()
        for plan in sorted(self._facts.plans, key=lambda plan: plan.made_on):
            given = {
                "project": f"prj_{self._known[plan.project].hex}",
                "milestone": plan.milestone.name,
                "due": plan.due.isoformat(),
                "madeOn": plan.made_on.isoformat(),
            }
            if (plan.project, plan.milestone) not in planned:
                planned.add((plan.project, plan.milestone))
                yield {"planSet": given}
            else:
                approved = plan.approved_on and plan.approved_on.isoformat()
                yield {"planChange": given | {"approvedOn": approved}}
        for recorder in RECORDERS:
            facts = getattr(self._facts, recorder.field)
            for fact in sorted(facts, key=lambda fact: recorder.known_on(fact, catalog())):
                data = recorder.data(fact, CITY, self._known)
                yield {camel(handler_of(data).kind): written(data)}


def shown(card: Scorecard) -> Given:
    """What must be equal: everything that a card says but the ids behind it."""
    lines = [
        {
            "item": line.item,
            "exact": str(line.points),
            "because": line.because,
            "clause": {"id": line.clause},
            "disqualifies": line.disqualifies,
        }
        for line in card.lines
    ]
    return {
        "exact": str(card.exact),
        "disqualified": card.disqualified,
        "noTotal": card.no_total or None,
        "awaiting": [{"key": item.key} for item in card.awaiting],
        "lines": lines,
    }


async def entered(template: Path | URL, case: Case) -> Given:
    """The card through the API."""
    with TemporaryDirectory() as folder:
        async with databases.copied(template, Path(folder) / "ledger.db") as database:
            office = Office(database, catalog())
            office.now = datetime(2023, 12, 31, 4, tzinfo=UTC)
            desk = Desk(office)
            await desk.give("jurisdictionInstall", jurisdiction=CITY)
            await desk.give("policyEnable", policy=POLICY, since="2023-01-01")
            await Entry(desk, case).enter()
            answer = await desk.ask(CARD, unit=case.unit, period=str(case.period))
            await desk.http.aclose()
    card: Given = answer["scorecard"]
    return card


@settings(max_examples=10, deadline=None)
@given(story=cases())
def test_the_api_and_the_engine_give_the_same_card(template: Path | URL, story: Row) -> None:
    case = told(story)
    through_api = asyncio.run(entered(template, case))
    through_api.pop("total")
    assert through_api == shown(worked_out(case))
