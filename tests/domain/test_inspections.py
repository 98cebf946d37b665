"""What rules see of inspections and findings: of their own policy, of their unit, up to the day."""

from datetime import date

from tests.support.county import POLICY, board, new_id, project, together
from xiangmu.plugin.facts import Facts, Finding, FollowUp, Inspected
from xiangmu.plugin.vocabulary import FindingStepKind

MARCH, JUNE, JULY = date(2022, 3, 1), date(2022, 6, 30), date(2022, 7, 1)


def finding(unit: str = "east", policy: str = POLICY, on: date = MARCH, **steps: date) -> Finding:
    return Finding(
        id=new_id(),
        policy=policy,
        unit=unit,
        project=None,
        category="slow",
        on=on,
        steps=tuple(
            FollowUp(
                id=new_id(), kind=FindingStepKind(kind), on=day, due=JUNE if kind == "REMINDED" else None
            )
            for kind, day in steps.items()
        ),
    )


def test_a_project_shows_when_it_was_looked_at_under_the_policy_up_to_the_day() -> None:
    one = project()
    own = one.versions[0].project
    looked_at = [
        Inspected(id=new_id(), project=own, policy=policy, on=on)
        for policy, on in ((POLICY, JULY), (POLICY, MARCH), ("another", MARCH))
    ]
    facts = together(one, Facts(inspections=tuple(looked_at)))
    for day, expected in ((date(2022, 2, 28), []), (JUNE, [MARCH]), (JULY, [MARCH, JULY])):
        seen = board(facts, as_of=day)
        for snapshot in (seen.units["town", "east"], seen.whole):
            assert [fact.on for fact in snapshot.projects[0].inspections] == expected
    [view] = board(facts).whole.projects
    assert [fact.on for fact in view.inspected_since(JUNE)] == [JULY]


def test_findings_stand_with_the_unit_and_the_whole_as_the_day_shows_them() -> None:
    mine = finding(REMINDED=MARCH, REPORTED=JUNE, ACCEPTED=JULY)
    others = (finding("west"), finding(policy="another"), finding(on=JULY))
    facts = Facts(findings=(mine, *others))
    before, on_day = (board(facts, as_of=day) for day in (date(2022, 6, 29), JUNE))
    [seen] = before.units["town", "east"].findings
    assert (seen.due, seen.closed_on, len(seen.steps)) == (JUNE, None, 1)
    assert {one.unit for one in before.whole.findings} == {"east", "west"}
    [seen] = on_day.units["town", "east"].findings
    assert (seen.due, seen.closed_on) == (None, None)
    later = board(facts, as_of=JULY).units["town", "east"].findings
    assert [one.closed_on for one in later] == [JULY, None]


def test_whoever_is_judged_poor_owes_nothing_until_the_next_letter() -> None:
    judged = finding(REMINDED=MARCH, REPORTED=MARCH, POOR=MARCH)
    assert not judged.overdue(JULY)
    again = FollowUp(id=new_id(), kind=FindingStepKind.REMINDED, on=MARCH, due=date(2022, 3, 31))
    reminded = Finding(
        id=judged.id,
        policy=POLICY,
        unit="east",
        project=None,
        category="slow",
        on=MARCH,
        steps=(*judged.steps, again),
    )
    assert [reminded.overdue(day) for day in (date(2022, 3, 31), date(2022, 4, 1))] == [False, True]
