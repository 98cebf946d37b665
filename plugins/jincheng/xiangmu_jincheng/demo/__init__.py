"""A sample year of 晋城: 145 projects of its 31 planning bodies, and what the office recorded in 2019.

The 21 projects of ``real.csv`` are named by the document or by the press of 2019; what the sources do not tell of
them is made up and named in ``sample``, and a project of which they tell only that it is to start is kept at the
preliminary stage. All the others are samples, and so is every reading.
"""

from functools import partial

from xiangmu.plugin.demo import Demo, demo_id, read_issues
from xiangmu.plugin.facts import Facts
from xiangmu_jincheng.demo import events, libraries, projects, works
from xiangmu_jincheng.demo.book import Book
from xiangmu_jincheng.policy import POLICY


def _facts() -> Facts:
    book = Book()
    projects.tell(book)
    works.tell(book)
    events.tell(book)
    return book.facts()


DEMO = Demo(
    facts=_facts(),
    libraries=libraries.ENTRIES,
    statistics=libraries.STATISTICS,
    issues=read_issues(__package__, POLICY.key, partial(demo_id, POLICY.jurisdiction)),
)
