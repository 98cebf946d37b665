"""Which clauses the rules of a city rest on, where one bundle names many."""

from collections.abc import Iterator

from xiangmu.plugin.inspections import InspectionRules


def inspected_by(rules: InspectionRules) -> Iterator[tuple[str, str]]:
    """What of the rules rests on which clause: the name of it, and the clause."""
    named = {
        "coverage": rules.clause,
        "organised": rules.organised,
        "letters": rules.letters,
        "interviews": rules.interviews,
        "escalation": rules.escalation,
    }
    named |= {f"kind.{kind.key}": kind.clause for kind in rules.kinds}
    named |= {f"checklist.{head.key}": head.clause for head in rules.heads}
    named |= {f"finding.{category.key}": category.clause for category in rules.categories}
    named |= {f"finding.{one.key}.investigated": one.investigated for one in rules.categories}
    return ((name, clause) for name, clause in named.items() if clause)
