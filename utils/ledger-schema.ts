/** What may enter the ledger's code from a disk or a file: checked, never trusted. */
import * as z from 'zod/mini';
import { STAGES } from '../rules/core/index.ts';
import { integer, matching, must } from './checks.ts';
import { type Day, type Entry, MOST_VISITS } from './ledger.ts';

const vendor = matching(/^[a-z0-9][a-z0-9-]{0,79}$/);
/** A host as `splitUrl` gives it: labels, an IPv4 or a bracketed IPv6 address. */
const site = matching(/^(?:[a-z0-9_][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])$/);
const stage = z.literal(STAGES);
const visits = integer(1, MOST_VISITS);

/** An ISO date that exists. */
export const day = matching(/^20\d\d-\d\d-\d\d$/).check(must(isDate));

export const EntrySchema = z.strictObject({ vendor, site, stage, visits });
const DaySchema = z.strictObject({ day, entries: z.array(EntrySchema) });

/** A stored day, with what of it can be read, and how many entries cannot. Undefined when nothing can. */
export function readDay(stored: unknown): { readonly day: Day; readonly damaged: number } | undefined {
  const whole = DaySchema.safeParse(stored);
  if (whole.success) return { day: whole.data, damaged: 0 };
  const frame = z.object({ day, entries: z.array(z.unknown()) }).safeParse(stored);
  if (!frame.success) return undefined;
  const entries = frame.data.entries.flatMap((entry): Entry[] => {
    const { data } = EntrySchema.safeParse(entry);
    return data === undefined ? [] : [data];
  });
  return { day: { day: frame.data.day, entries }, damaged: frame.data.entries.length - entries.length };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
