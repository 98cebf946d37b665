import { Empty, Shown, useAnswer } from "./answer";
import { SECTIONS } from "./words";

export interface EvidenceLine {
  note: string;
  on: string | null;
}

export interface Line {
  title: string;
  points: string;
  because: string;
  section: string | null;
  clause: { id: string; gist: string };
  awaiting: { title: string; least: number; most: number } | null;
  hiddenEvidence: number;
  evidence: EvidenceLine[];
}

interface Scorecard {
  total: string | null;
  noTotal: string | null;
  status: string;
  subtotals: { section: string; points: string }[];
  lines: Line[];
}

const CARD = `query Card($policy: String!, $group: String!, $unit: String!, $period: String!) {
  scorecard(policy: $policy, group: $group, unit: $unit, period: $period) {
    total noTotal status
    subtotals { section points }
    lines {
      title points because section
      clause { id gist }
      awaiting { title least most }
      hiddenEvidence
      evidence { note on }
    }
  }
}`;
const STATUSES: Record<string, string> = {
  PREVIEW: "尚未公布",
  PUBLISHED: "与公布稿一致",
  CHANGED: "与公布稿不一致:公布之后事实、口径或规则有变",
};

/** Why a unit has its points: the lines, which add up to the total, or why there is no total. */
export function Card(asked: { policy: string; group: string; unit: string; period: string }) {
  return (
    <Shown answer={useAnswer<{ scorecard: Scorecard }>(CARD, asked)}>
      {({ scorecard: { total, noTotal, status, subtotals, lines } }) => (
        <>
          {total === null ? (
            <Empty>没有总分:{noTotal}。</Empty>
          ) : (
            <p className="sum">
              <strong>{total}</strong> 分
              {subtotals.map(({ section, points }) => (
                <span key={section}>
                  {SECTIONS[section]} {points}
                </span>
              ))}
              <span>{STATUSES[status]}</span>
            </p>
          )}
          {lines.length > 0 && <Lines lines={lines} />}
        </>
      )}
    </Shown>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <ol className="lines">
      {lines.map((line, index) => (
        <li key={index}>
          <span className={`points ${Number(line.points) < 0 ? "minus" : ""}`}>{line.points}</span>
          <div>
            <p>
              <strong>{line.title}</strong> <Clause {...line.clause} />
              {line.awaiting && (
                <span className="awaiting">
                  等待认定({line.awaiting.least} 至 {line.awaiting.most} 分)
                </span>
              )}
            </p>
            <p>{line.because}</p>
            <Evidence evidence={line.evidence} hidden={line.hiddenEvidence} />
          </div>
        </li>
      ))}
    </ol>
  );
}

export function Clause({ id, gist }: { id: string; gist?: string }) {
  return (
    <span className="clause" title={gist}>
      条款 {id}
    </span>
  );
}

/** How many facts are behind something, and on demand which. */
export function Evidence({ evidence, hidden }: { evidence: EvidenceLine[]; hidden: number }) {
  const also = hidden ? `,另有 ${hidden} 件无权查看` : "";
  if (!evidence.length) return hidden ? <p className="muted">依据 {hidden} 件,无权查看</p> : null;
  return (
    <details>
      <summary>
        依据 {evidence.length} 件{also}
      </summary>
      <ul>
        {evidence.map((fact, index) => (
          <li key={index}>{fact.note}</li>
        ))}
      </ul>
    </details>
  );
}
