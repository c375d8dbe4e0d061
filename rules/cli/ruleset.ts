/** Dossiers in, the engine's ruleset and the pages' texts out. */
import type { Dossier, EngineVendor, Ruleset } from '../core/ruleset.ts';
import type { Vendor } from '../core/schema.ts';

/** Keeps what matching needs; sorted by id; dated by the newest review. */
export function toRuleset(vendors: readonly Vendor[]): Ruleset {
  const sorted = [...vendors].sort(byId);
  return {
    format: 1,
    date:
      sorted
        .map(({ reviewed }) => reviewed)
        .sort()
        .at(-1) ?? '1970-01-01',
    vendors: sorted.map(
      ({ id, name, modalities, purpose, practice, detect, reviewed, reviewBy }): EngineVendor => ({
        id,
        name,
        modalities,
        purpose,
        practice,
        detect,
        reviewed,
        reviewBy,
      }),
    ),
  };
}

/** Keeps what people read, by id. Pages load it only when they show it. */
export function toDossiers(vendors: readonly Vendor[]): Record<string, Dossier> {
  return Object.fromEntries(
    [...vendors].sort(byId).map(({ $schema, cases, detect, npm, ...dossier }) => [dossier.id, dossier]),
  );
}

/** What the probe looks for in a document: every global and element that a dossier names. */
export function toProbeNames(vendors: readonly Vendor[]): { globals: string[][]; elements: string[] } {
  const all = (kind: 'globals' | 'elements') =>
    [...new Set(vendors.flatMap(({ detect }) => [...(detect[kind] ?? []), ...(detect.weak?.[kind] ?? [])]))].sort();
  return { globals: all('globals').map((name) => name.split('.')), elements: all('elements') };
}

function byId(a: Vendor, b: Vendor): number {
  return a.id < b.id ? -1 : 1;
}
