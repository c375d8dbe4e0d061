/**
 * Dossiers for the pages that show them, put together with what the background's list says. Large: import it where they
 * are shown, when they are.
 */
import { type Dossier, type PackedDossiers, unpackDossiers } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { ask } from './client.ts';
import { loadText } from './load-text.ts';
import { pageUnpacker } from './page-unpacker.ts';
import { readPart } from './update-parts.ts';

export interface LoadedDossiers {
  /** By id. */
  readonly dossiers: Readonly<Record<string, Dossier>>;
  /** ISO date of the list in use. */
  readonly listDate: string;
  /** Its serial; 0 for the list of the package. */
  readonly serial: number;
}

/** All dossiers of the list in use. Where an update's are lost, the package's. */
export async function loadDossiers(): Promise<LoadedDossiers> {
  const { serial, date, vendors } = await ask({ ask: 'vendors' });
  const stored = serial === 0 ? undefined : await readPart(browser.storage.local, serial, 'dossiers');
  const packed = stored ?? JSON.parse(await loadText('dossiers', 'dossiers', pageUnpacker));
  // By the signatures of another list than its own, a source would back what it does not show.
  const own = serial === 0 || stored ? vendors : (await ask({ ask: 'vendors', packaged: true })).vendors;
  return { dossiers: unpackDossiers(packed as unknown as PackedDossiers, own), listDate: date, serial };
}
