"""Personal data, kept apart so that it can be erased: the ledger knows only opaque ids."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
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
    row = {"id": person, "jurisdiction": data.jurisdiction, "name": data.name, "phone": data.phone}
    work.plain[t.person].append({**row, "no": work.no, "erased_no": None})
    return person


def person_erase(work: Work, data: PersonErase) -> UUID:
    """Forget name and phone."""
    found = work.rows.find(t.person, "id", data.person)
    if not found:
        work.refuse("person", Code.NOT_FOUND, f"没有人员 {data.person}")
    work.scope = found[0]["jurisdiction"]
    if found[0]["erased_no"]:
        work.refuse("person", Code.NOT_ALLOWED, "此人的资料已经抹去")
    work.erased.append({"person": data.person, "by": work.no})
    return data.person
