"""Opaque ids and cursors: what was given out is understood, everything else is refused."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Column, Date, Integer, String, Uuid

from tests.reader.library import cursor, sql
from xiangmu.api.reader.cursors import FOREIGN, MALFORMED, CursorError, Ordering, TotalOrder
from xiangmu.api.reader.ids import IdError, key_in, typed_id

ID = Column("id", Uuid)
NO = Column("no", Integer)
ORDER = TotalOrder(
    name="Thing: all",
    keys=(
        Ordering(by=Column("name", String)),
        Ordering(by=Column("day", Date), descending=True),
        Ordering(by=Column("yuan", BigInteger)),
        Ordering(by=ID),
    ),
)


@given(st.uuids())
def test_an_id_leads_back_to_its_key(key: UUID) -> None:
    shown = typed_id("prj", ID).read
    assert shown
    assert key_in(shown(key), "prj", ID) == key


def test_numbers_are_keys_too() -> None:
    assert key_in("cmd_12", "cmd", NO) == 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        "prj",
        "prj_",
        "unt_00000000000000000000000000000001",
        "prj_0000000000000000000000000000001",
        "prj_0000000000000000000000000000000G",
        "prj_0000000000000000000000000000000A",
        "prj_00000000-0000-0000-0000-000000000001",
        "prj_1\u0660000000000000000000000000000000",
        "x" * 1_000_000,
    ],
)
def test_what_is_no_id_is_refused_shortly(text: str) -> None:
    with pytest.raises(IdError) as refused:
        key_in(text, "prj", ID)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize("text", ["cmd_0", "cmd_-1", "cmd_1e3", "cmd_9999999999", "cmd_ 1", "cmd_٣"])
def test_what_no_number_column_holds_is_refused(text: str) -> None:
    with pytest.raises(IdError):
        key_in(text, "cmd", NO)


def test_a_cursor_goes_on_after_its_row() -> None:
    assert sql(ORDER.after(cursor(["Thing: all", "甲", "2023-06-30", -(2**62), UUID(int=7).hex]))) == (
        "name > '甲' OR name = '甲' AND day < '2023-06-30' "
        f"OR name = '甲' AND day = '2023-06-30' AND yuan > {-(2**62)} "
        f"OR name = '甲' AND day = '2023-06-30' AND yuan = {-(2**62)} AND id > '{UUID(int=7).hex}'"
    )


GOOD = ["Thing: all", "甲", "2023-06-30", 1, UUID(int=7).hex]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", MALFORMED),
        ("游标", MALFORMED),
        ("!!!", MALFORMED),
        (cursor({"a": 1}), MALFORMED),
        (cursor([]), MALFORMED),
        (cursor([1]), MALFORMED),
        (cursor(["Thing: other", *GOOD[1:]]), FOREIGN),
        (cursor(GOOD[:-1]), FOREIGN),
        (cursor([*GOOD[:1], 5, *GOOD[2:]]), MALFORMED),
        (cursor([*GOOD[:1], "a\0", *GOOD[2:]]), MALFORMED),
        (cursor([*GOOD[:2], "2023-13-01", *GOOD[3:]]), MALFORMED),
        (cursor([*GOOD[:2], None, *GOOD[3:]]), MALFORMED),
        (cursor([*GOOD[:3], True, GOOD[4]]), MALFORMED),
        (cursor([*GOOD[:3], 2**63, GOOD[4]]), MALFORMED),
        (cursor([*GOOD[:3], 1.5, GOOD[4]]), MALFORMED),
        (cursor([*GOOD[:4], "7"]), MALFORMED),
        (cursor([*GOOD, "x" * 5000]), FOREIGN),
        (cursor([*GOOD[:1], "x" * 50_000, *GOOD[2:]]), MALFORMED),
        ("W" * 1_000_001, MALFORMED),
    ],
)
def test_a_cursor_that_was_not_given_out_is_refused(text: str, message: str) -> None:
    with pytest.raises(CursorError, match=f"^{message}$"):
        ORDER.after(text)


@given(st.text() | st.binary().map(bytes.hex))
def test_no_text_makes_it_stumble(text: str) -> None:
    with pytest.raises(CursorError):
        ORDER.after(text)
