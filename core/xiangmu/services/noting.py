"""What a command finds wrong with its input, and what its author should know."""

from typing import NoReturn

from pydantic import BaseModel, ValidationError

from xiangmu.services.authority import Authority
from xiangmu.services.faults import problems_of
from xiangmu.services.problems import Code, Problem, Refused, Severity


class Noting:
    """Collects problems. Who may not give the command is told that, and nothing else."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.within: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def problem(self, path: str, code: Code, message: str, clause: str = "") -> None:
        """Note an error at ``path`` (field names joined by dots)."""
        self.problems.append(Problem(path=self._place(path), code=code, message=message, clause=clause))

    def warn(self, path: str, message: str, code: Code = Code.UNUSUAL, clause: str = "") -> None:
        """Note something the author should know."""
        warning = Problem(
            path=self._place(path), code=code, message=message, severity=Severity.WARNING, clause=clause
        )
        self.problems.append(warning)

    def invalid(self, path: str, error: ValidationError, model: type[BaseModel]) -> None:
        """Note what ``model`` found wrong with what stands at ``path``."""
        self.problems += problems_of(error, model, *self._place(path))

    def _place(self, path: str) -> tuple[str, ...]:
        return (*self.within, *path.split(".")) if path else self.within

    def refuse(self, path: str, code: Code, message: str) -> NoReturn:
        """Note an error without which nothing else can be judged."""
        self.problem(path, code, message)
        raise Refused(self.errors)

    def require(self) -> None:
        """Go on only without errors."""
        if self.errors:
            raise Refused(self.errors)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors so far; who may not do this is told nothing else."""
        if self.authority.denied_at is not None:
            place = self._place(self.authority.denied_at)
            return (Problem(path=place, code=Code.NOT_ALLOWED, message="没有这样做的权限"),)
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings so far."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)
