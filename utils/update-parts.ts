/**
 * The lists that updates brought: the last two good ones, each under keys of its own, and one small record that says
 * which is in use. A list is in use only once it is stored whole, when that record is written.
 */
import * as z from 'zod/mini';
import type { Fresh, Update } from '../rules/core/index.ts';
import { integer } from './checks.ts';
import { UPDATE_PROBLEMS } from './update-problem.ts';

export const RECORD = 'updates';

const KeptList = z.object({
  serial: integer(),
  commit: z.string(),
  /** Instant of that commit, ISO. */
  made: z.string(),
  /** ISO date of the list. */
  date: z.string(),
});
export type KeptList = z.infer<typeof KeptList>;

export const OUTCOMES = ['updated', 'current', ...UPDATE_PROBLEMS] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const StoredRecord = z.object({
  /** Serial of the list in use; 0: the one in the package. */
  active: z.catch(integer(), 0),
  /** Newest first. */
  kept: z.catch(z.array(KeptList), []),
  /** The highest serial ever taken: an older one is a replay. */
  highest: z.catch(integer(), 0),
  /** Of the last check: milliseconds since the epoch, 0 before the first one, and what it came to. */
  checkedAt: z.catch(z.number(), 0),
  outcome: z.catch(z.literal(OUTCOMES), 'current'),
});
export type UpdateRecord = z.infer<typeof StoredRecord>;

/** The part of `storage.local` that this needs. */
export interface Area {
  get(key: string): Promise<{ readonly [key: string]: unknown }>;
  set(items: { [key: string]: unknown }): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** What is stored of a list, apart, since each part has its own readers. */
export interface Parts {
  /** For the background at every wake. */
  readonly list: { readonly ruleset: string; readonly fresh: Fresh };
  readonly dossiers: Update['dossiers'];
  readonly actions: Update['actions'];
}

export const PARTS = ['list', 'dossiers', 'actions'] as const satisfies readonly (keyof Parts)[];

export function keyOf(serial: number, part: keyof Parts): string {
  return `update:${serial}:${part}`;
}

/**
 * The record as it is stored. Lists that are not newer than the package (`built`, ISO) are passed over: after an update
 * of the extension its own list is the better one.
 */
export async function readRecord(area: Area, built: string): Promise<UpdateRecord> {
  const { [RECORD]: stored } = await area.get(RECORD);
  const record = StoredRecord.parse(typeof stored === 'object' && stored !== null ? stored : {});
  const kept = record.kept.filter(({ made }) => isNewer(made, built));
  const active = kept.some(({ serial }) => serial === record.active) ? record.active : 0;
  return { ...record, active, kept };
}

export function isNewer(made: string, built: string): boolean {
  return Date.parse(made) > Date.parse(built);
}

export async function readPart<P extends keyof Parts>(
  area: Area,
  serial: number,
  part: P,
): Promise<Parts[P] | undefined> {
  const key = keyOf(serial, part);
  return (await area.get(key))[key] as Parts[P] | undefined;
}

/** The list in use. */
export function inUse({ active, kept }: UpdateRecord): KeptList | undefined {
  return kept.find(({ serial }) => serial === active);
}

/** Serial of the list before the one in use, 0 for the package's; undefined when that is in use. */
export function previousOf({ active, kept }: UpdateRecord): number | undefined {
  const at = kept.findIndex(({ serial }) => serial === active);
  return at === -1 ? undefined : (kept[at + 1]?.serial ?? 0);
}
