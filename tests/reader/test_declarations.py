"""Declarations that contradict each other, the schema or the rules do not start."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import JSON, Column, LargeBinary, true

from tests.reader.library import AUTHOR, BOOK, ROOTS, RULES, SCHEMA, author, book
from xiangmu.api.reader import entity as e
from xiangmu.api.reader.agreement import require_agreement
from xiangmu.api.reader.codecs import NUMBER, TRUTH, Codec, codec_of
from xiangmu.api.reader.registry import DeclarationError, Registry


def with_fields(entity: e.Entity, **fields: e.Field) -> e.Entity:
    return replace(entity, fields={**entity.fields, **fields})


def problems_of(*entities: e.Entity, roots: Any = ROOTS, rules: Any = RULES) -> str:
    with pytest.raises(DeclarationError) as refused:
        Registry(entities, roots, rules)
    return str(refused.value)


def test_an_entity_without_a_row_rule_is_refused() -> None:
    assert problems_of(AUTHOR, BOOK, rules={author: lambda _: true()}) == "Book 的表 book 没有行级规则"


def test_what_points_nowhere_is_named() -> None:
    lost = with_fields(BOOK, editor=e.One(to="Editor", on=book.c.author_id))
    assert problems_of(AUTHOR, lost) == "Book.editor 指向未声明的实体 Editor"
    assert problems_of(AUTHOR, BOOK, roots={"pens": e.All(to="Pen")}) == "pens 指向未声明的实体 Pen"


def test_a_relation_over_a_column_of_another_table_is_named() -> None:
    wrong = with_fields(AUTHOR, books=e.Many(to="Book", on=author.c.id))
    assert problems_of(wrong, BOOK) == "Author.books 的列不在表 book 中"


def test_orders_are_never_null_and_exist() -> None:
    born = {"BORN": e.Order(by=author.c.born, description="生日")}
    assert problems_of(replace(AUTHOR, orders=born, order=(("NAME", e.Direction.ASC),)), BOOK) == (
        "Author 的排序 BORN 可能为空\nAuthor 的默认排序不存在: NAME"
    )


def test_two_entities_do_not_share_a_name_or_a_prefix() -> None:
    twin = replace(BOOK, name="Author")
    assert problems_of(AUTHOR, twin, BOOK).splitlines()[0] == "实体重名"
    same = with_fields(BOOK, id=e.Id(prefix="aut", column=book.c.id))
    assert problems_of(AUTHOR, same) == "两个实体的标识前缀相同"


def test_a_column_whose_type_says_too_little_needs_a_codec() -> None:
    for column in (Column("blob", LargeBinary), Column("json", JSON)):
        with pytest.raises(TypeError, match="须写明 codec"):
            codec_of(column)


def test_the_library_agrees_with_its_schema() -> None:
    require_agreement(Registry((AUTHOR, BOOK), ROOTS, RULES), SCHEMA)


@pytest.mark.parametrize(
    ("entity", "field", "told"),
    [
        (
            "Author",
            {"born": e.Column(column=author.c.born, nullable=False)},
            "Author.born 声明为 Date!, 模式中是 Date",
        ),
        (
            "Author",
            {"name": e.Column(column=author.c.name, codec=TRUTH)},
            "Author.name 声明为 Boolean!, 模式中是 String!",
        ),
        (
            "Author",
            {"name": e.Column(column=author.c.name, codec=Codec(leaf="[String!]"))},
            "Author.name 声明为 [String!]!, 模式中是 String!",
        ),
        ("Author", {"age": e.Column(column=book.c.pages)}, "Author.age 声明为 Int!, 模式中是 无"),
        (
            "Author",
            {"books": e.Pages(to="Book", on=book.c.author_id)},
            "Author.books 声明为 BookConnection!(first: Int!, filter: BookFilter, order: [BookOrder!], "
            "after: String), 模式中是 [Book!]!(first: Int!, filter: BookFilter, order: [BookOrder!])",
        ),
        (
            "Book",
            {"author": e.One(to="Author", on=book.c.author_id)},
            "Book.author 声明为 Author, 模式中是 Author!",
        ),
    ],
)
def test_every_difference_from_the_schema_is_named(entity: str, field: dict[str, e.Field], told: str) -> None:
    changed = {"Author": AUTHOR, "Book": BOOK}
    changed[entity] = with_fields(changed[entity], **field)
    with pytest.raises(DeclarationError) as refused:
        require_agreement(Registry(changed.values(), ROOTS, RULES), SCHEMA)
    assert str(refused.value) == told


def test_sums_and_roots_are_compared_too() -> None:
    weighed = replace(BOOK, sums={"weight": e.Sum(of=book.c.pages, codec=NUMBER)})
    roots = ROOTS | {"author": e.All(to="Author"), "pens": e.All(to="Book")}
    with pytest.raises(DeclarationError) as refused:
        require_agreement(Registry((AUTHOR, weighed), roots, RULES), SCHEMA)
    told = str(refused.value).splitlines()
    assert told[:2] == [
        "BookSums.pages 声明为 无, 模式中是 Int!",
        "BookSums.weight 声明为 Int!, 模式中是 无",
    ]
    assert [line.partition(" ")[0] for line in told[2:]] == ["Query.author", "Query.pens"]


def test_a_field_that_nobody_declared_is_named() -> None:
    fields = {name: field for name, field in BOOK.fields.items() if name != "pages"}
    with pytest.raises(DeclarationError, match=r"^Book\.pages 声明为 无, 模式中是 Int!$"):
        require_agreement(Registry((AUTHOR, replace(BOOK, fields=fields)), ROOTS, RULES), SCHEMA)
