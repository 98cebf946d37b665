"""Inputs follow from the commands' models; what they ask for and what they cost."""

from dataclasses import replace

import pytest
from graphql import GraphQLInputObjectType, get_named_type

from tests.api.mutations.desk import CATALOG, OF_SESSIONS, Desk, graphql_schema, snake
from tests.support.city import POLICY
from tests.support.statements import statements_of
from xiangmu.api.mutations.commands import OPERATIONS
from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.schema import schema
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.plugin.profile import Profile
from xiangmu.services.commands import HANDLERS
from xiangmu.services.drafts import DraftRecord

ENTERS_NOTHING = OF_SESSIONS | {"attachmentUpload", "importPreview", "importRecord", "exportSheet"}
"""What is uploaded is entered by the command that uses it, what is imported by the commands that its rows come to."""


def inputs_of_mutations() -> dict[str, GraphQLInputObjectType]:
    """Of those that enter something."""
    mutations = graphql_schema().mutation_type
    assert mutations
    return {
        name: named
        for name, field in mutations.fields.items()
        if name not in ENTERS_NOTHING
        and isinstance(named := get_named_type(field.args["input"].type), GraphQLInputObjectType)
    }


def test_every_command_has_a_mutation() -> None:
    kinds = {handler.kind for model, handler in HANDLERS.items() if model is not DraftRecord}
    assert {operation.kind for operation in OPERATIONS} == kinds | {"publication_draft"}
    assert {snake(name) for name in inputs_of_mutations()} == kinds | {"publication_draft", "command_batch"}


def test_every_input_is_a_request() -> None:
    for name, input_ in inputs_of_mutations().items():
        if name != "commandBatch":
            assert str(input_.fields["requestId"].type) == "UUID!", name
            assert str(input_.fields["reason"].type) == "String", name


def test_money_points_and_ids_are_what_they_are_when_read() -> None:
    inputs = inputs_of_mutations()
    asked = {
        ("projectRegister", "total"): "Wan!",
        ("projectChange", "total"): "Wan",
        ("progressReport", "cumulative"): "Wan!",
        ("fundingRecord", "amount"): "Wan!",
        ("judgementGive", "points"): "Points!",
        ("stageRecord", "project"): "ID!",
        ("stageRecord", "on"): "Date!",
        ("stageRecord", "stage"): "Stage!",
        ("meetingRecord", "projects"): "[ID!]",
        ("projectMerge", "absorbed"): "[ID!]!",
        ("factConfirm", "fact"): "ID!",
        ("policyEnable", "readings"): "[ReadingChoiceInput!]",
        ("yearPlanSet", "planned"): "Wan!",
        ("duplicateDecide", "other"): "ID!",
        ("dutyAssign", "project"): "ID",
        ("dutyAssign", "person"): "ID",
        ("dutyEnd", "assignment"): "ID!",
        ("indicatorRead", "value"): "String!",
        ("goalRevise", "goal"): "String!",
    }
    assert {place: str(inputs[place[0]].fields[place[1]].type) for place in asked} == asked
    names = {name for input_ in inputs.values() for name in input_.fields}
    assert not {name for name in names if "uan" in name or "hundredths" in name}


def test_a_mutation_takes_one_input_and_gives_one_payload() -> None:
    mutations = graphql_schema().mutation_type
    assert mutations
    for name, field in mutations.fields.items():
        pascal = name[0].upper() + name[1:]
        assert {key: str(given.type) for key, given in field.args.items()} == {"input": f"{pascal}Input!"}
        assert str(field.type) == f"{pascal}Payload!"


def test_the_fields_of_each_city_are_one_choice() -> None:
    whole = schema(load_catalog())._schema
    profile = whole.type_map["ProjectProfileInput"]
    assert isinstance(profile, GraphQLInputObjectType)
    assert profile.is_one_of
    choices = {name: str(field.type) for name, field in profile.fields.items()}
    assert choices["ruzhou"] == "RuzhouProfileInput"
    assert choices.keys() == {
        city.info.jurisdiction.key for city in load_catalog().cities if city.profile.model
    }
    ruzhou = whole.type_map["RuzhouProfileInput"]
    assert isinstance(ruzhou, GraphQLInputObjectType)
    assert {name: str(field.type) for name, field in ruzhou.fields.items()} == {
        "leadingIndustry": "RuzhouLeadingIndustry",
        "attraction": "[RuzhouAttraction!]",
    }


def test_without_fields_of_any_city_nothing_is_asked_for() -> None:
    bare = Catalog(tuple(replace(city, profile=Profile()) for city in CATALOG.cities))
    assert InputTypes(bare).profile is None
    whole = schema(bare)._schema
    assert "ProjectProfileInput" not in whole.type_map
    register = whole.type_map["ProjectRegisterInput"]
    assert isinstance(register, GraphQLInputObjectType)
    assert "profile" not in register.fields


@pytest.mark.anyio
async def test_the_number_of_statements_does_not_grow_with_the_batch(desk: Desk) -> None:
    async def enter(many: int) -> int:
        projects = [await desk.project(f"项目{many}-{n}") for n in range(many)]
        enrolled = [
            {"enrolmentSet": {"project": one, "policy": POLICY, "unit": "第1镇", "since": "2023-01-15"}}
            for one in projects
        ]
        with statements_of(desk.office.database) as sent:
            await desk.batch(
                *enrolled, show="projects { name unit { title } enrolments(first: 3) { unit { key } } }"
            )
        return len(sent)

    assert await enter(2) == await enter(30)
