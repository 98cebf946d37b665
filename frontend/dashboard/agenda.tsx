import { useAddress } from "./address";
import { Empty, Shown, useAnswer } from "./answer";
import { Clause } from "./card";
import { inWords, later, mondayOf, today } from "./days";
import { Link, type Looked } from "./page";
import { AGENDA_KINDS, Mark } from "./words";

interface Entry {
  kind: string;
  title: string;
  unit: { title: string } | null;
  effectiveDue: string;
  overdue: boolean;
  because: string;
  clause: { id: string; gist: string } | null;
}

interface Week {
  count: number;
  entries: Entry[];
}

/** The API gives no more at once; what is left out is said. */
const MOST = 500;
/** So many units are named at once. */
const FEW = 8;
const AGENDA = `query Agenda($jurisdiction: String!, $from: Date!, $unit: String) {
  agenda(jurisdiction: $jurisdiction, from: $from, days: 6, unit: $unit) {
    count
    entries(first: ${MOST}) { kind title unit { title } effectiveDue overdue because clause { id gist } }
  }
}`;

/** What is due in a week, day by day, and what should have been done before. */
export function Agenda({ policy, period, unit }: Looked) {
  const wanted = useAddress()("week");
  const now = today() < period.end ? today() : period.end;
  const from = mondayOf(wanted || (now > period.start ? now : period.start));
  const jurisdiction = policy.jurisdiction.key;
  const answer = useAnswer<{ agenda: Week }>(AGENDA, { jurisdiction, from, unit: unit || null });
  return (
    <>
      <div className="week">
        <Link to={{ week: later(from, -7) }} current={false}>
          ‹ 上一周
        </Link>
        <p aria-live="polite">
          <strong>
            {from} 至 {later(from, 6)}
          </strong>
        </p>
        <Link to={{ week: later(from, 7) }} current={false}>
          下一周 ›
        </Link>
        <Link to={{ week: today() }} current={mondayOf(today()) === from}>
          今天
        </Link>
      </div>
      <Shown answer={answer}>{({ agenda }) => <Days from={from} {...agenda} />}</Shown>
    </>
  );
}

function Days({ from, count, entries }: Week & { from: string }) {
  const dayOf = (entry: Entry) => entry.effectiveDue.slice(0, 10);
  const before = entries.filter((entry) => dayOf(entry) < from);
  const days = [0, 1, 2, 3, 4, 5, 6]
    .map((number) => later(from, number))
    .map((day) => ({ day, due: entries.filter((entry) => dayOf(entry) === day) }))
    .filter(({ due }) => due.length);
  return (
    <>
      {days.length ? (
        days.map(({ day, due }) => (
          <section key={day} className="day" aria-labelledby={day}>
            <h3 id={day}>
              {inWords(day)} <span className="muted">{due.length} 件</span>
            </h3>
            <Entries entries={due} />
          </section>
        ))
      ) : (
        <Empty>这一周没有到期的事。</Empty>
      )}
      {before.length > 0 && (
        <details className="before">
          <summary>此前到期、还没有办的 {before.length} 件</summary>
          <Entries entries={before} />
        </details>
      )}
      {count > MOST && <p className="note">共 {count} 件,只列前 {MOST} 件;选一个单位再看。</p>}
    </>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <ul className="entries">
      {alike(entries).map(([entry, ...others], index) => (
        <li key={index}>
          <p>
            <span className="kind">{AGENDA_KINDS[entry.kind]}</span>
            <strong>{entry.title}</strong>
            {entry.clause && <Clause {...entry.clause} />}
            <Mark state={entry.overdue ? "MISSED" : "NOT_YET_DUE"}>{entry.overdue ? "逾期" : "待办"}</Mark>
          </p>
          <p className="because">{entry.because}</p>
          <Units units={[entry, ...others].flatMap(({ unit }) => unit?.title ?? [])} />
        </li>
      ))}
    </ul>
  );
}

/** The same thing for many units is one thing, with the units named. */
function alike(entries: Entry[]): [Entry, ...Entry[]][] {
  const groups = Map.groupBy(entries, ({ kind, title, because }) => [kind, title, because].join());
  return [...groups.values()] as [Entry, ...Entry[]][];
}

function Units({ units }: { units: string[] }) {
  if (units.length <= FEW) return <p className="muted">{units.join("、")}</p>;
  return (
    <details>
      <summary>{units.length} 个单位</summary>
      <p className="muted">{units.join("、")}</p>
    </details>
  );
}
