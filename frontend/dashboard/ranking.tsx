import { Fragment } from "react";

import { go, useAddress } from "./address";
import { Empty, Shown, useAnswer } from "./answer";
import { Card } from "./card";
import { type Named, scoredGroups } from "./catalogue";
import { Choice } from "./choices";
import type { Looked } from "./page";
import { PlaceReasons } from "./place";
import { Published } from "./published";
import { BASES } from "./words";

export interface Place {
  position: number | null;
  total: string | null;
  tied?: boolean;
  change?: number | null;
  because?: string | null;
  unit: Named;
}

interface Board extends Named {
  basis: string;
  group: Named;
  clause: { id: string };
  computation: { asOf: string; knownAt: number; provisional: boolean };
  publication: { number: number; publishedOn: string } | null;
  places: Place[];
}

const BOARDS = `query Boards($policy: String!, $period: String!) {
  boards(policy: $policy, period: $period) {
    key title basis group { key title } clause { id }
    computation { asOf knownAt provisional }
    publication { number publishedOn }
    places { position tied change total because unit { key title } }
  }
}`;

export function Ranking(looked: Looked) {
  const { policy, period, unit } = looked;
  const wanted = useAddress()("board");
  const answer = useAnswer<{ boards: Board[] }>(BOARDS, { policy: policy.key, period: period.text });
  // who answers for one unit sees what was published, and the unit's own card
  if (answer.problem?.code === "NOT_ALLOWED") return <Published {...looked} />;
  return (
    <Shown answer={answer}>
      {({ boards }) => {
        const shown =
          boards.find((board) => board.key === wanted) ??
          boards.find((board) => board.places.some((place) => place.unit.key === unit)) ??
          boards[0];
        if (!shown) return <Empty>这一期没有榜。</Empty>;
        return <One boards={boards} shown={shown} {...looked} />;
      }}
    </Shown>
  );
}

function One({ boards, shown, policy, period, unit }: Looked & { boards: Board[]; shown: Board }) {
  const { asOf, knownAt, provisional } = shown.computation;
  const scored = scoredGroups(policy, period.kind).includes(shown.group.key);
  return (
    <>
      <Choice name="board" label="哪个榜" value={shown.key}>
        {boards.map((board) => (
          <option key={board.key} value={board.key}>
            {board.title}
          </option>
        ))}
      </Choice>
      <p className="source">
        {BASES[shown.basis]} · 条款 {shown.clause.id} · 看到 {asOf}
        {provisional && "(这一期还没有完)"} · 台账第 {knownAt} 号
        {shown.publication && ` · ${shown.publication.publishedOn} 公布第 ${shown.publication.number} 号`}
      </p>
      <Places
        title={shown.title}
        places={shown.places}
        unit={unit}
        reasons={(place) =>
          scored ? (
            <Card policy={policy.key} period={period.text} group={shown.group.key} unit={place.unit.key} />
          ) : null
        }
        beside={(place) =>
          place.total === null && (
            <PlaceReasons policy={policy.key} period={period.text} board={shown} unit={place.unit.key} />
          )
        }
      />
    </>
  );
}

interface Placed {
  title: string;
  places: Place[];
  unit: string;
  reasons(place: Place): React.ReactNode;
  beside?(place: Place): React.ReactNode;
}

/** Units in their order; the one that is chosen shows its reasons below it. */
export function Places({ title, places, unit, reasons, beside }: Placed) {
  const most = Math.max(0, ...places.map((place) => Number(place.total ?? 0)));
  const changes = places.some((place) => place.change != null);
  const columns = changes ? 4 : 3;
  return (
    <table className="ranking">
      <caption>{title}:点单位名称看理由</caption>
      <thead>
        <tr>
          <th scope="col">位次</th>
          <th scope="col">单位</th>
          <th scope="col">{most ? "总分" : "依据"}</th>
          {changes && <th scope="col">比上期</th>}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const open = place.unit.key === unit;
          return (
            <Fragment key={place.unit.key}>
              <tr className={open ? "open" : undefined}>
                <td className="position">{place.position ?? "—"}</td>
                <th scope="row">
                  <button
                    type="button"
                    className="opens"
                    aria-expanded={open}
                    onClick={() => go({ unit: open ? "" : place.unit.key })}
                  >
                    {place.unit.title}
                  </button>
                  {place.tied && <span className="tied">并列</span>}
                </th>
                <td className="figure">
                  {place.total !== null && <Score total={place.total} most={most} />}
                  {place.because && <span className="because">{place.because}</span>}
                </td>
                {changes && (
                  <td className="change">
                    <Change places={place.change ?? null} />
                  </td>
                )}
              </tr>
              {open && (
                <tr className="reasons">
                  <td colSpan={columns}>
                    {beside?.(place)}
                    {reasons(place)}
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Score({ total, most }: { total: string; most: number }) {
  return (
    <>
      <strong>{total}</strong>
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${most ? Math.max(0, (Number(total) / most) * 100) : 0}%` }} />
      </span>
    </>
  );
}

function Change({ places }: { places: number | null }) {
  if (places === null) return <>—</>;
  if (!places) return <>持平</>;
  return places > 0 ? <span className="up">▲ 升{places}位</span> : <span className="down">▼ 降{-places}位</span>;
}
