import { Empty, Shown, useAnswer } from "./answer";
import { Card } from "./card";
import type { Named } from "./catalogue";
import type { Looked } from "./page";
import { type Place, Places } from "./ranking";

interface Publication {
  number: number;
  publishedOn: string;
  group: Named;
  cards: Place[];
}

const PUBLISHED = `query Published($policy: String!, $period: String!) {
  publications(policy: $policy, period: $period) {
    number publishedOn group { key title }
    cards { position tied total unit { key title } }
  }
}`;

/** The ranking as it was published, for those who may not look at it beforehand; a unit's own reasons below it. */
export function Published({ policy, period, unit }: Looked) {
  const answer = useAnswer<{ publications: Publication[] }>(PUBLISHED, { policy: policy.key, period: period.text });
  return (
    <Shown answer={answer}>
      {({ publications }) => {
        const shown = publications.filter((one) => one.cards.length).findLast((one) => !unit || has(one, unit));
        if (!shown) {
          const own = policy.groups.find((group) => group.units.some((one) => one.key === unit));
          return (
            <>
              <Empty>这一期还没有公布;公布之前的榜,凭本账号的授权看不到。</Empty>
              {own && <Card policy={policy.key} period={period.text} group={own.key} unit={unit} />}
            </>
          );
        }
        return (
          <>
            <p className="source">
              {shown.group.title} · {shown.publishedOn} 公布第 {shown.number} 号
            </p>
            <Places
              title={`${shown.group.title}公布的位次`}
              places={shown.cards.toSorted((one, other) => (one.position ?? 999) - (other.position ?? 999))}
              unit={unit}
              reasons={(place) => (
                <Card policy={policy.key} period={period.text} group={shown.group.key} unit={place.unit.key} />
              )}
            />
          </>
        );
      }}
    </Shown>
  );
}

function has(publication: Publication, unit: string): boolean {
  return publication.cards.some((card) => card.unit.key === unit);
}
