"""By which labels a column is found: no two columns of a form may answer to the same one."""

from collections.abc import Iterator
from dataclasses import replace

from xiangmu.catalog.names import fold_name
from xiangmu.plugin.forms import FormColumn


def labels(column: FormColumn) -> Iterator[str]:
    """Its title and its aliases, folded."""
    yield fold_name(column.title)
    yield from (fold_name(alias) for alias in column.aliases)


def twice(columns: tuple[FormColumn, ...]) -> tuple[str, ...]:
    """The labels that more than one column, or one column more than once, answers to."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    for label in (label for column in columns for label in labels(column)):
        if label in seen:
            found[label] = None
        seen.add(label)
    return tuple(found)


def with_common(
    columns: tuple[FormColumn, ...], common: dict[str, tuple[str, ...]]
) -> tuple[FormColumn, ...]:
    """``columns`` with the aliases that are common for their fields; a form's own labels come first."""
    taken = {label for column in columns for label in labels(column)}
    found = []
    for column in columns:
        free = [alias for alias in common.get(column.field, ()) if fold_name(alias) not in taken]
        taken |= {fold_name(alias) for alias in free}
        found.append(replace(column, aliases=(*column.aliases, *free)))
    return tuple(found)
