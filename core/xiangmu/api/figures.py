"""Figures worked out away from the event loop, each only once while nobody records anything new."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.domain.boards import boards_of
from xiangmu.domain.fold import Board
from xiangmu.domain.ranking import Place
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.value import value
from xiangmu.services.results import Known, Question, fold_known, print_cards, read
from xiangmu.services.stored import Printed

MOST_PROJECTS = 30_000
"""How many projects the boards kept may hold together, at about 5 kB each."""


@value
class Figures:
    """The answer: what the rules see, and the cards and boards of the period's kind."""

    question: Question
    board: Board
    includes_claimed: bool
    projects: Mapping[UUID, ProjectVersion]
    """The attributes in force on the last day seen."""
    printed: Mapping[str, Printed]
    """By group."""
    standings: Mapping[str, tuple[Place, ...]]
    """By board, of those that have a measure of their own."""


class FigureCache:
    """Answers worked out before, as many as fit; who asks while one is being worked out waits for it."""

    def __init__(self, catalog: Catalog, database: Database, most_projects: int = MOST_PROJECTS) -> None:
        self._catalog = catalog
        self._database = database
        self._most_projects = most_projects
        self._answers: OrderedDict[Question, asyncio.Task[Figures]] = OrderedDict()

    async def answer(self, question: Question) -> Figures:
        """The figures of ``question``."""
        task = self._answers.get(question)
        if task is None:
            task = asyncio.create_task(self._work_out(question))
            self._answers[question] = task
        self._answers.move_to_end(question)
        # who gives up waiting must not take the answer from the others
        return await asyncio.shield(task)

    async def _work_out(self, question: Question) -> Figures:
        try:
            async with self._database.reading() as connection:
                known = await read(connection, self._catalog, question)
            figures = await asyncio.to_thread(_figures, self._catalog, known)
        except BaseException:
            del self._answers[question]
            raise
        self._make_room(len(figures.projects))
        return figures

    def _make_room(self, projects: int) -> None:
        """Forget the answers least recently asked for until ``projects`` more fit."""
        weights = {
            question: _weight(len(task.result().projects))
            for question, task in self._answers.items()
            if task.done()
        }
        excess = sum(weights.values()) + _weight(projects) - self._most_projects
        for question, weight in weights.items():
            if excess <= 0:
                break
            del self._answers[question]
            excess -= weight


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
        projects={project.id: project.latest for project in board.whole.projects},
        printed=printed,
        standings=boards_of(catalog, board),
    )
