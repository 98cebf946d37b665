import { go, useAddress } from "./address";
import { Empty, Shown, useAnswer } from "./answer";
import { Evidence, type EvidenceLine } from "./card";
import type { Named } from "./catalogue";
import { Link, type Looked } from "./page";
import { Mark } from "./words";

interface Rule extends Named {
  states: Named[];
}

interface Light {
  rule: Named;
  state: Named;
  because: string;
  hiddenEvidence: number;
  evidence: EvidenceLine[];
}

interface Report {
  totalCount: number;
  computation: { asOf: string };
  rules: Rule[];
  projects: {
    project: { id: string; name: string };
    units: Named[];
    lights: Light[];
  }[];
}

interface Count {
  light: string;
  state: Named;
  count: number;
}

const PAGE = 20;
const GREEN = "GREEN";
const COUNTS = `query Counts($policy: String!, $period: String!, $unit: String) {
  projectLights(policy: $policy, period: $period, unit: $unit) {
    totalCount
    rules { key title states { key title } }
    counts { light state { key title } count }
  }
}`;
const LIGHTS = `query Lights(
  $policy: String!, $period: String!, $unit: String, $light: String, $state: [String!], $first: Int!, $skip: Int!
) {
  projectLights(policy: $policy, period: $period, unit: $unit, light: $light, state: $state) {
    totalCount
    computation { asOf }
    projects(first: $first, skip: $skip) {
      project { id name }
      units { key title }
      lights { rule { key title } state { key title } because hiddenEvidence evidence { note on } }
    }
  }
}`;

/** The lights of the projects: how many of each, and whose they are, with reasons. */
export function Lights({ policy, period, unit }: Looked) {
  const about = { policy: policy.key, period: period.text, unit: unit || null };
  const counts = useAnswer<{ projectLights: { totalCount: number; rules: Rule[]; counts: Count[] } }>(COUNTS, about);
  return (
    <Shown answer={counts}>
      {({ projectLights: { totalCount, rules, counts } }) =>
        totalCount ? (
          <>
            <Table rules={rules} counts={counts} total={totalCount} />
            <Projects about={about} rules={rules} />
          </>
        ) : (
          <Empty>没有纳入考核的项目。</Empty>
        )
      }
    </Shown>
  );
}

function Table({ rules, counts, total }: { rules: Rule[]; counts: Count[]; total: number }) {
  const address = useAddress();
  const states = new Map(rules.flatMap((rule) => rule.states).map((state) => [state.key, state]));
  const chosen = (light: string, state: string) => address("light") === light && address("state") === state;
  return (
    <table className="lights">
      <caption>共 {total} 个项目;点一个数,只看亮这种灯的</caption>
      <thead>
        <tr>
          <th scope="col">灯</th>
          {[...states.values()].map((state) => (
            <th scope="col" key={state.key}>
              <Mark state={state.key}>{state.title}</Mark>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.key}>
            <th scope="row">{rule.title}</th>
            {[...states.values()].map((state) => {
              const found = counts.find((one) => one.light === rule.key && one.state.key === state.key);
              const open = chosen(rule.key, state.key);
              return (
                <td key={state.key}>
                  {found?.count ? (
                    <button
                      type="button"
                      aria-pressed={open}
                      aria-label={`${rule.title}${state.title} ${found.count} 个`}
                      onClick={() =>
                        go({ light: open ? "" : rule.key, state: open ? "" : state.key, page: "" })
                      }
                    >
                      {found.count}
                    </button>
                  ) : (
                    <span className="muted">0</span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Projects({ about, rules }: { about: object; rules: Rule[] }) {
  const address = useAddress();
  const [light, state] = [address("light"), address("state")];
  const page = Math.max(1, Number(address("page")) || 1);
  const answer = useAnswer<{ projectLights: Report }>(LIGHTS, {
    ...about,
    light: light || null,
    state: state ? [state] : null,
    first: PAGE,
    skip: (page - 1) * PAGE,
  });
  const rule = rules.find((one) => one.key === light);
  return (
    <Shown answer={answer}>
      {({ projectLights: { projects, totalCount, computation } }) => (
        <>
          <h3 aria-live="polite">
            {rule ? `${rule.title}为${rule.states.find((one) => one.key === state)?.title}的` : "全部"} {totalCount} 个项目
            <span className="muted"> 看到 {computation.asOf}</span>
          </h3>
          <ul className="projects">
            {projects.map(({ project, units, lights }) => (
              <li key={project.id}>
                <h4>{project.name}</h4>
                <p className="muted">{units.map((one) => one.title).join("、") || "没有纳入考核的单位"}</p>
                <Reasons lights={lights.filter((one) => one.state.key !== GREEN)} />
                <Greens lights={lights.filter((one) => one.state.key === GREEN)} />
              </li>
            ))}
          </ul>
          <Pages page={page} last={Math.ceil(totalCount / PAGE)} />
        </>
      )}
    </Shown>
  );
}

function Reasons({ lights }: { lights: Light[] }) {
  if (!lights.length) return null;
  return (
    <dl>
      {lights.map((one) => (
        <div key={one.rule.key}>
          <dt>
            {one.rule.title} <Mark state={one.state.key}>{one.state.title}</Mark>
          </dt>
          <dd>
            {one.because}
            <Evidence evidence={one.evidence} hidden={one.hiddenEvidence} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is as it should be takes one line, until somebody asks why. */
function Greens({ lights }: { lights: Light[] }) {
  if (!lights.length) return null;
  return (
    <details className="greens">
      <summary>
        <Mark state={GREEN}>{lights[0]!.state.title}</Mark> {lights.map((one) => one.rule.title).join("、")}
      </summary>
      <Reasons lights={lights} />
    </details>
  );
}

function Pages({ page, last }: { page: number; last: number }) {
  if (last < 2) return null;
  return (
    <nav className="pages" aria-label="翻页">
      {page > 1 && (
        <Link to={{ page: `${page - 1}` }} current={false}>
          ‹ 上一页
        </Link>
      )}
      <span>
        第 {page} 页,共 {last} 页
      </span>
      {page < last && (
        <Link to={{ page: `${page + 1}` }} current={false}>
          下一页 ›
        </Link>
      )}
    </nav>
  );
}
