"""Cells in which people choose: yes or no, one of a list, several of it, several codes."""

import re

from xiangmu.sheets.reading.labels import fold
from xiangmu.sheets.reading.results import ReadCell
from xiangmu.sheets.reading.seeing import Look, Seen

YES = {"是", "√", "✓", "✔", "☑", "对", "有", "已", "y", "yes", "true", "1", "v"}
NO = {"否", "×", "✕", "✗", "✘", "x", "不是", "无", "没有", "未", "n", "no", "false", "0"}
SEPARATORS = re.compile(r"[、,，;；/\n\r|]+")
CODES = re.compile(r"[、,，;；\s|]+")
MOST_TOLD = 8


def flag(seen: Seen) -> ReadCell:
    """Yes or no. A blank cell says neither."""
    if seen.look is Look.FLAG:
        return ReadCell(raw=seen.text, value=seen.flag)
    word = fold(seen.text)
    if word in YES or word in NO:
        return ReadCell(raw=seen.text, value=word in YES)
    return ReadCell(raw=seen.text, problem=f"“{seen.text[:40]}”不是“是”或“否”")


def choice(seen: Seen, choices: tuple[tuple[str, str], ...]) -> ReadCell:
    """The value of the choice with that label; the value itself will do too."""
    value = _known(choices).get(fold(seen.text))
    if value is None:
        return ReadCell(raw=seen.text, problem=_unknown(seen.text, choices))
    return ReadCell(raw=seen.text, value=value)


def several_choices(seen: Seen, choices: tuple[tuple[str, str], ...]) -> ReadCell:
    """The values of several choices, each once."""
    known = _known(choices)
    if (whole := known.get(fold(seen.text))) is not None:
        return ReadCell(raw=seen.text, value=(whole,))
    words = several(seen.text)
    unknown = [word for word in words if fold(word) not in known]
    if unknown or not words:
        return ReadCell(raw=seen.text, problem=_unknown("、".join(unknown) or seen.text, choices))
    return ReadCell(raw=seen.text, value=tuple(dict.fromkeys(known[fold(word)] for word in words)))


def several(text: str) -> tuple[str, ...]:
    """Texts between separators, each once."""
    return tuple(dict.fromkeys(word.strip() for word in SEPARATORS.split(text) if word.strip()))


def codes(seen: Seen) -> ReadCell:
    """Codes between separators or blanks, in the characters of a keyboard."""
    words = (fold(word).upper() for word in CODES.split(seen.text))
    return ReadCell(raw=seen.text, value=tuple(dict.fromkeys(word for word in words if word)))


def _known(choices: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {fold(value): value for value, _ in choices} | {fold(label): value for value, label in choices}


def _unknown(text: str, choices: tuple[tuple[str, str], ...]) -> str:
    labels = [label for _, label in choices]
    more = "等" if len(labels) > MOST_TOLD else ""
    return f"“{text[:40]}”不在可选的 {'、'.join(labels[:MOST_TOLD])}{more} 之中"
