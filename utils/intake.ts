/**
 * Takes updates in. The background reads this part only when there is one to fetch or to import: at most daily, and then
 * only until it sleeps again.
 */
import type { Index } from '../rules/core/index.ts';
import type { UpdatesAct, UpdatesAnswer } from './protocol.ts';
import { fetchUpdate, openUpdate } from './update-file.ts';
import {
  type Area,
  inUse,
  isNewer,
  type Outcome,
  previousOf,
  RECORD,
  readRecord,
  type UpdateRecord,
} from './update-parts.ts';
import { UpdateError } from './update-problem.ts';
import { forgetOld, install } from './update-store.ts';
import { BUILT, PUBLIC_KEYS, UPDATE_ADDRESS } from './update-target.ts';

/** What the options ask for, besides how it stands. */
export type Step = Exclude<UpdatesAct, 'show'>;

/** What a step needs of the background. */
interface Background {
  readonly area: Area;
  /** The list in the package. */
  readonly packaged: () => Index;
  /** Puts the list of a record in use. */
  use(record: UpdateRecord): Promise<void>;
}

/** What a step came to, and the record of a list that is to be put in use. */
interface Taken {
  readonly outcome: Outcome | null;
  readonly record?: UpdateRecord;
}

/** Takes one step. Null: there was nothing to do. */
async function step(act: Step, text: string, background: Background): Promise<Outcome | null> {
  const { area, use } = background;
  const { outcome, record } = await DO[act](background, text);
  if (record !== undefined) await use(record);
  // Last: the options follow it.
  if (act === 'check') await area.set({ [RECORD]: { ...(await readRecord(area, BUILT)), outcome } });
  return outcome;
}

const DO: Readonly<Record<Step, (background: Background, text: string) => Promise<Taken>>> = {
  check,
  import: importText,
  back: ({ area }) => choose(area, previousOf),
  newest: ({ area }) => choose(area, ({ kept }) => kept[0]?.serial),
};

/** Asks the server. The attempt is written down first: a background that dies meanwhile has had its day. */
async function check({ area, packaged }: Background): Promise<Taken> {
  const record = { ...(await readRecord(area, BUILT)), checkedAt: Date.now() };
  await area.set({ [RECORD]: record });
  return told(async () => take(area, record, await fetchUpdate(UPDATE_ADDRESS), packaged));
}

/** Takes a file that the person has chosen. */
async function importText({ area, packaged }: Background, text: string): Promise<Taken> {
  const record = await readRecord(area, BUILT);
  return told(() => take(area, record, new TextEncoder().encode(text), packaged));
}

/** Chooses one of the lists that are kept, or the package's. */
async function choose(area: Area, pick: (record: UpdateRecord) => number | undefined): Promise<Taken> {
  const record = await readRecord(area, BUILT);
  const active = pick(record);
  if (active === undefined) return { outcome: null };
  const chosen = { ...record, active };
  await area.set({ [RECORD]: chosen });
  return { outcome: null, record: chosen };
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

/** How the list stands that has this serial and this date and is in use. */
function standing(record: UpdateRecord, serial: number, date: string): Omit<UpdatesAnswer, 'isDamaged' | 'outcome'> {
  const { active, kept, checkedAt, outcome: checked } = record;
  return {
    serial,
    date,
    commit: serial === 0 ? null : (inUse(record)?.commit ?? null),
    checkedAt,
    checked,
    hasPrevious: previousOf(record) !== undefined,
    hasNewer: kept[0] !== undefined && kept[0].serial !== active,
  };
}

/** What the background is given. */
export const INTAKE = { step, standing, forgetOld: (area: Area) => forgetOld(area, BUILT) } as const;
export type Intake = typeof INTAKE;
