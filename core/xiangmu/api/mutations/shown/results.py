"""Facts confirmed or corrected, drafts of publications, objections."""

from xiangmu.api.entities.drafts import (
    DRAFT_HEAD,
    OBJECTION,
    OBJECTION_ANSWER,
    DraftHead,
    Objection,
    ObjectionAnswer,
)
from xiangmu.api.mutations.leaves import FACT_ENTITIES
from xiangmu.api.mutations.payloads import Done, Gives, Named, named
from xiangmu.api.mutations.shown.giving import Shown, row, subject
from xiangmu.api.reader.types import Node
from xiangmu.services.corrections import OF_KIND, RECORDERS, FactConfirm, FactCorrect, FactReject, OfFact
from xiangmu.services.drafting import PublicationDraft
from xiangmu.services.drafts import DraftApprove, DraftReturn, DraftWithdraw
from xiangmu.services.objections import ObjectionAnswered, ObjectionRaise

_KIND_OF = {of: kind for kind, of in OF_KIND.items()}


def _fact_entity(done: Done) -> Named:
    match done.data:
        case OfFact(kind=kind):
            return named(FACT_ENTITIES[kind])
        case FactCorrect(replacement=replacement):
            return named(FACT_ENTITIES[_KIND_OF[RECORDERS[type(replacement)].of]])
        case data:
            raise TypeError(data)


FACT = Gives(
    name="fact",
    type=Node,
    of=_fact_entity,
    description="事实,可用 ... on Fact 或具体的类型取其内容。",
    key=subject,
)
_DRAFT = row("draft", DraftHead, DRAFT_HEAD)
SHOWN: Shown = {
    FactConfirm: (FACT,),
    FactReject: (FACT,),
    FactCorrect: (FACT,),
    PublicationDraft: (_DRAFT,),
    DraftWithdraw: (_DRAFT,),
    DraftReturn: (_DRAFT,),
    DraftApprove: (_DRAFT,),
    ObjectionRaise: (row("objection", Objection, OBJECTION),),
    ObjectionAnswered: (row("answer", ObjectionAnswer, OBJECTION_ANSWER),),
}
