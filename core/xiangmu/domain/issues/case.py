"""An issue with all that its standing is worked out from."""

from datetime import date
from typing import Any

from xiangmu.domain.issues.course import Course
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.issues import Gravity
from xiangmu.plugin.supervision import IssueRules
from xiangmu.plugin.value import value


@value
class Case:
    """An issue: its course, and how its policy, issued on a day, wants it followed up."""

    course: Course
    category: str
    gravity: Gravity
    rules: IssueRules
    readings: Any
    issued_on: date
    workdays: Workdays
