"""What is recorded of a preview: the rows that were chosen, as long as they would change what was shown."""

from collections.abc import Sequence

from xiangmu.plugin.value import value
from xiangmu.services.execute import MOST
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.sheets.imports.held import UnclearError
from xiangmu.sheets.imports.preview import PreviewRow, print_of
from xiangmu.sheets.imports.rows import Planned, RowState, Task


@value
class Chosen:
    """Which rows are recorded: all, or ``only`` those at these places, never those ``without``.

    Rows with errors keep the others from being recorded, unless ``skip_errors``.
    """

    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()
    skip_errors: bool = False

    def takes(self, row: PreviewRow) -> bool:
        """Whether the row is wanted."""
        if self.skip_errors and row.state is RowState.ERROR:
            return False
        return (self.only is None or row.place in self.only) and row.place not in self.without


def require_few(task: Task, planned: Sequence[Planned]) -> None:
    """Raises UnclearError for more commands than fit one transaction."""
    if sum(len(one.steps) for one in planned) > MOST:
        message = f"这份{task.form.title}要记的事项超过 {MOST} 件, 请分成几个文件"
        raise UnclearError("", Code.OUT_OF_RANGE, message)


def require_same(planned: Sequence[Planned], wanted: Sequence[PreviewRow]) -> None:
    """Refuse what would change something else than was shown."""
    changed = [
        row for row in wanted if row.place >= len(planned) or print_of(planned[row.place]) != row.print
    ]
    if changed:
        where = "、".join(f"“{row.sheet}”第 {row.number} 行" for row in changed[:5])
        message = f"预览之后台账有了变动, {len(changed)} 行与预览不同, 请重新预览: {where}"
        raise Refused((Problem(path=("import",), code=Code.CONFLICT, message=message),))
