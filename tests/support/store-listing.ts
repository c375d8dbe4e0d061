/** The texts of the stores: `.github/store/<language>.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Listing {
  readonly name: string;
  /** The one line under the name. */
  readonly summary: string;
  readonly description: string;
}

export function readListing(language: string): Listing {
  const text = readFileSync(join(import.meta.dirname, `../../.github/store/${language}.md`), 'utf8');
  const [title = '', summary = '', ...rest] = text.trim().split('\n\n');
  return { name: title.replace(/^# /, ''), summary, description: rest.join('\n\n') };
}
