"""What the invented city has done again and again: dispatches, meetings of towns, inspections, forwarded problems."""

from datetime import date, time

from xiangmu.plugin.recurrence import EveryMonths
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Schedule
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind

MEETING = ObligationKind.MEETING


def schedule(policy: str) -> Schedule:
    """Of the policy with that key."""
    dispatch = MeetingForm(
        kind=MeetingKind.DISPATCH,
        chair="常务副市长",
        chair_role=ChairRole.DEPUTY,
        approved=True,
        clause="T-2",
    )
    of_town = MeetingForm(kind=MeetingKind.ON_SITE, chair="镇主要领导")

    def monthly(key: str, title: str, kind: ObligationKind, **more: object) -> Obligation:
        given: dict[str, object] = {"recurrence": EveryMonths(), "clause": "T-1", "policy": policy}
        return Obligation(**(given | {"key": key, "title": title, "kind": kind} | more))  # type: ignore[arg-type]  # as given

    return Schedule(
        obligations=(
            monthly("dispatch", "月调度", MEETING, meeting=dispatch, strict=False),
            monthly("on_site", "现场办公", MEETING, meeting=of_town, group="towns"),
            monthly("inspection", "月督查", ObligationKind.INSPECTION, deliver_to="市长"),
            monthly(
                "forwarding",
                "问题转办",
                ObligationKind.FORWARDING,
                units=("bureau",),
                recurrence=EveryMonths(day=5, months_later=1),
                starts=date(2023, 2, 1),
            ),
            monthly(
                "report",
                "月报",
                ObligationKind.REPORT,
                group="towns",
                recurrence=EveryMonths(day=5, months_later=1, at=time(16)),
            ),
            monthly(
                "bulletin",
                "月通报",
                ObligationKind.BULLETIN,
                recurrence=EveryMonths(day=10, months_later=1),
                starts=date(2023, 2, 1),
            ),
            monthly("summary", "季度总结", ObligationKind.SUMMARY, recurrence=EveryMonths(every=3)),
        )
    )
