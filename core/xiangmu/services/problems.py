"""Why a command is refused, or what its author should know."""

from enum import StrEnum

from xiangmu.plugin.value import value


class Code(StrEnum):
    """What kind of problem it is, for programs."""

    NOT_FOUND = "NOT_FOUND"
    UNKNOWN_UNIT = "UNKNOWN_UNIT"
    UNKNOWN_POLICY = "UNKNOWN_POLICY"
    UNKNOWN_GROUP = "UNKNOWN_GROUP"
    UNKNOWN_ITEM = "UNKNOWN_ITEM"
    UNKNOWN_JURISDICTION = "UNKNOWN_JURISDICTION"
    MALFORMED = "MALFORMED"
    REQUIRED = "REQUIRED"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    IN_FUTURE = "IN_FUTURE"
    REVERSED = "REVERSED"
    DUPLICATE = "DUPLICATE"
    TAKEN = "TAKEN"
    CONFLICT = "CONFLICT"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_ENABLED = "NOT_ENABLED"
    CLOSED = "CLOSED"
    WAIVER_REQUIRED = "WAIVER_REQUIRED"
    AGAINST_RULE = "AGAINST_RULE"
    REQUEST_ID_REUSED = "REQUEST_ID_REUSED"
    WRONG_CREDENTIALS = "WRONG_CREDENTIALS"
    WEAK_PASSWORD = "WEAK_PASSWORD"  # noqa: S105  # a kind of problem
    TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
    BUSY = "BUSY"
    UNUSUAL = "UNUSUAL"
    """Only ever a warning."""


class Severity(StrEnum):
    """Whether the problem stops the command."""

    ERROR = "ERROR"
    WARNING = "WARNING"


@value
class Problem:
    """One problem: where in the input, what kind, and in Chinese what is wrong and what would be right.

    ``command`` is the place of the command in its batch, from 0; ``clause`` the id of the clause that asks for
    what is missing, "" when none does.
    """

    path: tuple[str, ...]
    code: Code
    message: str
    severity: Severity = Severity.ERROR
    command: int = 0
    clause: str = ""


class Refused(Exception):  # noqa: N818  # a refusal is an answer, not a fault of the program
    """Nothing of the batch was recorded."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
