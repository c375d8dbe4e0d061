/** Days, weeks or months of the ledger with how many encounters reached which stage. No browser here. */
import { STAGES, type Stage } from '../rules/core/index.ts';
import { addDays } from './ledger.ts';
import { noStages, type Row } from './ledger-view.ts';

export type Unit = 'day' | 'week' | 'month';

export interface Bucket {
  /** ISO date of its first day. */
  readonly start: string;
  readonly counts: Readonly<Record<Stage, number>>;
  readonly total: number;
}

export interface Timeline {
  readonly unit: Unit;
  /** Oldest first, without gaps. */
  readonly buckets: readonly Bucket[];
}

/** More bars than this cannot be told apart on a narrow screen. */
const MOST_DAYS = 45;
const MOST_DAYS_BY_WEEK = 400;
const DAY = 86_400_000;

/** Spreads rows over the time from one day to another (ISO dates, both included). */
export function timeline(rows: readonly Row[], from: string, to: string): Timeline {
  const unit = unitFor((Date.parse(to) - Date.parse(from)) / DAY + 1);
  const counts = new Map<string, Record<Stage, number>>();
  for (let start = startOf(from, unit); start <= to; start = next(start, unit)) counts.set(start, noStages());
  const starts = new Map<string, string>(); // rows share few days, and a date costs more than a look-up
  for (const { day, stage } of rows) {
    const start = starts.get(day) ?? startOf(day, unit);
    starts.set(day, start);
    const held = counts.get(start);
    if (held !== undefined) held[stage]++;
  }
  return {
    unit,
    buckets: [...counts].map(([start, each]) => ({
      start,
      counts: each,
      total: STAGES.reduce((sum, stage) => sum + each[stage], 0),
    })),
  };
}

function unitFor(days: number): Unit {
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_DAYS_BY_WEEK ? 'week' : 'month';
}

/** The first day of the bucket that holds a day; weeks begin on Monday (ISO 8601). */
function startOf(day: string, unit: Unit): string {
  if (unit === 'day') return day;
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

function next(start: string, unit: Unit): string {
  if (unit === 'day') return addDays(start, 1);
  if (unit === 'week') return addDays(start, 7);
  return `${addDays(start, 31).slice(0, 7)}-01`;
}
