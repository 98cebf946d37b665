"""The type ``Mutation``."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COMMAND, COST, EACH, IN_BATCH
from xiangmu.api.files.mutations import FileMutations
from xiangmu.api.identity.mutations import SessionMutations
from xiangmu.api.imports.mutations import ImportMutations
from xiangmu.api.mutations.batch import DESCRIPTION, Batch
from xiangmu.api.mutations.commands import OPERATIONS, Operation
from xiangmu.api.mutations.errors import user_errors
from xiangmu.api.mutations.inputs import InputTypes, pascal
from xiangmu.api.mutations.payloads import ReaderOf, payload_type
from xiangmu.api.mutations.running import Asked, carry_out

Run = Callable[[Context, Any], Awaitable[Any]]


def mutation_type(inputs: InputTypes, reader: ReaderOf, further: Mapping[str, Any]) -> type:
    """All mutations, ``further`` ones too; ``reader`` shows in payloads what the commands were about."""
    batch = Batch(inputs, reader)
    namespace = {operation.kind: _of_command(operation, inputs, reader) for operation in OPERATIONS}
    namespace["command_batch"] = _mutation(
        batch.run, batch.input, batch.payload, DESCRIPTION, {COST: COMMAND, EACH: IN_BATCH}
    )
    namespace |= further
    return strawberry.type(
        type("Mutation", (SessionMutations, FileMutations, ImportMutations), namespace), description="变更。"
    )


def _of_command(operation: Operation, inputs: InputTypes, reader: ReaderOf) -> Any:
    shape = inputs.command(operation.model, operation.kind)
    payload = payload_type(
        f"{pascal(operation.kind)}Payload", f"结果: {operation.description}", operation.shown, reader
    )

    async def run(context: Context, given: Any) -> Any:
        outcome = await carry_out(context, [Asked(model=operation.model, shape=shape, given=given)])
        receipts = [done.receipt for done in outcome.done]
        return payload(
            done=outcome.done,
            no=receipts[0].no if receipts else None,
            replayed=any(receipt.replayed for receipt in receipts),
            warnings=user_errors(outcome.warnings),
            errors=user_errors(outcome.errors),
        )

    return _mutation(run, shape.type, payload, operation.description)


def _mutation(
    run: Run, input_: type, payload: type, description: str, metadata: Mapping[str, int] | None = None
) -> Any:
    async def resolve(info: Info, input: Any) -> Any:
        return await run(info.context, input)

    made = strawberry.mutation(
        resolver=resolve, graphql_type=payload, description=description, metadata=metadata
    )
    made.arguments = [
        StrawberryArgument(
            python_name="input",
            graphql_name=None,
            type_annotation=StrawberryAnnotation(input_),
            description="输入。",
        )
    ]
    return made
