"""Reports through the API: the form is looked at, handed in, given back; what is due shows how it stands."""

from tests.api.mutations.desk import Desk
from tests.support.city import CITY, POLICY

OCCURRENCES = """query($policy: String!, $unit: String) {
    occurrences(policy: $policy, since: "2023-06-01", until: "2023-06-30", unit: $unit, obligation: "report") {
        count counts { state count }
        entries(first: 5) { key due effectiveDue effectiveBecause state because breach reports report unit { key }
            obligation { key kind clause { id } } }
    } }"""
FORM = """query($policy: String!) {
    reportForm(policy: $policy, obligation: "report", due: "2023-06-05", unit: "1镇") {
        figuresHash figures { first last projects sums { title text claimedText exact }
            movements { name on what amount claimed } hiddenMovements }
        occurrence { state } } }"""


async def reporting(desk: Desk) -> None:
    """Every command about reports."""
    listed = (await desk.ask(OCCURRENCES, policy=POLICY, unit=None))["occurrences"]
    assert listed["counts"] == [{"state": "MISSING", "count": listed["count"]}]
    form = (await desk.ask(FORM, policy=POLICY))["reportForm"]
    assert form["occurrence"] == {"state": "MISSING"}
    assert (form["figures"]["first"], form["figures"]["last"]) == ("2023-05-01", "2023-05-31")
    of = {"policy": POLICY, "obligation": "report", "due": "2023-06-05", "unit": "1镇"}
    assert ("seen", "CONFLICT") in await desk.refusals("reportSubmit", **of, seen="0" * 64)
    payload = await desk.give(
        "reportSubmit",
        """report { id number text due receivedAt knownAt unit { key } returned { text }
            figures { first projects sums { title } movements { name what } hiddenMovements } }""",
        **of,
        text="进展顺利",
        seen=form["figuresHash"],
    )
    report = payload["report"]
    assert (report["number"], report["unit"], report["returned"]) == (1, {"key": "town1"}, None)
    assert [m["what"] for m in report["figures"]["movements"]] == [
        m["what"] for m in form["figures"]["movements"]
    ]
    payload = await desk.give(
        "reportReturn",
        "report { returned { text againBy } }",
        report=report["id"],
        text="缺照片",
        againBy="2023-07-09T18:00:00+08:00",
    )
    assert payload["report"]["returned"] == {"text": "缺照片", "againBy": "2023-07-09T18:00:00+08:00"}
    [entry] = (await desk.ask(OCCURRENCES, policy=POLICY, unit="1镇"))["occurrences"]["entries"]
    assert (entry["state"], entry["reports"], entry["report"]) == ("RETURNED", 1, report["id"])
    payload = await desk.give(
        "occurrenceWaive", "waiver { due unit { key } text }", **(of | {"due": "2023-05-05"}), text="防汛"
    )
    assert payload["waiver"] == {"due": "2023-05-05", "unit": {"key": "town1"}, "text": "防汛"}
    payload = await desk.give(
        "workdayDecide",
        "decision { day works text }",
        jurisdiction=CITY,
        day="2023-06-05",
        works=False,
        text="市运会",
    )
    assert payload["decision"] == {"day": "2023-06-05", "works": False, "text": "市运会"}
    [entry] = (await desk.ask(OCCURRENCES, policy=POLICY, unit="1镇"))["occurrences"]["entries"]
    assert entry["due"] == "2023-06-05T16:00:00+08:00"
    assert entry["effectiveDue"] == "2023-06-02T16:00:00+08:00"
