"""A sample campaign of 岚县: 62 projects of five of its six ranked units; the sixth has none and stands apart.

No source tells of real projects of the campaign, so all of them, the readings and the promises are samples.
"""

from functools import partial

from xiangmu.plugin.demo import Demo, demo_id, read_issues
from xiangmu.plugin.facts import Facts
from xiangmu_lanxian.demo import events, inventories, projects
from xiangmu_lanxian.demo.book import Book
from xiangmu_lanxian.demo.bulletins import BULLETINS
from xiangmu_lanxian.policy import POLICY


def _facts() -> Facts:
    book = Book()
    projects.tell(book)
    events.tell(book)
    return book.facts()


DEMO = Demo(
    facts=_facts(),
    inventories=inventories.ITEMS,
    reports=inventories.HANDED_IN,
    bulletins=BULLETINS,
    issues=read_issues(__package__, POLICY.key, partial(demo_id, POLICY.jurisdiction)),
)
