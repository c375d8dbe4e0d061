/** What the dashboard shows of the ledger: rows, figures and breakdowns. No browser here. */
import type { Modality, Stage, VendorLine } from '../rules/core/index.ts';
import { type Day, type Entry, isHigher } from './ledger.ts';
import type { Filter } from './ledger-filter.ts';

/** One line of the table. */
export interface Row extends Entry {
  readonly day: string;
}

/** One bar of a breakdown: everything that shares a vendor, a site, a modality or a purpose. */
export interface Tally {
  readonly key: string;
  /** Vendor × site × day: what the bars show. */
  readonly encounters: number;
  readonly visits: number;
  readonly vendors: number;
  readonly sites: number;
  readonly days: number;
  /** The highest ever. */
  readonly stage: Stage;
  /** Encounters by the highest stage of each. */
  readonly stages: Readonly<Record<Stage, number>>;
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
}

export type Dimension = 'vendor' | 'site' | 'modality' | 'purpose';
export type Lines = Readonly<Record<string, VendorLine>>;

/** Rows of these days (oldest first), newest day first; within a day the furthest-going first. */
export function toRows(days: readonly Day[]): Row[] {
  const rows: Row[] = [];
  for (let at = days.length - 1; at >= 0; at--) {
    const { day, entries } = days[at] as Day;
    for (const entry of [...entries].sort(byWeight)) rows.push({ ...entry, day });
  }
  return rows;
}

/** The rows that pass a filter; its time is not looked at, since rows are read by time. */
export function select(rows: readonly Row[], { vendor, site, modality }: Filter, lines: Lines): readonly Row[] {
  if (vendor === '' && site === '' && modality === '') return rows;
  const wanted = site.toLowerCase();
  const reads = (id: string) => modality === '' || (lines[id]?.modalities.includes(modality) ?? false);
  return rows.filter(
    (row) => (vendor === '' || row.vendor === vendor) && row.site.includes(wanted) && reads(row.vendor),
  );
}

/** Everything in these rows as one; undefined when there are none. */
export function overall(rows: readonly Row[]): Tally | undefined {
  return tally(rows, () => ALL)[0];
}

/** The rows by one dimension, the largest first. A vendor that reads two things counts for each. */
export function breakdown(rows: readonly Row[], by: Dimension, lines: Lines): Tally[] {
  switch (by) {
    case 'vendor':
      return tally(rows, ({ vendor }) => [vendor]);
    case 'site':
      return tally(rows, ({ site }) => [site]);
    case 'modality':
      return tally(rows, ({ vendor }) => lines[vendor]?.modalities ?? NONE);
    case 'purpose':
      return tally(rows, ({ vendor }) => purposeOf(vendor, lines));
  }
}

const ALL: readonly string[] = [''];
const NONE: readonly Modality[] = [];

function purposeOf(vendor: string, lines: Lines): readonly string[] {
  const line = lines[vendor];
  return line === undefined ? NONE : [line.purpose];
}

interface Counting {
  encounters: number;
  visits: number;
  days: number;
  stage: Stage;
  first: string;
  readonly last: string;
  readonly stages: Record<Stage, number>;
  readonly vendors: Set<string>;
  readonly sites: Set<string>;
}

/** Rows come newest first, so a day that differs from the one before is one more, and the oldest so far. */

function tally(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): Tally[] {
  const counted = new Map<string, Counting>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const held = counted.get(key);
      if (held === undefined) counted.set(key, begin(row));
      else count(held, row);
    }
  }
  return [...counted]
    .map(([key, { vendors, sites, ...rest }]) => ({ key, ...rest, vendors: vendors.size, sites: sites.size }))
    .sort((a, b) => b.encounters - a.encounters || (a.key < b.key ? -1 : 1));
}

function begin({ vendor, site, day, stage, visits }: Row): Counting {
  return {
    encounters: 1,
    visits,
    days: 1,
    stage,
    first: day,
    last: day,
    stages: { ...noStages(), [stage]: 1 },
    vendors: new Set([vendor]),
    sites: new Set([site]),
  };
}

function count(held: Counting, { vendor, site, day, stage, visits }: Row): void {
  held.encounters++;
  held.visits += visits;
  held.stages[stage]++;
  if (stage !== held.stage && isHigher(stage, held.stage)) held.stage = stage;
  if (day !== held.first) {
    held.days++;
    held.first = day;
  }
  held.vendors.add(vendor);
  held.sites.add(site);
}

/** A count for each stage, all zero. */
export function noStages(): Record<Stage, number> {
  return { listed: 0, loaded: 0, started: 0, 'capture-ready': 0, capturing: 0 };
}

function byWeight(a: Entry, b: Entry): number {
  if (a.stage !== b.stage) return isHigher(a.stage, b.stage) ? -1 : 1;
  return b.visits - a.visits || (a.site < b.site ? -1 : 1);
}
