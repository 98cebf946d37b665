"""Rows that are none of a table's: blank ones, sums, repeated headers, remarks."""

import re
from collections.abc import Mapping

from xiangmu.sheets.reading.labels import fold

SUM = re.compile(r".{0,20}?(?:合计|小计|总计|共计|累计)(?:[:(]?\d*[个项家户]?\)?)?")
REMARK = re.compile(r"^(?:备注|说明|注|填表说明|填报说明|填报要求|注意事项|附注|另)(?:\d{0,2}[:.、]|$)")
SIGNED = re.compile(
    r"^(?:填报人|填表人|制表人?|审核人?|审批人?|负责人签字|单位负责人|主要领导|分管领导|联系人|经办人|签字|填报单位|填报日期|填报时间"
    r"|填表日期|填表时间|制表日期|联系电话)(?:\((?:签字|盖章|签章)\))?(?::|$)"
)
COUNT = "[一二三四五六七八九十]{1,3}"
SECTION = re.compile(rf"^(?:{COUNT}[、.]|\({COUNT}\)|第{COUNT}[类部章])")
COUNTED = re.compile(rf"[\d().-]{{1,8}}|\(?{COUNT}\)?")
NUMERAL = re.compile(rf"\(?{COUNT}\)?")
ORDINALS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")
LEADING = 2
"""A sum is named in the first filled cells of its row."""
FEW = 2


def why_skipped(
    texts: Mapping[int, str],
    header: Mapping[int, str],
    counts: frozenset[int],
    *,
    just_below: bool = False,
    sections: bool = False,
) -> str:
    """Why a row is left out, "" when it is one of the table's.

    ``texts`` are what stands in it, without what merged cells above fill in; ``header`` the labels by column;
    ``counts`` the columns that only number the rows; ``sections`` says that those of the table are counted 1, 2, 3, so
    that 一 and (二) count what they are grouped by.
    """
    filled = {column: text for column, text in texts.items() if text.strip()}
    own = {
        column: text
        for column, text in filled.items()
        if column not in counts or not COUNTED.fullmatch(fold(text))
    }
    if not filled:
        return "空行"
    words = [fold(filled[column]) for column in sorted(filled)[:LEADING]]
    if any(SUM.fullmatch(word) for word in words):
        return "合计行"
    if SIGNED.match(words[0]):
        return "填报信息"
    if len(own) <= FEW and REMARK.match(words[0]):
        return "备注、说明"
    if not own:
        return "只有序号"
    if just_below and _is_numbering(filled):
        return "栏次"
    if len(filled) >= FEW and _repeats(filled, header):
        return "重复的表头"
    if _is_section(own, len(header)):
        return "分组标题"
    if sections and any(NUMERAL.fullmatch(fold(filled[column])) for column in counts if column in filled):
        return "分组标题"
    return ""


def _repeats(filled: Mapping[int, str], header: Mapping[int, str]) -> bool:
    return all(fold(text) == fold(header.get(column, "")) for column, text in filled.items())


def _is_numbering(filled: Mapping[int, str]) -> bool:
    """The line of the numbers of columns: 1 2 3, or 甲 乙 1 2."""
    words = [fold(text) for _, text in sorted(filled.items())]
    rest = list(words)
    for ordinal in ORDINALS:
        if rest and rest[0] == ordinal:
            rest.pop(0)
    first = 0 if rest and rest[0] == "0" else 1
    return len(words) > FEW and rest == [str(number) for number in range(first, first + len(rest))]


def _is_section(own: Mapping[int, str], width: int) -> bool:
    """A title over the rows that follow: one text alone, numbered as titles are, in a table of several columns."""
    return width > FEW and len(own) == 1 and bool(SECTION.match(fold(next(iter(own.values())))))
