/**
 * Dossiers for the pages that show them, put together with what the background's list says. Large: import it where they
 * are shown, when they are.
 */
import packed from '../rules/built/dossiers.json';
import { type Dossier, type PackedDossiers, unpackDossiers } from '../rules/core/index.ts';
import { ask } from './client.ts';

/** All dossiers, by id. */
export async function loadDossiers(): Promise<Readonly<Record<string, Dossier>>> {
  return unpackDossiers(packed as unknown as PackedDossiers, await ask({ ask: 'vendors' }));
}
