"""Operations that are registered beforehand, so that clients ask for them by their hash (trusted documents)."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import delete, insert, select

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock


@value
class Document:
    """The text of one operation or several; ``title`` tells people which."""

    text: str
    title: str

    @property
    def hash(self) -> str:
        """SHA-256 of the text in UTF-8, in lower-case hexadecimal."""
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """By which a document with that text is known."""
    return sha256(text.encode()).hexdigest()


async def register(database: Database, documents: Iterable[Document], clock: Clock) -> int:
    """Keep what is not kept yet; how many these were."""
    wanted = {document.hash: document for document in documents}
    columns = t.trusted_document.c
    async with database.noting() as connection:
        present = await connection.scalars(select(columns.hash).where(columns.hash.in_(wanted)))
        new = wanted.keys() - set(present)
        rows = [
            {"hash": key, "text": wanted[key].text, "title": wanted[key].title, "registered_at": clock()}
            for key in sorted(new)
        ]
        if rows:
            await connection.execute(insert(t.trusted_document), rows)
    return len(rows)


async def registered(database: Database) -> list[Document]:
    """All that are kept, by title."""
    columns = t.trusted_document.c
    async with database.reading() as connection:
        rows = await connection.execute(
            select(columns.text, columns.title).order_by(columns.title, columns.hash)
        )
        return [Document(text=row.text, title=row.title) for row in rows]


async def find(database: Database, key: str) -> Document | None:
    """The document with that hash."""
    columns = t.trusted_document.c
    async with database.reading() as connection:
        statement = select(columns.text, columns.title).where(columns.hash == key)
        row = (await connection.execute(statement)).one_or_none()
    return None if row is None else Document(text=row.text, title=row.title)


async def forget(database: Database, key: str) -> bool:
    """Keep it no longer; whether it was kept."""
    async with database.noting() as connection:
        gone = await connection.execute(delete(t.trusted_document).where(t.trusted_document.c.hash == key))
    return bool(gone.rowcount)
