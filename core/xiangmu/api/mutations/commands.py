"""Every command that clients can give, with what its payload shows."""

from xiangmu.api.identity.payloads import GIVES_SECRET
from xiangmu.api.mutations.inputs import told_by
from xiangmu.api.mutations.payloads import Gives, Tells
from xiangmu.api.mutations.shown import SHOWN
from xiangmu.plugin.value import value
from xiangmu.services.bulletins import drafting as bulletins
from xiangmu.services.bulletins.publishing import BulletinRecord
from xiangmu.services.command import Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.drafting import PublicationDraft
from xiangmu.services.drafts import DraftRecord
from xiangmu.services.reporting import ReportSubmit
from xiangmu.services.reports import ReportRecord
from xiangmu.services.surveys import BallotCast
from xiangmu.services.worked_out import WORKED_OUT


@value
class Operation:
    """A command as clients give it; the first part of ``shown`` is what it is about."""

    kind: str
    model: type[Input]
    shown: tuple[Gives | Tells, ...]

    @property
    def description(self) -> str:
        """What the command does."""
        return told_by(self.model)


OPERATIONS = (
    *(
        Operation(kind=handler.kind, model=model, shown=SHOWN[model])
        for model, handler in HANDLERS.items()
        if model not in (DraftRecord, ReportRecord, BulletinRecord)
    ),
    Operation(kind="publication_draft", model=PublicationDraft, shown=SHOWN[PublicationDraft]),
    Operation(kind="report_submit", model=ReportSubmit, shown=SHOWN[ReportSubmit]),
    Operation(kind="bulletin_draft", model=bulletins.BulletinDraft, shown=SHOWN[bulletins.BulletinDraft]),
)
"""What a draft prints and a report counts is worked out and never the client's."""
ALONE = (BallotCast, *WORKED_OUT, *GIVES_SECRET)
"""Ballots are nobody's; what is worked out is so by itself; a secret is shown by its own payload."""
IN_BATCH = tuple(operation for operation in OPERATIONS if operation.model not in ALONE)
