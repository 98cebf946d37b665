"""A small library: two entities of no concern to any office, enough to plan and refuse."""

from datetime import date
from typing import Any

import orjson
import strawberry
from graphql import GraphQLSchema, parse
from graphql.execution.values import VariableValues
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Uuid,
    true,
)
from sqlalchemy.dialects import sqlite
from strawberry import field
from strawberry.schema.config import StrawberryConfig

from xiangmu.access.rights import Shape
from xiangmu.api.reader import entity as e
from xiangmu.api.reader.codecs import NUMBER
from xiangmu.api.reader.expressions import bytewise
from xiangmu.api.reader.filters import containing, days, ids, one_of
from xiangmu.api.reader.inputs import equip
from xiangmu.api.reader.operation import Operation, Question, plan_operation
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.types import Connection, Node
from xiangmu.api.scalars import SCALARS

METADATA = MetaData()
author = Table(
    "author",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("born", Date, nullable=True),
)
book = Table(
    "book",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("author_id", ForeignKey("author.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),
)
RULES = {author: lambda _: true(), book: lambda _: true()}

BOOK = e.Entity(
    name="Book",
    title="书",
    table=book,
    fields={
        "id": e.Id(prefix="bok", column=book.c.id),
        "title": e.Column(column=book.c.title),
        "pages": e.Column(column=book.c.pages),
        "author": e.One(to="Author", on=book.c.author_id, required=True),
    },
    filters={
        "title": one_of(str, book.c.title, "书名"),
        "author": ids("aut", book.c.author_id, "作者"),
        "text": containing(book.c.title, str.strip, "书名含有。", beside="author"),
    },
    orders={
        "TITLE": e.Order(by=bytewise(book.c.title), description="书名"),
        "PAGES": e.Order(by=book.c.pages, description="页数"),
    },
    order=(("TITLE", e.Direction.ASC),),
    sums={"pages": e.Sum(of=book.c.pages, codec=NUMBER)},
)
AUTHOR = e.Entity(
    name="Author",
    title="作者",
    table=author,
    fields={
        "id": e.Id(prefix="aut", column=author.c.id),
        "name": e.Column(column=author.c.name),
        "born": e.Column(column=author.c.born),
        "books": e.Many(to="Book", on=book.c.author_id, most=10),
        "shelf": e.Pages(to="Book", on=book.c.author_id),
    },
    filters={
        "born": days(author.c.born, "生日。"),
        "books": e.Some(entity=BOOK, on=book.c.author_id, key=author.c.id, description="有这样的书。"),
    },
    orders={"NAME": e.Order(by=bytewise(author.c.name), description="姓名")},
    order=(("NAME", e.Direction.ASC),),
)
ROOTS: dict[str, e.Root] = {
    "node": e.AnyById(to="Node"),
    "author": e.ById(to="Author"),
    "authors": e.All(to="Author"),
    "books": e.All(to="Book"),
}


@strawberry.type
class Author(Node):
    """Of books."""

    name: str
    born: date | None
    books: list["Book"]
    shelf: "BookConnection"


@strawberry.type
class Book(Node):
    """By an author."""

    title: str
    pages: int
    author: Author


@strawberry.type
class BookSums:
    """Over books."""

    pages: int


@strawberry.type
class BookConnection(Connection[Book]):
    """With sums."""

    sums: BookSums


@strawberry.type
class Query:
    """Of the library."""

    node: Node | None
    author: Author | None
    authors: Connection[Author]
    books: BookConnection
    hour: int = field(resolver=lambda: 9)


REGISTRY = Registry((AUTHOR, BOOK), ROOTS, RULES)
equip(REGISTRY, (Author, Book, Query))


def build() -> GraphQLSchema:
    """The schema, as the reader has not touched it yet."""
    schema = strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))
    return schema._schema


SCHEMA = build()
NONE = VariableValues(sources={}, coerced={})


def question(query: str, **variables: Any) -> Question:
    """A question by nobody."""
    return Question(
        text=query,
        name=None,
        given=b"",
        shape=Shape(),
        document=parse(query),
        variables=variables,
    )


def cursor(content: Any) -> str:
    """A cursor that holds ``content``."""
    return orjson.dumps(content).hex()


def planned(query: str, **variables: Any) -> Operation:
    """The plans of a query that the reader has a part in."""
    operation = plan_operation(REGISTRY, SCHEMA, question(query, **variables))
    assert operation is not None
    return operation


def sql(statement: Any) -> str:
    """A statement or condition as SQLite reads it, on one line."""
    given = statement.params(keys=["…"]) if isinstance(statement, Select) else statement
    compiled = given.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return " ".join(str(compiled).split())
