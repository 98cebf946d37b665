import { Empty, Shown, useAnswer } from "./answer";
import { Bar } from "./bar";
import { Clause } from "./card";
import type { Named } from "./catalogue";
import { monthAndDay } from "./days";
import type { Looked } from "./page";
import { Mark, OUTCOMES } from "./words";

interface Text {
  text: string;
}

interface Attainment {
  target: { key: string; title: string; unit: Named | null; clause: { id: string; gist: string } };
  goal: Text | null;
  value: Text | null;
  percent: string | null;
  outcome: string;
  due: string;
  verdict: string;
  forecast: { because: string } | null;
  milestones: {
    milestone: { due: string; percent: string };
    outcome: string;
    because: string;
    wanted: Text | null;
    value: Text | null;
  }[];
}

interface Report {
  attainments: Attainment[];
  notices: { text: string; clause: { id: string } }[];
  computation: { asOf: string };
}

const ATTAINMENT = `query Attainment($policy: String!, $period: String!, $unit: String) {
  attainment(policy: $policy, period: $period, unit: $unit) {
    computation { asOf }
    notices { text clause { id } }
    attainments {
      target { key title unit { key title } clause { id gist } }
      goal { text } value { text } percent outcome due verdict
      forecast { because }
      milestones { milestone { due percent } outcome because wanted { text } value { text } }
    }
  }
}`;

/** Of a unit, or of the whole jurisdiction when none is chosen: targets as bars against their milestones. */
export function Targets({ policy, period, unit }: Looked) {
  const answer = useAnswer<{ attainment: Report }>(ATTAINMENT, {
    policy: policy.key,
    period: period.text,
    unit: unit || null,
  });
  return (
    <Shown answer={answer}>
      {({ attainment }) => {
        const shown = attainment.attainments.filter(({ target }) => !!target.unit === !!unit);
        if (!shown.length) return <Empty>{missing(attainment.attainments.length > 0, unit)}</Empty>;
        return (
          <>
            <Summary shown={shown} asOf={attainment.computation.asOf} />
            {shown.some((one) => one.milestones.length) && <Legend />}
            <ol className="targets">
              {shown.map((one) => (
                <One key={one.target.key} {...one} />
              ))}
            </ol>
          </>
        );
      }}
    </Shown>
  );
}

function missing(others: boolean, unit: string): string {
  if (unit) return "文件没有给这个单位定这一期的目标任务。";
  return others ? "文件没有定全辖区的目标任务;请在上面选一个单位。" : "这份文件没有定目标任务。";
}

function Summary({ shown, asOf }: { shown: Attainment[]; asOf: string }) {
  const counts = Object.keys(OUTCOMES).map((outcome) => ({
    outcome,
    count: shown.filter((one) => one.outcome === outcome).length,
  }));
  return (
    <p className="summary">
      看到 {asOf}:
      {counts
        .filter(({ count }) => count)
        .map(({ outcome, count }) => (
          <Mark key={outcome} state={outcome}>
            {OUTCOMES[outcome]} {count} 项
          </Mark>
        ))}
    </p>
  );
}

function Legend() {
  return (
    <p className="legend">
      <span className="swatch" aria-hidden="true" /> 竖线是节点和目标;节点上的图形与下面文字前的相同
    </p>
  );
}

function One({ target, goal, value, percent, outcome, due, verdict, forecast, milestones }: Attainment) {
  return (
    <li>
      <h3>
        {target.title} <Clause {...target.clause} />
      </h3>
      <p className="figures">
        <strong>{value?.text ?? "无从计算"}</strong>
        {goal && <> / 目标 {goal.text}</>}
        {percent !== null && <> · 完成 {percent}%</>}
        <Mark state={outcome}>
          {OUTCOMES[outcome]}(期限 {due})
        </Mark>
      </p>
      {percent !== null && (
        <Bar
          percent={Number(percent)}
          outcome={outcome}
          label={`${target.title}: ${verdict}`}
          milestones={milestones.map((one) => ({ percent: Number(one.milestone.percent), outcome: one.outcome }))}
        />
      )}
      {milestones.length ? (
        <ul className="milestones">
          {milestones.map((one) => (
            <li key={one.milestone.due} title={one.because}>
              <Mark state={one.outcome}>
                {monthAndDay(one.milestone.due)} {one.milestone.percent}%:{OUTCOMES[one.outcome]}
              </Mark>
              <span>
                应 {one.wanted?.text ?? "—"},{one.outcome === "NOT_YET_DUE" ? "目前" : "实际"} {one.value?.text ?? "—"}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="because">{verdict}</p>
      )}
      {forecast && <p className="muted">推算:{forecast.because}</p>}
    </li>
  );
}

const GOALS = `query Goals($policy: String!) {
  policies(key: $policy) { targets { key title unit { key title } goal { text } due clause { id gist } } }
}`;

interface Goal {
  key: string;
  title: string;
  unit: Named | null;
  goal: Text | null;
  due: string;
  clause: { id: string; gist: string };
}

/** What the document asks for: public, without how far it has got. */
export function Goals({ policy, unit }: Looked) {
  const answer = useAnswer<{ policies: { targets: Goal[] }[] }>(GOALS, { policy: policy.key });
  return (
    <section aria-labelledby="goals">
      <h2 id="goals">文件所定的目标</h2>
      <p>{policy.title}</p>
      <Shown answer={answer}>
        {({ policies }) => {
          const shown = policies[0]?.targets.filter((target) => (target.unit?.key ?? "") === unit) ?? [];
          if (!shown.length) return <Empty>{missing(!!policies[0]?.targets.length, unit)}</Empty>;
          return (
            <table className="goals">
              <thead>
                <tr>
                  <th scope="col">目标任务</th>
                  <th scope="col">目标值</th>
                  <th scope="col">期限</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <tr key={one.key}>
                    <th scope="row">
                      {one.title} <Clause {...one.clause} />
                    </th>
                    <td>{one.goal?.text ?? "没有定"}</td>
                    <td>{one.due}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Shown>
    </section>
  );
}
