/** Puts lists that updates brought into store, and takes those away that are not needed any more. */
import { freshIn, type Index } from '../rules/core/index.ts';
import type { OpenedUpdate } from './update-file.ts';
import {
  type Area,
  type KeptList,
  keyOf,
  PARTS,
  type Parts,
  RECORD,
  readRecord,
  StoredRecord,
  type UpdateRecord,
} from './update-parts.ts';
import { UpdateError } from './update-problem.ts';

/** Besides the one in the package. */
const MOST_KEPT = 2;

/** The record once a new list is in use: kept are that one and the one that was in use before. */
function withList(record: UpdateRecord, list: KeptList): UpdateRecord {
  const others = [...record.kept].sort(
    (a, b) => Number(b.serial === record.active) - Number(a.serial === record.active),
  );
  return { ...record, active: list.serial, kept: [list, ...others].slice(0, MOST_KEPT), highest: list.serial };
}

/** Stores a list whole, then puts it in use. Throws an UpdateError when there is no room; then nothing has changed. */
export async function install(
  area: Area,
  record: UpdateRecord,
  { update, index }: OpenedUpdate,
  packaged: Index,
): Promise<UpdateRecord> {
  const { serial, commit, made, ruleset, dossiers, actions } = update;
  const parts: Parts = { list: { ruleset, fresh: freshIn(index, packaged) }, dossiers, actions };
  const next = withList(record, { serial, commit, made, date: index.date });
  try {
    await area.set(Object.fromEntries(PARTS.map((part) => [keyOf(serial, part), parts[part]])));
    await area.set({ [RECORD]: next });
  } catch (error) {
    await area.remove(keysOf(serial)).catch(() => {});
    throw new UpdateError('unkept', error);
  }
  const gone = record.kept.filter((list) => !next.kept.includes(list));
  await area.remove(gone.flatMap((list) => keysOf(list.serial)));
  return next;
}

/** Removes the lists that are not newer than the package. */
export async function forgetOld(area: Area, built: string): Promise<void> {
  const stored = StoredRecord.safeParse((await area.get(RECORD))[RECORD]).data;
  const record = await readRecord(area, built);
  const gone = (stored?.kept ?? []).filter(({ serial }) => !record.kept.some((list) => list.serial === serial));
  if (gone.length === 0) return;
  await area.set({ [RECORD]: record });
  await area.remove(gone.flatMap(({ serial }) => keysOf(serial)));
}

function keysOf(serial: number): string[] {
  return PARTS.map((part) => keyOf(serial, part));
}
