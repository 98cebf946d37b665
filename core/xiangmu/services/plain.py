"""What must hold of every input, whatever it is about: texts, amounts and dates that a person can have meant."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from xiangmu.plugin.money import in_words
from xiangmu.services.command import Input
from xiangmu.services.problems import Code, Problem, Refused

LONGEST = 2000
MOST_YUAN = 10**12
"""1万亿元: no single project or grant is larger."""
LARGEST = 10**15
EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)


def check_plain(data: Input, reason: str) -> None:
    """Refuse texts, amounts and dates that cannot be meant, each with its field."""
    if problems := tuple(_problems((("reason", reason), *_leaves("", data)))):
        raise Refused(problems)


def _problems(leaves: Iterable[tuple[str, Any]]) -> Iterator[Problem]:
    for path, content in leaves:
        code, message = Code.OUT_OF_RANGE, ""
        if isinstance(content, str) and len(content) > LONGEST:
            message = f"文字过长: {len(content)} 字, 最多 {LONGEST} 字"
        elif isinstance(content, str) and any(map(_is_control, content)):
            code, message = Code.MALFORMED, "文字含有不可用的控制字符"
        elif isinstance(content, date) and not EARLIEST <= _day(content) <= LATEST:
            message = f"日期 {content} 不合理"
        elif path.endswith("_yuan") and content is not None and not 0 <= content <= MOST_YUAN:
            message = f"金额 {in_words(content)} 不合理, 应在 0 至 {in_words(MOST_YUAN)} 之间"
        elif isinstance(content, int | float) and not abs(content) <= LARGEST:
            message = f"数字 {content} 过大"
        if message:
            yield Problem(path=tuple(path.split(".")), code=code, message=message)


def _day(content: date) -> date:
    return content.date() if isinstance(content, datetime) else content


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"


def _leaves(path: str, content: Any) -> Iterator[tuple[str, Any]]:
    parts: Iterator[tuple[str, Any]]
    if isinstance(content, BaseModel):
        parts = iter(content)
    elif isinstance(content, dict):
        yield from ((path, key) for key in content)
        parts = iter(content.items())
    elif isinstance(content, tuple | list):
        parts = ((str(place), part) for place, part in enumerate(content))
    else:
        yield path, content
        return
    for name, part in parts:
        yield from _leaves(f"{path}.{name}" if path else name, part)
