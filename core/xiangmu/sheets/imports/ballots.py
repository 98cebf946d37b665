"""Ballots (测评票) that were filled in on paper: rows of one token are cast together.

Nothing of them is kept but that they were cast: who imports looks at the file, not at what is stored of it.
"""

from collections.abc import Container, Sequence
from dataclasses import replace
from fractions import Fraction

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.services.surveys import MOST, BallotCast, BallotEntry
from xiangmu.sheets.imports.held import UnclearError, Units
from xiangmu.sheets.imports.planning import Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, RowProblem, RowState, Step, Task

HUNDREDTHS = 100


class BallotPlanner:
    """Plans the rows of ballots, a token at a time: the last row of a token casts them all."""

    def __init__(self, task: Task, units: Units, rows: tuple[GivenRow, ...]) -> None:
        if task.survey is None:
            raise UnclearError("", Code.REQUIRED, "测评票属于哪一期评议须先选定")
        self._survey, self._units = task.survey, units
        self._last = {row.text("token"): row for row in rows}
        self._cast: dict[str, list[BallotEntry]] = {}
        self._once = Once(seen={})

    @classmethod
    async def read(
        cls, connection: AsyncConnection, task: Task, _: Rights, rows: tuple[GivenRow, ...]
    ) -> "BallotPlanner":
        """With the units of the jurisdiction."""
        return cls(task, await Units.read(connection, task.jurisdiction), rows)

    def plan(self, row: GivenRow) -> Planned:
        """The ballots of the token, with its last row."""
        token, unit = row.text("token"), self._units.key(row.text("unit"))
        self._once.note(row, (token, unit), field="unit")
        points = {question: _hundredths(row, question) for question in MOST}
        if row.partial:
            return Planned(row=row, subject="")
        entries = self._cast.setdefault(token, [])
        entries.append(BallotEntry(unit=unit, **points))
        subject = f"第 {row.number} 行"
        if self._last[token] is not row:
            return Planned(row=row, subject=subject, new=True)
        cast = BallotCast(token=token, survey=self._survey, ballots=tuple(entries))
        step = Step(data=cast, columns={"ballots": "unit", "survey": ""})
        return Planned(row=row, subject=subject, new=True, steps=(step,))


def together(planned: Sequence[Planned]) -> tuple[Planned, ...]:
    """``planned`` with an error for every row whose token has another one with an error: a token is spent at once."""
    wrong = {_token(one): one for one in planned if one.state is RowState.ERROR}
    return tuple(
        _kept_back(one, wrong[_token(one)].row)
        if one.state is not RowState.ERROR and _token(one) in wrong
        else one
        for one in planned
    )


def require_together(planned: Sequence[Planned], chosen: Container[int]) -> None:
    """Raises Refused when of a token's rows some are chosen and some not."""
    taken = {_token(one) for one in planned if one.row.place in chosen}
    left = [one.row for one in planned if one.row.place not in chosen and _token(one) in taken]
    if left:
        message = (
            f"“{left[0].sheet}”第 {left[0].number} 行没有选, 同一张评议券的其他行选了: 一张券的各行须一并导入"
        )
        raise Refused((Problem(path=("rows",), code=Code.NOT_ALLOWED, message=message),))


def _token(planned: Planned) -> str:
    return planned.row.text("token")


def _kept_back(planned: Planned, wrong: GivenRow) -> Planned:
    message = f"同一张评议券的第 {wrong.number} 行有错误, 一张券的各行须一并导入"
    problem = RowProblem(field="token", code=Code.NOT_ALLOWED, message=message)
    return replace(planned, steps=(), problems=(*planned.problems, problem))


def _hundredths(row: GivenRow, question: str) -> int:
    exact = Fraction(str(row.values.get(question, "0"))) * HUNDREDTHS
    if exact.denominator != 1:
        raise UnclearError(question, Code.MALFORMED, "分数至多两位小数")
    return int(exact)
