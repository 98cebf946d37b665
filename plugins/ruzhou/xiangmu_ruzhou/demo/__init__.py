"""A sample year of 汝州: about 480 projects of the 49 units with tasks, and what the office recorded in 2023.

Five projects are real, as far as their source tells; everything else is made up and says so. Nothing here is left
to chance: the tables beside these modules and the words in them decide everything.
"""

from datetime import date
from functools import partial

from xiangmu.plugin.demo import Demo, DemoPublication, Question, demo_id, read_issues
from xiangmu.plugin.facts import Facts
from xiangmu_ruzhou.demo import conduct, invented, judged, surveys, told
from xiangmu_ruzhou.demo.book import Book
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.units import UNITS

PUBLISHED = (("2023Q1", date(2023, 4, 12)), ("2023Q2", date(2023, 7, 12)), ("2023Q3", date(2023, 10, 12)))


def _facts() -> Facts:
    book = Book()
    told.tell(book)
    invented.invent(book)
    conduct.tell(book)
    judged.tell(book)
    surveys.tell(book)
    return book.facts()


DEMO = Demo(
    facts=_facts(),
    publications=tuple(
        DemoPublication(policy=POLICY.key, group=group.key, period=period, on=on)
        for period, on in PUBLISHED
        for group in UNITS.groups
    ),
    first_question=Question(policy=POLICY.key, group="area", unit="wenquan-zhen", period="2023Q2"),
    issues=read_issues(__package__, POLICY.key, partial(demo_id, POLICY.jurisdiction)),
)
