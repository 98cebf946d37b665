"""Digests of rows and the hash chain of commands: pure functions of content."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Column, LargeBinary, Table

GENESIS = ""
"""The hash before the first command."""
LATER = "later"
"""Marks, in a column's ``info``, that the table held rows before it had the column: null changes no digest."""
_NOT_CONTENT = frozenset({"digest", "ended_no"})


def canonical(content: Any) -> bytes:
    """JSON with sorted keys: equal content gives equal bytes. Raises TypeError for what JSON cannot hold."""
    return orjson.dumps(content, default=_plain, option=orjson.OPT_SORT_KEYS)


def _plain(content: Any) -> str:
    # asyncpg reads identities into a class of its own
    if isinstance(content, UUID):
        return str(content)
    raise TypeError(f"不能写成 JSON: {type(content).__name__}")


def sha(content: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return sha256(content).hexdigest()


def row_digest(table: Table, row: Mapping[str, Any]) -> str:
    """The digest of a row's content: all but when it ended, and blobs, which have hashes of their own."""
    content = {column.name: row[column.name] for column in table.columns if _is_content(column, row)}
    return sha(canonical([table.name, content]))


def _is_content(column: Column[Any], row: Mapping[str, Any]) -> bool:
    if column.name in _NOT_CONTENT or isinstance(column.type, LargeBinary):
        return False
    return LATER not in column.info or row.get(column.name) is not None


def digest_of(row_digests: Iterable[str]) -> str:
    """The digest of a set of rows; "" when there are none."""
    ordered = sorted(row_digests)
    return sha("".join(ordered).encode()) if ordered else ""


def command_hash(row: Mapping[str, Any]) -> str:
    """The hash of a command, which covers the hash of the one before."""
    return sha(canonical({column: value for column, value in row.items() if column != "hash"}))
