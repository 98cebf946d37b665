"""In what a sheet counts money, as it says itself."""

import re
from dataclasses import dataclass

from xiangmu.sheets.reading.labels import fold
from xiangmu.sheets.reading.results import MoneyFound, Where
from xiangmu.sheets.reading.wanted import Unit

UNITS = {"元": Unit.YUAN, "万元": Unit.WAN, "万": Unit.WAN, "亿元": Unit.YI, "亿": Unit.YI}
UNITS |= {f"人民币{words}": unit for words, unit in UNITS.items()}
IN_BRACKETS = re.compile(r"[(\[{【〔]([^()\[\]{}【】〔〕]*)[)\]}】〕]")
OTHER = re.compile(r"(?:[十百千]?万|[十百千亿])?(?:美元|美金|欧元|日元|港元|港币|英镑|元)")
"""What looks like a unit of money and is none of those above: 万美元, 千元."""
BEHIND = re.compile(r"[/:,、]([^/:,、()]*元)$|(亿元|万元)$")
LINE = re.compile(r"(?:金额|投资|资金|货币|计量)?单位:?((?:[^\s:()\[\]【】])*)")
BETWEEN = re.compile(r"[、,;/和]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one text says: a unit, or words that look like one and are unknown."""

    unit: Unit | None
    text: str


def in_label(label: str) -> Said | None:
    """The unit in the label of a column or of a group: in brackets, or at its end."""
    folded = fold(label)
    for inside in IN_BRACKETS.findall(folded):
        for word in BETWEEN.split(inside.removeprefix("单位").lstrip(":")):
            if said := _said(word, label):
                return said
    if found := BEHIND.search(IN_BRACKETS.sub("", folded)):
        return _said(found[1] or found[2], label)
    return None


def in_line(text: str) -> Said | None:
    """The unit in a line above the header: ``单位:万元``. Who fills in the sheet (``单位:某局``) is not meant."""
    folded = fold(text)
    for words in LINE.findall(folded):
        for word in BETWEEN.split(words):
            if said := _said(word, text):
                return said
    return None


def decided(
    label: str, group: str, lines: tuple[str, ...], said: Unit | None, proposed: Unit
) -> tuple[MoneyFound | None, str]:
    """The unit of a column of money, and what is wrong with it.

    The sheet's own words count; where they contradict each other or are unknown, what the user said; where there are
    none, that too, and else the form's unit as a proposal.
    """
    found = [
        (where, one)
        for where, one in (
            (Where.COLUMN, in_label(label)),
            (Where.GROUP, in_label(group)),
            *((Where.LINE, in_line(line)) for line in lines),
        )
        if one
    ]
    unclear = _unclear([one for _, one in found])
    if said and (unclear or not found):
        return MoneyFound(unit=said, where=Where.SAID, text=""), ""
    if unclear:
        return None, unclear
    for where, one in found:
        if one.unit:
            return MoneyFound(unit=one.unit, where=where, text=one.text), ""
    return MoneyFound(unit=proposed, where=Where.FORM, text=""), ""


def _unclear(found: list[Said]) -> str:
    for one in found:
        if one.unit is None:
            return f"“{one.text}”里的金额单位不认得, 只认元、万元、亿元"
    if len({one.unit for one in found}) > 1:
        return "金额单位互相矛盾: " + ", ".join(f"“{one.text}”" for one in found)
    return ""


def _said(words: str, text: str) -> Said | None:
    shown = " ".join(text.split())[:60]
    if words in UNITS:
        return Said(unit=UNITS[words], text=shown)
    return Said(unit=None, text=shown) if OTHER.fullmatch(words) else None
