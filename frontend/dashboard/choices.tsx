import { go, type Key } from "./address";
import { type Policy, unitsOf } from "./catalogue";
import type { Looked } from "./page";
import { KINDS, periodsOf } from "./periods";

/** What belongs to one document only. */
const OF_POLICY = { period: "", unit: "", board: "", week: "", light: "", state: "", page: "", project: "", on: "" };

/** Jurisdiction, document, period and unit; the address keeps what is chosen. */
export function Choices({ policies, policy, period, unit }: Looked & { policies: Policy[] }) {
  const jurisdictions = new Map(policies.map((one) => [one.jurisdiction.key, one.jurisdiction.title]));
  const own = policies.filter((one) => one.jurisdiction.key === policy.jurisdiction.key);
  const periods = periodsOf(policy);
  return (
    <div className="choices" role="search" aria-label="看哪里、哪一期">
      <Choice name="jurisdiction" label="辖区" value={policy.jurisdiction.key} reset={{ ...OF_POLICY, policy: "" }}>
        {[...jurisdictions].map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice name="policy" label="文件" value={policy.key} reset={OF_POLICY}>
        {own.map((one) => (
          <option key={one.key} value={one.key}>
            {one.title}
          </option>
        ))}
      </Choice>
      <Choice name="period" label="考核期" value={period.text} reset={{ board: "", week: "", page: "" }}>
        {Object.entries(KINDS).map(([kind, title]) => {
          const those = periods.filter((one) => one.kind === kind);
          return those.length ? (
            <optgroup key={kind} label={title}>
              {those.map((one) => (
                <option key={one.text} value={one.text}>
                  {one.title}
                </option>
              ))}
            </optgroup>
          ) : null;
        })}
      </Choice>
      <Choice name="unit" label="单位" value={unit} reset={{ page: "", project: "" }}>
        <option value="">全部</option>
        {[...unitsOf(policy)].map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </Choice>
    </div>
  );
}

interface Chosen {
  name: Key;
  label: string;
  value: string;
  /** What another choice makes meaningless. */
  reset?: Partial<Record<Key, string>>;
  children: React.ReactNode;
}

export function Choice({ name, label, value, reset, children }: Chosen) {
  return (
    <label className={`choice ${name}`}>
      {label}
      <select value={value} onChange={(event) => go({ ...reset, [name]: event.target.value })}>
        {children}
      </select>
    </label>
  );
}
