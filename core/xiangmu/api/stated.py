"""What the cities say, made into GraphQL objects once for the process: requests only point at them."""

from collections.abc import Mapping
from fractions import Fraction

from xiangmu.api.cards.types import AccountabilityRule, Award, BoardRule, Card, CardItem, JudgementItem
from xiangmu.api.clauses.types import Clause
from xiangmu.api.policies.types import Reading
from xiangmu.api.scalars import Points, Wan
from xiangmu.api.schedule.types import MeetingForm, Obligation, Phase
from xiangmu.api.stated_rules import StatedRules
from xiangmu.api.targets.types import Figure, Milestone, Notice, Target
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.catalog import Catalog
from xiangmu.catalog.coverage import Covered, coverage
from xiangmu.plugin import policy as policies
from xiangmu.plugin import schedule, scoring, targets


class StatedPolicy:
    """One policy. Look-ups by key raise KeyError."""

    def __init__(
        self, catalog: Catalog, policy: policies.Policy, covered: Mapping[tuple[str, str], Covered]
    ) -> None:
        city = catalog.city_of(policy.key)
        self.policy = policy
        self.units = {unit.key: AssessedUnit.of(unit) for unit in city.units.units}
        self.clauses = {
            clause.id: Clause.of(clause, covered[policy.key, clause.id]) for clause in policy.clauses
        }
        self.groups = {
            group.key: Group(
                key=group.key,
                title=group.title,
                units=[self.units[unit] for unit in group.units],
                clause=self.clauses[group.clause],
            )
            for group in catalog.groups_of(policy.key)
        }
        self.targets = {
            (target.group, target.unit, target.key): self._target(target)
            for target in catalog.targets_of(policy.key)
        }
        self.phases = [
            Phase(
                key=phase.key,
                title=phase.title,
                starts=phase.starts,
                ends=phase.ends,
                clause=self.clauses[phase.clause],
            )
            for phase in catalog.phases_of(policy.key)
        ]
        self.obligations = {one.key: self._obligation(one) for one in catalog.obligations_of(policy.key)}
        self.rules = StatedRules(catalog, policy.key, self.groups, self.clauses)
        self.notices = [
            Notice(text=notice.text, targets=list(notice.targets), clause=self.clauses[notice.clause])
            for notice in catalog.notices_of(policy.key)
        ]
        self.cards = [self._card(card) for card in city.scoring.cards if card.policy == policy.key]
        self.boards = {ranking.key: self._board(ranking) for ranking in catalog.rankings_of(policy.key)}
        self.boards |= {stated.key: self._composite(stated) for stated in catalog.classes_of(policy.key)}
        self.awards = [
            self.award(award) for group in self.groups for award in catalog.awards_of(policy.key, group)
        ]
        self.accountability = {
            rule.key: AccountabilityRule(
                key=rule.key,
                title=rule.title,
                group=self.groups[rule.group],
                clause=self.clauses[rule.clause],
            )
            for rule in catalog.accountability_of(policy.key)
        }

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with that id; None for ""."""
        return self.clauses[clause_id] if clause_id else None

    def readings(self, readings: policies.Readings) -> list[Reading]:
        """The options as ``readings`` say."""
        return [Reading.of(option, self.clause(option.clause)) for option in readings.in_force()]

    def award(self, award: scoring.Award) -> Award:
        """An award as stated."""
        return Award(
            title=award.title,
            group=self.groups[award.group],
            first=award.first,
            last=award.last,
            amount=Wan(award.yuan),
            clause=self.clauses[award.clause],
        )

    def judgement(self, item: scoring.JudgementItem) -> JudgementItem:
        """What a person may decide."""
        return JudgementItem(
            key=item.key,
            title=item.title,
            least=item.least,
            most=item.most,
            many=item.many,
            clause=self.clauses[item.clause],
        )

    def _target(self, target: targets.Target) -> Target:
        return Target(
            key=target.key,
            title=target.title,
            group=self.groups[target.group] if target.group else None,
            unit=self.units[target.unit] if target.unit else None,
            measure=target.measure.title,
            goal=None if target.goal is None else Figure.of(target.goal, target.measure.counts),
            comparison=target.comparison,
            due=target.due,
            every=target.every,
            milestones=[
                Milestone(
                    due=milestone.due,
                    percent=Points(Fraction(milestone.per_mille, 10)),
                    clause=self.clauses[milestone.clause or target.clause],
                )
                for milestone in target.milestones
            ],
            basis=target.basis,
            lead=self.units[target.lead] if target.lead else None,
            responsible=[self.units[unit] for unit in target.responsible],
            cooperating=[self.units[unit] for unit in target.cooperating],
            clause=self.clauses[target.clause],
        )

    def _obligation(self, stated: schedule.Obligation) -> Obligation:
        return Obligation(
            key=stated.key,
            title=stated.title,
            kind=stated.kind,
            group=self.groups[stated.group] if stated.group else None,
            units=[self.units[unit] for unit in stated.units],
            deliver_to=stated.deliver_to or None,
            content=stated.content or None,
            strict=stated.strict,
            basis=stated.basis,
            meeting=_form(stated.meeting) if stated.meeting else None,
            clause=self.clauses[stated.clause],
        )

    def _card(self, card: scoring.Card) -> Card:
        return Card(
            title=card.title,
            group=self.groups[card.group],
            period_kind=card.period_kind,
            items=[self._item(rule) for rule in card.rules],
            clause=self.clauses[card.clause],
            year_clause=self.clause(card.year_clause),
        )

    def _item(self, rule: scoring.ScoringRule) -> CardItem:
        return CardItem(
            key=rule.key,
            title=rule.title,
            section=rule.section,
            cap=rule.cap,
            floor=rule.floor,
            judgements=[self.judgement(item) for item in rule.judgements],
            clause=self.clauses[rule.clause],
        )

    def _board(self, ranking: scoring.Ranking) -> BoardRule:
        return BoardRule(
            key=ranking.key,
            title=ranking.title,
            group=self.groups[ranking.group],
            basis=ranking.basis,
            period_kind=ranking.period_kind,
            by_total=ranking.measure is None,
            composite=False,
            direction=ranking.direction,
            reading=ranking.reading or None,
            clause=self.clauses[ranking.clause],
        )

    def _composite(self, stated: scoring.RankingClass) -> BoardRule:
        return BoardRule(
            key=stated.key,
            title=stated.title,
            group=self.groups[stated.group],
            basis=stated.basis,
            period_kind=stated.period_kind,
            by_total=False,
            composite=True,
            direction=scoring.Direction.LOWER,
            reading=stated.reading or None,
            clause=self.clauses[stated.clause],
        )


def _form(form: schedule.MeetingForm) -> MeetingForm:
    return MeetingForm(
        kind=form.kind, chair=form.chair, projects=form.projects or None, approved=form.approved
    )


def stated_policies(catalog: Catalog) -> dict[str, StatedPolicy]:
    """Every policy by key."""
    covered = {(clause.policy, clause.clause): clause for clause in coverage(catalog)}
    return {key: StatedPolicy(catalog, policy, covered) for key, policy in catalog.policies.items()}
