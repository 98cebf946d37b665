/** Days as the API writes them: 2023-06-30, in Beijing. */

const DAY = 86_400_000;
const NAMES = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

export function mondayOf(day: string): string {
  return later(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** 6月30日 周五 */
export function inWords(day: string): string {
  return `${monthAndDay(day)} ${NAMES[new Date(day).getUTCDay()]}`;
}

/** 6月30日 */
export function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
