"""How tests suppose something, and the changes that they suppose."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.api.asking import Answer, Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.supposing import known_now

MAY = date(2023, 5, 8)
LINE = "item points because evidence { kind on project { name } }"
CARD = f"""
  total exact noTotal disqualified status subtotals {{ points exact }} awaiting {{ key }}
  lines {{ {LINE} }} place {{ position tied previousPosition total }} publication {{ number }}
  computation {{ asOf knownAt includesClaimed provisional }}
"""
PREVIEW = f"""
query Preview($policy: String! = "{POLICY}", $group: String! = "towns", $unit: String! = "1镇",
              $period: String! = "2023Q2", $asOf: Date, $asKnownAt: KnownAt, $claimed: Boolean,
              $changes: [SupposedChange!]!) {{
  scorecardPreview(policy: $policy, group: $group, unit: $unit, period: $period, asOf: $asOf,
                   asKnownAt: $asKnownAt, includeClaimed: $claimed, changes: $changes) {{
    before {{ {CARD} }}
    after {{ {CARD} }}
    differences {{ change points exact before {{ {LINE} }} after {{ {LINE} }} }}
    supposed
    warnings {{ field message code }}
    errors {{ field message code }}
  }}
}}
"""
SCORECARD = f"""
query Card($unit: String!) {{
  scorecard(policy: "{POLICY}", group: "towns", unit: $unit, period: "2023Q2") {{ {CARD} }}
}}
"""
Change = dict[str, dict[str, Any]]


def shown(project: UUID) -> str:
    return f"prj_{project.hex}"


def started(project: UUID, on: str = "2023-06-30") -> Change:
    return {"stageRecord": {"project": shown(project), "stage": "STARTED", "on": on}}


def judged(points: str, **more: str) -> Change:
    given = {"policy": POLICY, "group": "towns", "unit": "1镇", "period": "2023Q2", "item": "effort"}
    return {"judgementGive": given | {"points": points, "judgementReason": "扎实"} | more}


def report(project: UUID, **given: str) -> dict[str, Any]:
    return {"project": shown(project), "month": "2023-05-01", "invested": "1", "cumulative": "1"} | given


async def preview(client: Client, *changes: Change, **arguments: Any) -> Answer:
    found: Answer = (await client.ask(PREVIEW, changes=changes, **arguments))["scorecardPreview"]
    return found


class Told:
    """What changes are written with: three projects, the enrolment of the last, and facts by what recorded them."""

    def __init__(self, one: UUID, other: UUID, doubtful: UUID, enrolment: UUID) -> None:
        self.one, self.other, self.doubtful = shown(one), shown(other), shown(doubtful)
        self.enrolment = f"enr_{enrolment.hex}"
        self.facts: dict[str, str] = {}

    @classmethod
    async def to(cls, office: Office) -> "Told":
        """Three projects of one town."""
        one, other, doubtful = [
            await office.enrolled_project(name) for name in ("碳材料厂", "陶瓷厂", "水泥厂")
        ]
        enrolments = {e.project: e.id for e in (await known_now(office)).facts.enrolments}
        return cls(one, other, doubtful, enrolments[doubtful])


def of_unit(**given: Any) -> dict[str, Any]:
    return {"jurisdiction": CITY, "unit": "1镇", "on": "2023-06-08"} | given


STEPS: Sequence[tuple[str, Callable[[Told], dict[str, Any]]]] = (
    ("stageRecord", lambda t: {"project": t.one, "stage": "SIGNED", "on": "2023-04-03"}),
    ("stageRecord", lambda t: {"project": t.one, "stage": "PRODUCING", "on": "2023-06-30"}),
    ("startRecord", lambda t: {"project": t.one, "kind": "LIBRARY_ENTRY", "on": "2023-06-30"}),
    ("listRecord", lambda t: {"project": t.one, "keyList": "BATCH_STARTED", "on": "2023-05-08"}),
    (
        "listRecord",
        lambda t: {"project": t.one, "keyList": "BATCH_STARTED", "on": "2023-06-08", "delisted": True},
    ),
    (
        "fundingRecord",
        lambda t: {
            "project": t.one,
            "source": "SPECIAL_BOND",
            "step": "APPLIED",
            "amount": "900.5",
            "on": "2023-05-08",
            "bundle": "一捆",
            "applicant": "第2镇",
        },
    ),
    (
        "planSet",
        lambda t: {"project": t.one, "milestone": "STARTED", "due": "2023-05-30", "madeOn": "2023-04-03"},
    ),
    (
        "planChange",
        lambda t: {
            "project": t.one,
            "milestone": "STARTED",
            "due": "2023-06-30",
            "madeOn": "2023-05-08",
            "approvedOn": "2023-05-09",
        },
    ),
    (
        "progressReport",
        lambda t: {"project": t.one, "month": "2023-05-01", "invested": "100", "cumulative": "300"},
    ),
    (
        "projectChange",
        lambda t: {"project": t.one, "effective": "2023-06-08", "total": "50000", "flags": ["PURE_FARMING"]},
    ),
    ("admissionGrant", lambda t: {"project": t.one, "policy": POLICY, "on": "2023-05-08"}),
    (
        "projectTransfer",
        lambda t: {"project": t.other, "policy": POLICY, "unit": "3镇", "on": "2023-06-01"},
    ),
    (
        "enrolmentSet",
        lambda t: {"project": t.doubtful, "policy": POLICY, "unit": "town2", "since": "2023-06-10"},
    ),
    ("enrolmentDecide", lambda t: {"enrolment": t.enrolment, "state": "EXCLUDED"}),
    (
        "meetingRecord",
        lambda t: of_unit(kind="ON_SITE", chair="DEPUTY", solved=True, projects=[t.one, t.other]),
    ),
    ("praiseRecord", lambda _: of_unit(source="HIGHER_MEDIA", matter="专版")),
    ("criticismRecord", lambda _: of_unit(kind="INTERVIEW", matter="滞后")),
    ("harmRecord", lambda _: of_unit(kind="BLANKET_STOPPAGE", verifiedBy="POLICE", matter="停工")),
    ("judgementGive", lambda _: judged("6.5")["judgementGive"]),
    ("factRemove", lambda t: {"fact": t.facts["praiseRecord"]}),
    ("factRemove", lambda t: {"fact": t.facts["stageRecord"]}),
)
"""Every kind of change, in an order in which the ledger takes them."""


UNDERTAKEN: Sequence[tuple[str, Callable[[Told], dict[str, Any]]]] = (
    ("yearPlanSet", lambda t: {"project": t.one, "year": 2023, "planned": "8000.5"}),
    ("procedureRecord", lambda t: {"project": t.one, "kind": "EIA", "appliedOn": "2023-05-03"}),
    (
        "dutyAssign",
        lambda t: {
            "jurisdiction": CITY,
            "project": t.one,
            "duty": "COUNTY_LEADER",
            "post": "常务副市长",
            "since": "2023-05-01",
        },
    ),
    ("dutyEnd", lambda t: {"assignment": t.facts["dutyAssign"], "until": "2023-06-01"}),
    (
        "duplicateDecide",
        lambda t: {
            "project": t.one,
            "other": t.other,
            "same": False,
            "on": "2023-06-01",
            "rulingReason": "两期",
        },
    ),
    (
        "indicatorRead",
        lambda _: {
            "policy": POLICY,
            "indicator": "investment",
            "unit": "2镇",
            "period": "2023-05",
            "value": "12.5",
            "source": "统计月报",
        },
    ),
    (
        "goalRevise",
        lambda _: {
            "policy": POLICY,
            "target": "town",
            "group": "towns",
            "unit": "2镇",
            "goal": "3",
            "effective": "2023-06-01",
            "approvedOn": "2023-05-20",
            "approver": "市长",
            "revisionReason": "上级加码",
        },
    ),
    (
        "commitmentRecord",
        lambda _: {"policy": POLICY, "unit": "2镇", "text": "年内开工三个", "on": "2023-05-01"},
    ),
)
"""What boards, targets and gaps look at; the card of this city only where it tells a fact of its own unit."""

REALLY = {"factRemove": "factReject"}
"""The mutation that records a change, where it is not called the same."""
SHOWN_IDS = {
    "praiseRecord": "praise { id }",
    "stageRecord": "stageEvent { id }",
    "dutyAssign": "assignment { id }",
}


async def record(client: Client, name: str, content: dict[str, Any]) -> str | None:
    """Carry out the mutation; the id of what it recorded, where that is a fact."""
    mutation = REALLY.get(name, name)
    shows = SHOWN_IDS.get(name, "no")
    version = {"version": 1} if name == "projectChange" else {}
    query = f"""mutation M($input: {mutation[0].upper()}{mutation[1:]}Input!) {{
        {mutation}(input: $input) {{ {shows} errors {{ field message }} }} }}"""
    given = {"requestId": str(uuid4()), "reason": "试验", **content, **version}
    payload = (await client.ask(query, input=given))[mutation]
    assert payload.pop("errors") == [], name
    fact = next(iter(payload.values()))
    return fact["id"] if isinstance(fact, dict) else None
