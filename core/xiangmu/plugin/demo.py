"""Demonstration data of a city: the hook ``demo``. The same facts the rules see, entered through the ledger."""

from datetime import date
from uuid import UUID, uuid5

from xiangmu.plugin.facts import Facts
from xiangmu.plugin.value import value

DEMO = UUID("5ca1ab1e-0000-5000-8000-00000000de30")


def demo_id(*parts: str) -> UUID:
    """A stable id for a demonstration fact: the same parts give the same id."""
    return uuid5(DEMO, "/".join(parts))


@value
class DemoPublication:
    """A board to publish on ``on``, from the facts recorded until then."""

    policy: str
    group: str
    period: str
    on: date


@value
class Demo:
    """What the hook ``demo`` returns."""

    facts: Facts
    publications: tuple[DemoPublication, ...] = ()
