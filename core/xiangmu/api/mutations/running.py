"""From what clients gave to what was carried out, or to what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from xiangmu.access.principals import ANONYMOUS
from xiangmu.api.context import Context
from xiangmu.api.mutations.payloads import Done
from xiangmu.api.mutations.shapes import Object, Path, Unreadable
from xiangmu.plugin.value import value
from xiangmu.services.command import Command, Input, Receipt
from xiangmu.services.execute import execute
from xiangmu.services.faults import problems_of
from xiangmu.services.plain import check_plain
from xiangmu.services.problems import Problem, Refused
from xiangmu.services.surveys import BallotCast
from xiangmu.services.unit_names import with_unit_keys
from xiangmu.services.worked_out import WORKED_OUT


@value
class Asked:
    """A command as it was given: ``given`` is of the type of ``shape`` and stands at ``at`` in the whole input."""

    model: type[Input]
    shape: Object
    given: Any
    at: Path = ()

    def command(self) -> Command:
        """The command. Raises Unreadable."""
        try:
            content = self.shape.read(self.given)
        except Unreadable as unreadable:
            raise Unreadable(
                [replace(p, path=(*self.at, *p.path)) for p in unreadable.problems]
            ) from unreadable
        request_id, reason = content.pop("request_id"), content.pop("reason", "")
        try:
            data = self.model.model_validate(content)
            check_plain(data, reason)
        except ValidationError as error:
            raise Unreadable([*map(self.placed, problems_of(error, self.model))]) from error
        except Refused as refused:
            raise Unreadable([*map(self.placed, refused.problems)]) from refused
        return Command(request_id=request_id, data=data, reason=reason)

    def placed(self, problem: Problem) -> Problem:
        """``problem`` where the client finds it."""
        return replace(problem, path=(*self.at, *self.shape.place(problem.path, self.given)))


@value
class Outcome:
    """What came of it: everything or errors."""

    done: tuple[Done, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()


async def carry_out(context: Context, asked: Sequence[Asked]) -> Outcome:
    """Carry out all that was asked, or nothing."""
    try:
        commands = await _with_keys(context, _read(asked))
        receipts = await _execute(context, commands)
    except Unreadable as unreadable:
        return Outcome(errors=unreadable.problems)
    except Refused as refused:
        return Outcome(errors=tuple(asked[problem.command].placed(problem) for problem in refused.problems))
    return Outcome(
        done=tuple(
            Done(data=command.data, receipt=receipt)
            for command, receipt in zip(commands, receipts, strict=True)
        ),
        warnings=tuple(
            one.placed(warning)
            for one, receipt in zip(asked, receipts, strict=True)
            for warning in receipt.warnings
        ),
    )


def _read(asked: Sequence[Asked]) -> list[Command]:
    commands: list[Command] = []
    problems: list[Problem] = []
    for one in asked:
        try:
            commands.append(one.command())
        except Unreadable as unreadable:
            problems += unreadable.problems
    if problems:
        raise Unreadable(problems)
    return commands


async def _with_keys(context: Context, commands: Sequence[Command]) -> list[Command]:
    async with context.database.reading() as connection:
        named = await with_unit_keys(
            connection, context.catalog, [command.data for command in commands], context.rights
        )
    return [replace(command, data=data) for command, data in zip(commands, named, strict=True)]


async def _execute(context: Context, commands: Sequence[Command]) -> tuple[Receipt, ...]:
    match commands:
        case [Command(data=data) as command] if work_out := WORKED_OUT.get(type(data)):
            receipt = await work_out(
                context.database,
                context.catalog,
                data,
                request_id=command.request_id,
                principal=context.principal,
                clock=context.clock,
                reason=command.reason,
            )
            return (receipt,)
        case [Command(data=BallotCast())]:
            principal = ANONYMOUS
        case _:
            principal = context.principal
    return await execute(
        context.database, context.catalog, commands, principal=principal, clock=context.clock
    )
