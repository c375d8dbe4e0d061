/** Results read back: how common each vendor was, into its dossier. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Vendor } from '../../core/schema.ts';
import { inSchemaOrder } from '../format.ts';
import { UsageError } from '../problem.ts';

/** One row of the summary: on how many page loads of how many. */
export interface Prevalence {
  readonly vendor: string;
  readonly pages: number;
  readonly population: number;
}

/** Rows as DuckDB gives them, or as `bq query --format=json` prints them (there, numbers are texts). */
export function toPrevalence(rows: unknown): Prevalence[] {
  if (!Array.isArray(rows)) throw new UsageError('the results are no JSON array of rows');
  return rows.map((row: Record<string, unknown>, at) => {
    const [pages, population] = [Number(row.pages), Number(row.population)];
    if (typeof row.vendor !== 'string' || !Number.isSafeInteger(pages) || !Number.isSafeInteger(population))
      throw new UsageError(`row ${at + 1} of the results lacks vendor, pages or population`);
    return { vendor: row.vendor, pages, population };
  });
}

/** Reads rows from a file: a JSON array. */
export function readPrevalence(file: string): Prevalence[] {
  try {
    return toPrevalence(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Writes `prevalence` into the dossiers: of those that were found, and of those that said something before and were not
 * found now, out of so many page loads. Returns the ids of the files that changed.
 */
export function writePrevalence(
  rows: readonly Pick<Prevalence, 'vendor' | 'pages'>[],
  population: number,
  vendors: readonly Vendor[],
  about: { readonly date: string; readonly source: string },
  dir: string,
): string[] {
  const counts = new Map(rows.map(({ vendor, pages }) => [vendor, pages]));
  if (population === 0) throw new UsageError('there is no page load to count on, so nothing is said of any');
  const unknown = [...counts.keys()].filter((id) => !vendors.some((vendor) => vendor.id === id));
  if (unknown.length > 0) throw new UsageError(`the list has no ${unknown.join(', ')}; were the results made with it?`);
  const changed: string[] = [];
  for (const vendor of vendors) {
    const count = counts.get(vendor.id) ?? (vendor.prevalence === undefined ? undefined : 0);
    if (count === undefined) continue;
    const parsed = Vendor.safeParse({ ...vendor, prevalence: { ...about, population, count } });
    if (!parsed.success)
      throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    const file = join(dir, 'vendors', `${vendor.id}.json`);
    const text = inSchemaOrder(Vendor, parsed.data);
    if (text === readFileSync(file, 'utf8')) continue;
    writeFileSync(file, text);
    changed.push(vendor.id);
  }
  return changed;
}
