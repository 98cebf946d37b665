"""Which projects a measure counts: tests of a project on the day that counts (A16), each a few words to read."""

from collections.abc import Callable
from datetime import date

from pydantic import JsonValue

from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import Flag, KeyList, ProcedureKind, ProjectKind, Stage, StartKind

Test = Callable[[ProjectView, date], bool]

NOT_INDUSTRIAL = (ProjectKind.INFRASTRUCTURE, ProjectKind.SOCIAL)


def at_least(yuan: int) -> Test:
    """“以上”: total investment of ``yuan`` or more (A1)."""
    return lambda project, day: project.on(day).total_yuan >= yuan


def more_than(yuan: int) -> Test:
    """“超”: total investment of more than ``yuan``, not equal to it (A1)."""
    return lambda project, day: project.on(day).total_yuan > yuan


def below(yuan: int) -> Test:
    """“以下”: total investment of less than ``yuan``; together with :func:`at_least` a band without gap or overlap."""
    return lambda project, day: project.on(day).total_yuan < yuan


def flagged(*flags: Flag) -> Test:
    """Carries at least one of ``flags``."""
    return lambda project, day: not set(flags).isdisjoint(project.on(day).flags)


def of_kind(*kinds: ProjectKind) -> Test:
    """Is of one of ``kinds``."""
    return lambda project, day: project.on(day).kind in kinds


def industrial(project: ProjectView, day: date) -> bool:
    """产业项目: neither infrastructure nor social."""
    return project.on(day).kind not in NOT_INDUSTRIAL


def in_sector(*classes: str) -> Test:
    """Is of one of the GB/T 4754 ``classes``: ``"C"``, ``"C26"``."""
    return lambda project, day: project.on(day).sector.startswith(classes)


def profile_is(field: str, *values: JsonValue) -> Test:
    """The city's own ``field`` holds one of ``values``, or a list that contains one of them."""

    def test(project: ProjectView, day: date) -> bool:
        content = profile_value(project, day, field)
        held = content if isinstance(content, list | tuple) else (content,)
        return any(one in values for one in held)

    return test


def profile_given(field: str) -> Test:
    """The city's own ``field`` is filled in."""
    return lambda project, day: profile_value(project, day, field) not in (None, "", [], ())


def profile_value(project: ProjectView, day: date, field: str) -> JsonValue:
    """What the city's own ``field`` held on ``day``; None when it was not filled in."""
    return (project.on(day).profile or {}).get(field)


def on_list(*key_lists: KeyList, year: int | None = None) -> Test:
    """Stands on one of ``key_lists`` (of ``year``) by the day."""

    def test(project: ProjectView, day: date) -> bool:
        listing = project.listed(*key_lists, year=year)
        return listing is not None and listing.on <= day

    return test


def has_reached(*stages: Stage) -> Test:
    """Has reached one of ``stages`` by the snapshot's day."""
    return lambda project, _: any(project.reached(stage) is not None for stage in stages)


def has_started(kind: StartKind) -> Test:
    """Has started by the snapshot's day, in that sense of the word (A8)."""
    return lambda project, _: project.started(kind) is not None


def has_procedure(*kinds: ProcedureKind) -> Test:
    """Every procedure of ``kinds`` is done by the snapshot's day."""

    def test(project: ProjectView, _: date) -> bool:
        found = [project.procedure(kind) for kind in kinds]
        return all(procedure is not None and procedure.done_on is not None for procedure in found)

    return test


def admitted(project: ProjectView, _: date) -> bool:
    """Admitted to what the policy assesses by the snapshot's day."""
    return project.admission is not None


def not_(test: Test) -> Test:
    """``test`` does not hold."""
    return lambda project, day: not test(project, day)


def any_of(*tests: Test) -> Test:
    """At least one of ``tests`` holds."""
    return lambda project, day: any(test(project, day) for test in tests)
