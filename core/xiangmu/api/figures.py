"""Figures worked out away from the event loop, each only once while nobody records anything new."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.projects.types import Projects
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.domain.boards import boards_of
from xiangmu.domain.fold import Board
from xiangmu.domain.ranking import Place
from xiangmu.plugin.value import value
from xiangmu.services.results import Known, Question, fold_known, print_cards, read
from xiangmu.services.stored import Printed

T = TypeVar("T")
MOST_PROJECTS = 30_000
"""How many projects the boards kept may hold together, at about 5 kB each."""


class Derived:
    """What is worked out of figures only when somebody asks for it: each once.

    One at a time: whoever looks at other days shares the boards of those days with everybody else.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[Hashable, Any] = {}

    async def of(self, key: Hashable, work: Callable[[], T]) -> T:
        """What ``work``, of which ``key`` says which it is, gives: away from the event loop."""
        found: T = self._found[key] if key in self._found else await asyncio.to_thread(self._once, key, work)
        return found

    def _once(self, key: Hashable, work: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._found:
                self._found[key] = work()
            found: T = self._found[key]
            return found


@value
class Figures:
    """The answer: what the rules see, and the cards and boards of the period's kind."""

    question: Question
    board: Board
    includes_claimed: bool
    projects: Projects
    """The attributes in force on the last day seen."""
    printed: Mapping[str, Printed]
    """By group."""
    standings: Mapping[str, tuple[Place, ...]]
    """By board or class of boards, of those that have a measure of their own and are switched on."""
    derived: Derived


@dataclass(slots=True)
class _Answer:
    task: asyncio.Future[Figures]
    waiting: int = 0
    """How many requests wait for it."""


class FigureCache:
    """Answers worked out before, as many as fit; who asks while one is being worked out waits for it."""

    def __init__(self, catalog: Catalog, database: Database, most_projects: int = MOST_PROJECTS) -> None:
        self._catalog = catalog
        self._database = database
        self._most_projects = most_projects
        self._answers: OrderedDict[Question, _Answer] = OrderedDict()

    async def answer(self, question: Question) -> Figures:
        """The figures of ``question``."""
        answer = self._answers.get(question)
        if answer is None:
            answer = self._answers[question] = _Answer(asyncio.create_task(self._work_out(question)))
        self._answers.move_to_end(question)
        answer.waiting += 1
        try:
            # who gives up waiting must not take the answer from the others
            return await asyncio.shield(answer.task)
        finally:
            answer.waiting -= 1
            if not answer.waiting and not _is_there(answer.task):
                self._forget(question, answer)

    async def within(self, connection: AsyncConnection, question: Question) -> Figures:
        """The same, read by ``connection``: an answer that others are waiting for is not waited for."""
        answer = self._answers.get(question)
        if answer is not None and _is_there(answer.task):
            self._answers.move_to_end(question)
            return answer.task.result()
        figures = await self._read(connection, question)
        there: asyncio.Future[Figures] = asyncio.get_running_loop().create_future()
        there.set_result(figures)
        self._answers.setdefault(question, _Answer(there))
        return figures

    async def _work_out(self, question: Question) -> Figures:
        async with self._database.reading() as connection:
            return await self._read(connection, question)

    async def _read(self, connection: AsyncConnection, question: Question) -> Figures:
        known = await read(connection, self._catalog, question)
        figures = await asyncio.to_thread(_figures, self._catalog, known)
        self._make_room(len(figures.projects.versions))
        return figures

    def _forget(self, question: Question, answer: "_Answer") -> None:
        """It failed, or nobody waits for it any longer: then its statement ends, and a thread that is at work is the
        last that is spent on it."""
        answer.task.cancel()
        if self._answers.get(question) is answer:
            del self._answers[question]

    def _make_room(self, projects: int) -> None:
        """Forget the answers least recently asked for until ``projects`` more fit."""
        weights = {
            question: _weight(len(answer.task.result().projects.versions))
            for question, answer in self._answers.items()
            if _is_there(answer.task)
        }
        excess = sum(weights.values()) + _weight(projects) - self._most_projects
        for question, weight in weights.items():
            if excess <= 0:
                break
            del self._answers[question]
            excess -= weight


def _is_there(task: asyncio.Future[Figures]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _weight(projects: int) -> int:
    # a board without projects takes room as well
    return max(projects, 500)


def _figures(catalog: Catalog, known: Known) -> Figures:
    question, board = known.question, fold_known(catalog, known)
    printed = {
        group.key: print_cards(catalog, board.group(group.key))
        for group in catalog.groups_of(question.policy)
        if (card := catalog.cards.get((group.policy, group.key))) and card.period_kind is question.period.kind
    }
    return Figures(
        question=question,
        board=board,
        includes_claimed=known.includes_claimed,
        projects=Projects.all_of({project.id: project.latest for project in board.whole.projects}),
        printed=printed,
        standings=boards_of(catalog, board),
        derived=Derived(),
    )
