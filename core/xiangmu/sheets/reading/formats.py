"""How numbers are shown: as days, months, shares, or with so many places."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from xiangmu.sheets.reading.markup import Attributes, number, parse
from xiangmu.sheets.reading.package import Package


class Shown(Enum):
    """What people see in a cell with a number."""

    PLAIN = auto()
    PERCENT = auto()
    DAY = auto()
    MONTH = auto()
    """A day of which only year and month are shown."""
    YEAR = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``places`` behind the point, None when as many as there are."""

    shown: Shown
    places: int | None = None


GENERAL = Format(shown=Shown.PLAIN)
_DAY, _MONTH, _TIME = (Format(shown=shown) for shown in (Shown.DAY, Shown.MONTH, Shown.TIME))
BUILT_IN: dict[int, Format] = {
    **{number: Format(shown=Shown.PLAIN, places=0) for number in (1, 3, 5, 6, 37, 38, 41, 42)},
    **{number: Format(shown=Shown.PLAIN, places=2) for number in (2, 4, 7, 8, 39, 40, 43, 44)},
    9: Format(shown=Shown.PERCENT, places=0),
    10: Format(shown=Shown.PERCENT, places=2),
    # 27–36 and 50–58 are days in the Chinese, Japanese and Korean editions only, and stand in no list of formats
    **dict.fromkeys((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58), _DAY),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), _TIME),
}
QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""Words, blanks, colours, conditions and languages."""
GENERAL_WORD = re.compile("general|g/通用格式", re.IGNORECASE)


def format_of(code: str) -> Format:
    """What a format's code shows, by its first section."""
    code = GENERAL_WORD.sub("", QUIET.sub("", code).split(";")[0]).lower()
    if "y" in code or "e" in code.replace("e+", "").replace("e-", ""):
        return Format(shown=Shown.DAY if "d" in code else Shown.MONTH if "m" in code else Shown.YEAR)
    if "d" in code:
        return _DAY
    if any(letter in code for letter in "hs"):
        return _TIME
    if "m" in code:
        return _MONTH
    if "%" in code:
        return Format(shown=Shown.PERCENT, places=_places(code))
    return Format(shown=Shown.PLAIN, places=_places(code)) if "0" in code else GENERAL


def formats_of(package: Package, styles: str) -> list[Format]:
    """The format of every style of cells, by the style's number."""
    codes: dict[int, str] = {}
    chosen: list[int] = []
    within = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal within
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            within = name
        elif name == "numFmt" and within != "dxfs":
            codes[number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif name == "xf" and within == "cellXfs":
            chosen.append(number(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        nonlocal within
        if name == within:
            within = ""

    if styles:
        with package.part(styles) as part:
            parse(part, start, end)
    known = BUILT_IN | {identifier: format_of(code) for identifier, code in codes.items()}
    return [known.get(identifier, GENERAL) for identifier in chosen]


def _places(code: str) -> int | None:
    found = re.search(r"\.([0#?]+)", code)
    if not found:
        return 0
    return len(found[1]) if set(found[1]) == {"0"} else None
