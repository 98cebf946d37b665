"""Pages of what was worked out as a whole: so many, after so many."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from strawberry import argument

from xiangmu.api.errors import bad_input

T = TypeVar("T")
MOST = 100
First = Annotated[int, argument(description=f"取几个,1到{MOST}。")]
Skip = Annotated[int, argument(description="跳过前面几个,用以翻页。")]


def page(found: Sequence[T], first: int, skip: int) -> Sequence[T]:
    """``first`` of them after ``skip``. Raises the errors of bad input."""
    if not 1 <= first <= MOST:
        raise bad_input("first", f"一次须取 1 到 {MOST} 个, 不能是 {first}")
    if skip < 0:
        raise bad_input("skip", f"跳过的个数不能是 {skip}")
    return found[skip : skip + first]
