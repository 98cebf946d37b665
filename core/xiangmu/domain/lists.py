"""The lists of projects that a policy asks for, worked out from the facts of the day."""

from uuid import UUID

from xiangmu.domain.fold import Board
from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.lists import ProjectList
from xiangmu.plugin.value import value


@value
class Listed:
    """A project on a list, with the reason; ``units`` are those that it is enrolled for on the day."""

    project: UUID
    units: tuple[str, ...]
    because: str
    evidence: tuple[Evidence, ...]


def members_of(board: Board, stated: ProjectList) -> tuple[Listed, ...]:
    """The projects on the list: in the order that the list gives them, else by name."""
    found = []
    for project in board.whole.projects:
        member = stated.member(board.whole, project)
        if member is not None:
            listed = Listed(
                project=project.id,
                units=board.claimants.get(project.id, ()),
                because=member.because,
                evidence=member.evidence,
            )
            found.append(((member.order, project.name, project.id), listed))
    return tuple(listed for _, listed in sorted(found, key=lambda entry: entry[0]))
