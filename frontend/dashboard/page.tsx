import { type ComponentType, type ReactNode, useEffect, useRef } from "react";

import icon from "../icon.svg";
import { type Changes, addressWith, go, keep, useAddress } from "./address";
import { Agenda } from "./agenda";
import { Shown, useAnswer } from "./answer";
import { CATALOGUE, type Policy } from "./catalogue";
import { Choices } from "./choices";
import { Lights } from "./lights";
import { type Period, currentOf, periodsOf } from "./periods";
import { Ranking } from "./ranking";
import { ChangePassword, SignIn, useSession, Who } from "./session";
import { Goals, Targets } from "./targets";
import { WhatIf } from "./what-if";

/** What every view is about. */
export interface Looked {
  policy: Policy;
  period: Period;
  /** The key of a unit, or nothing. */
  unit: string;
}

const VIEWS: Record<string, { title: string; view: ComponentType<Looked> }> = {
  ranking: { title: "榜", view: Ranking },
  targets: { title: "目标与节点", view: Targets },
  agenda: { title: "本周日程", view: Agenda },
  lights: { title: "项目亮灯", view: Lights },
  "what-if": { title: "假设试算", view: WhatIf },
};

export function Page() {
  const catalogue = useAnswer<{ policies: Policy[] }>(CATALOGUE);
  const names = new Map(catalogue.data?.policies.map(({ jurisdiction }) => [jurisdiction.key, jurisdiction.title]));
  return (
    <>
      <a className="skip" href="#main">
        跳到内容
      </a>
      <header>
        <h1>
          <img src={icon} alt="" width="28" height="28" />
          项目看板
        </h1>
        <Who names={names} />
      </header>
      <Shown answer={catalogue}>
        {({ policies }) => (policies.length ? <Board policies={policies} /> : <p className="note">还没有装载任何文件。</p>)}
      </Shown>
    </>
  );
}

function Board({ policies }: { policies: Policy[] }) {
  const { me, isNew, mustChangePassword } = useSession();
  const looked = useLooked(policies);
  const { jurisdiction } = looked.policy;
  // a grant for no jurisdiction is one for all
  const isGranted = me?.grants.some((grant) => [null, jurisdiction.key].includes(grant.jurisdiction));
  const isOpen = isGranted && !mustChangePassword;
  const main = useRef<HTMLElement>(null);
  const given = useAddress()("view");
  const name = given in VIEWS ? given : "ranking";
  const { title, view: View } = VIEWS[name]!;
  useEffect(() => {
    if (isNew) main.current!.focus();
  }, [isNew]);
  useEffect(() => {
    document.title = `${isOpen ? title : "目标"} · ${jurisdiction.title} · 项目看板`;
    if (me) keep({ view: name, policy: looked.policy.key, period: looked.period.text, unit: looked.unit });
  });
  return (
    <>
      <Choices policies={policies} {...looked} />
      {isOpen && (
        <nav aria-label="看什么">
          {Object.entries(VIEWS).map(([key, { title }]) => (
            <Link key={key} to={{ view: key }} current={key === name}>
              {title}
            </Link>
          ))}
        </nav>
      )}
      <main id="main" tabIndex={-1} ref={main}>
        {isOpen ? (
          <section aria-labelledby="view">
            <h2 id="view">{title}</h2>
            <View key={name} {...looked} />
          </section>
        ) : (
          <div className="public">
            <Entrance jurisdiction={jurisdiction.title} />
            <Goals {...looked} />
          </div>
        )}
      </main>
    </>
  );
}

/** What stands between the reader and the views. */
function Entrance({ jurisdiction }: { jurisdiction: string }) {
  const { me, mustChangePassword } = useSession();
  if (!me) return <SignIn />;
  if (mustChangePassword) return <ChangePassword />;
  return (
    <section className="panel" aria-labelledby="foreign">
      <h2 id="foreign">没有授权</h2>
      <p>本账号在{jurisdiction}没有授权,只看得到公开的目标。</p>
    </section>
  );
}

/** What the address says, or else what one of the reader's own jurisdictions is looked at for. */
function useLooked(policies: Policy[]): Looked {
  const { me } = useSession();
  const address = useAddress();
  const own = me?.grants.map((grant) => grant.jurisdiction) ?? [];
  const wanted = address("jurisdiction");
  const policy =
    policies.find((one) => one.key === address("policy")) ??
    policies.find((one) => (wanted ? one.jurisdiction.key === wanted : own.includes(one.jurisdiction.key))) ??
    policies[0]!;
  const periods = periodsOf(policy);
  const period = periods.find((one) => one.text === address("period")) ?? currentOf(periods)!;
  const ownUnit = me?.grants.find((grant) => grant.jurisdiction === policy.jurisdiction.key)?.unit?.key;
  // once the address names the document, no unit in it means all of them
  return { policy, period, unit: address("policy") ? address("unit") : (ownUnit ?? "") };
}

export function Link({ to, current, children }: { to: Changes; current: boolean; children: ReactNode }) {
  return (
    <a
      href={addressWith(to)}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
