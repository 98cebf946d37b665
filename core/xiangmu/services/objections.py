"""What units say against a draft, and what the office answers: on record before anything is approved."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.records import Objection, ObjectionAnswer
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.services.command import Input, Need
from xiangmu.services.drafts import undecided
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class ObjectionRaise(Input):
    """单位对公布稿草稿提出异议, 可指明得分项。"""

    draft: UUID = Field(title="公布稿草稿")
    unit: str = Field(title="责任单位")
    item: str = Field("", title="得分项", description="不填即对整份得分表")
    text: str = Field(title="异议", description="写明哪里不对、依据是什么")

    def needs(self) -> Iterable[Need]:
        """The draft, and whether it is decided."""
        yield Need(table=t.publication_draft, column="fact_id", content=self.draft)
        yield Need(table=t.draft_decision, column="draft_id", content=self.draft)


class ObjectionAnswered(Input):
    """答复一项异议: 认可或不认可, 写明理由。"""

    draft: UUID = Field(title="公布稿草稿")
    objection: UUID = Field(title="异议")
    upheld: bool = Field(title="是否认可", description="认可的, 草稿不能批准, 须改正后重新拟稿")
    text: str = Field(title="答复")

    def needs(self) -> Iterable[Need]:
        """The draft, and what was said and answered."""
        yield Need(table=t.publication_draft, column="fact_id", content=self.draft)
        for table in (t.objection, t.objection_answer, t.draft_decision):
            yield Need(table=table, column="draft_id", content=self.draft)


def objection_raise(work: Work, data: ObjectionRaise) -> UUID:
    """An objection of a unit of the group, in time."""
    draft = undecided(work, data.draft).fact
    group = work.catalog.groups[draft.policy, draft.group]
    card = work.catalog.cards.get((draft.policy, draft.group))
    work.unit(data.unit)
    if data.unit not in group.units:
        work.problem("unit", Code.UNKNOWN_UNIT, f"{group.title}没有单位 {work.named(data.unit)}")
    if data.item and data.item not in {rule.key for rule in (card.rules if card else ())}:
        work.problem("item", Code.UNKNOWN_ITEM, f"{group.title}没有得分项 {data.item}")
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明异议")
    if work.now > draft.objections_until:
        until = draft.objections_until.astimezone(SHANGHAI)
        work.problem("draft", Code.CLOSED, f"异议期已于 {until:%Y-%m-%d %H:%M} 结束")
    work.require()
    return work.append(
        Objection(id=work.new_id(), draft=draft.id, unit=data.unit, item=data.item, text=data.text)
    )


def objection_answer(work: Work, data: ObjectionAnswered) -> UUID:
    """One answer to each objection."""
    draft = undecided(work, data.draft).fact
    objections = {objection.id for objection in work.facts(Objection, "draft_id", draft.id)}
    if data.objection not in objections:
        work.refuse("objection", Code.NOT_FOUND, f"没有异议 {data.objection}")
    for answer in work.facts(ObjectionAnswer, "draft_id", draft.id):
        if answer.objection == data.objection:
            work.problem("objection", Code.DUPLICATE, "这项异议已经答复")
    if not data.text:
        work.problem("text", Code.REQUIRED, "须写明答复")
    work.require()
    return work.append(
        ObjectionAnswer(
            id=work.new_id(),
            objection=data.objection,
            draft=draft.id,
            upheld=data.upheld,
            text=data.text,
        )
    )
