"""Facts that would be otherwise: some gone, some come, in order."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.whatif import FIELDS, AnyFact, Change, facts_called, with_changes
from xiangmu.plugin.facts import Facts, Meeting, StageReached, Started
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind, Stage, StartKind

PROJECT = UUID(int=99)
DAY = date(2023, 6, 30)


def stage(number: int, on: date = DAY) -> StageReached:
    return StageReached(id=UUID(int=number), project=PROJECT, stage=Stage.STARTED, on=on)


def start(number: int) -> Started:
    return Started(id=UUID(int=number), project=PROJECT, kind=StartKind.LIBRARY_ENTRY, on=DAY)


def meeting(number: int) -> Meeting:
    return Meeting(
        id=UUID(int=number),
        unit="town1",
        kind=MeetingKind.STUDY,
        on=DAY,
        chair=ChairRole.DEPUTY,
        solved=True,
    )


def test_nothing_changes_without_changes() -> None:
    facts = Facts(stages=(stage(1),), meetings=(meeting(2),))
    assert with_changes(facts, ()) == facts


def test_a_fact_comes_to_the_others_of_its_class() -> None:
    facts = Facts(stages=(stage(1),))
    changed = with_changes(facts, [Change(facts=(stage(2), start(3)))])
    assert changed == Facts(stages=(stage(1), stage(2)), starts=(start(3),))


def test_a_fact_that_had_not_happened_is_gone() -> None:
    facts = Facts(stages=(stage(1), stage(2)), meetings=(meeting(3),))
    gone = Change(without=frozenset({UUID(int=1), UUID(int=3)}))
    assert with_changes(facts, [gone]) == Facts(stages=(stage(2),))


def test_a_fact_under_an_id_in_use_takes_the_place_of_that_one() -> None:
    earlier = stage(1, DAY - timedelta(days=1))
    assert with_changes(Facts(stages=(stage(1),)), [Change(facts=(earlier,))]) == Facts(stages=(earlier,))


def test_a_later_change_undoes_an_earlier_one() -> None:
    come, go = Change(facts=(stage(1),)), Change(without=frozenset({UUID(int=1)}))
    assert with_changes(Facts(), [come, go]) == Facts()
    assert with_changes(Facts(), [go, come]) == Facts(stages=(stage(1),))
    assert with_changes(Facts(stages=(stage(1),)), [go, come]) == Facts(stages=(stage(1),))


def test_every_class_of_facts_has_its_field() -> None:
    assert sorted(FIELDS.values()) == sorted(Facts.__dataclass_fields__)


def test_facts_are_found_by_id_whatever_their_class() -> None:
    facts = Facts(stages=(stage(1),), starts=(start(2),), meetings=(meeting(3),))
    wanted = {UUID(int=2), UUID(int=3), UUID(int=4)}
    assert facts_called(facts, wanted) == {UUID(int=2): start(2), UUID(int=3): meeting(3)}


numbers = st.integers(1, 6)
some_facts = st.lists(st.one_of(numbers.map(stage), numbers.map(start), numbers.map(meeting)), max_size=4)
some_changes = st.lists(
    st.builds(
        Change,
        without=st.frozensets(numbers.map(lambda number: UUID(int=number)), max_size=2),
        facts=some_facts.map(tuple),
    ),
    max_size=4,
)


def standing(facts: Facts) -> dict[UUID, AnyFact]:
    return {fact.id: fact for name in FIELDS.values() for fact in getattr(facts, name)}


@given(before=some_facts, changes=some_changes)
def test_the_last_word_on_every_id_holds(before: list[AnyFact], changes: list[Change]) -> None:
    facts = with_changes(Facts(), [Change(facts=tuple(before))])
    expected = {fact.id: fact for fact in before}
    for change in changes:
        for fact_id in change.without:
            expected.pop(fact_id, None)
        expected |= {fact.id: fact for fact in change.facts}
    changed = with_changes(facts, changes)
    assert standing(changed) == expected
    assert sum(len(getattr(changed, name)) for name in FIELDS.values()) == len(expected)


@given(before=some_facts, changes=some_changes, seed=st.integers(0, 99))
def test_all_at_once_is_as_one_by_one(before: list[AnyFact], changes: list[Change], seed: int) -> None:
    facts = with_changes(Facts(), [Change(facts=tuple(before))])
    cut = Random(seed).randint(0, len(changes))  # nothing secret: where a test cuts a list
    halves = with_changes(with_changes(facts, changes[:cut]), changes[cut:])
    assert standing(halves) == standing(with_changes(facts, changes))
