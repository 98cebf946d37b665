"""From suppositions to what would come out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from xiangmu.api.context import Context
from xiangmu.api.outcomes import Outcome
from xiangmu.catalog import Catalog
from xiangmu.domain.whatif import Change, with_changes
from xiangmu.plugin.value import value
from xiangmu.services.command import Input
from xiangmu.services.findings.striking import disputed
from xiangmu.services.problems import Problem
from xiangmu.services.results import Known, Question, fold_known, print_cards, read
from xiangmu.services.whatif import suppose


@value
class Supposed:
    """What would come out for a group, and what those who suppose it should know."""

    outcome: Outcome
    facts: tuple[UUID, ...]
    """Those that the suppositions bring."""
    warnings: tuple[Problem, ...]


async def work_out(
    context: Context,
    question: Question,
    outcome: Outcome,
    inputs: Sequence[Input],
    *,
    without_disputed: bool = False,
) -> Supposed:
    """The ``outcome`` of ``question`` as ``inputs`` would change it. Raises Refused.

    ``without_disputed``: then every fact goes that a finding contradicts and the office has not decided on.
    """
    async with context.database.reading() as connection:
        known = await read(connection, context.catalog, question)
        struck = await disputed(connection, known, context.rights, inputs) if without_disputed else ()
        supposition = await suppose(connection, context.catalog, known, (*inputs, *struck), context.rights)
    return Supposed(
        outcome=await asyncio.to_thread(_outcome_with, context.catalog, known, supposition.changes, outcome),
        facts=tuple(fact.id for change in supposition.changes for fact in change.facts),
        warnings=supposition.warnings,
    )


def _outcome_with(catalog: Catalog, known: Known, changes: Sequence[Change], outcome: Outcome) -> Outcome:
    board = fold_known(catalog, replace(known, facts=with_changes(known.facts, changes)))
    printed = print_cards(catalog, board.group(outcome.group))
    versions = {project.id: project.latest for project in board.whole.projects}
    projects = replace(outcome.projects, versions=versions)
    return replace(outcome, cards=printed.cards, places=printed.places, projects=projects)
