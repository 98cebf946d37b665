"""The catalog: everything that the loaded plugins said, frozen, with the look-ups that requests need."""

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType

from xiangmu.plugin.common_lights import COMMON
from xiangmu.plugin.demo import Demo
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.inspections import InspectionRules
from xiangmu.plugin.inventories import Inventory
from xiangmu.plugin.leaders import DutyRule, Leaders
from xiangmu.plugin.libraries import LibraryRules
from xiangmu.plugin.lights import LightRule
from xiangmu.plugin.lists import Lists, ProjectList
from xiangmu.plugin.measures import Indicator
from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.procedures import ProcedureRule
from xiangmu.plugin.profile import AdmissionRule, DuplicateRule, Profile, ProjectRule, StageName
from xiangmu.plugin.schedule import Obligation, Phase, Schedule
from xiangmu.plugin.scoring import (
    AccountabilityList,
    Award,
    Card,
    JudgementItem,
    Ranking,
    RankingClass,
    Roll,
    Scoring,
)
from xiangmu.plugin.supervision import IssueRules, Supervision
from xiangmu.plugin.targets import Notice, Target, Targets
from xiangmu.plugin.units import Group, Jurisdiction, PluginInfo, Unit, Units
from xiangmu.plugin.value import value


@value
class City:
    """One loaded plugin: its answers to the hooks, empty where it gave none."""

    info: PluginInfo
    policies: Policies
    units: Units
    targets: Targets = Targets(targets=())
    schedule: Schedule = Schedule()
    leaders: Leaders = Leaders()
    lists: Lists = Lists()
    supervision: Supervision = Supervision()
    scoring: Scoring = Scoring()
    profile: Profile = Profile()
    demo: Demo = Demo(facts=Facts())


class Catalog:
    """An immutable view over the loaded cities. Look-ups raise KeyError for what no city said."""

    def __init__(self, cities: tuple[City, ...]) -> None:
        self.cities = cities

    @cached_property
    def policies(self) -> MappingProxyType[str, Policy]:
        """Every policy by key."""
        return MappingProxyType(
            {policy.key: policy for city in self.cities for policy in city.policies.policies}
        )

    @cached_property
    def jurisdictions(self) -> MappingProxyType[str, Jurisdiction]:
        """Every jurisdiction by key."""
        return MappingProxyType({city.info.jurisdiction.key: city.info.jurisdiction for city in self.cities})

    @cached_property
    def groups(self) -> MappingProxyType[tuple[str, str], Group]:
        """Every group by (policy, group)."""
        return MappingProxyType({(g.policy, g.key): g for city in self.cities for g in city.units.groups})

    @cached_property
    def cards(self) -> MappingProxyType[tuple[str, str], Card]:
        """Every card by (policy, group)."""
        return MappingProxyType({(c.policy, c.group): c for city in self.cities for c in city.scoring.cards})

    @cached_property
    def indicators(self) -> MappingProxyType[tuple[str, str], Indicator]:
        """Every indicator by (policy, indicator)."""
        return MappingProxyType(
            {(i.policy, i.key): i for city in self.cities for i in city.targets.indicators}
        )

    def city(self, jurisdiction: str) -> City:
        """The city that speaks for ``jurisdiction``."""
        for city in self.cities:
            if city.info.jurisdiction.key == jurisdiction:
                return city
        raise KeyError(jurisdiction)

    def city_of(self, policy: str) -> City:
        """The city that states ``policy``."""
        return self.city(self.policies[policy].jurisdiction)

    def unit(self, policy: str, unit: str) -> Unit:
        """The unit with that key in the policy's city."""
        for candidate in self.city_of(policy).units.units:
            if candidate.key == unit:
                return candidate
        raise KeyError(unit)

    def groups_of(self, policy: str) -> tuple[Group, ...]:
        """The groups that ``policy`` assesses, in the order stated."""
        return tuple(group for group in self.groups.values() if group.policy == policy)

    def targets_of(self, policy: str) -> tuple[Target, ...]:
        """The targets of ``policy``."""
        return tuple(target for target in self.city_of(policy).targets.targets if target.policy == policy)

    def notices_of(self, policy: str) -> tuple[Notice, ...]:
        """The notices on the targets of ``policy``."""
        return tuple(notice for notice in self.city_of(policy).targets.notices if notice.policy == policy)

    def rankings_of(self, policy: str) -> tuple[Ranking, ...]:
        """The boards of ``policy``."""
        return tuple(ranking for ranking in self.city_of(policy).scoring.rankings if ranking.policy == policy)

    def awards_of(self, policy: str, group: str) -> tuple[Award, ...]:
        """The awards of one group."""
        awards = self.city_of(policy).scoring.awards
        return tuple(award for award in awards if (award.policy, award.group) == (policy, group))

    def accountability_of(self, policy: str) -> tuple[AccountabilityList, ...]:
        """The accountability lists of ``policy``."""
        return tuple(entry for entry in self.city_of(policy).scoring.accountability if entry.policy == policy)

    def admission_of(self, policy: str) -> AdmissionRule | None:
        """The admission rule of ``policy``, if it prints one."""
        rules = self.city_of(policy).profile.admission
        return next((rule for rule in rules if rule.policy == policy), None)

    def project_rules_of(self, policy: str) -> tuple[ProjectRule, ...]:
        """What ``policy`` asks of the projects enrolled in it."""
        return tuple(rule for rule in self.city_of(policy).profile.rules if rule.policy == policy)

    def indicators_of(self, policy: str) -> tuple[Indicator, ...]:
        """The indicators that ``policy`` has the office read."""
        return tuple(one for one in self.city_of(policy).targets.indicators if one.policy == policy)

    def classes_of(self, policy: str) -> tuple[RankingClass, ...]:
        """The classes of boards of ``policy``."""
        return tuple(one for one in self.city_of(policy).scoring.classes if one.policy == policy)

    def rolls_of(self, policy: str) -> tuple[Roll, ...]:
        """The best and slowest that ``policy`` has shown."""
        return tuple(one for one in self.city_of(policy).scoring.rolls if one.policy == policy)

    def lists_of(self, policy: str) -> tuple[ProjectList, ...]:
        """The lists of projects of ``policy``."""
        return tuple(one for one in self.city_of(policy).lists.lists if one.policy == policy)

    @cached_property
    def obligations(self) -> MappingProxyType[tuple[str, str], Obligation]:
        """Every obligation by (policy, obligation)."""
        return MappingProxyType({(o.policy, o.key): o for c in self.cities for o in c.schedule.obligations})

    def obligations_of(self, policy: str) -> tuple[Obligation, ...]:
        """What ``policy`` has done again and again."""
        return tuple(one for one in self.city_of(policy).schedule.obligations if one.policy == policy)

    def phases_of(self, policy: str) -> tuple[Phase, ...]:
        """The phases of ``policy``."""
        return tuple(one for one in self.city_of(policy).schedule.phases if one.policy == policy)

    def duties_of(self, policy: str) -> tuple[DutyRule, ...]:
        """Who must be on record under ``policy``."""
        return tuple(rule for rule in self.city_of(policy).leaders.duties if rule.policy == policy)

    def issue_rules_of(self, policy: str) -> IssueRules:
        """How problems under ``policy`` are followed up, be it that the policy prints nothing of it."""
        stated = self.city_of(policy).supervision.issues
        return next((rules for rules in stated if rules.policy == policy), IssueRules(policy=policy))

    def inspection_rules_of(self, policy: str) -> InspectionRules:
        """How projects under ``policy`` are inspected, be it that the policy prints nothing of it."""
        stated = self.city_of(policy).supervision.inspections
        return next((rules for rules in stated if rules.policy == policy), InspectionRules(policy=policy))

    def inventories_of(self, policy: str) -> tuple[Inventory, ...]:
        """The inventories that ``policy`` has drawn up."""
        return tuple(one for one in self.city_of(policy).supervision.inventories if one.policy == policy)

    def inventory(self, policy: str, key: str) -> Inventory | None:
        """The inventory of ``policy`` with that key."""
        return next((one for one in self.inventories_of(policy) if one.key == key), None)

    def libraries_of(self, policy: str) -> LibraryRules | None:
        """The libraries of ``policy``; None when it has none."""
        stated = self.city_of(policy).supervision.libraries
        return next((rules for rules in stated if rules.policy == policy), None)

    def procedures_of(self, policy: str) -> tuple[ProcedureRule, ...]:
        """The procedures that ``policy`` wants, in the order stated."""
        return tuple(rule for rule in self.city_of(policy).supervision.procedures if rule.policy == policy)

    def lights_of(self, policy: str) -> tuple[LightRule, ...]:
        """The lights of projects under ``policy``: the core's, or what the policy has in their place, then its own."""
        stated = {rule.key: rule for rule in self.city_of(policy).supervision.lights if rule.policy == policy}
        common = tuple(stated.pop(rule.key, rule) for rule in COMMON)
        return (*common, *stated.values())

    def duplicates_of(self, policy: str) -> tuple[DuplicateRule, ...]:
        """Whose projects must not repeat whose under ``policy``."""
        return tuple(rule for rule in self.city_of(policy).profile.duplicates if rule.policy == policy)

    def stage_names_of(self, policy: str) -> tuple[StageName, ...]:
        """What ``policy`` calls the stages."""
        return tuple(name for name in self.city_of(policy).profile.stages if name.policy == policy)

    def judgement(self, policy: str, group: str, item: str) -> JudgementItem | None:
        """What may be judged under that key on the cards of (policy, group)."""
        card = self.cards.get((policy, group))
        items = (item for rule in card.rules for item in rule.judgements) if card else ()
        return next((candidate for candidate in items if candidate.key == item), None)

    def goals(self, policy: str, group: str, unit: str) -> dict[str, int]:
        """The goals of one unit by target key; of the whole jurisdiction for ``("", "")``."""
        return dict(self._goals.get((policy, group, unit), {}))

    @cached_property
    def _goals(self) -> dict[tuple[str, str, str], dict[str, int]]:
        found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
        for target in (target for city in self.cities for target in city.targets.targets):
            if target.goal is not None:
                found[target.policy, target.group, target.unit][target.key] = target.goal
        return found
