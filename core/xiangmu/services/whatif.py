"""What if (假设): commands carried out over what is known, and nothing recorded.

What a command would record becomes a change of the facts, so that a supposition is judged as the command itself is.
It differs in three things: no day is too late for it; an order that the ledger refuses is only a warning; and what
holds but once, as a start or the points for an item, takes the place of what is on record.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from pydantic import Field
from sqlalchemy import ColumnElement, Table, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.access.roles import Permission
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import known as known_rows
from xiangmu.db.facts import seen_from
from xiangmu.db.kinds import KINDS, State, kind_of
from xiangmu.db.ledger import Row
from xiangmu.domain.whatif import FIELDS, AnyFact, Change, facts_called
from xiangmu.plugin.facts import (
    GoalRevision,
    IndicatorReading,
    Judgement,
    Meeting,
    Progress,
    ProjectVersion,
    StageReached,
    Started,
    YearPlan,
)
from xiangmu.plugin.value import value
from xiangmu.services.command import Command, Input, Need
from xiangmu.services.commands import handler_of
from xiangmu.services.corrections import OF_KIND, FactReject
from xiangmu.services.events import REPEATED, StageRecord, StartRecord
from xiangmu.services.fact_differences import TITLES
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.permissions import Rule
from xiangmu.services.plain import check_plain
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange
from xiangmu.services.results import Known
from xiangmu.services.rows import ALWAYS, IDENTITIES, LiveRows
from xiangmu.services.unit_names import with_unit_keys
from xiangmu.services.work import Work
from xiangmu.services.year_plans import YearPlanSet

R = TypeVar("R")
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""When suppositions are entered: every day is past by then, and their ids come after all that the ledger gave."""
SUPPOSED = UUID("0f6e1f5c-6f6b-5c0e-9d59-776861742d69")
REASON = "假设"
SUPPOSES = Rule(by=Permission.READ, claims=(Permission.READ,))
"""Whatever one sees one may suppose to be otherwise."""
HAPPENED = ("on", "since", "effective", "made_on", "approved_on", "month", "applied_on", "done_on")
"""The fields of inputs that say when something happened."""
KIND_OF_TABLE = {kind.table: kind for kind in KINDS.values() if kind.of in FIELDS}
FACT_KINDS = {of: kind for kind, of in OF_KIND.items()}
ONCE: Mapping[type[Input], tuple[type[AnyFact], str, tuple[str, ...]]] = {
    StageRecord: (StageReached, "project", ("stage",)),
    StartRecord: (Started, "project", ("kind",)),
    ProgressReport: (Progress, "project", ("month",)),
    JudgementGive: (Judgement, "period", ("policy", "group", "unit", "item", "matter")),
    YearPlanSet: (YearPlan, "project", ("year",)),
    IndicatorRead: (IndicatorReading, "period", ("indicator", "unit")),
    GoalRevise: (GoalRevision, "policy", ("target", "group", "unit", "effective")),
}
"""What can hold but once: of facts that agree in the first field, the ones that agree in the others are the same."""


class ProjectSuppose(ProjectChange):
    """假设项目自某日起的属性不同; 不填的不变。"""

    version: int = Field(0, title="版本", description="不看: 假设总在最新的版本之上")


class FactRemove(Input):
    """假设一条事实没有发生。"""

    fact: UUID = Field(title="事实")


@value
class Supposition:
    """What would be otherwise, one change for each input, and what their author should know."""

    changes: tuple[Change, ...]
    warnings: tuple[Problem, ...]


def latest_day(inputs: Iterable[Input]) -> date | None:
    """The last day on which something of ``inputs`` happens."""
    return max((day for data in inputs for day, _ in _happenings(data)), default=None)


async def suppose(
    connection: AsyncConnection, catalog: Catalog, known: Known, inputs: Sequence[Input], rights: Rights
) -> Supposition:
    """What ``inputs`` would change of what is ``known``, were they carried out in order.

    Who sees something may suppose anything of it. The number of statements depends on the kinds of the inputs only.
    Raises Refused with everything that is wrong; a problem's ``command`` is the place of its input.
    """
    _each(inputs, lambda data: check_plain(data, ""))
    inputs = await with_unit_keys(connection, catalog, inputs, rights)
    removed = {data.fact for data in inputs if isinstance(data, FactRemove)}
    held = await asyncio.to_thread(facts_called, known.facts, removed)
    commands = _each(inputs, lambda data: _rejection(data, held) if isinstance(data, FactRemove) else data)
    rows = await _read_rows(connection, known, [need for data in commands for need in data.needs()], rights)
    work = _Supposing(catalog, rights.principal, NEVER, 0, rows)
    view = _View(catalog.policies[known.question.policy].jurisdiction, rows)
    return await asyncio.to_thread(_carry_out, work, known, commands, view)


class _Supposing(Work):
    """A transaction that only imagines."""

    imagines = True

    def problem(self, path: str, code: Code, message: str, clause: str = "") -> None:
        """Note an error, or a warning when things happen in an order that the ledger would refuse."""
        if code is Code.REVERSED:
            self.warn(path, message, code, clause)
        else:
            super().problem(path, code, message, clause)

    def office_only(self, path: str, act: str, code: Code = Code.NOT_ALLOWED) -> None:
        """Nothing: nobody decides anything here."""

    def _recorded_as(self) -> State:
        """Confirmed: what is supposed counts."""
        if self.authority.denied_at is not None:
            raise Refused(self.errors)
        return State.CONFIRMED


class _View:
    """Rows as the rules of ``jurisdiction`` see them."""

    def __init__(self, jurisdiction: str, rows: LiveRows) -> None:
        self._jurisdiction = jurisdiction
        units = ((row["fact_id"], row["jurisdiction"], row["key"]) for row in rows.all(t.unit))
        self._units = seen_from(jurisdiction, units)

    def fact(self, table: Table, row: Row) -> AnyFact:
        """The fact in ``row``."""
        fact: AnyFact = KIND_OF_TABLE[table].value(row, self._units)
        if isinstance(fact, ProjectVersion) and row["jurisdiction"] != self._jurisdiction:
            return replace(fact, home=row["jurisdiction"])
        return fact


def _rejection(removal: FactRemove, held: Mapping[UUID, AnyFact]) -> FactReject:
    kind = FACT_KINDS.get(type(held.get(removal.fact)))
    if kind is None:
        fact = held.get(removal.fact)
        what = f"{TITLES[type(fact)]}不能移除" if fact else f"没有事实 {removal.fact}"
        raise Refused((Problem(path=("fact",), code=Code.NOT_FOUND, message=what),))
    return FactReject(kind=kind, fact=removal.fact)


async def _read_rows(
    connection: AsyncConnection, known: Known, needs: Sequence[Need], rights: Rights
) -> LiveRows:
    """The rows of what is known that ``needs`` ask for: one statement for every table and column."""
    rows = LiveRows(needs)
    asked: dict[tuple[Table, str], set[Any]] = defaultdict(set)
    for need in needs:
        asked[need.table, need.column].add(need.content)
    states = [State.CONFIRMED, State.CLAIMED] if known.includes_claimed else [State.CONFIRMED]
    wanted: list[tuple[Table, ColumnElement[bool], Rights | None]] = [
        (table, true(), None) for table in ALWAYS
    ]
    wanted += [
        (table, table.c[column].in_(contents), rights if column in IDENTITIES else None)
        for (table, column), contents in asked.items()
    ]
    for table, condition, naming in wanted:
        statement = select(table, *rows.openings(table, naming)).where(condition)
        if "ended_no" in table.c:
            statement = statement.where(known_rows(table, known.question.known_no))
        if "state" in table.c:
            statement = statement.where(table.c.state.in_(states))
        given = rights.parameters if naming else {}
        for found in (await connection.execute(statement, given)).mappings():
            rows.take(table, found)
    return rows


def _carry_out(work: Work, known: Known, commands: Sequence[Input], view: _View) -> Supposition:
    seen = {None, *(version.project for version in known.facts.versions)}
    warnings: list[Problem] = []

    def carry_out(data: Input) -> Change:
        work.begin(Command(request_id=uuid5(SUPPOSED, str(work.no)), data=data, reason=REASON), SUPPOSES)
        data = _up_to_date(work, data)
        _make_room(work, data)
        handler_of(data).run(work, data)
        change = _change(work, view)
        if any(getattr(fact, "project", None) not in seen for fact in change.facts):
            work.problem("project", Code.NOT_FOUND, "项目不在所看的台账里")
        for day, field in _happenings(data):
            if day > known.question.as_of:
                work.warn(field, f"{day} 晚于所看到的 {known.question.as_of}, 按尚未发生计")
        work.require()
        warnings.extend(replace(warning, command=work.no - 1) for warning in work.warnings)
        return change

    return Supposition(changes=_each(commands, carry_out), warnings=tuple(warnings))


def _up_to_date(work: Work, data: Input) -> Input:
    """``data`` as if its author had looked at the newest version."""
    if not isinstance(data, ProjectChange):
        return data
    rows = work.rows.find(t.project, "id", data.project)
    newest = {"version": rows[0]["version"] if rows else 0}
    return ProjectChange.model_validate(data.model_dump() | newest)


def _make_room(work: Work, data: Input) -> None:
    """Let ``data`` correct the fact that it cannot stand beside."""
    if type(data) not in ONCE or getattr(data, "stage", None) in REPEATED:
        return
    of, among, alike = ONCE[type(data)]
    policy = work.catalog.policies.get(getattr(data, "policy", ""))
    for live in work.find(of, dict(kind_of(of).columns)[among], getattr(data, among)):
        # indicators and units of other jurisdictions may be called the same
        here = policy is None or live.row["jurisdiction"] == policy.jurisdiction
        if here and all(getattr(live.fact, field) == getattr(data, field) for field in alike):
            work.end(live)
            work.correcting = live.fact.id


def _change(work: Work, view: _View) -> Change:
    """What the command under way would record and end."""
    dealt_with = sorted(row["project_id"] for table, row in work.entry.recorded if table is t.meeting_project)
    facts = (
        view.fact(table, row)
        for table, row in work.entry.recorded
        if table in KIND_OF_TABLE and row.get("state") != State.REJECTED
    )
    return Change(
        without=frozenset(row["fact_id"] for _, row in work.entry.ended),
        facts=tuple(replace(f, projects=tuple(dealt_with)) if isinstance(f, Meeting) else f for f in facts),
    )


def _happenings(data: Input) -> Iterator[tuple[date, str]]:
    for field in HAPPENED:
        if (day := getattr(data, field, None)) is not None:
            yield day, field


def _each(inputs: Sequence[Input], act: Callable[[Input], R]) -> tuple[R, ...]:
    """What ``act`` gives for every input. Raises Refused with the problems of all."""
    results: list[R] = []
    problems: list[Problem] = []
    for place, data in enumerate(inputs):
        try:
            results.append(act(data))
        except Refused as refused:
            problems += (replace(problem, command=place) for problem in refused.problems)
    if problems:
        raise Refused(tuple(problems))
    return tuple(results)
