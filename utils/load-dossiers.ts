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
  /** ISO date of the list they belong to. */
  readonly listDate: string;
  /** Its serial; 0 for the list of the package. */
  readonly serial: number;
}

/** All dossiers of the list in use. */
export async function loadDossiers(): Promise<LoadedDossiers> {
  const { serial, date, vendors } = await ask({ ask: 'vendors' });
  const packed =
    serial === 0
      ? JSON.parse(await loadText('dossiers', 'dossiers', pageUnpacker))
      : await readPart(browser.storage.local, serial, 'dossiers');
  return { dossiers: unpackDossiers(packed as unknown as PackedDossiers, vendors), listDate: date, serial };
}
