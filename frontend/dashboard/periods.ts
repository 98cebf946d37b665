import type { Policy } from "./catalogue";
import { today } from "./days";

/** A span that results can be asked for; `text` is how the API writes it. */
export interface Period {
  kind: string;
  text: string;
  title: string;
  start: string;
  end: string;
}

/** Kinds, the one to begin with first. */
export const KINDS: Record<string, string> = { QUARTER: "季度", CAMPAIGN: "行动期", YEAR: "年度", MONTH: "月" };
const MONTHS: Record<string, number> = { QUARTER: 3, YEAR: 12, MONTH: 1 };

/** All periods for which the policy has a ranking or scores; years when it has neither. */
export function periodsOf(policy: Policy): Period[] {
  const asked = new Set([...policy.boards, ...policy.cards].map((one) => one.periodKind));
  return Object.keys(KINDS)
    .filter((kind) => (asked.size ? asked.has(kind) : kind === "YEAR"))
    .flatMap((kind) => within(policy, kind));
}

/** The one that runs today, or else the last that has begun. */
export function currentOf(periods: Period[]): Period | undefined {
  const first = periods.filter((period) => period.kind === periods[0]?.kind);
  return first.findLast((period) => period.start <= today()) ?? first[0];
}

function within({ starts, ends }: Policy, kind: string): Period[] {
  if (kind === "CAMPAIGN") {
    return [{ kind, text: "campaign", title: "整个行动期", start: starts, end: ends }];
  }
  const length = MONTHS[kind]!;
  const count = (day: string) => Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / length);
  const found: Period[] = [];
  for (let number = count(starts); number <= count(ends); number += 1) found.push(calendar(kind, number * length, length));
  return found;
}

function calendar(kind: string, month: number, length: number): Period {
  const year = Math.floor(month / 12);
  const first = (month % 12) + 1;
  const span = { start: day(year, first, 1), end: day(year, first + length, 0) };
  if (kind === "YEAR") return { kind, text: `${year}`, title: `${year}年`, ...span };
  if (kind === "MONTH") return { kind, text: span.start.slice(0, 7), title: `${year}年${first}月`, ...span };
  const quarter = Math.ceil(first / 3);
  return { kind, text: `${year}Q${quarter}`, title: `${year}年第${quarter}季度`, ...span };
}

/** The zeroth day of a month is the last of the one before. */
function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
