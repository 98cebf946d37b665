"""From selections to plans, and from plans to the statements of their levels."""

from uuid import UUID

import pytest
from graphql import GraphQLError

from tests.reader.library import REGISTRY, SCHEMA, cursor, planned, question, sql
from xiangmu.api.reader import planner
from xiangmu.api.reader.operation import plan_operation
from xiangmu.api.reader.plan import Connection, Level, Rows, Several, Single
from xiangmu.api.reader.roots import Nothing, Object, Page

ONE = UUID(int=1)
AUTHOR_ID = f"aut_{ONE.hex}"


def page(query: str) -> Connection:
    [plan] = planned(query).plans.values()
    assert isinstance(plan, Page), plan
    return plan.connection


def level_of(query: str, key: str = "nodes") -> Level:
    [level] = [part.level for part in page(query).parts if isinstance(part, Rows) and part.key == key]
    return level


def refusal(query: str) -> tuple[str, str, str]:
    [error] = planned(query).plans.values()
    assert isinstance(error, GraphQLError)
    assert error.extensions
    return error.extensions["code"], error.extensions.get("field", ""), error.message


def test_a_level_selects_the_columns_of_its_keys_in_order_and_no_other() -> None:
    level = level_of("{ books(first: 3) { nodes { pages t: title } } }")
    assert sql(level.statement.content) == (
        "SELECT book.pages AS c0, book.title AS c1 FROM book WHERE 1 = 1 "
        "ORDER BY book.title ASC, book.id ASC LIMIT 3 OFFSET 0"
    )


def test_a_relation_selects_the_column_that_leads_to_it() -> None:
    level = level_of("{ books { nodes { author { name } title } } }")
    single, _ = level.cells
    assert isinstance(single, Single)
    assert "SELECT book.author_id AS c0, book.title AS c1" in sql(level.statement.content)
    assert sql(single.level.statement.content) == (
        "SELECT author.name AS c0, author.id AS c1 FROM author "
        """WHERE author.id IN (SELECT value FROM json_each('["…"]'))"""
    )


def test_rows_of_each_parent_are_numbered_in_one_statement() -> None:
    level = level_of(
        "{ authors { nodes { books(first: 2, order: [{by: PAGES, direction: DESC}]) { title } } } }"
    )
    [several] = level.cells
    assert isinstance(several, Several)
    statement = sql(several.level.statement.content)
    assert (
        "row_number() OVER (PARTITION BY book.author_id ORDER BY book.pages DESC, book.id ASC) AS n"
        in statement
    )
    assert statement.endswith("WHERE anon_1.n <= 2 ORDER BY anon_1.n")


def test_cursors_are_read_only_when_asked_for() -> None:
    written = "lower(hex(json_array('Book: TITLE ASC', book.title, book.id)))"
    assert "hex" not in sql(level_of("{ books { nodes { title } } }").statement.content)
    for query, key in (("nodes { title } pageInfo { endCursor }", "nodes"), ("edges { cursor }", "edges")):
        assert written in sql(level_of(f"{{ books {{ {query} }} }}", key).statement.content)


def test_counts_and_sums_take_one_statement_and_only_when_asked() -> None:
    connection = page('{ books(filter: {title: ["甲"]}) { totalCount sums { pages } } }')
    assert connection.bounds is None
    assert connection.totals
    assert sql(connection.totals.content) == (
        "SELECT count(*) AS c0, CAST(coalesce(sum(book.pages), 0) AS BIGINT) AS c1 FROM book "
        "WHERE book.title IN (SELECT value FROM json_each('[\"甲\"]'))"
    )


def test_a_filter_over_a_relation_looks_for_one_row_that_meets_all() -> None:
    level = level_of('{ authors(filter: {books: {title: ["甲", "乙"]}}) { nodes { id } } }')
    assert "EXISTS (SELECT * FROM book WHERE book.author_id = author.id AND book.title IN" in sql(
        level.statement.content
    )


def test_an_empty_list_of_alternatives_is_met_by_nothing() -> None:
    level = level_of("{ books(filter: {title: []}) { nodes { id } } }")
    assert "book.title IN (SELECT value FROM json_each('[]'))" in sql(level.statement.content)


def test_a_null_filter_is_none() -> None:
    assert len(level_of("{ books(filter: {title: null}) { nodes { id } } }").scope.where) == 1
    assert len(level_of("{ books(filter: null) { nodes { id } } }").scope.where) == 1


def test_the_next_page_begins_beyond_the_cursor_in_each_direction() -> None:
    after = level_of(
        f"""{{ books(order: [{{by: PAGES, direction: DESC}}], after: "{cursor(["Book: PAGES DESC", 30, ONE.hex])}")
        {{ nodes {{ id }} }} }}"""
    ).scope.window
    assert after
    assert sql(after.after) == (f"book.pages < 30 OR book.pages = 30 AND book.id > '{ONE.hex}'")


@pytest.mark.parametrize(
    ("arguments", "field", "message"),
    [
        ("first: 0", "first", "first 须在 1 到 100 之间"),
        ("first: 101", "first", "first 须在 1 到 100 之间"),
        ("first: -3", "first", "first 须在 1 到 100 之间"),
        ('after: "x"', "after", "游标无效, 请原样使用 pageInfo 或 edges 给出的游标"),
        ('filter: {author: ["bok_1"]}', "filter.author", "“bok_1”不是有效的标识, 应形如 aut_…"),
        ('filter: {text: "甲"}', "filter.text", "须同时给出 author"),
        (f'filter: {{text: " ", author: ["{AUTHOR_ID}"]}}', "filter.text", "须为 1 到 50 个字"),
        ('filter: {title: ["a\\u0000"]}', "filter.title.0", "含有不可用的字符"),
        ("filter: {title: [" + '"a" ' * 101 + "]}", "filter.title", "至多给出 100 项"),
        ("order: [{by: PAGES}, {by: PAGES}]", "order", "同一排序依据只能用一次"),
    ],
)
def test_arguments_that_cannot_be_used_are_named(arguments: str, field: str, message: str) -> None:
    assert refusal(f"{{ books({arguments}) {{ totalCount }} }}") == ("BAD_USER_INPUT", field, message)


def test_a_nested_list_has_its_own_limit() -> None:
    assert refusal("{ authors { nodes { books(first: 11) { id } } } }") == (
        "BAD_USER_INPUT",
        "first",
        "first 须在 1 到 10 之间",
    )


def test_an_operation_that_could_touch_too_many_rows_is_refused_before_it_reads() -> None:
    deep = "{ authors(first: 100) { nodes { shelf(first: 100) { nodes { author { books(first: 10) { id } } } } } } }"
    code, _, message = refusal(deep)
    assert (code, message) == (
        "LIMIT_EXCEEDED",
        f"查询至多可能涉及 {planner.MOST_ROWS} 行, 请减小 first 或嵌套",
    )


def test_the_limit_is_for_the_whole_operation() -> None:
    each = "authors(first: 100) { nodes { shelf(first: 100) { nodes { id } } } }"
    query = "{" + " ".join(f"a{number}: {each}" for number in range(5)) + "}"
    refused = [isinstance(plan, GraphQLError) for plan in planned(query).plans.values()]
    assert refused == [False] * 4 + [True]


def test_an_id_names_one_row_of_one_entity() -> None:
    plans = planned(
        f"""{{ author(id: "{AUTHOR_ID}") {{ name }} node(id: "{AUTHOR_ID}") {{ ... on Author {{ name }} }}
        wrong: author(id: "bok_{ONE.hex}") {{ name }} none: node(id: "nobody") {{ id }} }}"""
    ).plans
    assert [type(plan) for plan in plans.values()] == [Object, Object, Nothing, Nothing]
    found = plans["node"]
    assert isinstance(found, Object)
    assert (found.key, found.typed, [cell.key for cell in found.level.cells]) == (ONE, True, ["name"])


def test_fields_of_others_are_left_to_them() -> None:
    operation = planned("{ hour books { totalCount } __typename }")
    assert operation.plans["hour"] is None
    assert operation.whole is None
    assert planned("{ books { totalCount } __typename }").whole is not None


def test_what_is_refused_is_not_read() -> None:
    assert not planned("{ books(first: 0) { totalCount } hour }").reads
    assert planned("{ bad: books(first: 0) { totalCount } books { totalCount } }").reads


def test_an_operation_without_the_reader_has_no_plan() -> None:
    assert plan_operation(REGISTRY, SCHEMA, question("{ hour __typename }")) is None
