/**
 * Takes updates in. The background reads this part only when there is one to fetch or to import: at most daily, and then
 * only until it sleeps again.
 */
import type { Index } from '../rules/core/index.ts';
import { fetchUpdate, openUpdate } from './update-file.ts';
import { type Area, isNewer, type Outcome, RECORD, readRecord, type UpdateRecord } from './update-parts.ts';
import { UpdateError } from './update-problem.ts';
import { forgetOld, install } from './update-store.ts';
import { BUILT, PUBLIC_KEYS, UPDATE_ADDRESS } from './update-target.ts';

/** What a step came to, and the record of a list that was put in use by it. */
export interface Taken {
  readonly outcome: Outcome;
  readonly record?: UpdateRecord;
}

/** Asks the server. The attempt is written down first: a background that dies meanwhile has had its day. */
export async function check(area: Area, packaged: () => Index): Promise<Taken> {
  const record = { ...(await readRecord(area, BUILT)), checkedAt: Date.now() };
  await area.set({ [RECORD]: record });
  return told(async () => take(area, record, await fetchUpdate(UPDATE_ADDRESS), packaged));
}

/** Takes a file that the person has chosen. */
export async function importText(area: Area, text: string, packaged: () => Index): Promise<Taken> {
  const record = await readRecord(area, BUILT);
  return told(() => take(area, record, new TextEncoder().encode(text), packaged));
}

/** Takes a file when it is signed, sound and newer than all before. */
async function take(area: Area, record: UpdateRecord, file: Uint8Array, packaged: () => Index): Promise<Taken> {
  const opened = await openUpdate(file, PUBLIC_KEYS);
  const { serial, made } = opened.update;
  if (serial < record.highest) throw new UpdateError('old');
  if (serial === record.highest || !isNewer(made, BUILT)) return { outcome: 'current' };
  return { outcome: 'updated', record: await install(area, record, opened, packaged()) };
}

async function told(work: () => Promise<Taken>): Promise<Taken> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpdateError) return { outcome: error.problem };
    throw error;
  }
}

/** What the background is given. */
export const INTAKE = { check, importText, forgetOld: (area: Area) => forgetOld(area, BUILT) } as const;
export type Intake = typeof INTAKE;
