"""The texts of a workbook, which its cells point at."""

import re

from xiangmu.sheets.reading.markup import parse
from xiangmu.sheets.reading.package import Package

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Texts:
    """Collects the text of an element of strings: all of its runs, without the signs of pronunciation."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._open = False
        self._spoken = False

    def start(self, name: str) -> None:
        """An element within begins."""
        if name == "t":
            self._open = not self._spoken
        elif name == "rPh":
            self._spoken = True

    def end(self, name: str) -> None:
        """An element within ends."""
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._spoken = False

    def text(self, text: str) -> None:
        """Text within."""
        if self._open:
            self._runs.append(text)

    def taken(self) -> str:
        """What was collected; begins anew."""
        runs, self._runs = self._runs, []
        return unescaped("".join(runs))


def unescaped(text: str) -> str:
    """``_x000D_`` and the like are signs that XML cannot hold; of those only breaks are kept."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text)


def strings_of(package: Package, part: str) -> list[str]:
    """The texts, in order."""
    found: list[str] = []
    if not part:
        return found
    texts = Texts()

    def end(name: str) -> None:
        if name == "si":
            found.append(texts.taken())
        else:
            texts.end(name)

    with package.part(part) as content:
        parse(content, lambda name, _: texts.start(name), end, texts.text)
    return found


def _sign(code: int) -> str:
    sign = chr(code)
    return sign if sign.isprintable() or sign in "\n\t" else ""
