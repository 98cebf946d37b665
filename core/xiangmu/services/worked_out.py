"""Commands whose content is worked out from the ledger before it is recorded: never the client's, one at a time."""

from collections.abc import Awaitable, Callable, Mapping

from xiangmu.services.bulletins.drafting import BulletinDraft, draft_bulletin
from xiangmu.services.command import Input, Receipt
from xiangmu.services.drafting import PublicationDraft, draft_publication
from xiangmu.services.reporting import ReportSubmit, submit_report

WORKED_OUT: Mapping[type[Input], Callable[..., Awaitable[Receipt]]] = {
    PublicationDraft: draft_publication,
    ReportSubmit: submit_report,
    BulletinDraft: draft_bulletin,
}
"""By what the client gives, what carries it out: called as ``draft_publication`` is."""
