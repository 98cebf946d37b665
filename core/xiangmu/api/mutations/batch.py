"""The mutation ``commandBatch``: up to a hundred commands, all or none."""

from dataclasses import replace
from typing import Any

import strawberry
from strawberry import field

from xiangmu.api.context import Context
from xiangmu.api.entities.projects import Project
from xiangmu.api.mutations.commands import IN_BATCH
from xiangmu.api.mutations.errors import user_errors
from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.mutations.payloads import Done, Gives, MutationPayload, ReaderOf, rows_field
from xiangmu.api.mutations.running import Asked, Outcome, carry_out
from xiangmu.api.mutations.shapes import MOST, Leaf, Object, Slot, input_type, is_given, one_of, too_many
from xiangmu.api.mutations.shown.giving import PROJECT
from xiangmu.api.reader.ids import Key

COMMANDS = "commands"
DESCRIPTION = f"一次提交至多 {MOST} 条命令,按次序执行,全部记入或全部不记。"
_SHOWN = {operation.model: operation.shown for operation in IN_BATCH}


@strawberry.type(description="一批中的一条命令的结果。")
class CommandResult:
    """What came of one command."""

    id: strawberry.ID = field(description="命令所涉对象的标识。")
    no: int = field(description="台账序号。")
    replayed: bool = field(description="是否为重发的请求,即此前已经记入。")


class Batch:
    """The input and payload of the mutation, and what it does."""

    def __init__(self, inputs: InputTypes, reader: ReaderOf) -> None:
        self._shapes: dict[str, Object] = {
            operation.kind: inputs.command(operation.model, operation.kind) for operation in IN_BATCH
        }
        told = {operation.kind: operation.description for operation in IN_BATCH}
        command = one_of("CommandInput", "一条命令:填其中一项。", self._shapes, told)
        commands = Slot(
            name=COMMANDS,
            field=COMMANDS,
            shape=Leaf(type=list[command]),  # type: ignore[valid-type]  # known at run time only
            required=True,
            description=f"各条命令,至多 {MOST} 条。",
        )
        self.input = input_type("CommandBatchInput", DESCRIPTION, (commands,))
        self.payload = _payload(reader)

    async def run(self, context: Context, given: Any) -> Any:
        """Carry out the commands; the payload."""
        entries = getattr(given, COMMANDS)
        if len(entries) > MOST:
            outcome = Outcome(errors=(replace(too_many(len(entries), MOST), path=(COMMANDS,)),))
        else:
            outcome = await carry_out(
                context, [self._asked(place, entry) for place, entry in enumerate(entries)]
            )
        return self.payload(
            done=outcome.done,
            results=[_result(done) for done in outcome.done],
            warnings=user_errors(outcome.warnings),
            errors=user_errors(outcome.errors),
        )

    def _asked(self, place: int, entry: Any) -> Asked:
        operation = next(one for one in IN_BATCH if is_given(getattr(entry, one.kind)))
        return Asked(
            model=operation.model,
            shape=self._shapes[operation.kind],
            given=getattr(entry, operation.kind),
            at=(COMMANDS, str(place), operation.kind),
        )


def _payload(reader: ReaderOf) -> type:
    namespace = {
        "__annotations__": {"results": list[CommandResult]},
        "results": field(description="各条命令的结果,按提交的次序;有 errors 时为空列表。"),
        "projects": rows_field(Project, "这些命令所涉的项目,每个只列一次,按提交的次序。", _projects, reader),
    }
    made = type("CommandBatchPayload", (MutationPayload,), namespace)
    return strawberry.type(made, description="一批命令的结果。")


def _projects(done: Done) -> list[Key]:
    return [
        part.key(done)
        for part in _SHOWN[type(done.data)]
        if isinstance(part, Gives) and part.of(done) == PROJECT
    ]


def _result(done: Done) -> CommandResult:
    about = _SHOWN[type(done.data)][0]
    return CommandResult(
        id=strawberry.ID(about.shown_id(done)), no=done.receipt.no, replayed=done.receipt.replayed
    )
