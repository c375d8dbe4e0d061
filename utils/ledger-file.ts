/** The ledger as a file: JSON that comes back in, CSV for a spreadsheet. */
import * as z from 'zod/mini';
import { integer } from './checks.ts';
import type { Day, Entry } from './ledger.ts';
import { day, EntrySchema } from './ledger-schema.ts';
import { readFile } from './read-file.ts';

/** Rises when a reader of the old form would misread the new one. */
const FORMAT = 1;
/** Ten times what ten busy years leave behind. */
const MOST_ENTRIES = 1_000_000;
/** Bytes; twice what so many entries take. */
const LARGEST = 400_000_000;

const LedgerFile = z.strictObject({
  countergaze: z.literal('ledger'),
  format: z.literal(FORMAT),
  exported: day,
  days: z.array(z.strictObject({ day, entries: z.array(EntrySchema) })),
});

/** The whole ledger as JSON. `today`: ISO date. */
export function toJson(days: readonly Day[], today: string): string {
  return `${JSON.stringify({ countergaze: 'ledger', format: FORMAT, exported: today, days }, null, 1)}\n`;
}

/** Why a file is refused: not JSON, not a ledger, made by a newer version, too large, or a part of it is not valid. */
export type FileProblem = 'not-json' | 'not-ledger' | 'newer' | 'too-large' | 'damaged';

export type FileReading =
  | { readonly ok: true; readonly days: readonly Day[] }
  /** `where`: path of the first part that is wrong, '' for the whole. */
  | { readonly ok: false; readonly problem: FileProblem; readonly where: string };

/** Reads an exported file that somebody chose; see `fromJson`. */
export async function fromFile(file: Blob, today: string): Promise<FileReading> {
  const read = await readFile(file, LARGEST);
  if ('text' in read) return fromJson(read.text, today);
  return refuse(read.problem === 'too-large' ? 'too-large' : 'not-json');
}

/** Reads the text of one. It is taken whole or not at all; days after `today` (ISO date) are not from this world. */
export function fromJson(text: string, today: string): FileReading {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse('not-json');
  }
  const head = z.object({ countergaze: z.literal('ledger'), format: integer(0) }).safeParse(content);
  if (!head.success) return refuse('not-ledger');
  if (head.data.format > FORMAT) return refuse('newer');
  const file = LedgerFile.safeParse(content);
  if (!file.success) return refuse('damaged', file.error.issues[0]?.path.join('.'));
  const { days } = file.data;
  const late = days.findIndex(({ day }) => day > today);
  if (late !== -1) return refuse('damaged', `days.${late}.day`);
  if (new Set(days.map(({ day }) => day)).size < days.length) return refuse('damaged', 'days');
  if (days.reduce((sum, { entries }) => sum + entries.length, 0) > MOST_ENTRIES) return refuse('too-large');
  return { ok: true, days };
}

function refuse(problem: FileProblem, where = ''): FileReading {
  return { ok: false, problem, where };
}

const COLUMNS = ['day', 'vendor', 'name', 'site', 'stage', 'visits'] as const;

/** The whole ledger as CSV (RFC 4180), one line an entry; `nameOf` gives a vendor's name by id. */
export function toCsv(days: readonly Day[], nameOf: (vendor: string) => string): string {
  const lines = days.flatMap(({ day, entries }) =>
    entries.map(({ vendor, site, stage, visits }: Entry) => [day, vendor, nameOf(vendor), site, stage, String(visits)]),
  );
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell that a spreadsheet takes as text: https://owasp.org/www-community/attacks/CSV_Injection */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
