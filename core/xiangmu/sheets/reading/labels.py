"""Labels of columns, folded so that those which people read as the same are the same."""

import re
import unicodedata
from functools import lru_cache

BLANKS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
BRACKETS = re.compile(r"[(\[{【〔《〈][^()\[\]{}【】〔〕《》〈〉]*[)\]}】〕》〉]")
KEPT = 4_096
"""Labels that are looked at again for every row where a header may begin."""
EDGES = "*:;,.、。·-—_/★※"
UNIT_END = re.compile(r"(?<=.)[/:,、]?(?:亿元|万元)$|(?<=.)[/:,、]元$")
NUMBERING = re.compile(
    r"^(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\))(?=\D)"
)
YEAR = re.compile(r"^(?:(?:19|20)\d{2}|本|当)年度?|(?:19|20)\d{2}年度?$")


def fold(text: str) -> str:
    """Without blanks, breaks, full-width forms, marks at the edges and difference of case."""
    joined = BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return unicodedata.normalize("NFKC", joined).strip(EDGES)


def one_line(text: str) -> str:
    """A name that was broken over lines of its cell: between Chinese characters nothing is put in the break's place."""
    joined = ""
    for line in text.splitlines():
        words = " ".join(line.split())
        latin = joined[-1:].isascii() and words[:1].isascii()
        joined += f" {words}" if joined and words and latin else words
    return joined


@lru_cache(KEPT)
def readings(label: str) -> tuple[str, ...]:
    """What a label may be compared by, the most exact first: as it is, without its unit or remark in brackets, without
    its numbering, without its year."""
    whole = fold(label)
    bare = fold(NUMBERING.sub("", BRACKETS.sub("", whole)))
    short = fold(UNIT_END.sub("", bare))
    yearless = [fold(YEAR.sub(word, short)) for word in ("年度", "年", "")] if YEAR.search(short) else []
    return tuple(dict.fromkeys(reading for reading in (whole, bare, short, *yearless) if reading))
