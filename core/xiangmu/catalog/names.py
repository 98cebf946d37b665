"""Names and codes: one unit, many names; exact after folding, never fuzzy (A6, A12)."""

import unicodedata
from collections.abc import Iterable

from xiangmu.plugin.units import Unit

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))


def fold_name(name: str) -> str:
    """``name`` with full-width forms made narrow and every blank removed."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def fold_code(code: str) -> str:
    """A project code with full-width digits, other dashes and blanks folded (A12)."""
    return fold_name(code.translate(DASHES))


def names_of(unit: Unit) -> set[str]:
    """The folded names that mean ``unit``: its key, title and aliases."""
    return {fold_name(name) for name in (unit.key, unit.title, *unit.aliases)}


def find_unit(units: Iterable[Unit], name: str) -> Unit | None:
    """The unit that ``name`` means, if any."""
    wanted = fold_name(name)
    return next((unit for unit in units if wanted in names_of(unit)), None)
