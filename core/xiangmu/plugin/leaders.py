"""Who must be on record for what (领导包联、专班、责任人): the hook ``leaders``."""

from collections.abc import Callable
from enum import StrEnum

from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Duty


class DutyScope(StrEnum):
    """Of what duties must be on record."""

    UNIT = "UNIT"
    PROJECT = "PROJECT"


@value
class DutyNeed:
    """From ``least`` to ``most`` holders of a duty at a time; ``most`` None leaves that side open.

    Holders of RESPONSIBLE_UNIT are the units that a project is enrolled for, besides those assigned on record.
    """

    duty: Duty
    least: int = 1
    most: int | None = None


def every_project(_: AnySnapshot, project: ProjectView) -> bool:
    """Every project that was not given up."""
    return not project.terminated


@value
class DutyRule:
    """What must be on record: of every project that ``applies``, or of every unit of ``groups`` (of all without)."""

    policy: str
    key: str
    title: str
    clause: str
    scope: DutyScope
    needs: tuple[DutyNeed, ...]
    groups: tuple[str, ...] = ()
    applies: Callable[[AnySnapshot, ProjectView], bool] = every_project


@value
class Leaders:
    """What the hook ``leaders`` returns."""

    duties: tuple[DutyRule, ...] = ()
