"""What an object says one can do with it is what the commands let one do, whoever asks."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.access.attempts import about_jurisdictions, about_projects, about_units, decided, may, may_each, of
from tests.access.realm import COUNTY, JUNE, MAY, PLACES, TOWNS, Realm, catalog
from tests.api.asking import Client
from tests.support import databases
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.roles import REACH, Permission, Reach, Role
from xiangmu.api.entities.hints import MUTATIONS
from xiangmu.api.schema import schema
from xiangmu.db.ids import unit_id
from xiangmu.services.command import Input
from xiangmu.services.corrections import FactKind
from xiangmu.services.events import StageRecord
from xiangmu.services.hints import ABOUT_PROJECTS, HINTED
from xiangmu.services.surveys import SurveyOpen

UNITS = (*TOWNS, "town3")


def grants() -> st.SearchStrategy[Grant]:
    """Any grant that there can be in the three places."""

    def make(role: Role, place: str, unit: str, of_unit: bool) -> Grant:
        reach = REACH[role]
        if reach is Reach.INSTALLATION:
            return Grant(role=role)
        narrow = reach is Reach.UNIT or (reach is Reach.EITHER and of_unit)
        return Grant(role=role, jurisdiction=place, unit=unit_id(place, unit) if narrow else None)

    return st.builds(
        make, st.sampled_from(Role), st.sampled_from(PLACES), st.sampled_from(UNITS), st.booleans()
    )


PRINCIPALS = st.builds(
    Principal,
    id=st.just("account:any"),
    grants=st.lists(grants(), max_size=3).map(tuple),
    scopes=st.none() | st.frozensets(st.sampled_from(Permission)).map(lambda some: some | {Permission.READ}),
)
QUERY = """{
  projects(first: 20) { nodes { id viewerCan unit { key } jurisdiction { key } } }
  units(first: 20) { nodes { id key viewerCan jurisdiction { key } } }
  stageEvents(first: 20) { nodes { id viewerCan project { id jurisdiction { key } } } }
  judgements(first: 20) { nodes { id viewerCan } }
  enrolments(first: 20) { nodes { id viewerCan } }
  people { nodes { id viewerCan } }
  surveys { nodes { id viewerCan } }
}"""
Commands = Mapping[str, Input]


def key(shown: Any) -> UUID:
    return UUID(shown["id"].partition("_")[2])


class Kingdom:
    """The realm with a client, on an event loop of its own: examples only read, and try what is never done."""

    def __init__(self, template: Path | URL, folder: Path, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._copied = databases.copied(template, folder / "realm.db")
        database = runner.run(self._copied.__aenter__())
        self.realm = Realm(Office(database, catalog()))
        runner.run(self._happen())
        self.client = Client(self.realm.office)

    async def _happen(self) -> None:
        await self.realm.happen()
        office = self.realm.office
        for unit in TOWNS:
            claim = StageRecord(project=self.realm.projects[COUNTY, unit], stage="BUILDING", on=JUNE)
            reporter = Grant(role=Role.REPORTER, jurisdiction=COUNTY, unit=unit_id(COUNTY, unit))
            await office.do(claim, principal=Principal(id="account:reporter", grants=(reporter,)))
        opening = about_jurisdictions(COUNTY)["survey_open"]
        assert isinstance(opening, SurveyOpen)
        await office.do(opening)

    def run(self, examine: Callable[[], Any]) -> Any:
        """What a coroutine gives."""
        return self._runner.run(examine())

    def close(self) -> None:
        """Throw it away."""
        self._runner.run(self.client.http.aclose())
        self._runner.run(self._copied.__aexit__(None, None, None))


@pytest.fixture(scope="module")
def kingdom(template: Path | URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kingdom]:
    """One for all examples."""
    with asyncio.Runner() as runner:
        opened = Kingdom(template, tmp_path_factory.mktemp("kingdom"), runner)
        yield opened
        opened.close()


def of_project(shown: Any, kingdom: Kingdom) -> Commands:
    place = shown["jurisdiction"]["key"]
    unit = shown["unit"]["key"] if shown["unit"] else "town1"
    own = {kind: made(key(shown)) for kind, made in about_projects(place, unit).items()}
    other = next(p for (j, _), p in kingdom.realm.projects.items() if j == place and p != key(shown))
    own["project_merge"] = of("project_merge", project=key(shown), version=1, on=JUNE, absorbed=(other,))
    return own


def of_unit(shown: Any, _: Kingdom) -> Commands:
    return about_units(shown["jurisdiction"]["key"], shown["key"])


def of_stage(shown: Any, _: Kingdom) -> Commands:
    fact = key(shown)
    replacement = StageRecord(project=key(shown["project"]), stage="SIGNED", on=MAY)
    return {
        "fact_confirm": of("fact_confirm", kind=FactKind.STAGE, fact=fact),
        "fact_reject": of("fact_reject", kind=FactKind.STAGE, fact=fact),
        "fact_correct": of("fact_correct", fact=fact, replacement=replacement),
    }


def of_judgement(shown: Any, _: Kingdom) -> Commands:
    return {"fact_reject": of("fact_reject", kind=FactKind.JUDGEMENT, fact=key(shown))}


def of_enrolment(shown: Any, _: Kingdom) -> Commands:
    reject = of("fact_reject", kind=FactKind.ENROLMENT, fact=key(shown))
    return {"fact_reject": reject, "enrolment_decide": decided(key(shown))}


def of_person(shown: Any, _: Kingdom) -> Commands:
    return {"person_erase": of("person_erase", person=key(shown))}


def of_survey(shown: Any, _: Kingdom) -> Commands:
    return {"survey_close": of("survey_close", survey=key(shown))}


ABOUT: Mapping[str, Callable[[Any, Kingdom], Commands]] = {
    "projects": of_project,
    "units": of_unit,
    "stageEvents": of_stage,
    "judgements": of_judgement,
    "enrolments": of_enrolment,
    "people": of_person,
    "surveys": of_survey,
}
ALONE = {"project_merge", "project_split"}
FROM_ABOVE = {
    "admission_grant",
    "enrolment_set",
    "project_transfer",
    "duty_assign",
    "duplicate_decide",
    "issue_raise",
    "library_submit",
}
"""Of a county's project the city decides these by its own policy: not what is tried here."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(principal=PRINCIPALS)
def test_hints_and_commands_agree(kingdom: Kingdom, principal: Principal) -> None:
    deciding = (Permission.ASSESS, Permission.RECORD, Permission.RAISE)
    above = any(principal.may(permission, CITY) for permission in deciding)

    async def examine() -> None:
        kingdom.realm.office.pass_time(minutes=1)  # there is a budget for each
        kingdom.client.principal = principal
        answer = await kingdom.client.ask(QUERY)
        of_kind: dict[str, list[tuple[Any, Input]]] = defaultdict(list)
        for root, made in ABOUT.items():
            for shown in answer[root]["nodes"]:
                foreign = above and root == "projects" and shown["jurisdiction"]["key"] == COUNTY
                for kind, data in made(shown, kingdom).items():
                    if not (foreign and kind in FROM_ABOVE):
                        # a project is merged but once
                        of_kind[f"{kind} {key(shown)}" if kind in ALONE else kind].append((shown, data))
        for kind, tried in of_kind.items():
            let = await may_each(kingdom.realm, principal, [data for _, data in tried])
            named = MUTATIONS[kind.partition(" ")[0]]
            assert let == [named in shown["viewerCan"] for shown, _ in tried], (kind, tried)

    kingdom.run(examine)


def test_the_program_itself_is_let_do_all_that_is_hinted(kingdom: Kingdom) -> None:
    async def examine() -> None:
        kingdom.client.principal = SYSTEM
        answer = await kingdom.client.ask(QUERY)
        assert {len(shown["viewerCan"]) for shown in answer["projects"]["nodes"]} == {len(ABOUT_PROJECTS)}
        assert len(answer["projects"]["nodes"]) == 2 * len(PLACES)

    kingdom.run(examine)


def test_the_city_may_decide_about_what_was_reported_to_it(kingdom: Kingdom) -> None:
    async def examine() -> None:
        kingdom.client.principal = Principal(
            id="account:city", grants=(Grant(role=Role.OFFICE, jurisdiction=CITY),)
        )
        answer = await kingdom.client.ask(QUERY)
        [reported] = [p for p in answer["projects"]["nodes"] if p["jurisdiction"]["key"] == COUNTY]
        assert set(reported["viewerCan"]) == {MUTATIONS[kind] for kind in FROM_ABOVE}
        by_city = about_projects(CITY)
        for kind in ("admission_grant", "enrolment_set", "project_transfer"):
            data = by_city[kind](key(reported)).model_copy(update={"unit": "town2"})
            assert await may(kingdom.realm, kingdom.client.principal, data), kind

    kingdom.run(examine)


def test_every_hint_is_a_mutation_and_every_command_has_a_name() -> None:
    built = schema(catalog())._schema
    assert built.mutation_type
    assert {*MUTATIONS.values()} <= built.mutation_type.fields.keys()
    assert {kind for kinds in HINTED.values() for kind in kinds} <= MUTATIONS.keys()
