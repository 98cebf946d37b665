"""The readings (口径) that a policy is enabled with, as clients choose them."""

from collections.abc import Sequence
from typing import Any

import orjson
import strawberry
from strawberry import field

from xiangmu.api.mutations.shapes import MOST, Leaf, ListOf, Path, Unreadable
from xiangmu.services.problems import Code, Problem

DEEPEST = 5


@strawberry.input(description="所选的一项口径。")
class ReadingChoiceInput:
    """One option, chosen."""

    key: str = field(description="口径的键,如 rank_by。")
    chosen: str = field(description="所选的值,如 EXACT;值为列表或对象的口径,填其 JSON 文本。")


def _chosen(given: ReadingChoiceInput) -> tuple[str, Any]:
    if given.chosen.lstrip()[:1] not in ("[", "{"):
        return given.key, given.chosen
    try:
        chosen = orjson.loads(given.chosen)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"口径 {given.key[:80]} 的值不是有效的 JSON") from error
    if _nests(chosen, DEEPEST):
        raise ValueError(f"口径 {given.key[:80]} 的值至多嵌套 {DEEPEST} 层")
    return given.key, chosen


def _nests(content: Any, left: int) -> bool:
    """Whether lists and objects stand within each other more than ``left`` deep."""
    parts = content.values() if isinstance(content, dict) else content
    if not isinstance(content, dict | list):
        return False
    return left == 0 or any(_nests(part, left - 1) for part in parts)


class _Readings:
    """Options by key."""

    type = list[ReadingChoiceInput]
    told = f"至多 {MOST} 项"
    _entries = ListOf(inner=Leaf(type=ReadingChoiceInput, convert=_chosen))

    def read(self, given: Sequence[ReadingChoiceInput]) -> dict[str, Any]:
        """See Shape."""
        read: dict[str, Any] = {}
        for place, (key, chosen) in enumerate(self._entries.read(given)):
            if key in read:
                message = f"口径 {key[:80]} 列了两次"
                raise Unreadable([Problem(path=(str(place), "key"), code=Code.DUPLICATE, message=message)])
            read[key] = chosen
        return read

    def place(self, path: Path, given: Sequence[ReadingChoiceInput]) -> Path:
        """See Shape."""
        for place, choice in enumerate(given):
            if path and path[0] == choice.key:
                return str(place), "chosen", *path[1:]
        return path


READINGS = _Readings()
