import type { FormEvent } from "react";

import { go, useAddress } from "./address";
import { Empty, Shown, useAnswer } from "./answer";
import { Clause, type Line } from "./card";
import { scoredGroups } from "./catalogue";
import type { Looked } from "./page";
import { CHANGES, EVENTS } from "./words";

interface Sum {
  total: string | null;
  noTotal: string | null;
  place: { position: number | null } | null;
}

interface Difference {
  change: string;
  points: string;
  before: Line | null;
  after: Line | null;
}

interface Preview {
  before: Sum;
  after: Sum | null;
  differences: Difference[];
  warnings: { message: string }[];
  errors: { message: string }[];
}

interface Project {
  id: string;
  name: string;
}

const UNIT = `query Unit($jurisdiction: String!, $unit: String!, $policy: String!, $group: String!, $period: String!) {
  scorecard(policy: $policy, group: $group, unit: $unit, period: $period) { total noTotal place { position } }
  units(first: 1, filter: { jurisdiction: [$jurisdiction], key: [$unit] }) {
    nodes { enrolments(first: 100, filter: { policy: [$policy] }) { nodes { project { id name } } } }
  }
}`;
const LINE = "title points because clause { id gist }";
const PREVIEW = `query Preview(
  $policy: String!, $group: String!, $unit: String!, $period: String!, $changes: [SupposedChange!]!
) {
  scorecardPreview(policy: $policy, group: $group, unit: $unit, period: $period, changes: $changes) {
    before { total noTotal place { position } }
    after { total noTotal place { position } }
    differences { change points before { ${LINE} } after { ${LINE} } }
    warnings { message }
    errors { message }
  }
}`;

/** What a unit's points would be if something had happened to one of its projects; nothing is recorded. */
export function WhatIf({ policy, period, unit }: Looked) {
  const groups = scoredGroups(policy, period.kind).filter((key) =>
    policy.groups.some((group) => group.key === key && group.units.some((one) => one.key === unit)),
  );
  if (!unit) return <Empty>请在上面选一个单位:试算的是它的得分。</Empty>;
  if (!groups[0]) return <Empty>这个单位在这一期没有得分表;请换一个考核期或单位。</Empty>;
  const about = { policy: policy.key, group: groups[0], unit, period: period.text };
  return <Unit key={unit} jurisdiction={policy.jurisdiction.key} about={about} last={period.end} />;
}

interface About {
  policy: string;
  group: string;
  unit: string;
  period: string;
}

interface UnitAnswer {
  scorecard: Sum;
  units: { nodes: { enrolments: { nodes: { project: Project }[] } }[] };
}

function Unit({ jurisdiction, about, last }: { jurisdiction: string; about: About; last: string }) {
  const answer = useAnswer<UnitAnswer>(UNIT, { jurisdiction, ...about });
  const address = useAddress();
  const [project, event, on] = [address("project"), address("event"), address("on")];
  return (
    <Shown answer={answer}>
      {({ scorecard, units }) => {
        if (scorecard.noTotal) return <Empty>没有总分,无从试算:{scorecard.noTotal}。</Empty>;
        const projects = new Map(
          units.nodes.flatMap((one) => one.enrolments.nodes).map((one) => [one.project.id, one.project.name]),
        );
        if (!projects.size) return <Empty>这个单位没有纳入考核的项目。</Empty>;
        return (
          <>
            <p>假如这件事在那一天发生了,这个单位会得多少分、排第几?什么也不记入台账。</p>
            <Suppose projects={projects} project={project} event={event} on={on || last} />
            {project && event in EVENTS && on && <Compared about={about} project={project} event={event} on={on} />}
          </>
        );
      }}
    </Shown>
  );
}

interface Supposed {
  project: string;
  event: string;
  on: string;
}

function Suppose({ projects, project, event, on }: Supposed & { projects: Map<string, string> }) {
  function submit(given: FormEvent<HTMLFormElement>) {
    given.preventDefault();
    const form = new FormData(given.currentTarget);
    const text = (name: string) => String(form.get(name));
    go({ project: text("project"), event: text("event"), on: text("on") });
  }
  return (
    <form className="fields suppose" onSubmit={submit}>
      <label>
        项目
        <select name="project" defaultValue={project}>
          {[...projects].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        发生什么
        <select name="event" defaultValue={event || "STARTED"}>
          {Object.entries(EVENTS).map(([key, { title }]) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        哪一天
        <input type="date" name="on" defaultValue={on} required />
      </label>
      <button className="main">试算</button>
    </form>
  );
}

function Compared({ about, project, event, on }: Supposed & { about: About }) {
  const { change, content } = EVENTS[event]!;
  const answer = useAnswer<{ scorecardPreview: Preview }>(PREVIEW, {
    ...about,
    changes: [{ [change]: { project, on, ...content } }],
  });
  return (
    <Shown answer={answer}>
      {({ scorecardPreview: { before, after, differences, errors, warnings } }) => (
        <div aria-live="polite">
          {[...errors, ...warnings].map(({ message }) => (
            <p key={message} className="note trouble">
              {message}
            </p>
          ))}
          {after && (
            <>
              <div className="compared">
                <Total title="现在" {...before} />
                <span aria-hidden="true">→</span>
                <Total title="假如这样" {...after} />
              </div>
              <Differences differences={differences.filter((one) => one.change !== "UNCHANGED")} />
            </>
          )}
        </div>
      )}
    </Shown>
  );
}

function Total({ title, total, noTotal, place }: Sum & { title: string }) {
  return (
    <p className="total">
      {title}
      <strong>{total ?? noTotal}</strong>
      {place?.position ? `第 ${place.position} 名` : "没有位次"}
    </p>
  );
}

function Differences({ differences }: { differences: Difference[] }) {
  if (!differences.length) return <Empty>得分一行也不变。</Empty>;
  return (
    <table className="differences">
      <caption>有变的得分行</caption>
      <thead>
        <tr>
          <th scope="col">得分项</th>
          <th scope="col">现在</th>
          <th scope="col">假如这样</th>
          <th scope="col">增减</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ change, points, before, after }, index) => (
          <tr key={index}>
            <th scope="row">
              {(after ?? before)!.title} <Clause {...(after ?? before)!.clause} />
              <span className="kind">{CHANGES[change]}</span>
            </th>
            <Side title="现在" line={before} />
            <Side title="假如这样" line={after} />
            <td className="figure" data-title="增减">{Number(points) > 0 ? `+${points}` : points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ title, line }: { title: string; line: Line | null }) {
  return (
    <td data-title={title}>
      {line ? (
        <>
          <strong>{line.points}</strong> 分 <span className="because">{line.because}</span>
        </>
      ) : (
        "没有这一行"
      )}
    </td>
  );
}
