"""Types and operations that graphql-codegen makes of ``schema.graphql`` compile strictly; a program asks with them."""

import shutil

from tests.clients.conftest import HERE, Npm


def test_a_typed_program_gets_the_answers_that_it_expects(service: str, credential: str, npm: Npm) -> None:
    shutil.rmtree(HERE / "typescript" / "generated", ignore_errors=True)
    npm("generate")
    npm("check")
    npm("ask", service, credential)
