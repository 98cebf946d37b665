"""Project libraries (项目库) and the review by which projects come into them: part of the hook ``supervision``.

A policy states its libraries in the order in which projects pass through them, and the steps of the review: the
first is the submission itself. Which projects stand in a library is what was submitted and passed, not what their
stage says; the core tells where the two differ.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import KeyList, Stage


class ReviewLevel(StrEnum):
    """At which level of government a step of the review is taken."""

    COUNTY = "COUNTY"
    CITY = "CITY"
    PROVINCE = "PROVINCE"


REVIEW_LEVEL_TITLES = {ReviewLevel.COUNTY: "县级", ReviewLevel.CITY: "市级", ReviewLevel.PROVINCE: "省级"}


class ReviewResult(StrEnum):
    """What a reviewer came to."""

    PASSED = "PASSED"
    RETURNED = "RETURNED"
    """To be put right and submitted again."""
    REJECTED = "REJECTED"


REVIEW_RESULT_TITLES = {
    ReviewResult.PASSED: "通过",
    ReviewResult.RETURNED: "退回",
    ReviewResult.REJECTED: "不通过",
}


class LibraryStepKind(StrEnum):
    """What happened to a project on its way into a library, within it and out of it."""

    SUBMITTED = "SUBMITTED"
    PASSED = "PASSED"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    MOVED = "MOVED"
    """It came into a later library."""
    WITHDRAWN = "WITHDRAWN"


LIBRARY_STEP_TITLES = {
    LibraryStepKind.SUBMITTED: "报送",
    LibraryStepKind.PASSED: "通过",
    LibraryStepKind.RETURNED: "退回",
    LibraryStepKind.REJECTED: "不通过",
    LibraryStepKind.MOVED: "转入下一库",
    LibraryStepKind.WITHDRAWN: "撤回或移出",
}


class LibraryStatus(StrEnum):
    """How a project stands to a library."""

    UNDER_REVIEW = "UNDER_REVIEW"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    ADMITTED = "ADMITTED"
    MOVED = "MOVED"
    WITHDRAWN = "WITHDRAWN"


LIBRARY_STATUS_TITLES = {
    LibraryStatus.UNDER_REVIEW: "审核中",
    LibraryStatus.RETURNED: "已退回",
    LibraryStatus.REJECTED: "未通过",
    LibraryStatus.ADMITTED: "在库",
    LibraryStatus.MOVED: "已转入下一库",
    LibraryStatus.WITHDRAWN: "已撤回或移出",
}


@value
class LibraryStep:
    """One thing that happened to the entry of a project in a library: the ``place``-th, in the ``round``-th submission.

    ``step`` and ``level`` are "" for what is no step of the review; ``reviewer`` is a body or a post, never a name.
    """

    id: UUID
    entry: UUID
    project: UUID
    place: int
    round: int
    kind: LibraryStepKind
    step: str
    level: str
    reviewer: str
    on: date
    text: str


@value
class Library:
    """A library. ``stages``: those whose projects belong here; ``in_statistics``: statistics take them in, too."""

    key: str
    title: str
    stages: tuple[Stage, ...]
    in_statistics: bool = False


@value
class ReviewStep:
    """A step of the review. The first is the submission; who enters the others is the office."""

    key: str
    title: str
    level: ReviewLevel


@value
class LibraryRules:
    """The libraries of a policy and how projects come into them.

    ``order``: the id of the clause by which projects go from library to library; ``reconciled``: of the one that has
    the libraries compared with the projects on ``key_works`` and with what the unit ``statistics`` keeps, which takes
    in projects of ``statistics_from`` yuan or more.
    """

    policy: str
    clause: str
    libraries: tuple[Library, ...]
    steps: tuple[ReviewStep, ...]
    order: str = ""
    reconciled: str = ""
    statistics: str = ""
    statistics_from: int = 0
    key_works: tuple[KeyList, ...] = ()

    def library(self, key: str) -> Library | None:
        """The library with that key."""
        return next((one for one in self.libraries if one.key == key), None)

    def place(self, key: str) -> int:
        """Where a library stands among those that projects pass through, from 0. Raises ValueError."""
        return [one.key for one in self.libraries].index(key)

    def library_of(self, stage: Stage) -> Library | None:
        """The library where projects of that stage belong."""
        return next((one for one in self.libraries if stage in one.stages), None)

    def step(self, key: str) -> ReviewStep | None:
        """The step with that key."""
        return next((one for one in self.steps if one.key == key), None)

    def after(self, key: str) -> ReviewStep | None:
        """The step that follows the one with that key; None after the last. Raises ValueError."""
        place = [one.key for one in self.steps].index(key) + 1
        return self.steps[place] if place < len(self.steps) else None
