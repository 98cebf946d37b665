"""Any query of anything: every root field, with arguments and filters that name what belongs to any of the places."""

from collections.abc import Mapping
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from tests.access.asking import ENTITIES, LISTS, SCHEMA
from tests.access.realm import PLACES, TOWNS, mark, policy_of
from xiangmu.api.reader.entity import Id

FIGURES = (
    "accountability",
    "agenda",
    "attainment",
    "boards",
    "changes",
    "departmentProcedures",
    "doubleClaims",
    "occurrences",
    "reportForm",
    "dutyGaps",
    "indicators",
    "inspectionCoverage",
    "inspectionRules",
    "inventories",
    "leaderBoard",
    "libraries",
    "libraryReconciliation",
    "procedureStatus",
    "projectLights",
    "projectLists",
    "publicationDrafts",
    "publications",
    "scorecard",
    "scorecardPreview",
    "scorecards",
    "suspectedDuplicates",
)
BY_ID = ("node", "project", "unit", "bulletin")
OTHERS = ("me", "jurisdictions", "policies", "importForms", "importRun", "importRuns")
ROOTS = (*LISTS, *FIGURES, *FIGURES, *BY_ID, "node", "node", *OTHERS)
"""The root fields to ask for, some more often than others."""
PREFIXES: Mapping[str, tuple[str, str]] = {
    str(entity.table.name): (name, entity.fields["id"].prefix)
    for name, entity in ENTITIES.items()
    if isinstance(entity.fields["id"], Id)
}
"""By table: the type, and how its ids begin."""
BREADTH = (7, 5, 4, 3)
Values = dict[str, tuple[Any, ...]]


class AnyQuery:
    """Writes queries from what a world holds."""

    def __init__(self, ids: Mapping[str, str], values: Values) -> None:
        self.ids = ids
        self._values = values

    @classmethod
    def of(cls, ids: Mapping[str, str]) -> "AnyQuery":
        """``ids``: all there are, with the type of each."""
        texts = [
            mark(place, unit, about)
            for place in PLACES
            for unit, about in (
                (TOWNS[0], "project"),
                (TOWNS[1], "project"),
                ("all", "alias"),
                ("person", "name"),
            )
        ]
        numbers = [number.rpartition("_")[2] for number in ids]
        return cls(
            ids,
            {
                "policy": tuple(policy_of(place) for place in PLACES),
                "jurisdiction": PLACES,
                "group": ("towns", "services"),
                "unit": (*TOWNS, "town3", "bureau"),
                "key": (*TOWNS, "bureau", "leader", "unstarted", *map(policy_of, PLACES)),
                "obligation": ("report", "summary", "dispatch", "inspection"),
                "due": ("2023-05-05", "2023-06-05", "2023-06-30"),
                "since": ("2023-01-01", "2023-04-01"),
                "until": ("2023-06-30", "2023-12-31"),
                "department": ("bureau",),
                "applicant": TOWNS,
                "period": ("2023Q2", "2023Q2", "2023Q1", "2023-05", "2023"),
                "indicator": ("investment", "growth"),
                "target": ("city", "town"),
                "item": ("effort", "fault"),
                "category": ("land", "other"),
                "level": ("unit", "office"),
                "inventory": ("land", "funds"),
                "library": ("planning", "works"),
                "awaits": ("county", "city"),
                "kind": (
                    "stage_record",
                    "project_register",
                    "person_register",
                    "account_open",
                    "publication",
                ),
                "principal": ("system", "approver", "anonymous"),
                "subject": tuple(numbers),
                "scope": PLACES,
                "code": tuple(
                    f"2301-99000{place}-04-01-{told}0000{unit}"
                    for place in range(3)
                    for told in (0, 1)
                    for unit in range(3)
                ),
                "text": (*texts, "项目", "异"),
                "name": (*texts, "镇", "异"),
                "value": ("1", "12.5"),
                "goal": ("3",),
                "points": ("6.5",),
                "version": (1, 2),
                "year": (2023,),
                "no": (1, 40, 80, 120),
                "ID": tuple(ids),
                "UUID": tuple(numbers),
                "Date": ("2023-01-15", "2023-03-01", "2023-05-01", "2023-05-04", "2023-06-01", "2023-06-30"),
                "DateTime": ("2023-07-01T12:00:00+08:00", "2023-07-01T12:01:00+08:00"),
                "Wan": ("20000.1118", "20000.2219", "30000", "500", "900.2219", "0"),
                "Points": ("6.5",),
                "Int": (1, 2, 20),
                "Boolean": (True, False),
                "String": (*texts, "x"),
            },
        )

    def draw(self, random: Random) -> dict[str, Any]:
        """The body of a request for one root field."""
        name = random.choice(ROOTS)
        root = SCHEMA.query_type
        assert root
        field, given, variables = root.fields[name], [], []
        values: dict[str, Any] = {}
        for key, argument in field.args.items():
            if not isinstance(argument.type, GraphQLNonNull) and random.random() < _absent(key):
                continue
            values[key] = self._value(random, key, argument.type)
            given.append(f"{key}: ${key}")
            variables.append(f"${key}: {argument.type}")
        asked = f"{name}{_in_brackets(given)}{self._below(random, field, 0, values.get('id', ''))}"
        return {"query": f"query {_in_brackets(variables)} {{ {asked} }}", "variables": values}

    def _below(self, random: Random, field: GraphQLField, level: int, id_: str = "") -> str:
        type_ = get_named_type(field.type)
        if is_leaf_type(type_):
            return ""
        if type_ is SCHEMA.type_map["Node"]:
            concrete = SCHEMA.type_map[self.ids.get(id_) or "Project"]
            fragment = f"... on {concrete.name} {{ {self._fields(random, concrete, level)} }}"
            return f" {{ __typename id {fragment} }}"
        return f" {{ {self._fields(random, type_, level)} }}"

    def _fields(self, random: Random, type_: Any, level: int) -> str:
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        names = list(type_.fields)
        if type_.name.endswith(("Connection", "Edge")):
            chosen = [name for name in names if name not in ("edges", "pageInfo") or random.random() < 0.1]
        else:
            chosen = random.sample(names, min(len(names), BREADTH[min(level, 3)] + (level == 0) * 3))
        parts = ["__typename"]
        for name in chosen:
            field = type_.fields[name]
            deeper = level + (not type_.name.endswith(("Connection", "Edge")))
            if deeper > 3 and not is_leaf_type(get_named_type(field.type)):
                continue
            parts.append(f"{name}{self._arguments(random, field)}{self._below(random, field, deeper)}")
        return " ".join(parts)

    def _arguments(self, random: Random, field: GraphQLField) -> str:
        given = []
        for key, argument in field.args.items():
            required = is_required_argument(argument)
            if key == "first":
                given.append(f"first: {random.choice((1, 3, 5))}")
            elif key == "order" or (not required and random.random() < 0.7) or key == "after":
                continue
            else:
                given.append(f"{key}: {_literal(self._value(random, key, argument.type), argument.type)}")
        return _in_brackets(given)

    def _value(self, random: Random, name: str, type_: Any) -> Any:
        match type_:
            case GraphQLNonNull():
                return self._value(random, name, type_.of_type)
            case GraphQLList():
                few = random.choice((1, 1, 2)) if name != "changes" else random.choice((0, 1, 2))
                return [self._value(random, name, type_.of_type) for _ in range(few)]
            case GraphQLEnumType():
                return random.choice(list(type_.values))
            case GraphQLInputObjectType() if type_.is_one_of:
                one = random.choice(sorted(type_.fields))
                return {one: self._value(random, one, type_.fields[one].type)}
            case GraphQLInputObjectType():
                few = random.choice((1, 1, 2))
                optional = [
                    key for key, field in type_.fields.items() if not isinstance(field.type, GraphQLNonNull)
                ]
                chosen = set(random.sample(optional, min(few, len(optional))))
                return {
                    key: self._value(random, key, field.type)
                    for key, field in type_.fields.items()
                    if isinstance(field.type, GraphQLNonNull) or key in chosen
                }
            case _ if type_.name in ("ID", "UUID", "Date", "DateTime", "Wan", "Points", "Boolean"):
                return random.choice(self._fitting(name, type_.name))
            case _ if name == "first":
                return random.choice((5, 10, 20))
            case _ if (name, type_.name) == ("since", "Int"):
                return random.choice((0, 20, 60, 100, 140, 180))
            case _ if name == "types":
                return random.choice(("Project", "Issue", "StageEvent", "Enrolment", "Report"))
            case _:
                return random.choice(self._values.get(name) or self._values[type_.name])

    def _fitting(self, name: str, leaf: str) -> tuple[Any, ...]:
        prefix = {"project": "prj_", "other": "prj_", "unit": "unt_", "origin": "prj_", "draft": "drf_"}.get(
            name
        )
        if leaf == "ID" and prefix:
            return tuple(one for one in self.ids if one.startswith(prefix))
        return self._values[leaf]


def _absent(key: str) -> float:
    """How often an argument is left out."""
    return {"after": 1.0, "first": 0.2, "filter": 0.4, "view": 1.0, "asKnownAt": 0.9, "asOf": 0.8}.get(
        key, 0.6
    )


def _in_brackets(parts: list[str]) -> str:
    return f"({', '.join(parts)})" if parts else ""


def _literal(value: Any, type_: Any) -> str:
    """``value`` as it stands in a query."""
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    match value:
        case list():
            return f"[{', '.join(_literal(one, inner.of_type) for one in value)}]"
        case dict():
            parts = (f"{key}: {_literal(one, inner.fields[key].type)}" for key, one in value.items())
            return f"{{{', '.join(parts)}}}"
        case bool():
            return "true" if value else "false"
        case str() if not isinstance(inner, GraphQLEnumType):
            return f'"{value}"'
        case _:
            return str(value)
