"""Personal data, kept apart so that it can be erased: the ledger knows only opaque ids."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class PersonRegister(Input):
    """登记一个人的姓名和电话, 得到一个不透明的编号。"""

    jurisdiction: str = Field(title="辖区")
    name: str = Field(title="姓名", exclude=True)
    phone: str = Field("", title="电话", exclude=True)


class PersonErase(Input):
    """抹去一个人的姓名和电话, 编号留存。"""

    person: UUID = Field(title="人员")

    def needs(self) -> Iterable[Need]:
        """The person."""
        yield Need(table=t.person, column="id", content=self.person)


def person_register(work: Work, data: PersonRegister) -> UUID:
    """Name and phone go to the erasable table only: not even a hash of them enters the ledger."""
    work.enter(data.jurisdiction)
    if not data.name:
        work.refuse("name", Code.REQUIRED, "姓名不能为空")
    person = work.new_id()
    keep_person(work, person, data.name, data.phone)
    return person


def keep_person(work: Work, person: UUID, name: str, phone: str) -> None:
    """Keep the personal data of ``person`` where it can be erased."""
    row = {"id": person, "jurisdiction": work.scope, "name": name, "phone": phone}
    work.put(t.person, {**row, "no": work.no, "erased_no": None})


def forget_person(work: Work, row: Row) -> None:
    """Erase the personal data in ``row``."""
    work.change(t.person, row, name=None, phone=None, erased_no=work.no)


def person_erase(work: Work, data: PersonErase) -> UUID:
    """Forget name and phone."""
    found = work.rows.named(t.person, "id", data.person)
    if not found:
        work.refuse("person", Code.NOT_FOUND, f"没有人员 {data.person}")
    work.scope = found[0]["jurisdiction"]
    if found[0]["erased_no"]:
        work.refuse("person", Code.NOT_ALLOWED, "此人的资料已经抹去")
    forget_person(work, found[0])
    return data.person
