/** What anybody may see: who has which document, its units, periods and goals. */

export interface Named {
  key: string;
  title: string;
}

export interface Group extends Named {
  units: Named[];
}

export interface Policy extends Named {
  starts: string;
  ends: string;
  jurisdiction: Named;
  groups: Group[];
  cards: { group: { key: string }; periodKind: string; yearClause: { id: string } | null }[];
  boards: { periodKind: string }[];
}

export const CATALOGUE = `query Catalogue {
  policies {
    key title starts ends
    jurisdiction { key title }
    groups { key title units { key title } }
    cards { group { key } periodKind yearClause { id } }
    boards { periodKind }
  }
}`;

/** Which groups of a policy score in periods of a kind. */
export function scoredGroups(policy: Policy, kind: string): string[] {
  return policy.cards
    .filter((card) => card.periodKind === kind || (kind === "YEAR" && card.yearClause))
    .map((card) => card.group.key);
}

export function unitsOf(policy: Policy): Map<string, string> {
  return new Map(policy.groups.flatMap((group) => group.units.map((unit) => [unit.key, unit.title])));
}
