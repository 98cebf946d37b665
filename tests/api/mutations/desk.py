"""A desk at which commands are given through the API."""

import re
from typing import Any
from uuid import UUID, uuid4

from graphql import GraphQLSchema
from sqlalchemy import select

from tests.api import testville
from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.api.mutations.inputs import pascal
from xiangmu.api.schema import schema
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no

CATALOG = testville.catalog()
Given = dict[str, Any]
USER_ERRORS = "{ field message code }"
OF_SESSIONS = frozenset({"signIn", "sessionRefresh", "signOut", "passwordChange", "passwordRedeem"})
"""Mutations that enter nothing in the ledger."""
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
"""Two words in a row: what a message must not have."""


def graphql_schema() -> GraphQLSchema:
    """The schema behind the desk."""
    return schema(CATALOG)._schema


def codes(problems: list[Given]) -> list[tuple[str, str]]:
    """(field, code) of each problem."""
    return [(".".join(problem["field"]), problem["code"]) for problem in problems]


def snake(name: str) -> str:
    """``stageRecord`` → ``stage_record``."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


class Desk(Client):
    """Gives commands to the application of an office."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.office = office

    async def send(self, query: str, **variables: Any) -> Given:
        """The whole answer, which is never a fault of the server."""
        answer = await super().send(query, **variables)
        for error in answer.get("errors", ()):
            assert error["extensions"]["code"] != "INTERNAL_SERVER_ERROR", error
        return answer

    async def payload(self, mutation: str, given: Given, show: str = "") -> Given:
        """The payload of a mutation, whatever became of it."""
        query = (
            f"mutation($input: {pascal(snake(mutation))}Input!) {{ {mutation}(input: $input) "
            f"{{ no replayed warnings {USER_ERRORS} errors {USER_ERRORS} {show} }} }}"
        )
        payload: Given = (await self.ask(query, input={"requestId": str(uuid4())} | given))[mutation]
        return payload

    async def session(self, mutation: str, given: Given, show: str) -> Given:
        """The payload of a mutation that is about a session and enters nothing."""
        query = (
            f"mutation($input: {pascal(snake(mutation))}Input!) {{ {mutation}(input: $input) {{ {show} }} }}"
        )
        payload: Given = (await self.ask(query, input=given))[mutation]
        return payload

    async def give(self, mutation: str, show: str = "", **given: Any) -> Given:
        """The payload of a command that is carried out."""
        payload = await self.payload(mutation, given, show)
        assert payload["errors"] == []
        assert payload["no"] == await self.head()
        return payload

    async def refusals(self, mutation: str, **given: Any) -> list[tuple[str, str]]:
        """Field and code of the errors of a command that must leave no trace."""
        return codes(await self.errors(mutation, **given))

    async def errors(self, mutation: str, **given: Any) -> list[Given]:
        """The errors of a command that must leave no trace."""
        before = await self.ledger()
        payload = await self.payload(mutation, given)
        assert payload["no"] is None
        assert not payload["replayed"]
        assert payload["errors"]
        assert await self.ledger() == before
        errors: list[Given] = payload["errors"]
        for error in errors:
            assert not ENGLISH.search(error["message"]), error
        return errors

    async def batch(self, *commands: Given, show: str = "") -> Given:
        """The payload of a batch; each command is ``{kind: input}`` and gets a request id."""
        given = [
            {kind: {"requestId": str(uuid4())} | content for kind, content in command.items()}
            for command in commands
        ]
        query = (
            "mutation($input: CommandBatchInput!) { commandBatch(input: $input) "
            f"{{ results {{ id no replayed }} warnings {USER_ERRORS} errors {USER_ERRORS} {show} }} }}"
        )
        payload: Given = (await self.ask(query, input={"commands": given}))["commandBatch"]
        return payload

    async def head(self) -> int:
        """The last number of the ledger."""
        async with self.office.database.reading() as connection:
            return await head_no(connection)

    async def ledger(self) -> list[str]:
        """The hashes of all commands."""
        async with self.office.database.reading() as connection:
            return list(await connection.scalars(select(t.command.c.hash).order_by(t.command.c.no)))

    async def project(self, name: str = "碳材料厂", **more: Any) -> str:
        """The id of a new project of 2亿."""
        given = {
            "jurisdiction": CITY,
            "name": name,
            "total": "20000",
            "kind": "MANUFACTURING",
            "effective": "2023-01-15",
            "unit": "town1",
        }
        payload = await self.give("projectRegister", "project { id }", **given | more)
        registered: str = payload["project"]["id"]
        return registered

    async def enrolled_project(self, name: str = "碳材料厂", unit: str = "town1") -> str:
        """The id of a new project for which the policy assesses ``unit``."""
        project = await self.project(name, unit=unit)
        given = {"project": project, "policy": POLICY, "unit": unit, "since": "2023-01-15"}
        await self.give("enrolmentSet", **given)
        return project


def key(text: str) -> UUID:
    """The key that an opaque id shows."""
    return UUID(text.rpartition("_")[2])
