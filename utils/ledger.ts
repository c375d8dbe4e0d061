/**
 * What the ledger remembers, and how two memories become one. No browser here.
 * A site is the page's host without a leading `www.`: the extension carries no public suffix list, so
 * `shop.example.org` and `example.org` are two sites.
 */
import { counts, type Finding, STAGES, type Stage } from '../rules/core/index.ts';
import type { Settings } from './settings.ts';

/** One vendor on one site on one day. */
export interface Entry {
  readonly vendor: string;
  readonly site: string;
  /** The highest observed that day; it only rises. */
  readonly stage: Stage;
  /** Documents on which it was seen, not requests. */
  readonly visits: number;
}

export interface Day {
  /** ISO date, as the person's clock had it. */
  readonly day: string;
  readonly entries: readonly Entry[];
}

/** How visits of the same vendor, site and day become one number: new ones add up, a copy of the same ones does not. */
export type Counting = 'sum' | 'most';

/** More than anybody meets in a day; a page that floods is cut here. */
export const MOST_ENTRIES_A_DAY = 1_000;

/** More than anybody opens of one site in a day; a larger number is a mistake. */
export const MOST_VISITS = 1_000_000;

/** Days to keep; 0: for ever. */
export const KEEP_DAYS = [30, 90, 365, 0] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

/** `www.shop.example` is remembered as `shop.example`. */
export function siteOf(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : host;
}

/** ISO date of an instant (milliseconds since the epoch) on the person's own calendar. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The ISO date so many days after another; negative for before. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The oldest day that is still kept, or null when all are: 30 days are today and the 29 before. */
export function oldestKept(today: string, keepDays: KeepDays): string | null {
  return keepDays === 0 ? null : addDays(today, 1 - keepDays);
}

/** Whether a tab's pages may be remembered: only when the person said yes, and never in a private window. */
export function mayRemember({ ledger }: Settings, tab: { readonly incognito: boolean }): boolean {
  return ledger.on && !tab.incognito;
}

/**
 * What of a page's findings is still to be written, given the stages already written for that document on that day.
 * A vendor new to the document counts as a visit, a higher stage does not. Overdue entries and blocked attempts are
 * left out, as on the badge: a list that may be wrong today must not become somebody's history.
 */
export function unwritten(
  findings: readonly Finding[],
  written: Readonly<Record<string, Stage>>,
  site: string,
): Entry[] {
  const entries: Entry[] = [];
  for (const { vendor, stage } of findings.filter(counts)) {
    const before = written[vendor];
    if (before !== undefined && !isHigher(stage, before)) continue;
    entries.push({ vendor, site, stage, visits: before === undefined ? 1 : 0 });
  }
  return entries;
}

/** One day's entries with more of the same day: each vendor and site once, at its highest stage. */
export function mergeEntries(held: readonly Entry[], more: readonly Entry[], counting: Counting): Entry[] {
  const merged = new Map(held.map((entry) => [keyOf(entry), entry]));
  for (const entry of more) {
    const key = keyOf(entry);
    const before = merged.get(key);
    if (before !== undefined) merged.set(key, join(before, entry, counting));
    else if (merged.size < MOST_ENTRIES_A_DAY) merged.set(key, { ...entry, visits: Math.max(entry.visits, 1) });
  }
  return [...merged.values()];
}

export function isHigher(stage: Stage, than: Stage): boolean {
  return STAGES.indexOf(stage) > STAGES.indexOf(than);
}

function join(before: Entry, entry: Entry, counting: Counting): Entry {
  const visits = counting === 'sum' ? before.visits + entry.visits : Math.max(before.visits, entry.visits);
  return {
    ...before,
    stage: isHigher(entry.stage, before.stage) ? entry.stage : before.stage,
    visits: Math.min(visits, MOST_VISITS),
  };
}

function keyOf({ vendor, site }: Entry): string {
  return `${vendor} ${site}`;
}
